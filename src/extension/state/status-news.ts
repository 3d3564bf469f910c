import type { PartyConnection } from "../../core/record/result.ts";
import { idOf, type ConnectionKey } from "./connection-key.ts";
import type { Connections } from "./connections.ts";

/** Notices when a connection that was CONNECTED is OFFLINE at the next check: that is told once. */
export class StatusNews {
  readonly #connections: Connections;
  readonly #told: (keys: readonly ConnectionKey[]) => void;
  readonly #before = new Map<string, PartyConnection | undefined>();
  #together: ConnectionKey[] | undefined;

  constructor(connections: Connections, told: (keys: readonly ConnectionKey[]) => void) {
    this.#connections = connections;
    this.#told = told;
  }

  /** Does something with many connections: what turns OFFLINE meanwhile is told at the end, all in one. */
  async together<T>(work: () => Promise<T>): Promise<T> {
    if (this.#together !== undefined) return work();
    const news: ConnectionKey[] = [];
    this.#together = news;
    try {
      return await work();
    } finally {
      this.#together = undefined;
      if (news.length > 0) this.#told(news);
    }
  }

  listen(): { dispose(): void } {
    return this.#connections.onDidChange((changed) => {
      for (const { key } of this.#connections.entries) {
        if (changed === undefined || idOf(changed) === idOf(key)) this.#look(key);
      }
    });
  }

  #look(key: ConnectionKey): void {
    const status = this.#connections.factsOf(key)?.last?.record.connectionStatus;
    // What could not be read says nothing new.
    if (status === "UNKNOWN") return;
    const before = this.#before.get(idOf(key));
    // Nothing is known of it when the file names another hub, where everything is new.
    this.#before.set(idOf(key), status);
    if (before !== "CONNECTED" || status !== "OFFLINE") return;
    if (this.#together === undefined) this.#told([key]);
    else this.#together.push(key);
  }
}
