import * as l10n from "@vscode/l10n";
import { plainLine } from "../../core/ocpi/escape.ts";
import type { ConnectionEntry } from "../state/connection-entry.ts";
import { needsAttention, type ConnectionStates } from "../state/connection-state.ts";
import type { Listed } from "../state/hub-parties.ts";
import { connectionNode } from "./connection-node.ts";
import { plainNode, type ConnectionView, type TreeNode } from "./tree-node.ts";

/** The tree of all connections; folders stand above them only where there is more than one. */
export function treeOf(views: readonly ConnectionView[], now: Date): TreeNode[] {
  const folders = [...new Map(views.map(({ key, folder }) => [key.config, folder]))];
  if (folders.length < 2) return views.map((view) => connectionNode(view, now));
  return folders.map(([config, folder]) => ({
    ...plainNode(`${config}#`, undefined, plainLine(folder), "folder", "folder"),
    expanded: true,
    children: views.filter(({ key }) => key.config === config).map((view) => connectionNode(view, now)),
  }));
}

/**
 * A connection as the sidebar shows it; undefined when it is not known any more.
 * @param listed the parties that the hub lists, if they were asked for.
 */
export function viewOf(
  { key, folder, source, connection, description }: ConnectionEntry,
  states: Pick<ConnectionStates, "factsOf" | "stateOf">,
  listed?: Listed,
): ConnectionView | undefined {
  const [facts, state] = [states.factsOf(key), states.stateOf(key)];
  if (facts === undefined || state === undefined) return undefined;
  const platformUrl = description?.platformUrl?.value;
  return { key, folder, source, connection, platformUrl, facts, state, listed };
}

/** How many connections need the user, for the badge; and its tooltip. */
export function badgeOf(
  views: readonly Pick<ConnectionView, "state">[],
): { value: number; tooltip: string } | undefined {
  const value = views.filter(({ state }) => needsAttention(state)).length;
  if (value === 0) return undefined;
  const tooltip =
    value === 1 ? l10n.t("1 connection needs attention") : l10n.t("{0} connections need attention", value);
  return { value, tooltip };
}
