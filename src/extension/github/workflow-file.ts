/** What the workflow looks after. */
export interface WorkflowWishes {
  readonly connections: readonly {
    readonly name: string;
    readonly hubUrl: string;
  }[];
  /** Whether `ocpi.yml` has several connections: then the secrets of each have a name of their own. */
  readonly several: boolean;
}

/** Where the workflow belongs in a repository. */
export const workflowPath = ".github/workflows/ocpi-onboarding.yml";

// GitHub: a repository has room for 100 secrets. Each connection has three, and one is for all.
const FEW = 33;
// GitHub, "Actions limits": as many jobs as one matrix may become.
const MATRIX = 256;

/**
 * A workflow that exchanges the credentials when a person runs it, and looks every hour whether the connections work. It
 * reads the same `ocpi.yml`; the tokens are secrets.
 */
export function workflowFor({ connections, several }: WorkflowWishes): string {
  const names = connections.map(({ name }) => name);
  const lines =
    names.length > FEW
      ? [...headingOfMany(), ...beginning(names), ...exchangeOfMany(), ...verifyMany(names)]
      : [...heading(connections, several), ...beginning(names), ...jobsOfFew(names, several)];
  return lines.join("\n");
}

function beginning(names: readonly string[]): string[] {
  return [
    "name: OCPI",
    "on:",
    "  workflow_dispatch:",
    ...(names.length > 1
      ? [
          "    inputs:",
          "      connection:",
          "        description: The connection whose credentials are exchanged",
          "        type: choice",
          "        required: true",
          `        options: [${names.map(scalar).join(", ")}]`,
        ]
      : []),
    "  schedule:",
    "    # Not on the full hour, when everybody's schedules start and GitHub delays them.",
    '    - cron: "23 * * * *"',
    "",
    "permissions: {}",
    "",
    "jobs:",
  ];
}

/** The secrets are the repository's, and each connection has a job for its exchange. */
function jobsOfFew(names: readonly string[], several: boolean): string[] {
  const choice = names.length > 1;
  const exchanges = names.flatMap((name) =>
    exchangeJob({
      id: choice ? `exchange-${name}` : "exchange",
      when: choice ? ` && inputs.connection == '${name}'` : "",
      name,
      connection: scalar(name),
      secrets: secretsOf(name, several),
    }),
  );
  const [name = ""] = names;
  const verify: Verify = choice
    ? {
        id: "verify",
        matrix: [
          "        include:",
          ...names.map((one) => `          - { connection: ${scalar(one)}, secret: ${secretsOf(one, true).hub} }`),
        ],
        connection: "${{ matrix.connection }}",
        hubToken: "secrets[matrix.secret]",
      }
    : { id: "verify", connection: scalar(name), hubToken: `secrets.${secretsOf(name, several).hub}` };
  return [...exchanges, ...verifyJob(verify)];
}

function heading(connections: WorkflowWishes["connections"], several: boolean): string[] {
  return [
    "# Made by OCPI: Create GitHub Workflow. It reads ocpi.yml; the tokens are secrets of this repository, under Settings,",
    "# Secrets and variables, Actions:",
    ...connections.flatMap(({ name, hubUrl }) => [
      `#   ${name} at ${URL.parse(hubUrl)?.origin ?? "its hub"}:`,
      ...secretLines(secretsOf(name, several)),
    ]),
    "#   OCPI_SECRETS_TOKEN  for the exchange: a fine-grained token that may write this repository's secrets",
    "# Where the exchange was done in VS Code, only the hub token is needed.",
    ...pinning,
  ];
}

/**
 * Many connections need more secrets than a repository has room for, and with a job for each the file would become larger
 * than the 500 kB that GitHub reads. So each has an environment of its own, where the secrets have the same names, and one
 * job is for all.
 */
function headingOfMany(): string[] {
  return [
    "# Made by OCPI: Create GitHub Workflow. It reads ocpi.yml; the tokens are secrets of environments, under Settings,",
    "# Environments, because a repository has room for 100:",
    "#   ocpi-<connection>:",
    ...secretLines(secretsOf("", false)),
    "# Under Settings, Secrets and variables, Actions:",
    '#   OCPI_SECRETS_TOKEN  for the exchange: a fine-grained token with "Environments: write"',
    "# Where the exchange was done in VS Code, only the hub token is needed.",
    ...pinning,
  ];
}

const pinning: readonly string[] = [
  "# The tag v1 moves with every release. A commit, which is on the release's page, cannot be moved:",
  "#   uses: ocpi-onboarding/ocpi-onboarding@<commit> # v1.0.0",
];

function secretLines({ initial, platform, hub }: ReturnType<typeof secretsOf>): string[] {
  return [
    `#     ${hub}  by the exchange, or by "Send Hub Token to GitHub Secrets…" in VS Code`,
    `#     ${initial}  for the exchange: what the account team handed over`,
    `#     ${platform}  for the exchange: what you made, and installed in your platform`,
  ];
}

