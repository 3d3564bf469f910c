import type { AnyToken, TokenEncoding } from "../ocpi/token.ts";
import type { InTime } from "./in-time.ts";

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
   * @param within how long it is waited for; released when it is answered.
   * @param send is given the signal that ends this one.
   */
  add(get: AskedGet, within: InTime, send: (ended: AbortSignal) => Promise<Sent>): void {
    const sent = send(within.signal).finally(() => within.release());
    // What goes wrong meets the one who takes it.
    sent.catch(() => undefined);
    this.#all.push({ ...get, sent, end: () => within.end() });
  }

  /** The answer to the same GET. The next `take` does not get it. */
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
