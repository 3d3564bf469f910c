import { change, notSent } from "./change.ts";
import { notConfirmed, unchanged } from "./ends.ts";
import type { End, RegistrationSteps } from "./steps.ts";

/** `update` and `rotate`: sends what is new of a working registration to the hub, by PUT. */
export async function update(steps: RegistrationSteps): Promise<End> {
  return change(steps, async (lock, token) => {
    const updated = await steps.update(lock, token);
    switch (updated.kind) {
      case "updated":
        steps.verifyAhead(updated.token);
        await steps.unlock(lock);
        return steps.verify(updated.token);
      case "refused":
        return unchanged(steps, lock, "refused", updated.because);
      case "not-sent":
        return notSent(steps, lock, updated.because);
      default:
        return notConfirmed(updated);
    }
  });
}
