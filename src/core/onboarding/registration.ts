import type { Fact } from "../findings/catalogue.ts";
import type { RegistrationJob } from "./connection.ts";
import { exchange } from "./exchange.ts";
import { type Outcome, untouched } from "./outcome.ts";
import type { Run } from "./run.ts";
import { Sender } from "./sender.ts";
import type { End, RegistrationSteps } from "./steps.ts";
import { confirm } from "./steps/confirm.ts";
import { Results, type RegistrationContext } from "./steps/context.ts";
import { forget } from "./steps/forget.ts";
import { lock, unlock } from "./steps/lock.ts";
import { look } from "./steps/look.ts";
import { post } from "./steps/post.ts";
import { prove } from "./steps/prove.ts";
import { reconcile } from "./steps/reconcile.ts";
import { store } from "./steps/store.ts";
import { unregister as endRegistration } from "./steps/unregister.ts";
import { update as sendUpdate } from "./steps/update.ts";
import { verify } from "./steps/verify-parties.ts";
import { unregister } from "./unregister.ts";
import { update } from "./update.ts";
import { hubPeer } from "./verify.ts";
import { weakPlatformToken } from "./weak-platform-token.ts";

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
  verify,
  unlock,
};

/**
 * Does a job that may change a registration, and keeps the hub token: `exchange`, `recover`, `update`, `rotate`,
 * `unregister`.
 */
export async function register(run: Run, given: RegistrationJob): Promise<Outcome> {
  const weak = weakPlatformToken(given);
  if (weak !== undefined) {
    // Offline, where a key is certain to be made. What only looks needs none, and a token in danger is stored without one.
    const isSent = given.purpose === "update" || (given.hubToken ?? given.capsule) === undefined;
    if (isSent || given.capsule !== undefined) run.found([weak]);
    if (isSent) return untouched("invalid", weak);
  }
  if (given.purpose === "unregister" && !given.connection.profile.unregisters) {
    const notOffered: Fact = { code: "unregister-not-offered" };
    run.found([notOffered]);
    return untouched("invalid", notOffered);
  }
  const job = weak !== undefined && given.capsule !== undefined ? { ...given, platform: undefined } : given;
  const results = new Results();
  results.capsule = job.hubToken === undefined ? job.capsule?.text : undefined;
  const context: RegistrationContext = {
    run,
    job,
    hub: hubPeer(run, job.connection, job.timeouts),
    sender: job.platform === undefined ? undefined : new Sender(job.platform, job),
    results,
  };
  // Each step is a method: its `this` is the context.
  const steps: RegistrationSteps = Object.assign(context, stepMethods, {
    vault: job.vault,
    isCancelled: () => run.ports.cancelled.aborted,
  });
  const end = await jobs[job.purpose](steps);
  // Breakage: the lock is given back although something is in doubt
  return outcomeOf(context, end);
}

function outcomeOf({ run, results }: RegistrationContext, { result, because }: End): Outcome {
  if (because !== undefined) run.found([because]);
  return {
    reason: because,
    result,
    parties: results.parties,
    look: results.hub,
    hubToken: results.proven,
    storedIn: results.storedIn,
    capsule: results.capsule ?? results.spare,
    registeredAt: results.registeredAt,
    hubParty: results.hubParty,
  };
}
