import type { ConnectionKey } from "./connection-key.ts";
import type { LastRun } from "./last-run.ts";
import { keyOf } from "./token-store.ts";

/** The part of VS Code's Memento that we use: `context.workspaceState` is one. */
export interface Memento {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** The last run of each connection, kept with the workspace, so that a new window knows when it was checked. */
export class RunStore {
  readonly #state: Memento;

  constructor(state: Memento) {
    this.#state = state;
  }

  read(connection: ConnectionKey): LastRun | undefined {
    const kept = withDates(this.#state.get(keyOf(connection, "run")));
    return isLastRun(kept) ? kept : undefined;
  }

  async write(connection: ConnectionKey, run: LastRun | undefined): Promise<void> {
    await this.#state.update(keyOf(connection, "run"), run);
  }
}

/** What an older version kept may look different: then it counts as not checked. */
function isLastRun(kept: unknown): kept is LastRun {
  if (typeof kept !== "object" || kept === null || !("record" in kept)) return false;
  const { record } = kept;
  if (typeof record !== "object" || record === null || !("partners" in record)) return false;
  return "finishedAt" in record && record.finishedAt instanceof Date;
}

const times = new Set(["startedAt", "finishedAt", "registeredAt", "at"]);

/** The times in what was kept: VS Code keeps JSON, which has none. */
function withDates(value: unknown): unknown {
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (Array.isArray(value)) return value.map(withDates);
  const entries = Object.entries(value).map(([name, item]) => [
    name,
    times.has(name) && typeof item === "string" ? new Date(item) : withDates(item),
  ]);
  return Object.fromEntries(entries) as unknown;
}

/** What lasts as long as the window. */
export class MemoryState implements Memento {
  readonly #values = new Map<string, unknown>();

  get(key: string): unknown {
    return this.#values.get(key);
  }

  async update(key: string, value: unknown): Promise<void> {
    this.#values.set(key, value);
  }
}
