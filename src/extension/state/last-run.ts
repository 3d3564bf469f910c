import type { ReportedFinding } from "../../core/findings/finding.ts";
import type { RunRecord } from "../../core/record/record.ts";
import type { PartyConnection } from "../../core/record/result.ts";
import type { TokenFacts } from "./token-store.ts";

/** Of which kinds of runs the last one is kept, each by itself: a look at the platform says nothing of the registration. */
export const runKinds = ["registration", "preflight", "rehearsal"] as const;
/** One of them. */
export type RunKind = (typeof runKinds)[number];

/** Of which kind a run was. */
export function kindOf({ command }: RunRecord): RunKind {
  if (command === "preflight") return "preflight";
  return command === "rehearse" ? "rehearsal" : "registration";
}

/** The last run of a connection as the editor keeps it: plain data without any token, so that it survives a closed window. */
export interface LastRun {
  readonly record: RunRecord;
  /**
   * What was known before, where this run wanted to change a registration and changed nothing. Runs are stored with the
   * workspace, so the name stays.
   */
  readonly standing?: LastKnownStatus | undefined;
  /** What the hub showed before, of what this run could not read. */
  readonly before?: Shown | undefined;
}

/** What a hub shows that a run may read, each with when it was read. */
export interface Shown {
  readonly endpoints?: Read<Pick<RunRecord["hub"], "url" | "version" | "endpoints">> | undefined;
  readonly parties?: Read<Pick<RunRecord, "parties">> | undefined;
}

/** Something that was read, and when. */
type Read<T> = T & { readonly at: Date };

/** What is kept of the runs of a connection. */
export interface LastRuns {
  /** The last one about the registration that ended, in this window or a former one. */
  readonly last: LastRun | undefined;
  /** The last *Preflight* of the platform that `ocpi.yml` names. */
  readonly preflight: LastRun | undefined;
  /** The last rehearsal with that platform. */
  readonly rehearsal: LastRun | undefined;
}

/** The run that ended last, of whatever kind: what *Open Report* shows. */
export function latestOf({ last, preflight, rehearsal }: LastRuns): LastRun | undefined {
  return lastOf([last, preflight, rehearsal]);
}

/** The run that has what the account team is to know: the latest, where it asks them for something; else the registration's last. */
export function messageRunOf(last: LastRun | undefined, latest: LastRun): LastRun {
  return latest.record.findings.some(({ ask }) => ask !== undefined) ? latest : (last ?? latest);
}

/** The last run that called the platform. */
export function platformRunOf({ last, preflight, rehearsal }: LastRuns): LastRun | undefined {
  return lastOf([last, preflight, rehearsal], ({ requests, findings }) => {
    return requests.some(({ peer }) => peer === "platform") || findings.some(({ who }) => who === "platform");
  });
}

/** The last run that tried the platform's receivers. */
export function receiversRunOf({ preflight, rehearsal }: LastRuns): LastRun | undefined {
  return lastOf([preflight, rehearsal], ({ receivers }) => receivers.some(({ probe }) => probe !== undefined));
}

function lastOf(
  runs: readonly (LastRun | undefined)[],
  fits: (record: RunRecord) => boolean = () => true,
): LastRun | undefined {
  return runs
    .filter((run) => run !== undefined)
    .filter(({ record }) => fits(record))
    .toSorted((one, other) => other.record.finishedAt.getTime() - one.record.finishedAt.getTime())
    .at(0);
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

/** What is known of the hub, by this run or, where it could not read it, by the last one that could. */
export function shownBy({ record, before }: LastRun): Shown {
  const { hub, parties, finishedAt: at } = record;
  const { url, version, endpoints } = hub;
  return {
    endpoints: endpoints.length > 0 ? { url, version, endpoints, at } : before?.endpoints,
    parties: parties.length > 0 ? { parties, at } : before?.parties,
  };
}

/** What works, and should not stay as it is; of a run that changed nothing there is nothing to say. */
export function warningsOf({ record, standing }: LastRun): readonly ReportedFinding[] {
  return standing === undefined ? record.findings.filter(({ severity }) => severity === "warning") : [];
}

/** Whether a token was stored since a run began: the run did not use it, because it takes what is stored when it begins. */
export function isStoredSince(token: TokenFacts, { startedAt }: RunRecord): boolean {
  return token.state === "stored" && token.storedAt > startedAt;
}
