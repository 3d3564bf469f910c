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

/**
 * A workflow that exchanges the credentials when somebody runs it, and looks every hour whether the connections work. It
 * reads the same `ocpi.yml`; the tokens are secrets.
 */
export function workflowFor({ connections, several }: WorkflowWishes): string {
  const choice = connections.length > 1;
  return [
    ...heading(connections, several),
    "name: OCPI",
    "on:",
    "  workflow_dispatch:",
    ...(choice
      ? [
          "    inputs:",
          "      connection:",
          "        description: The connection whose credentials are exchanged",
          "        type: choice",
          "        required: true",
          `        options: [${connections.map(({ name }) => scalar(name)).join(", ")}]`,
        ]
      : []),
    "  schedule:",
    "    # Not on the full hour, when everybody's schedules start and GitHub delays them.",
    '    - cron: "23 * * * *"',
    "",
    "permissions: {}",
    "",
    "jobs:",
    ...connections.flatMap(({ name }) => exchangeJob(name, several, choice)),
    ...(choice ? verifyJobs(connections) : verifyJob(connections[0]?.name ?? "", several)),
  ].join("\n");
}

function heading(connections: WorkflowWishes["connections"], several: boolean): string[] {
  const secrets = connections.flatMap(({ name, hubUrl }) => {
    const { initial, platform, hub } = secretsOf(name, several);
    return [
      `#   ${name} at ${URL.parse(hubUrl)?.origin ?? "its hub"}:`,
      `#     ${hub}  by the exchange, or by "Send Hub Token to GitHub Secrets…" in VS Code`,
      `#     ${initial}  for the exchange: what the account team handed over`,
      `#     ${platform}  for the exchange: what you made, and installed in your platform`,
    ];
  });
  return [
    "# Made by OCPI: Create GitHub Workflow. It reads ocpi.yml; the tokens are secrets of this repository, under Settings,",
    "# Secrets and variables, Actions:",
    ...secrets,
    "#   OCPI_SECRETS_TOKEN  for the exchange: a fine-grained token that may write this repository's secrets",
    "# Where the exchange was done in VS Code, only the hub token is needed.",
  ];
}

/** Looks only, when the platform is registered already. */
function exchangeJob(name: string, several: boolean, choice: boolean): string[] {
  const { initial, platform, hub } = secretsOf(name, several);
  const when = choice ? ` && inputs.connection == '${name}'` : "";
  return [
    `  exchange${choice ? `-${name}` : ""}:`,
    `    if: github.event_name == 'workflow_dispatch'${when}`,
    "    # Two exchanges at once would spoil each other, and one that is under way must not be cut off.",
    "    concurrency:",
    `      group: ocpi-${name}`,
    "      cancel-in-progress: false",
    ...jobLines(15),
    "    steps:",
    ...checkout,
    "      # Your platform needs the hub token, too: the example exchange-and-deliver.yml of the Action shows how it gets there.",
    "      - uses: ocpi-onboarding/ocpi-onboarding@v1",
    "        with:",
    `          connection: ${scalar(name)}`,
    `          initial-token: \${{ secrets.${initial} }}`,
    `          platform-token: \${{ secrets.${platform} }}`,
    `          hub-token: \${{ secrets.${hub} }} # empty in the first run`,
    "          github-token: ${{ secrets.OCPI_SECRETS_TOKEN }}",
    "",
  ];
}

function verifyJob(name: string, several: boolean): string[] {
  const { hub } = secretsOf(name, several);
  return [
    "  # Only reads. Before there is a hub token there is nothing to look at.",
    "  verify:",
    "    if: github.event_name == 'schedule'",
    ...jobLines(5),
    "    env:",
    `      REGISTERED: \${{ secrets.${hub} != '' }}`,
    "    steps:",
    ...verifySteps(scalar(name), `\${{ secrets.${hub} }}`),
  ];
}

function verifyJobs(connections: WorkflowWishes["connections"]): string[] {
  return [
    "  # Only reads. Before there is a hub token there is nothing to look at.",
    "  verify:",
    "    if: github.event_name == 'schedule'",
    "    strategy:",
    "      fail-fast: false",
    "      matrix:",
    "        include:",
    ...connections.map(
      ({ name }) => `          - { connection: ${scalar(name)}, secret: ${secretsOf(name, true).hub} }`,
    ),
    ...jobLines(5),
    "    env:",
    "      REGISTERED: ${{ secrets[matrix.secret] != '' }}",
    "    steps:",
    ...verifySteps("${{ matrix.connection }}", "${{ secrets[matrix.secret] }}"),
  ];
}

function verifySteps(connection: string, hubToken: string): string[] {
  const [uses = "", ...rest] = checkout;
  return [
    uses,
    "        if: env.REGISTERED == 'true'",
    ...rest,
    "      - uses: ocpi-onboarding/ocpi-onboarding@v1",
    "        if: env.REGISTERED == 'true'",
    "        with:",
    "          command: verify",
    `          connection: ${connection}`,
    `          hub-token: ${hubToken}`,
    "          wait-for-connected: 0s",
    "          # Remove this line, and GitHub notifies you when a party is not CONNECTED, too.",
    "          fail-on: never",
    "",
  ];
}

const checkout: readonly string[] = [
  "      - uses: actions/checkout@v7",
  "        with:",
  "          persist-credentials: false",
  "",
];

function jobLines(minutes: number): string[] {
  return ["    runs-on: ubuntu-latest", `    timeout-minutes: ${minutes}`, "    permissions:", "      contents: read"];
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
