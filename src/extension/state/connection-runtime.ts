import type { ConnectionEntry } from "./connection-entry.ts";
import type { ConnectionFacts } from "./connection-state.ts";
import { runKinds, type LastRun, type RunKind } from "./last-run.ts";

/** What a window knows of a connection beside its entry in a file: it changes while the file stays as it is. */
export interface ConnectionRuntime {
  running: ConnectionFacts["running"];
  stopping: boolean;
  live: ConnectionFacts["live"];
  readonly runs: Map<RunKind, LastRun>;
  tokens: Pick<ConnectionFacts, "hubToken" | "initialToken" | "platformToken">;
  lock: ConnectionFacts["lock"];
  left: ConnectionFacts["left"];
  /** The hosts for which the stores were looked at last. */
  hosts: string | undefined;
  /** The number of the look by which what is in the stores is known; 0 while it is not known. */
  look: number;
}

/** What the stores hold of a connection. */
type Kept = Pick<ConnectionRuntime, "tokens" | "lock" | "left">;

/** What there is to say of the stores where nothing is kept in them. */
export const nothingKept: Kept = {
  tokens: { hubToken: { state: "absent" }, initialToken: { state: "absent" }, platformToken: { state: "absent" } },
  lock: "absent",
  left: undefined,
};

/**
 * Reads what the stores hold of a connection now.
 * @throws Error where the keyring is locked.
 */
export async function keptOf({ key, hubOrigin, platformOrigin, tokens, vault }: ConnectionEntry): Promise<Kept> {
  const [hubToken, initialToken, platformToken, lock, left] = await Promise.all([
    tokens.facts(key, "hub-token", hubOrigin),
    tokens.facts(key, "initial-token", hubOrigin),
    tokens.facts(key, "platform-token", { origin: platformOrigin, hub: hubOrigin }),
    vault.holder(),
    vault.left(),
  ]);
  return { tokens: { hubToken, initialToken, platformToken }, lock, left };
}

/** A connection of which the window has read its last runs, and nothing else yet. */
export function newRuntime({ key, runs }: ConnectionEntry): ConnectionRuntime {
  const kept = runKinds.flatMap((kind) => {
    const run = runs.read(key, kind);
    return run === undefined ? [] : [[kind, run] as const];
  });
  return {
    running: undefined,
    stopping: false,
    live: undefined,
    runs: new Map(kept),
    ...nothingKept,
    hosts: undefined,
    look: 0,
  };
}
