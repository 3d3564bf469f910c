import { failOns, type FailOn } from "../core/record/record.ts";
import type { Timeouts } from "../core/onboarding/connection.ts";
import type { GivenInputs } from "./given-inputs.ts";
import { isReportPath, type Command, type DurationLimits } from "./inputs.ts";

/** How a run goes about its work, whichever connection it is about. */
interface Settings {
  readonly timeouts: Timeouts;
  readonly exposeHubToken: boolean;
  readonly isDry: boolean;
  readonly tracks: boolean;
  readonly failOn: FailOn;
}

// No request can be answered in no time, and no timer counts for weeks.
const REQUEST_TIMEOUT_MS: DurationLimits = { atLeast: 1, atMost: 600_000 };

/** Reads the inputs that say nothing of a connection; what is wrong with one is kept as its fault. */
export function readSettings(given: GivenInputs, command: Command): Settings {
  const { inputs } = given;
  const requestTimeoutMs = given.duration("request-timeout", inputs.requestTimeout, REQUEST_TIMEOUT_MS);
  const waitForConnectedMs = given.duration("wait-for-connected", inputs.waitForConnected);
  const exposeHubToken = given.flag("expose-hub-token", inputs.exposeHubToken);
  const isDry = given.flag("dry-run", inputs.dryRun);
  const tracks = given.flag("track-issue", inputs.trackIssue);
  given.flag("summary", inputs.summary);
  given.reportMisplaced(command, [
    { input: "dry-run", of: "exchange", value: isDry ? "true" : "" },
    { input: "track-issue", of: "verify", value: tracks ? "true" : "" },
    { input: "samples", of: "preflight", value: inputs.samples.join(" ") },
  ]);
  const failOn = given.oneOf("fail-on", inputs.failOn, failOns) ?? "error";
  for (const path of inputs.reportPath) {
    if (!isReportPath(path)) given.faults.push({ code: "input-report-path", value: path });
  }
  return { timeouts: { requestTimeoutMs, waitForConnectedMs }, exposeHubToken, isDry, tracks, failOn };
}
