import type { Finding } from "../findings/catalogue.ts";
import { cancelled, lockedOut, lockedTooLate, lockHeld, unchanged } from "./ends.ts";
import { abandonedAt, notAccepted, notReady, stop, type Stop, type TakingLock } from "./plan.ts";
import type { End, Given, Held, Lock, RegistrableHub, RegistrationSteps, Seen, VaultNames } from "./steps.ts";

/**
 * What changes or ends a registration begins alike: with a look, and with the lock.
 * @param send what is to be done under the lock, with the token of a registration that works.
 */
export async function change(
  steps: RegistrationSteps,
  send: (lock: Lock, token: Held<RegistrableHub>) => Promise<End>,
): Promise<End> {
  const seen = await steps.look();
  if (steps.isCancelled()) return cancelled();
  const plan = planChange(steps.given, seen, steps.vault);
  if (plan.do === "stop") return plan.end;

  const lock = await steps.lock(plan.abandonedAt);
  if (lock.kind !== "locked") return steps.isCancelled() ? cancelled() : lockedOut(lock, steps.vault);
  if (steps.isCancelled()) return lockedTooLate(steps, lock);
  return send(lock, plan.token);
}

/** The change did not leave. What another run left in doubt is in doubt still. */
export async function notSent(steps: RegistrationSteps, lock: Lock, because: Finding | undefined): Promise<End> {
  if (lock.abandonedAt !== undefined) return { result: "in-doubt", because };
  return unchanged(steps, lock, "unreachable", because);
}

/** What an update or the end of a registration does after its look. */
type ChangePlan = Stop | ({ readonly do: "change"; readonly token: Held<RegistrableHub> } & TakingLock);

/** The plan of what changes or ends a registration: only one that works, with its token, under the lock. */
function planChange(given: Given, { hub: seen, vault, otherHub, unfit }: Seen, names: VaultNames): ChangePlan {
  if (given.kind !== "hub-token" || seen === undefined) return stop({ result: "refused" });
  const dead = notAccepted(seen.token);
  if (dead !== undefined) return dead;
  if (vault.kind === "unread") return stop({ result: "not-ready", because: vault.because });
  if (vault.lock.kind === "held") return stop(lockHeld(names, vault.lock.freeAt));
  if (otherHub !== undefined) return stop({ result: "not-ready", because: otherHub });
  const { credentialsUrl } = seen.status;
  if (unfit !== undefined || credentialsUrl === undefined) return notReady(unfit);
  const token = { token: given.token, hub: { ...seen.status, credentialsUrl }, capsule: undefined };
  return { do: "change", token, abandonedAt: abandonedAt(vault.lock) };
}
