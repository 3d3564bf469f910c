import type { PartyConnection } from "../core/report/result.ts";
import { idOf, type Connections } from "./connections.ts";
import type { ConnectionKey } from "./token-store.ts";

/** Notices when a connection that was CONNECTED is OFFLINE at the next check: that is told once. */
export class StatusNews {
  readonly #connections: Connections;
  readonly #told: (key: ConnectionKey) => void;
  readonly #before = new Map<string, PartyConnection>();

  constructor(connections: Connections, told: (key: ConnectionKey) => void) {
    this.#connections = connections;
    this.#told = told;
  }

  listen(): { dispose(): void } {
    return this.#connections.onDidChange((changed) => {
      for (const { key } of this.#connections.entries) {
        if (changed === undefined || idOf(changed) === idOf(key)) this.#look(key);
      }
    });
  }

  #look(key: ConnectionKey): void {
    const status = this.#connections.factsOf(key)?.last?.report.connection_status;
    // What could not be read says nothing new.
    if (status === undefined || status === "UNKNOWN") return;
    const before = this.#before.get(idOf(key));
    this.#before.set(idOf(key), status);
    if (before === "CONNECTED" && status === "OFFLINE") this.#told(key);
  }
}
