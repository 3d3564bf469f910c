import type { ConnectionKey } from "./connection-key.ts";
import type { Connections } from "./connections.ts";
import type { DeskState } from "./sandbox-hub.ts";

/**
 * Has the sandbox's connection looked at again when its desk has changed what a look finds: a switch was turned, or the Hub lists
 * the party otherwise than the last look found it. What an exchange has just found is not looked at again.
 */
export class DeskWatch {
  readonly #connections: Pick<Connections, "factsOf">;
  readonly #key: ConnectionKey;
  readonly #look: (key: ConnectionKey) => Promise<unknown>;
  #on = "";

  /** @param look verifies the connection, if there is a token to do it with and nothing else goes on. */
  constructor(
    connections: Pick<Connections, "factsOf">,
    key: ConnectionKey,
    look: (key: ConnectionKey) => Promise<unknown>,
  ) {
    this.#connections = connections;
    this.#key = key;
    this.#look = look;
  }

  /** The desk is like this now; undefined when there is no sandbox any more. */
  async changed(desk: DeskState | undefined): Promise<void> {
    const on = desk?.on.join(" ") ?? "";
    const isTurned = on !== this.#on;
    this.#on = on;
    const last = this.#connections.factsOf(this.#key)?.last?.record;
    if (desk === undefined || last === undefined) return;
    if (isTurned || desk.status !== last.connectionStatus) await this.#look(this.#key);
  }
}
