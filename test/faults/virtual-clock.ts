import type { Clock } from "../../src/core/ports.ts";

/** A clock for which no test has to wait: a run that sleeps moves it on. */
export class VirtualClock implements Clock {
  ms = Date.parse("2026-11-22T10:00:00Z");

  now(): Date {
    return new Date(this.ms);
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    // Other runs may act meanwhile.
    await Promise.resolve();
    if (!signal.aborted) this.ms += ms;
  }

  pass(ms: number): void {
    this.ms += ms;
  }
}
