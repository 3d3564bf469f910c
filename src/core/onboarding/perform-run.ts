import { foremost, type Finding } from "../findings/catalogue.ts";
import { partyName } from "../ocpi/party.ts";
import type { JournalEntry, Ports } from "../ports.ts";
import { planLine, taskLine } from "../record/log-lines.ts";
import type { Profile } from "../profiles/profile.ts";
import { receiverUrls, type ReceiverUrl } from "../record/receivers.ts";
import type { PlatformDetails, RunFrame, RunRecord } from "../record/record.ts";
import type { Recorder } from "../record/recorder.ts";
import { isLoopback } from "../peer/hub-address.ts";
import { connectionStatus } from "../record/result.ts";
import { type Outcome, untouched } from "./outcome.ts";
import { ownWords } from "./own-words.ts";
import { plan } from "./plan-jobs.ts";
import { Run } from "./run.ts";
import type { RunTask } from "./run-task.ts";
import { verify } from "./verify.ts";
import { WatchedJournal } from "./watched-journal.ts";

/** A run that has ended, for a face to show. */
export interface PerformedRun {
  readonly record: RunRecord;
  readonly outcome: Outcome;
  /** The stack of an error of our own code, redacted; undefined where nothing broke. */
  readonly crash: string | undefined;
}

/**
 * Performs one run for a face, from its gathered inputs to the record that the face shows. An error of our own code in it is
 * a finding, not an exception.
 */
export async function performRun(
  ports: Ports,
  { profile, words, frame, secrets, redaction, job, follow, keepIssue }: RunTask,
): Promise<PerformedRun> {
  const journal = new WatchedJournal(ports.appendToJournal);
  const own = "connection" in job ? ownWords(job.connection, frame.platformUrl) : [];
  const journaled = { ...ports, appendToJournal: (entry: JournalEntry): void => journal.append(entry) };
  const run = new Run(journaled, profile, words, redaction ?? own);
  if (follow !== undefined) run.follow((soFar) => follow(() => ({ ...soFar(), frame: run.redaction.deep(frame) })));
  for (const secret of secrets) run.redaction.add(secret);
  let crash: string | undefined;
  const unexpected = (error: unknown): Finding => {
    crash = run.redaction.apply(String(error instanceof Error ? error.stack : error));
    return { code: "unexpected", detail: error instanceof Error ? error.message : "unknown" };
  };
  const outcome = await perform(run, frame, job).catch((error: unknown): Outcome => {
    const reason = unexpected(error);
    run.found([reason]);
    // Whatever broke: what the hub issued is still in its capsule. A run that had begun to take the lock, or more, is in doubt.
    return { ...untouched(journal.isBegun ? "in-doubt" : "unreachable", reason), capsule: journal.capsule };
  });
  const record = recordOf(run, outcome, frame);
  try {
    const keep = keepIssue?.(record);
    if (keep === undefined) return { record, outcome, crash };
    run.begin("issue");
    run.found(await keep());
  } catch (error) {
    // The run has done its work.
    run.found([unexpected(error)], { severity: "warning" });
  }
  return { record: recordOf(run, outcome, frame), outcome, crash };
}

/** Step 0: what was gathered, and what is to be said of it. */
function read(run: Run, { command }: RunFrame, job: RunTask["job"]): void {
  run.begin("read");
  if (job.kind === "turned-down") {
    run.found(job.faults);
    return;
  }
  if (job.kind === "plan") {
    run.line(planLine(command, job.plan));
    return;
  }
  const { name, address, profile, warnings } = job.connection;
  const isDry = job.kind === "registration" && job.registration.dryRun !== undefined;
  run.line(() => taskLine(isDry ? `${command}, a dry run` : command, name, address?.origin, profile));
  run.found([...job.warnings, ...warnings]);
}

async function perform(run: Run, frame: RunFrame, job: RunTask["job"]): Promise<Outcome> {
  read(run, frame, job);
  switch (job.kind) {
    case "turned-down":
      return untouched(job.result ?? "invalid", foremost(job.faults));
    case "plan":
      return plan(run, job.plan);
    case "verify":
      return verify(run, job.verify);
    // Each is loaded when it is used; a verification, the most frequent, is there.
    case "registration":
      return (await import("./registration.ts")).runRegistrationJob(run, job.registration);
    case "preflight":
      return (await import("./platform-jobs.ts")).preflight(run, job.preflight);
    case "receivers":
      return (await import("./platform-jobs.ts")).receivers(run, job.receivers);
    case "rehearse":
      return (await import("./platform-jobs.ts")).rehearse(run, job.rehearse);
  }
}

function receiversKnown(
  { platformUrl, ownParties, receiverOverrides }: RunFrame,
  profile: Profile,
  platform: PlatformDetails | undefined,
): ReceiverUrl[] {
  const known = { platformUrl, parties: ownParties, profile, overrides: receiverOverrides };
  return receiverUrls(platform === undefined ? known : { ...known, endpoints: platform.endpoints });
}

// A hub has some twenty endpoints.
const ENDPOINT_LIMIT = 100;

/**
 * The record of a run that has ended: what the report, the summary and the outputs are made from. Everything in it that came
 * from outside is redacted once more: a token that was not known yet when a thing was found may be in what was said then.
 */
export function recordOf(run: Recorder, outcome: Outcome, given: RunFrame): RunRecord {
  const { profile } = run;
  const { look: hub, reason } = outcome;
  const frame = run.redaction.deep(given);
  run.redactAgain();
  return {
    ...frame,
    profile,
    result: outcome.result,
    reason: reason && run.reportOf(reason),
    startedAt: run.startedAt,
    finishedAt: run.ports.clock.now(),
    correlationId: run.correlationId,
    isSandbox: isLoopback(frame.hubUrl === "" ? (frame.platformUrl ?? "") : frame.hubUrl),
    hub: {
      url: frame.hubUrl,
      title: profile.title,
      // Where the inputs are wrong it is not known which hub is meant.
      party:
        outcome.result === "invalid"
          ? undefined
          : profile.hub === undefined
            ? run.redaction.deep(outcome.hubParty)
            : partyName(profile.hub),
      version: profile.version,
      encoding: hub !== undefined && hub.opened.length > 0 ? hub.encoding : undefined,
      endpoints: run.redaction.deep(hub?.endpoints.slice(0, ENDPOINT_LIMIT) ?? []),
    },
    connectionStatus: connectionStatus(outcome.parties),
    parties: run.redaction.deep(outcome.parties),
    partners: run.redaction.deep(outcome.partners ?? []),
    steps: run.steps,
    findings: run.findings,
    requests: run.requests,
    platform: run.redaction.deep(outcome.platform),
    receivers: run.redaction.deep(outcome.receivers) ?? receiversKnown(frame, profile, outcome.platform),
    rehearsal: run.redaction.deep(outcome.rehearsal ?? []),
    plan: outcome.plan,
    registeredAt: outcome.registeredAt,
    storedIn: outcome.storedIn,
  };
}