interface Exchange {
  readonly id: string;
  /** What its condition says beside the event. */
  readonly when: string;
  /** The connection's name, as an expression where it is an input. */
  readonly name: string;
  /** The same as a value in YAML. */
  readonly connection: string;
  readonly secrets: ReturnType<typeof secretsOf>;
  /** Where the secrets are; the repository's own without it. */
  readonly environment?: string;
}

/** Looks only, when the platform is registered already. */
function exchangeJob({ id, when, name, connection, secrets, environment }: Exchange): string[] {
  return [
    `  ${id}:`,
    `    if: github.event_name == 'workflow_dispatch'${when}`,
    "    # Two exchanges at once would spoil each other, and one that is under way must not be cut off.",
    "    concurrency:",
    `      group: ocpi-${name}`,
    "      cancel-in-progress: false",
    ...jobLines(15, environment),
    "    steps:",
    ...checkout,
    "      # Your platform needs the hub token, too: the example exchange-and-deliver.yml of the Action shows how it gets there.",
    "      - uses: ocpi-onboarding/ocpi-onboarding@v1",
    "        with:",
    `          connection: ${connection}`,
    `          initial-token: \${{ secrets.${secrets.initial} }}`,
    `          platform-token: \${{ secrets.${secrets.platform} }}`,
    `          hub-token: \${{ secrets.${secrets.hub} }} # empty in the first run`,
    "          github-token: ${{ secrets.OCPI_SECRETS_TOKEN }}",
    ...(environment === undefined
      ? []
      : ["          store: environment", `          store-environment: ${environment}`]),
    "",
  ];
}

function exchangeOfMany(): string[] {
  const name = "${{ inputs.connection }}";
  const secrets = secretsOf("", false);
  return exchangeJob({ id: "exchange", when: "", name, connection: name, secrets, environment: environmentOf(name) });
}

interface Verify {
  readonly id: string;
  /** What stands under `matrix:`, where the job is for several connections. */
  readonly matrix?: readonly string[];
  readonly connection: string;
  /** The expression that gives it. */
  readonly hubToken: string;
  /** Where the secrets are; the repository's own without it. */
  readonly environment?: string;
}

function verifyJob({ id, matrix, connection, hubToken, environment }: Verify): string[] {
  const [uses = "", ...rest] = checkout;
  return [
    "  # Only reads. Before there is a hub token there is nothing to look at.",
    `  ${id}:`,
    "    if: github.event_name == 'schedule'",
    ...(matrix === undefined ? [] : ["    strategy:", "      fail-fast: false", "      matrix:", ...matrix]),
    ...jobLines(5, environment),
    "    env:",
    `      REGISTERED: \${{ ${hubToken} != '' }}`,
    "    steps:",
    uses,
    "        if: env.REGISTERED == 'true'",
    ...rest,
    "      - uses: ocpi-onboarding/ocpi-onboarding@v1",
    "        if: env.REGISTERED == 'true'",
    "        with:",
    "          command: verify",
    `          connection: ${connection}`,
    `          hub-token: \${{ ${hubToken} }}`,
    "          wait-for-connected: 0s",
    "          # Remove this line, and GitHub notifies you when a party is not CONNECTED, too.",
    "          fail-on: never",
    "",
  ];
}

/** As many jobs as it takes: what GitHub limits is the matrix of each. */
function verifyMany(names: readonly string[]): string[] {
  const connection = "${{ matrix.connection }}";
  return Array.from({ length: Math.ceil(names.length / MATRIX) }, (_none, index) =>
    verifyJob({
      id: `verify-${index + 1}`,
      matrix: [
        "        connection:",
        ...names.slice(index * MATRIX, (index + 1) * MATRIX).map((name) => `          - ${scalar(name)}`),
      ],
      connection,
      hubToken: `secrets.${secretsOf("", false).hub}`,
      environment: environmentOf(connection),
    }),
  ).flat();
}

const checkout: readonly string[] = [
  "      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
  "        with:",
  "          persist-credentials: false",
  "",
];

function jobLines(minutes: number, environment?: string): string[] {
  return [
    "    runs-on: ubuntu-latest",
    `    timeout-minutes: ${minutes}`,
    "    permissions:",
    "      contents: read",
    // It is where the secrets are, and nothing is deployed.
    ...(environment === undefined ? [] : [`    environment: { name: "${environment}", deployment: false }`]),
  ];
}

function environmentOf(name: string): string {
  return `ocpi-${name}`;
}

/** The names of the secrets; the hub token's is the one that the Action gives it. */
function secretsOf(name: string, several: boolean): { initial: string; platform: string; hub: string } {
  const own = several ? `__${name.replaceAll("-", "_").toUpperCase()}` : "";
  return { initial: `OCPI_INITIAL_TOKEN${own}`, platform: `OCPI_PLATFORM_TOKEN${own}`, hub: `OCPI_HUB_TOKEN${own}` };
}

/** A connection's name in YAML, where `007`, `1e5` and `no` would be something else than a text. */
function scalar(name: string): string {
  return /^[a-z][a-z0-9-]*$/.test(name) && !/^(?:y|n|yes|no|on|off|true|false|null)$/.test(name) ? name : `"${name}"`;
}
