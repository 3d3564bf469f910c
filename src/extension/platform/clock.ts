import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "../../core/ports.ts";

/** The machine's own clock. */
export const clock: Clock = {
  now: () => new Date(),
  async sleep(ms, signal) {
    await wait(ms, undefined, { signal }).catch(() => undefined);
  },
};
