import type { Fact } from "../findings/catalogue.ts";
import { cancelled, lockedOut, lockedTooLate, unchanged } from "./ends.ts";
import { planChange } from "./plan.ts";
import type { End, Held, Lock, RegistrableHub, RegistrationSteps } from "./steps.ts";

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
  const plan = planChange(seen, steps.vault);
  if (plan.do === "stop") return plan.end;

  const lock = await steps.lock(plan.abandonedAt);
  if (lock.kind !== "locked") return steps.isCancelled() ? cancelled() : lockedOut(lock, steps.vault);
  if (steps.isCancelled()) return lockedTooLate(steps, lock);
  return send(lock, plan.token);
}

/** The change did not leave. What another run left in doubt is in doubt still. */
export async function notSent(steps: RegistrationSteps, lock: Lock, because: Fact | undefined): Promise<End> {
  if (lock.abandonedAt !== undefined) return { result: "in-doubt", because };
  return unchanged(steps, lock, "unreachable", because);
}
