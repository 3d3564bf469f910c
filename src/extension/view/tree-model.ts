import * as l10n from "@vscode/l10n";
import { plainLine } from "../../core/ocpi/escape.ts";
import type { ConnectionEntry } from "../state/connection-entry.ts";
import type { ConnectionKey } from "../state/connection-key.ts";
import { isUrgent, needsAttention, stateOf, type ConnectionStates } from "../state/connection-state.ts";
import type { Listed } from "../state/hub-parties.ts";
import { connectionNode } from "./connection-node.ts";
import { plainNode, type ConnectionView, type TreeNode } from "./tree-node.ts";

/**
 * The tree of all connections; folders stand above them only where there is more than one.
 * @param nodeOf makes the node of one.
 */
export function treeOf(
  views: readonly ConnectionView[],
  now: Date,
  nodeOf: (view: ConnectionView, now: Date) => TreeNode = connectionNode,
): TreeNode[] {
  const ordered = inOrder(views);
  const folders = [...new Map(ordered.map(({ key, folder }) => [key.config, folder]))];
  if (folders.length < 2) return ordered.map((view) => nodeOf(view, now));
  return folders.map(([config, folder]) => ({
    ...plainNode(`${config}#`, undefined, plainLine(folder), "folder", "folder"),
    expanded: true,
    children: ordered.filter(({ key }) => key.config === config).map((view) => nodeOf(view, now)),
  }));
}

/**
 * By folder; in it those that need the user come first, and what is well comes last: of many only the first are seen. VS
 * Code's own search in a tree finds the others by name.
 */
export function inOrder(views: readonly ConnectionView[]): ConnectionView[] {
  const configs = [...new Set(views.map(({ key }) => key.config))];
  return configs.flatMap((config) =>
    views
      .filter(({ key }) => key.config === config)
      .map((view) => [rankOf(view), view] as const)
      .toSorted(([one], [other]) => one - other)
      .map(([_rank, view]) => view),
  );
}

/** How urgent a connection is. A run that goes on moves no row: what is under the hand stays there. */
function rankOf({ state, facts }: ConnectionView): number {
  const settled = state.kind === "running" ? stateOf({ ...facts, running: undefined }) : state;
  if (isUrgent(settled)) return 0;
  if (needsAttention(settled)) return 1;
  return settled.kind === "status" && settled.status === "CONNECTED" ? 3 : 2;
}

/**
 * All connections as the sidebar shows them.
 * @param listedOf the parties that a hub lists, if they were asked for.
 */
export function viewsOf(
  entries: readonly ConnectionEntry[],
  states: Pick<ConnectionStates, "factsOf">,
  listedOf: (key: ConnectionKey) => Listed | undefined = () => undefined,
): ConnectionView[] {
  const amongHubs = new Set(entries.map(({ hubOrigin }) => hubOrigin)).size > 1;
  return entries.flatMap((entry) => {
    const view = viewOf(entry, states, listedOf(entry.key));
    return view === undefined ? [] : [{ ...view, amongHubs }];
  });
}

/** One connection as the sidebar shows it; undefined when it is not known any more. */
export function viewOf(
  { key, folder, source, connection, description }: ConnectionEntry,
  states: Pick<ConnectionStates, "factsOf">,
  listed?: Listed,
): ConnectionView | undefined {
  const facts = states.factsOf(key);
  if (facts === undefined) return undefined;
  const platformUrl = description?.platformUrl?.value;
  return { key, folder, source, connection, platformUrl, facts, state: stateOf(facts), listed };
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
