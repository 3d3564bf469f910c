import { clock } from "../../src/action/clock.ts";

/**
 * Lets the Action's clock run ahead instead of waiting, for as long as the tests of a suite run: what has to be a second apart is a
 * second apart by this clock, and takes no time.
 */
export function quickClock(): void {
  const { now, sleep } = clock;
  let aheadMs = 0;
  before(() => {
    Object.assign(clock, {
      now: () => new Date(Date.now() + aheadMs),
      sleep: async (ms: number, signal: AbortSignal) => {
        if (!signal.aborted) aheadMs += Math.max(0, ms);
      },
    });
  });
  after(() => Object.assign(clock, { now, sleep }));
}
