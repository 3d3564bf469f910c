import * as l10n from "@vscode/l10n";
import { isUrgent, needsAttention, type ConnectionState } from "../state/connection-state.ts";
import { wordsOf } from "./connection-node.ts";

/** A connection, for a list of many. */
export interface NamedState {
  readonly name: string;
  readonly state: ConnectionState | undefined;
}

// A tooltip is to be read at a glance.
const LINES = 12;

/**
 * How the connections are, in few lines: those that need the user come first, so that they are not among the many that are
 * only counted.
 */
export function statusLines(states: readonly NamedState[], now: Date): string[] {
  const lines = states
    .toSorted((one, other) => rank(one) - rank(other))
    .slice(0, LINES)
    .map(({ name, state }) => `${name}: ${state === undefined ? "" : wordsOf(state, now)}`);
  return states.length > LINES ? [...lines, l10n.t("and {0} more", states.length - LINES)] : lines;
}

function rank({ state }: NamedState): number {
  if (state === undefined) return 2;
  if (isUrgent(state)) return 0;
  return needsAttention(state) ? 1 : 2;
}
