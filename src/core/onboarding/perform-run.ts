import { foremost, type Finding } from "../findings/catalogue.ts";
import { partyName } from "../ocpi/party.ts";
import type { Endpoint } from "../ocpi/versions.ts";
import type { Ports } from "../ports.ts";
import { planLine, taskLine } from "../record/log-lines.ts";
import type { Profile } from "../profiles/profile.ts";
import { receiverUrls, type ReceiverUrl } from "../record/receivers.ts";
import type { PlatformDetails, RunFrame, RunRecord } from "../record/record.ts";
import type { Recorder } from "../record/recorder.ts";
import { isLoopback } from "../peer/hub-address.ts";
import { connectionStatus } from "../record/result.ts";
import type { RegistrationJob } from "./connection.ts";
import { dryRun } from "./dry-run.ts";
import { exchange } from "./exchange.ts";
import { type Outcome, untouched } from "./outcome.ts";
import { ownWords } from "./own-words.ts";
import { Run } from "./run.ts";
import type { RunTask } from "./run-task.ts";
import { Sender } from "./sender.ts";
import type { DryRunSteps, End, Given, RegistrationSteps } from "./steps.ts";
import { confirm } from "./steps/confirm.ts";
import { Results, type RegistrationContext } from "./steps/context.ts";
import { forget } from "./steps/forget.ts";
import { lock, unlock } from "./steps/lock.ts";
import { look } from "./steps/look.ts";
import { preflight } from "./preflight.ts";
import { receivers } from "./receivers.ts";
import { rehearse } from "./rehearse.ts";
import { plan } from "./plan-jobs.ts";
import { post } from "./steps/post.ts";
import { prove } from "./steps/prove.ts";
import { reconcile } from "./steps/reconcile.ts";
import { rehearse as rehearseDelivery } from "./steps/rehearse.ts";
import { store } from "./steps/store.ts";
import { unregister as endRegistration } from "./steps/unregister.ts";
import { update as sendUpdate } from "./steps/update.ts";
import { verify as verifyParties } from "./steps/verify-parties.ts";
import { unregister } from "./unregister.ts";
import { update } from "./update.ts";
import { hubPeer, hubProbe, verify } from "./verify.ts";
import { WatchedJournal } from "./watched-journal.ts";
import { weakPlatformToken } from "./weak-platform-token.ts";

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
  { profile, words, frame, secrets, job, follow, keepIssue }: RunTask,
): Promise<PerformedRun> {
  const journal = new WatchedJournal(ports.appendToJournal);
  const own = !("connection" in job) ? [] : ownWords(job.connection, frame.platformUrl);
  const run = new Run({ ...ports, appendToJournal: (entry) => journal.append(entry) }, profile, words, own);
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
  run.line(taskLine(isDry ? `${command}, a dry run` : command, name, address?.origin, profile));
  run.found([...job.warnings, ...warnings]);
}

async function perform(run: Run, frame: RunFrame, job: RunTask["job"]): Promise<Outcome> {
  read(run, frame, job);
  switch (job.kind) {
    case "turned-down":
      return untouched("invalid", foremost(job.faults));
    case "plan":
      return plan(run, job.plan);
    case "verify":
      return verify(run, job.verify);
    case "registration":
      return runRegistrationJob(run, job.registration);
    case "preflight":
      return preflight(run, job.preflight);
    case "receivers":
      return receivers(run, job.receivers);
    case "rehearse":
      return rehearse(run, job.rehearse);
  }
}

const jobs = { exchange, update, unregister } as const;
const stepMethods = {
  look,
  lock,
  reconcile,
  post,
  store,
  prove,
  confirm,
  update: sendUpdate,
  unregister: endRegistration,
  forget,
  verify: verifyParties,
  unlock,
  rehearse: rehearseDelivery,
};

/** Does a job that may change a registration, with the real steps: `exchange`, `recover`, `update`, `rotate`, `unregister`. */
export async function runRegistrationJob(run: Run, given: RegistrationJob): Promise<Outcome> {
  const weak = weakPlatformToken(given);
  if (weak !== undefined) {
    // It stops a run that would seal a capsule with it, before anything is sent. A run that only looks goes on, and so does one that
    // stores a token out of a capsule, which is in danger.
    const isSent = given.purpose === "update" || (given.hubToken ?? given.capsule) === undefined;
    if (isSent || given.capsule !== undefined) run.found([weak]);
    if (isSent) return untouched("invalid", weak);
  }
  if (given.purpose === "unregister" && !given.connection.profile.unregisters) {
    const notOffered: Finding = { code: "unregister-not-offered" };
    run.found([notOffered]);
    return untouched("invalid", notOffered);
  }
  const job = weak !== undefined && given.capsule !== undefined ? { ...given, platform: undefined } : given;
  const results = new Results();
  results.capsule = job.hubToken === undefined ? job.capsule?.text : undefined;
  const sender = job.platform === undefined ? undefined : new Sender(job.platform, job);
  const hub = hubPeer(run, job.connection, job.timeouts, job.platform?.url);
  const context: RegistrationContext = {
    run,
    job,
    given: givenOf(job, sender),
    hub,
    probe: hubProbe(run, hub, job.connection),
    sender,
    results,
  };
  // Each step is a method: its `this` is the context.
  const steps: RegistrationSteps & DryRunSteps = Object.assign(context, stepMethods, {
    vault: job.vault,
    isCancelled: () => run.ports.cancelled.aborted,
  });
  const end = await (job.dryRun === undefined ? jobs[job.purpose] : dryRun)(steps);
  // Breakage: the lock is given back although something is in doubt
  return outcomeOf(context, end);
}

function givenOf({ hubToken, capsule, initialToken }: RegistrationJob, sender: Sender | undefined): Given {
  if (hubToken !== undefined) return { kind: "hub-token", token: hubToken, capsule: undefined };
  if (capsule !== undefined) return { kind: "capsule", token: capsule.token, capsule: capsule.text };
  if (initialToken === undefined || sender === undefined) return { kind: "none" };
  return { kind: "initial-token", token: initialToken, sender };
}

function outcomeOf({ run, job, results }: RegistrationContext, { result, because }: End): Outcome {
  if (because !== undefined) run.found([because]);
  return {
    reason: because,
    result,
    parties: results.parties,
    look: results.hub,
    hubToken: results.proven ?? results.unprovable,
    storedIn: results.storedIn,
    rehearsalToken: results.rehearsal,
    capsule: results.capsule ?? results.spare,
    registeredAt: results.registeredAt,
    hubParty: results.hubParty,
    ...receiversOf(job, results.platformEndpoints),
  };
}

/** Where the hub is to call the platform by the platform's own details, for a hub that is told of that. */
function receiversOf(
  { connection: { profile, roles, receivers: overrides }, platform }: RegistrationJob,
  endpoints: readonly Endpoint[] | undefined,
): Pick<Outcome, "receivers"> {
  // A hub that documents no paths finds the modules by itself, as OCPI has it.
  if (endpoints === undefined || profile.receiverBase === undefined) return {};
  return { receivers: receiverUrls({ platformUrl: platform?.url, parties: roles, profile, overrides, endpoints }) };
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
  run.redactFindings();
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
    requests: run.redaction.deep(run.requests),
    platform: run.redaction.deep(outcome.platform),
    receivers: run.redaction.deep(outcome.receivers) ?? receiversKnown(frame, profile, outcome.platform),
    rehearsal: run.redaction.deep(outcome.rehearsal ?? []),
    plan: outcome.plan,
    registeredAt: outcome.registeredAt,
    storedIn: outcome.storedIn,
  };
}
