import type { Clock } from "../../src/core/ports.ts";

/** A clock that nobody has to wait for: who sleeps moves it on. */
export class VirtualClock implements Clock {
  ms = Date.parse("2026-11-22T10:00:00Z");

  now(): Date {
    return new Date(this.ms);
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    // Others may act meanwhile.
    await Promise.resolve();
    if (!signal.aborted) this.ms += ms;
  }

  pass(ms: number): void {
    this.ms += ms;
  }
}
