import type { PartyConnection } from "../../core/record/result.ts";
import type { ReportDocument } from "../../core/report/report.ts";

/**
 * The last run of a connection as the editor keeps it: its report, which every face renders alike, with the headline and
 * the page to read. Plain data without any token, so that it survives a closed window.
 */
export interface LastRun {
  readonly report: ReportDocument;
  readonly headline: string;
  readonly markdown: string;
  /** What came of asking the hub for its versions and their details, where it was asked. */
  readonly looked: { readonly versions?: Looked; readonly details?: Looked };
  /** The first thing that is wrong with the platform itself. */
  readonly platformFault?: PlatformFault;
  /** When the message for the account team is to be sent, where that is not now. */
  readonly sendOnlyIf?: string | undefined;
  /**
   * What was known before, where this run wanted to change a registration and changed nothing. Runs are stored with the
   * workspace, so the name stays.
   */
  readonly standing?: LastKnownStatus | undefined;
}

/** One GET at the hub: the last that opened, or else the last. */
export interface Looked {
  readonly url: string;
  readonly opened: boolean;
  readonly httpStatus?: number;
  readonly statusCode?: number;
  /** The error code where there was no answer. */
  readonly error?: string;
}

/** A finding that is the platform's to mend, and no mere note. */
interface PlatformFault {
  readonly severity: "error" | "warning";
  readonly headline: string;
  readonly message: string;
  readonly fix?: string;
}

/** A status at the hub, and when it was read. */
export interface LastKnownStatus {
  readonly status: PartyConnection;
  readonly at: string;
}

/** What a run says of the connection's status; undefined where it says nothing. */
export function lastKnownStatusOf({ report, standing }: LastRun): LastKnownStatus | undefined {
  const { result, connection_status: status, finished_at: at } = report;
  return result === "connected" || result === "registered" ? { status, at } : standing;
}

/** The run after another one: one that came to nothing before it changed anything leaves standing what was known. */
export function after(before: LastRun | undefined, run: LastRun): LastRun {
  const { command, result } = run.report;
  const unchanged = (command === "rotate" || command === "update") && result === "not-ready";
  return unchanged && before !== undefined ? { ...run, standing: lastKnownStatusOf(before) } : run;
}

/** What works, and should not stay as it is; of a run that changed nothing there is nothing to say. */
export function warningsOf({ report, standing }: LastRun): ReportDocument["findings"] {
  return standing === undefined ? report.findings.filter(({ severity }) => severity === "warning") : [];
}

/** When the run ended. */
export function checkedAt({ report }: LastRun): Date {
  return new Date(report.finished_at);
}
