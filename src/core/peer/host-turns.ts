import { parsedUrl } from "../ocpi/parsed-url.ts";
import type { Clock, Turns } from "../ports.ts";

/** How many requests a host gets at once, from all runs together. */
export const AT_ONCE = 8;
// What asks for more is not waited for: with hundreds of connections behind it a job would wait for hours.
const LONGEST_HOLD_MS = 120_000;

/** The turns at one host. */
interface Host {
  busy: number;
  readonly waiting: (() => void)[];
  /** Until when no run gets a turn, in milliseconds since the epoch. */
  heldUntil: number;
}

/**
 * Lets many runs ask the same hosts without hammering one of them: no more than {@link AT_ONCE} requests at a time at each, who
 * asked first is first, and where one run is told to slow down all of them wait.
 */
export class HostTurns implements Turns {
  readonly #clock: Clock;
  readonly #hosts = new Map<string, Host>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async take(url: string, signal: AbortSignal): Promise<() => void> {
    const host = this.#at(url);
    // A run that ends its turn hands it on.
    if (host.busy < AT_ONCE) host.busy += 1;
    else await new Promise<void>((turn) => host.waiting.push(turn));
    for (let ms = this.#heldMs(host); ms > 0 && ms <= LONGEST_HOLD_MS && !signal.aborted; ms = this.#heldMs(host)) {
      await this.#clock.sleep(ms, signal);
    }
    return () => {
      const next = host.waiting.shift();
      if (next === undefined) host.busy -= 1;
      else next();
    };
  }

  holdBack(url: string, ms: number): void {
    const host = this.#at(url);
    host.heldUntil = Math.max(host.heldUntil, this.#clock.now().getTime() + ms);
  }

  /** For how long this host wants no requests, in milliseconds, where that is too long to be waited for; else 0. */
  closedMs(url: string): number {
    const heldMs = this.#heldMs(this.#at(url));
    return heldMs > LONGEST_HOLD_MS ? heldMs : 0;
  }

  #heldMs({ heldUntil }: Host): number {
    return heldUntil - this.#clock.now().getTime();
  }

  #at(url: string): Host {
    const name = hostOf(url);
    const known = this.#hosts.get(name);
    if (known !== undefined) return known;
    const host: Host = { busy: 0, waiting: [], heldUntil: 0 };
    this.#hosts.set(name, host);
    return host;
  }
}

/** The host of a URL, with its port; of what is no URL, all of it. */
export function hostOf(url: string): string {
  return parsedUrl(url)?.host ?? url;
}
