import type {
  ConnectionFacts,
  ConnectionState,
  ConnectionStates,
} from "../../../src/extension/state/connection-state.ts";
import type { LastRun } from "../../../src/extension/state/last-run.ts";

export const config = "file:///folder/ocpi.yml";

/** The states of the connections of one file, by their names. */
export function statesOf(states: Readonly<Record<string, ConnectionState>>, last?: LastRun): ConnectionStates {
  const token = { state: "absent" } as const;
  const facts: ConnectionFacts = {
    running: undefined,
    watched: false,
    stopping: false,
    live: undefined,
    valid: true,
    read: true,
    sandbox: false,
    hubOrigin: "",
    platformOrigin: "",
    hubToken: token,
    initialToken: token,
    platformToken: token,
    lock: "absent",
    left: undefined,
    last,
    preflight: undefined,
    rehearsal: undefined,
    confirmed: {},
  };
  const known = (key: { readonly config: string; readonly name: string }): ConnectionState | undefined =>
    key.config === config && Object.hasOwn(states, key.name) ? states[key.name] : undefined;
  return {
    stateOf: known,
    factsOf: (key) => (known(key) === undefined ? undefined : facts),
    onDidChange: () => ({ dispose: () => {} }),
  };
}
