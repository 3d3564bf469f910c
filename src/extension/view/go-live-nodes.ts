import * as l10n from "@vscode/l10n";
import { plainLine } from "../../core/ocpi/escape.ts";
import { checklistOf, type ChecklistLine } from "../state/checklist.ts";
import type { ConnectionKey } from "../state/connection-key.ts";
import { iconColours } from "./icon-colours.ts";
import { ago } from "./times.ts";
import { plainNode, type ConnectionView, type TreeNode } from "./tree-node.ts";

const icons: Readonly<Record<ChecklistLine["status"], readonly [icon: string, colour: string]>> = {
  done: ["pass", iconColours.good],
  failed: ["error", iconColours.bad],
  "to-do": ["circle-outline", iconColours.idle],
};

/** The go-live checklist: what has to be so before real traffic flows. */
export function goLiveNodes(id: string, { key, connection, facts }: ConnectionView, now: Date): TreeNode[] {
  if (connection === undefined) return [];
  const lines = checklistOf(connection, facts);
  const done = lines.filter(({ status }) => status === "done").length;
  const group = `${id}/go-live`;
  const isDone = done === lines.length;
  const node = plainNode(group, key, l10n.t("Go-live"), isDone ? "pass-filled" : "checklist", "checklist");
  const description = l10n.t("{0} of {1} done", done, lines.length);
  return [
    {
      ...node,
      description,
      colour: isDone ? icons.done[1] : undefined,
      tooltip: l10n.t("What has to be so before real traffic flows: {0}.", description),
      spoken: `${node.label}, ${description}`,
      children: lines.map((line) => lineNode(group, key, line, now)),
    },
  ];
}

function lineNode(group: string, key: ConnectionKey, line: ChecklistLine, now: Date): TreeNode {
  const { id, status, by, sentence, at } = line;
  const title = plainLine(line.title);
  const [icon, colour] = icons[status];
  const words = statusWords(line);
  // What only a person can say is put right by a person; of the rest a run says so.
  const context = ["line", ...(by === "person" ? ["byPerson"] : []), ...(status === "done" ? ["done"] : [])];
  const since = at === undefined ? undefined : ago(at, now);
  return {
    ...plainNode(`${group}/${id}`, key, title, icon, context.join(" ")),
    colour,
    description: words,
    tooltip: plainLine([sentence, ...(since === undefined ? [] : [l10n.t("Seen {0}.", since)])].join(" ")),
    spoken: [title, words, since].filter((part) => part !== undefined).join(", "),
    line: id,
  };
}

function statusWords({ status, by }: ChecklistLine): string {
  switch (status) {
    case "done":
      return by === "person" ? l10n.t("done, by you") : l10n.t("done");
    case "failed":
      return l10n.t("failed");
    case "to-do":
      return l10n.t("to do");
  }
}
