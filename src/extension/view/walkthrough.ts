import type { ConnectionEntry } from "../state/connection-entry.ts";
import type { ConnectionStates } from "../state/connection-state.ts";

/**
 * The steps of the walkthrough that are done, as far as connections say so. Those of files do: trying the sandbox is a step
 * of its own, and does no other one.
 * @returns the names of their context keys.
 */
export function stepsDone(
  entries: readonly ConnectionEntry[],
  states: Pick<ConnectionStates, "factsOf" | "stateOf">,
): ("hasTokens" | "hasConnected")[] {
  const own = entries.filter(({ source }) => source === "file");
  const hasTokens = own.some(({ key }) => {
    const { initialToken, hubToken, platformToken } = states.factsOf(key) ?? {};
    // An exchange uses up the initial token, and leaves the hub's.
    return platformToken?.state === "stored" && [initialToken, hubToken].some((token) => token?.state === "stored");
  });
  const hasConnected = own.some(({ key }) => {
    const state = states.stateOf(key);
    return state?.kind === "status" && state.status === "CONNECTED";
  });
  return [...(hasTokens ? (["hasTokens"] as const) : []), ...(hasConnected ? (["hasConnected"] as const) : [])];
}
