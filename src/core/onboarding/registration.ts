import type { Finding } from "../findings/catalogue.ts";
import type { Endpoint } from "../ocpi/versions.ts";
import { receiverUrls } from "../record/receivers.ts";
import type { RegistrationJob } from "./connection.ts";
import { dryRun } from "./dry-run.ts";
import { exchange } from "./exchange.ts";
import { type Outcome, untouched } from "./outcome.ts";
import type { Run } from "./run.ts";
import { Sender } from "./sender.ts";
import type { DryRunSteps, End, Given, RegistrationSteps } from "./steps.ts";
import { confirm } from "./steps/confirm.ts";
import { Results, type RegistrationContext } from "./steps/context.ts";
import { forget } from "./steps/forget.ts";
import { lock, unlock } from "./steps/lock.ts";
import { look } from "./steps/look.ts";
import { post } from "./steps/post.ts";
import { prove, proveAhead } from "./steps/prove.ts";
import { reconcile } from "./steps/reconcile.ts";
import { rehearse as rehearseDelivery } from "./steps/rehearse.ts";
import { store } from "./steps/store.ts";
import { unregister as endRegistration } from "./steps/unregister.ts";
import { update as sendUpdate } from "./steps/update.ts";
import { verify as verifyParties, verifyAhead } from "./steps/verify-parties.ts";
import { unregister } from "./unregister.ts";
import { update } from "./update.ts";
import { hubPeer, hubProbe } from "./verify.ts";
import { weakPlatformToken } from "./weak-platform-token.ts";

const jobs = { exchange, update, unregister } as const;
const stepMethods = {
  look,
  lock,
  reconcile,
  post,
  store,
  proveAhead,
  prove,
  confirm,
  update: sendUpdate,
  unregister: endRegistration,
  forget,
  verifyAhead,
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
  await hub.leaveAhead();
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
