import { parseConfig } from "../../src/core/config/config-file.ts";
import { defaults, type Inputs } from "../../src/action/inputs.ts";
import type { RunnerContext } from "../../src/action/runner-context.ts";
import { HubToken, InitialToken, PlatformToken } from "../../src/core/ocpi/token.ts";

type Token = "initialToken" | "platformToken" | "hubToken" | "newPlatformToken";

/** Inputs as a workflow gives them: tokens are texts. */
export type GivenInputs = Partial<Omit<Inputs, Token> & Record<Token, string>>;

/** The Action's inputs as `action.yml` has them when a workflow gives these and no others. */
export function actionInputs({
  initialToken,
  platformToken,
  hubToken,
  newPlatformToken,
  ...given
}: GivenInputs): Inputs {
  return {
    command: defaults.command,
    config: defaults.config,
    connection: "",
    hubProfile: "",
    hubUrl: "",
    platformUrl: "",
    role: "",
    countryCode: "",
    partyId: "",
    businessName: "",
    initialToken: initialToken === undefined ? undefined : new InitialToken(initialToken),
    platformToken: platformToken === undefined ? undefined : new PlatformToken(platformToken),
    hubToken: hubToken === undefined ? undefined : new HubToken(hubToken),
    newPlatformToken: newPlatformToken === undefined ? undefined : new PlatformToken(newPlatformToken),
    hubTokens: undefined,
    platformTokens: undefined,
    recoveryCapsule: "",
    samples: [],
    allowTestWrites: "",
    tokenEncoding: defaults["token-encoding"],
    store: defaults.store,
    vaultCommand: "",
    storeEnvironment: "",
    hubTokenSecret: defaults["hub-token-secret"],
    githubToken: "ghs_0123456789abcdef0123",
    dryRun: defaults["dry-run"],
    exposeHubToken: defaults["expose-hub-token"],
    checkPlatform: defaults["check-platform"],
    waitForConnected: defaults["wait-for-connected"],
    requestTimeout: defaults["request-timeout"],
    failOn: defaults["fail-on"],
    reportPath: [],
    summary: defaults.summary,
    trackIssue: defaults["track-issue"],
    secrets: [],
    ...given,
  };
}

/** The surroundings of a step: a workspace with this config, or an empty one, and what else is said. */
export function runnerContext({
  configText,
  ...more
}: Partial<RunnerContext> & { readonly configText?: string | undefined } = {}): RunnerContext {
  return {
    config: configText === undefined ? undefined : parseConfig(configText, "ocpi.yml"),
    workspace: "/nowhere",
    workspaceEmpty: configText === undefined,
    event: "workflow_dispatch",
    fromFork: false,
    samples: { files: [], findings: [] },
    capsule: undefined,
    repository: { owner: "your-company", repo: "ocpi" },
    ...more,
  };
}
