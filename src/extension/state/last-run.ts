import type { ReportedFinding } from "../../core/findings/finding.ts";
import type { RunRecord } from "../../core/record/record.ts";
import type { PartyConnection } from "../../core/record/result.ts";

/** The last run of a connection as the editor keeps it: plain data without any token, so that it survives a closed window. */
export interface LastRun {
  readonly record: RunRecord;
  /**
   * What was known before, where this run wanted to change a registration and changed nothing. Runs are stored with the
   * workspace, so the name stays.
   */
  readonly standing?: LastKnownStatus | undefined;
}

/** A status at the hub, and when it was read. */
export interface LastKnownStatus {
  readonly status: PartyConnection;
  readonly at: Date;
}

/** What a run says of the connection's status; undefined where it says nothing. */
export function lastKnownStatusOf({ record, standing }: LastRun): LastKnownStatus | undefined {
  const { result, connectionStatus: status, finishedAt: at } = record;
  return result === "connected" || result === "registered" ? { status, at } : standing;
}

/** What works, and should not stay as it is; of a run that changed nothing there is nothing to say. */
export function warningsOf({ record, standing }: LastRun): readonly ReportedFinding[] {
  return standing === undefined ? record.findings.filter(({ severity }) => severity === "warning") : [];
}
