import type { Clock } from "../../core/ports.ts";
import { idOf, type ConnectionKey } from "./connection-key.ts";
import type { Connections } from "./connections.ts";

/** What it asks of the connections, and notes with them. */
type Watched = Pick<Connections, "entry" | "stateOf" | "setWatched" | "onDidChange">;

const MINUTE_MS = 60_000;
/** After how many minutes a connection is looked at again: soon at first, then every hour. */
const PAUSES_MIN = [1, 5, 15, 60];

/**
 * *Notify Me When CONNECTED*: looks again from time to time, only reading, until the hub says so; then tells it once. That it is on is
 * noted with the connection, where everything is shown of it.
 */
export class ConnectedWatch {
  readonly #connections: Watched;
  readonly #clock: Clock;
  readonly #look: (key: ConnectionKey) => Promise<unknown>;
  readonly #told: (key: ConnectionKey) => void;
  readonly #stops = new Map<string, () => void>();
  readonly #looking = new Set<string>();

  /**
   * @param look verifies a connection; when it fails it is tried again the next time.
   * @param told tells that it is CONNECTED.
   */
  constructor(
    connections: Watched,
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
    if (this.#stops.has(idOf(key))) return "watched";
    const controller = new AbortController();
    const changes = this.#connections.onDidChange(() => {
      // The user's own look found it CONNECTED, and its command said so.
      if (!this.#looking.has(idOf(key)) && this.#isConnected(key)) this.stop(key);
    });
    this.#stops.set(idOf(key), () => {
      changes.dispose();
      controller.abort();
    });
    this.#connections.setWatched(key, true);
    void this.#wait(key, controller.signal);
    return "begun";
  }

  /** Ends it. */
  stop(key: ConnectionKey): void {
    const stop = this.#stops.get(idOf(key));
    if (stop === undefined) return;
    this.#stops.delete(idOf(key));
    stop();
    this.#connections.setWatched(key, false);
  }

  dispose(): void {
    for (const stop of this.#stops.values()) stop();
  }

  async #wait(key: ConnectionKey, stopped: AbortSignal): Promise<void> {
    for (let count = 0; ; count += 1) {
      const minutes = PAUSES_MIN[Math.min(count, PAUSES_MIN.length - 1)] ?? 60;
      await this.#clock.sleep(minutes * MINUTE_MS, stopped);
      if (stopped.aborted) return;
      if (this.#connections.entry(key) === undefined) {
        this.stop(key);
        return;
      }
      this.#looking.add(idOf(key));
      await this.#look(key).catch(() => undefined);
      this.#looking.delete(idOf(key));
      if (stopped.aborted) return;
      if (!this.#isConnected(key)) continue;
      this.stop(key);
      this.#told(key);
      return;
    }
  }

  #isConnected(key: ConnectionKey): boolean {
    const state = this.#connections.stateOf(key);
    return state?.kind === "status" && state.status === "CONNECTED";
  }
}
