import { defaults, type Inputs } from "../../src/action/inputs.ts";

/** The Action's inputs as `action.yml` has them when a workflow gives these and no others. */
export function actionInputs(given: Partial<Inputs>): Inputs {
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
    initialToken: "",
    platformToken: "",
    hubToken: "",
    newPlatformToken: "",
    recoveryCapsule: "",
    store: defaults.store,
    storeEnvironment: "",
    hubTokenSecret: defaults["hub-token-secret"],
    githubToken: "ghs_0123456789abcdef0123",
    exposeHubToken: defaults["expose-hub-token"],
    checkPlatform: defaults["check-platform"],
    waitForConnected: defaults["wait-for-connected"],
    requestTimeout: defaults["request-timeout"],
    failOn: defaults["fail-on"],
    reportPath: [],
    secrets: [],
    ...given,
  };
}
