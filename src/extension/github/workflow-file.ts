import { environmentOf } from "../../core/record/job-plan.ts";
import { plainLine } from "../../core/ocpi/escape.ts";
import { hubTokenSecretOf, suffixOf } from "./secret-names.ts";

/** What the workflow looks after. */
export interface WorkflowWishes {
  readonly connections: readonly {
    readonly name: string;
    readonly hubUrl: string;
  }[];
  /** Where the file with the connections is, from the repository's root: `ocpi.yml`, or `backend/ocpi.yml`. */
  readonly config: string;
}

/** Where the workflow belongs in a repository. */
export const workflowPath = ".github/workflows/ocpi-onboarding.yml";

// GitHub: a repository has room for 100 secrets. Each connection has three, and one is for all.
const FEW = 33;
// GitHub, "Actions limits": as many jobs as one matrix may become.
const MATRIX = 256;

/**
 * A workflow that exchanges the credentials when a person runs it, and verifies every hour that the connections work. It
 * reads the same `ocpi.yml`; the tokens are secrets. What a secret is called does not depend on how many connections there
 * are: one more renames none, and a scheduled run finds each.
 */
export function workflowFor({ connections, config }: WorkflowWishes): string {
  const names = connections.map(({ name }) => name);
  const lines =
    names.length > FEW
      ? [...headingOfMany(config), ...beginning(names), ...exchangeOfMany(config), ...verifyMany(names, config)]
      : [...heading(connections, config), ...beginning(names), ...jobsOfFew(names, config)];
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

/**
 * The secrets are the repository's, and each connection has jobs of its own, which get its secrets and no others: a matrix
 * that named its secret would be given all of the repository's.
 */
function jobsOfFew(names: readonly string[], config: string): string[] {
  const choice = names.length > 1;
  const idOf = (job: string, name: string): string => (choice ? `${job}-${name}` : job);
  const exchanges = names.flatMap((name) =>
    exchangeJob({
      id: idOf("exchange", name),
      when: choice ? ` && inputs.connection == '${name}'` : "",
      name,
      connection: scalar(name),
      config,
      secrets: secretsOf(name),
    }),
  );
  const verifies = names.flatMap((name) =>
    verifyJob({ id: idOf("verify", name), connection: scalar(name), config, secret: hubTokenSecretOf(name) }),
  );
  return [...exchanges, ...verifies];
}

function heading(connections: WorkflowWishes["connections"], config: string): string[] {
  return [
    `# Made by OCPI: Create GitHub Workflow. It reads ${plainLine(config)}; the tokens are secrets of this repository, under Settings,`,
    "# Secrets and variables, Actions:",
    ...connections.flatMap(({ name, hubUrl }) => [
      `#   ${name} at ${URL.parse(hubUrl)?.origin ?? "its hub"}:`,
      ...secretLines(secretsOf(name)),
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
function headingOfMany(config: string): string[] {
  return [
    `# Made by OCPI: Create GitHub Workflow. It reads ${plainLine(config)}; the tokens are secrets of environments, under Settings,`,
    "# Environments, because a repository has room for 100:",
    "#   ocpi-<connection>:",
    ...secretLines(secretsOf()),
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
  readonly config: string;
  readonly secrets: ReturnType<typeof secretsOf>;
  /** Where the secrets are; the repository's own without it. */
  readonly environment?: string;
}

/** Looks only, when the platform is registered already. */
function exchangeJob({ id, when, name, connection, config, secrets, environment }: Exchange): string[] {
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
    ours,
    "        with:",
    ...configLines(config),
    `          connection: ${connection}`,
    `          initial-token: \${{ secrets.${secrets.initial} }}`,
    `          platform-token: \${{ secrets.${secrets.platform} }}`,
    `          hub-token: \${{ secrets.${secrets.hub} }} # empty in the first run`,
    // By its name, because the Action's own name for it depends on how many connections the file has.
    `          hub-token-secret: ${secrets.hub}`,
    "          github-token: ${{ secrets.OCPI_SECRETS_TOKEN }}",
    ...(environment === undefined
      ? []
      : ["          store: environment", `          store-environment: ${environment}`]),
    "",
  ];
}

function exchangeOfMany(config: string): string[] {
  const name = "${{ inputs.connection }}";
  const environment = environmentOf(name);
  return exchangeJob({ id: "exchange", when: "", name, connection: name, config, secrets: secretsOf(), environment });
}

interface Verify {
  readonly id: string;
  /** What stands under `matrix:`, where the job is for several connections. */
  readonly matrix?: readonly string[];
  /** The connection's name as a value in YAML; an expression where it comes from a matrix. */
  readonly connection: string;
  readonly config: string;
  /** The name of the secret with its hub token. */
  readonly secret: string;
  /** Where the secrets are; the repository's own without it. */
  readonly environment?: string;
}

function verifyJob({ id, matrix, connection, config, secret, environment }: Verify): string[] {
  const [uses = "", ...rest] = checkout;
  const of = environment === undefined ? "" : ` of the environment ${environmentOf("$CONNECTION")}`;
  return [
    "  # Only reads. When a party is not CONNECTED the run fails, and GitHub tells you.",
    `  ${id}:`,
    "    if: github.event_name == 'schedule'",
    ...(matrix === undefined ? [] : ["    strategy:", "      fail-fast: false", "      matrix:", ...matrix]),
    ...jobLines(5, environment),
    "    env:",
    `      REGISTERED: \${{ secrets.${secret} != '' }}`,
    "    steps:",
    uses,
    "        if: env.REGISTERED == 'true'",
    ...rest,
    ours,
    "        if: env.REGISTERED == 'true'",
    "        with:",
    "          command: verify",
    ...configLines(config),
    `          connection: ${connection}`,
    `          hub-token: \${{ secrets.${secret} }}`,
    "          wait-for-connected: 0s",
    "",
    "      # Before the exchange there is no hub token: then this says that nothing was verified.",
    "      - if: env.REGISTERED != 'true'",
    "        env:",
    `          CONNECTION: ${connection}`,
    `        run: echo "::warning title=$CONNECTION was not verified::The secret ${secret}${of} is empty. Exchange credentials, or send the hub token from VS Code."`,
    "",
  ];
}

/** As many jobs as it takes: what GitHub limits is the matrix of each. */
function verifyMany(names: readonly string[], config: string): string[] {
  const connection = "${{ matrix.connection }}";
  return Array.from({ length: Math.ceil(names.length / MATRIX) }, (_none, index) =>
    verifyJob({
      id: `verify-${index + 1}`,
      matrix: [
        "        connection:",
        ...names.slice(index * MATRIX, (index + 1) * MATRIX).map((one) => `          - ${scalar(one)}`),
      ],
      connection,
      config,
      secret: hubTokenSecretOf(),
      environment: environmentOf(connection),
    }),
  ).flat();
}

// Tools that check workflows want a commit here. Only the release's page knows it: the first lines say so.
const ours = "      - uses: ocpi-onboarding/ocpi-onboarding@v1 # zizmor: ignore[unpinned-uses]";

/** Where the Action finds the file, unless it is where the Action expects it. */
function configLines(config: string): string[] {
  return config === "ocpi.yml" ? [] : [`          config: ${JSON.stringify(config)}`];
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

/** The names of a connection's secrets; without a name those in an environment, which is the connection's own. */
function secretsOf(name?: string): { initial: string; platform: string; hub: string } {
  const own = suffixOf(name);
  return { initial: `OCPI_INITIAL_TOKEN${own}`, platform: `OCPI_PLATFORM_TOKEN${own}`, hub: hubTokenSecretOf(name) };
}

/** A connection's name in YAML, where `007`, `1e5` and `no` would be something else than a text. */
function scalar(name: string): string {
  return /^[a-z][a-z0-9-]*$/.test(name) && !/^(?:y|n|yes|no|on|off|true|false|null)$/.test(name) ? name : `"${name}"`;
}
