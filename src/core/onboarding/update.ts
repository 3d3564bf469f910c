import { cancelled, lockedOut, lockedTooLate, notConfirmed, unchanged } from "./ends.ts";
import { planChange } from "./plan.ts";
import type { End, RegistrationSteps } from "./steps.ts";

/** `update` and `rotate`: sends what is new of a working registration to the hub, by PUT. */
export async function update(steps: RegistrationSteps): Promise<End> {
  const seen = await steps.look();
  if (steps.isCancelled()) return cancelled();
  const plan = planChange(seen, steps.vault);
  if (plan.do === "stop") return plan.end;

  const lock = await steps.lock(plan.abandonedAt);
  if (lock.kind !== "locked") return steps.isCancelled() ? cancelled() : lockedOut(lock, steps.vault);
  if (steps.isCancelled()) return lockedTooLate(steps, lock);

  const updated = await steps.update(lock, plan.token);
  switch (updated.kind) {
    case "updated":
      await steps.unlock(lock);
      return steps.verify(updated.token);
    case "refused":
      return unchanged(steps, lock, "refused", updated.because);
    case "not-sent":
      // What another run left in doubt is in doubt still.
      if (lock.abandonedAt !== undefined) return { result: "in-doubt", because: updated.because };
      return unchanged(steps, lock, "unreachable", updated.because);
    default:
      return notConfirmed(updated);
  }
}
