import { change, notSent } from "./change.ts";
import { unchanged } from "./ends.ts";
import type { End, RegistrationSteps } from "./steps.ts";

/** `unregister`: ends a registration by DELETE, and deletes the secret of its token once the hub refuses that. */
export async function unregister(steps: RegistrationSteps): Promise<End> {
  return change(steps, async (lock, token) => {
    const ended = await steps.unregister(lock, token);
    switch (ended.kind) {
      case "ended":
        await steps.forget();
        return unchanged(steps, lock, "done");
      case "refused":
        return unchanged(steps, lock, "refused", ended.because);
      case "not-sent":
        return notSent(steps, lock, ended.because);
      case "lost":
        return { result: "in-doubt", because: ended.because };
    }
  });
}
