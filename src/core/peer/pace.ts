import type { Clock } from "../ports.ts";

/** Lets requests begin one after another, each so long after the one before at the earliest. */
export class Pace {
  readonly #intervalMs: number;
  readonly #clock: Clock;
  /** When the next one may begin, in milliseconds since the epoch. */
  #next = 0;

  /** @param intervalMs from the beginning of a request to that of the next. */
  constructor(intervalMs: number, clock: Clock) {
    this.#intervalMs = intervalMs;
    this.#clock = clock;
  }

  /** Waits for the turn of one request. Who asks first is first; one that was stopped does not wait. */
  async turn(signal: AbortSignal): Promise<void> {
    const now = this.#clock.now().getTime();
    const at = Math.max(now, this.#next);
    this.#next = at + this.#intervalMs;
    // Always, so that turns come in the order in which they were asked for.
    await this.#clock.sleep(at - now, signal);
  }
}
