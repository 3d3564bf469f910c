import type { ConnectionEntry } from "../state/connection-entry.ts";
import { stateOf, type ConnectionStates } from "../state/connection-state.ts";
import { installedAt } from "../state/checklist.ts";
import { latestOf } from "../state/last-run.ts";

/** What at least one connection has, so that a command makes sense: the palette shows no other ones. */
export interface Offered {
  readonly hasFileConnections: boolean;
  readonly hasStoredTokens: boolean;
  readonly hasHubToken: boolean;
  readonly hasPlatformToken: boolean;
  readonly hasReport: boolean;
  readonly hasPlanned: boolean;
  readonly watching: boolean;
  readonly hasUninstalled: boolean;
}

/** What the palette offers in this state, by the names of the context keys. */
export function offered(entries: readonly ConnectionEntry[], states: Pick<ConnectionStates, "factsOf">): Offered {
  const all = entries.flatMap(({ key }) => {
    const facts = states.factsOf(key);
    return facts === undefined ? [] : [{ facts, state: stateOf(facts) }];
  });
  const stored = (kind: "hubToken" | "initialToken" | "platformToken"): boolean =>
    all.some(({ facts }) => facts[kind].state === "stored");
  const [hasHubToken, hasPlatformToken] = [stored("hubToken"), stored("platformToken")];
  return {
    hasFileConnections: entries.some(({ source }) => source === "file"),
    // A token that is stored for another host than the file's can be forgotten, too.
    hasStoredTokens: all.some(({ facts: { hubToken, initialToken, platformToken } }) =>
      [hubToken, initialToken, platformToken].some(({ state }) => state !== "absent"),
    ),
    hasHubToken,
    hasPlatformToken,
    hasReport: all.some(({ facts }) => latestOf(facts) !== undefined),
    hasPlanned: all.some(({ state }) => state.kind === "status" && state.status === "PLANNED"),
    watching: all.some(({ facts }) => facts.watched),
    hasUninstalled: all.some(
      ({ facts }) => facts.hubToken.state === "stored" && !facts.sandbox && installedAt(facts) === undefined,
    ),
  };
}
