import type { StepId } from "../checks/finding.ts";
import type { RegistrationJob } from "./connection.ts";
import { exchange } from "./exchange.ts";
import type { Outcome } from "./outcome.ts";
import { untouched } from "./record.ts";
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
import { verifyParties } from "./steps/verify-parties.ts";
import { unregister } from "./unregister.ts";
import { update } from "./update.ts";
import { hubPeer } from "./verify.ts";
import { weakPlatformToken } from "./weak-platform-token.ts";

const jobs = { exchange, update, unregister } as const;

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
    if (isSent) return untouched("invalid");
  }
  if (given.purpose === "unregister" && !given.connection.profile.unregisters) {
    run.found([{ code: "unregister-not-offered" }]);
    return untouched("invalid");
  }
  const job = weak !== undefined && given.capsule !== undefined ? { ...given, platform: undefined } : given;
  const results = new Results();
  results.capsule = job.hubToken === undefined ? job.capsule?.text : undefined;
  const context: RegistrationContext = {
    run,
    job,
    hub: hubPeer(run, job.connection, job.patience),
    sender: job.platform === undefined ? undefined : new Sender(job.platform, job),
    results,
  };
  const end = await jobs[job.purpose](stepsOf(context));
  // Breakage: the slot is given back although something is in doubt
  return outcomeOf(context, end);
}

/** The steps as they are done, each under the title that it has in the report. */
function stepsOf(context: RegistrationContext): RegistrationSteps {
  const { run, job } = context;
  const step = async <T>(id: StepId, work: () => Promise<T>): Promise<T> => run.step(id, work);
  return {
    vault: job.vault,
    isCancelled: () => run.ports.cancelled.aborted,
    look: async () => step("look", async () => look(context)),
    lock: async (abandonedAt) => step("mark", async () => lock(context, abandonedAt)),
    reconcile: async (held, initial) => step("recover", async () => reconcile(context, held, initial)),
    post: async (held, initial, again) => step("post", async () => post(context, held, initial, again)),
    store: async (held, issued) => step("keep", async () => store(context, held, issued, false)),
    prove: async (stored) => step("prove", async () => prove(context, stored)),
    confirm: async (held, proven, how) => step("confirm", async () => confirm(context, held, proven, how)),
    update: async (held, proven) => step("confirm", async () => sendUpdate(context, held, proven)),
    unregister: async (held, proven) => step("unregister", async () => endRegistration(context, held, proven)),
    forget: async () => step("forget", async () => forget(context)),
    verify: async (token) => step("verify", async () => verifyParties(context, token)),
    unlock: async (held) => step("release", async () => unlock(context, held)),
  };
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
