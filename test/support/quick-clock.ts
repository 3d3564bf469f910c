import { clock } from "../../src/action/clock.ts";

/**
 * Lets the Action's clock run ahead instead of waiting: what has to be a second apart is a second apart by this clock, and takes no
 * time.
 * @returns what lets it wait again.
 */
export function hurryClock(): () => void {
  const { now, sleep } = clock;
  let aheadMs = 0;
  Object.assign(clock, {
    now: () => new Date(Date.now() + aheadMs),
    sleep: async (ms: number, signal: AbortSignal) => {
      if (!signal.aborted) aheadMs += Math.max(0, ms);
    },
  });
  return () => Object.assign(clock, { now, sleep });
}

/** Lets the clock run ahead for as long as the tests of a suite run. */
export function quickClock(): void {
  let end: () => void = () => undefined;
  before(() => {
    end = hurryClock();
  });
  after(() => end());
}
