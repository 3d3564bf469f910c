import { cancelled, lockedOut, lockedTooLate, unchanged } from "./ends.ts";
import { planChange } from "./plan.ts";
import type { End, RegistrationSteps } from "./steps.ts";

/** `unregister`: ends a registration by DELETE, and deletes the secret of its token once the hub refuses that. */
export async function unregister(steps: RegistrationSteps): Promise<End> {
  const seen = await steps.look();
  if (steps.isCancelled()) return cancelled();
  const plan = planChange(seen, steps.vault);
  if (plan.do === "stop") return plan.end;

  const lock = await steps.lock(plan.abandonedAt);
  if (lock.kind !== "locked") return steps.isCancelled() ? cancelled() : lockedOut(lock, steps.vault);
  if (steps.isCancelled()) return lockedTooLate(steps, lock);

  const ended = await steps.unregister(lock, plan.token);
  switch (ended.kind) {
    case "ended":
      await steps.forget();
      return unchanged(steps, lock, "done");
    case "refused":
      return unchanged(steps, lock, "refused", ended.because);
    case "not-sent":
      // What another run left in doubt is in doubt still.
      if (lock.abandonedAt !== undefined) return { result: "in-doubt", because: ended.because };
      return unchanged(steps, lock, "unreachable", ended.because);
    case "lost":
      return { result: "in-doubt", because: ended.because };
  }
}
