import type { Connections } from "./connections.ts";

// Long enough to cost nothing, and short enough for a user who has just unlocked the keyring.
const LOOK_EVERY_MS = 5_000;

/**
 * Looks into the stores again where no event tells of a change: a keyring that failed or did not answer may have been
 * unlocked, and a window that died in an exchange tells no other one.
 */
export class StoresWatch {
  readonly #timer: NodeJS.Timeout;

  constructor(connections: Pick<Connections, "refreshUnsure">) {
    this.#timer = setInterval(() => void connections.refreshUnsure(), LOOK_EVERY_MS);
  }

  dispose(): void {
    clearInterval(this.#timer);
  }
}
