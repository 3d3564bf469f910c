import type { AnyToken, TokenEncoding } from "../ocpi/token.ts";

/** What a GET asks, and with which token. */
export interface AskedGet {
  readonly url: string;
  readonly token: AnyToken;
  readonly encoding: TokenEncoding;
}

interface Ahead<Sent> extends AskedGet {
  readonly sent: Promise<Sent>;
  /** Waits for its answer no longer. */
  readonly end: () => void;
}

/** GETs that were sent before their answers are wanted. Each answer is taken once, or recorded in the end. */
export class AskedAhead<Sent extends { readonly record: () => unknown }> {
  readonly #all: Ahead<Sent>[] = [];

  /**
   * Sends one.
   * @param signal ends it, as a run that is stopped ends all.
   * @param send is given the signal that ends this one.
   */
  add(get: AskedGet, signal: AbortSignal, send: (ended: AbortSignal) => Promise<Sent>): void {
    // One that goes with it: Node would keep what hangs on a signal made of several until the last of them fires.
    const ending = new AbortController();
    const end = (): void => ending.abort(signal.reason);
    signal.addEventListener("abort", end, { once: true });
    const sent = send(ending.signal).finally(() => signal.removeEventListener("abort", end));
    // What goes wrong meets the one who takes it.
    sent.catch(() => undefined);
    this.#all.push({ ...get, sent, end });
  }

  /** The answer to the same GET, which nobody else gets then. */
  take({ url, token, encoding }: AskedGet): Promise<Sent> | undefined {
    const index = this.#all.findIndex((one) => one.url === url && one.token.equals(token) && one.encoding === encoding);
    return index < 0 ? undefined : this.#all.splice(index, 1)[0]?.sent;
  }

  /** Waits no longer for what was never taken, and records it. */
  async leave(): Promise<void> {
    const left = this.#all.splice(0);
    for (const { end } of left) end();
    for (const { sent } of left) (await sent).record();
  }
}
