import type { ConnectionKey } from "./connection-key.ts";
import type { LastRun, RunKind } from "./last-run.ts";
import { keyOf } from "./token-store.ts";

/** The part of VS Code's Memento that we use: `context.workspaceState` is one. */
export interface Memento {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** What a person has said is done, by the lines of the checklist, and when. */
export type Confirmed = Readonly<Record<string, Date>>;

/** Under which names they are kept: what a window of an older version kept is found again. */
const names: Readonly<Record<RunKind, string>> = {
  registration: "run",
  preflight: "preflight",
  rehearsal: "rehearsal",
};

/**
 * What is known of each connection beside its tokens, kept with the workspace, so that a new window knows it: its last runs, and what
 * a person has said is done.
 */
export class RunStore {
  readonly #state: Memento;

  constructor(state: Memento) {
    this.#state = state;
  }

  read(connection: ConnectionKey, kind: RunKind): LastRun | undefined {
    const kept = withDates(this.#state.get(keyOf(connection, names[kind])));
    return isLastRun(kept) ? kept : undefined;
  }

  async write(connection: ConnectionKey, kind: RunKind, run: LastRun): Promise<void> {
    await this.#state.update(keyOf(connection, names[kind]), run);
  }

  /** @param hub of which hub it is asked: what was done at another one is to be done again. */
  confirmed(connection: ConnectionKey, hub: string): Confirmed {
    const kept = this.#state.get(keyOf(connection, "checklist"));
    if (typeof kept !== "object" || kept === null || !("hub" in kept) || kept.hub !== hub || !("lines" in kept))
      return {};
    const lines = Object.entries(kept.lines ?? {}).map(([line, at]) => [line, new Date(String(at))] as const);
    return Object.fromEntries(lines.filter(([, at]) => !Number.isNaN(at.getTime())));
  }

  async confirm(connection: ConnectionKey, hub: string, confirmed: Confirmed): Promise<void> {
    const lines = Object.fromEntries(Object.entries(confirmed).map(([line, at]) => [line, at.toISOString()]));
    await this.#state.update(keyOf(connection, "checklist"), { hub, lines });
  }
}

/** What an older version kept may look different: then it counts as not checked. */
function isLastRun(kept: unknown): kept is LastRun {
  if (typeof kept !== "object" || kept === null || !("record" in kept)) return false;
  const { record } = kept;
  if (typeof record !== "object" || record === null || !("partners" in record)) return false;
  return "finishedAt" in record && record.finishedAt instanceof Date;
}

/** The names of times, in a record and in the parameters of findings. */
const times = new Set(["startedAt", "finishedAt", "registeredAt", "at", "interruptedAt", "freeAt", "end"]);

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
