import type { Clock } from "../../core/ports.ts";
import { idOf, type ConnectionKey } from "./connection-key.ts";
import type { Connections } from "./connections.ts";

const MINUTE_MS = 60_000;
/** After how many minutes a connection is looked at again: soon at first, then every hour. */
const PAUSES_MIN = [1, 5, 15, 60];

/** *Notify Me When CONNECTED*: looks again from time to time, only reading, until the hub says so; then tells it once. */
export class ConnectedWatch {
  readonly #connections: Connections;
  readonly #clock: Clock;
  readonly #look: (key: ConnectionKey) => Promise<unknown>;
  readonly #told: (key: ConnectionKey) => void;
  readonly #watched = new Map<string, AbortController>();

  /**
   * @param look verifies a connection; when it fails it is tried again the next time.
   * @param told tells that it is CONNECTED.
   */
  constructor(
    connections: Connections,
    clock: Clock,
    look: (key: ConnectionKey) => Promise<unknown>,
    told: (key: ConnectionKey) => void,
  ) {
    this.#connections = connections;
    this.#clock = clock;
    this.#look = look;
    this.#told = told;
  }

  /**
   * Begins to watch.
   * @returns whether it began now: a connection that is CONNECTED, or watched already, needs none.
   */
  watch(key: ConnectionKey): "begun" | "watched" | "connected" {
    if (this.#isConnected(key)) return "connected";
    if (this.#watched.has(idOf(key))) return "watched";
    const controller = new AbortController();
    this.#watched.set(idOf(key), controller);
    void this.#wait(key, controller.signal).finally(() => this.#watched.delete(idOf(key)));
    return "begun";
  }

  dispose(): void {
    for (const controller of this.#watched.values()) controller.abort();
  }

  async #wait(key: ConnectionKey, stopped: AbortSignal): Promise<void> {
    for (let count = 0; ; count += 1) {
      const minutes = PAUSES_MIN[Math.min(count, PAUSES_MIN.length - 1)] ?? 60;
      await this.#clock.sleep(minutes * MINUTE_MS, stopped);
      if (stopped.aborted || this.#connections.entry(key) === undefined) return;
      // It may have been verified by hand in the meantime.
      if (!this.#isConnected(key)) await this.#look(key).catch(() => undefined);
      if (!this.#isConnected(key)) continue;
      this.#told(key);
      return;
    }
  }

  #isConnected(key: ConnectionKey): boolean {
    const state = this.#connections.stateOf(key);
    return state?.kind === "status" && state.status === "CONNECTED";
  }
}
