import { stepTitles } from "../core/checks/finding.ts";
import { partyName } from "../core/ocpi/party.ts";
import { plainLine } from "../core/report/escape.ts";
import type { RunRecord, StepRecord } from "../core/report/report.ts";
import type { PartyConnection } from "../core/report/result.ts";
import { needsAttention, type ConnectionState } from "./connection-state.ts";

/** A node of the sidebar, as data: what VS Code makes a TreeItem of. */
export interface TreeNode {
  /** Stable: a path of names, never a time or a label, so that a refresh keeps selection and reading position. */
  readonly id: string;
  readonly label: string;
  /** The status as a word: colour and shape only repeat it. */
  readonly description: string;
  /** A codicon's name and a theme colour. */
  readonly icon: string;
  readonly colour: string | undefined;
  readonly tooltip: string;
  /** What a screen reader says. */
  readonly spoken: string;
  /** The kind first, then what can be done with it: matched by when-clauses. */
  readonly contextValue: string;
  readonly children: readonly TreeNode[];
  readonly expanded: boolean;
}

/** One connection as the sidebar shows it. */
export interface ConnectionView {
  /** The folder of its `ocpi.yml`, or `memory` for the sandbox. */
  readonly folder: string;
  readonly name: string;
  readonly state: ConnectionState;
  readonly last: RunRecord | undefined;
}

interface Look {
  readonly icon: string;
  readonly colour: string | undefined;
  readonly words: string;
}

const statusLooks: Readonly<Record<PartyConnection, Look>> = {
  CONNECTED: { icon: "pass-filled", colour: "testing.iconPassed", words: "CONNECTED" },
  PLANNED: { icon: "watch", colour: "testing.iconQueued", words: "registered, waiting for the Hub" },
  OFFLINE: { icon: "debug-disconnect", colour: "problemsWarningIcon.foreground", words: "OFFLINE" },
  SUSPENDED: { icon: "circle-slash", colour: "problemsWarningIcon.foreground", words: "SUSPENDED" },
  NOT_LISTED: { icon: "search-stop", colour: "problemsWarningIcon.foreground", words: "not listed" },
  UNKNOWN: { icon: "question", colour: "list.warningForeground", words: "status unknown" },
};

function lookOf(state: ConnectionState): Look {
  switch (state.kind) {
    case "running":
      return { icon: "loading~spin", colour: undefined, words: `${state.doing}…` };
    case "host-changed":
      return { icon: "shield", colour: "problemsErrorIcon.foreground", words: "host changed" };
    case "interrupted":
      return { icon: "question", colour: "problemsErrorIcon.foreground", words: "interrupted, verify" };
    case "token-needed":
      return { icon: "key", colour: "problemsWarningIcon.foreground", words: "token needed" };
    case "not-checked":
      return { icon: "circle-large-outline", colour: "descriptionForeground", words: "not checked" };
    case "status":
      return statusLooks[state.status];
    case "failed":
      return { icon: "error", colour: "testing.iconFailed", words: "failed" };
  }
}

/** The tree of all connections; folders stand above them only where there is more than one. */
export function treeOf(views: readonly ConnectionView[], now: Date): TreeNode[] {
  const folders = [...new Set(views.map(({ folder }) => folder))];
  if (folders.length < 2) return views.map((view) => connectionNode(view, now));
  return folders.map((folder) => ({
    ...plainNode(`${folder}#`, folder.split("/").at(-2) ?? folder, "folder", "folder"),
    expanded: true,
    children: views.filter((view) => view.folder === folder).map((view) => connectionNode(view, now)),
  }));
}

/** How many connections need somebody, for the badge; and its tooltip. */
export function badgeOf(views: readonly ConnectionView[]): { value: number; tooltip: string } | undefined {
  const value = views.filter(({ state }) => needsAttention(state)).length;
  if (value === 0) return undefined;
  return { value, tooltip: value === 1 ? "1 connection needs attention" : `${value} connections need attention` };
}

function connectionNode({ folder, name, state, last }: ConnectionView, now: Date): TreeNode {
  const { icon, colour, words } = lookOf(state);
  const checked = "checkedAt" in state ? `checked ${ago(state.checkedAt, now)}` : undefined;
  const description = [words, checked].filter((part) => part !== undefined).join(" · ");
  return {
    id: `${folder}#${name}`,
    label: name,
    description,
    icon,
    colour,
    tooltip: sentenceOf(name, state, now),
    spoken: [name, words, checked].filter((part) => part !== undefined).join(", "),
    contextValue: ["connection", ...capabilities(state, last)].join(" "),
    children: last === undefined ? [] : childrenOf(`${folder}#${name}`, last),
    expanded: state.kind === "failed",
  };
}

function capabilities(state: ConnectionState, last: RunRecord | undefined): string[] {
  if (state.kind === "running") return ["running"];
  return ["canExchange", "canVerify", ...(last === undefined ? [] : ["hasReport"])];
}

function sentenceOf(name: string, state: ConnectionState, now: Date): string {
  switch (state.kind) {
    case "running":
      return `${name} is ${state.doing}.`;
    case "host-changed":
      return `ocpi.yml now points ${name} to ${state.to}; the stored token belongs to ${state.from}. Nothing is sent before you decide.`;
    case "interrupted":
      return `An exchange of ${name} was interrupted. Verify finds out what became of it.`;
    case "token-needed":
      return `${name} has no token yet. Set the initial token that the account team gave you.`;
    case "not-checked":
      return `${name} was not checked in this window.`;
    case "status":
      return `${name}: ${statusLooks[state.status].words}, checked ${ago(state.checkedAt, now)}.`;
    case "failed":
      return `${plainLine(state.reason)} Checked ${ago(state.checkedAt, now)}.`;
  }
}

function childrenOf(id: string, last: RunRecord): TreeNode[] {
  return [
    ...last.steps.map((step) => stepNode(id, step)),
    ...groupOf(
      `${id}/endpoints`,
      "Endpoints",
      last.hub.endpoints.map((entry) => ({
        ...plainNode(
          `${id}/endpoint:${entry.identifier}:${entry.role ?? ""}`,
          plainLine(entry.identifier),
          "plug",
          "endpoint hasUrl",
        ),
        description: plainLine([entry.role, entry.url].filter((part) => part !== undefined).join(" ")),
      })),
    ),
    ...groupOf(
      `${id}/parties`,
      "Parties",
      last.parties.map(({ party, status }) => ({
        ...plainNode(`${id}/party:${partyName(party)}:${party.role}`, partyName(party), "organization", "party"),
        description: `${party.role} · ${statusLooks[status].words}`,
      })),
    ),
  ];
}

const stepLooks: Readonly<Record<StepRecord["status"], readonly [icon: string, colour: string]>> = {
  passed: ["pass", "testing.iconPassed"],
  warning: ["warning", "list.warningForeground"],
  failed: ["error", "testing.iconFailed"],
  skipped: ["circle-slash", "testing.iconSkipped"],
};

function stepNode(id: string, { id: step, status }: StepRecord): TreeNode {
  const [icon, colour] = stepLooks[status];
  const node = plainNode(`${id}/step:${step}`, stepTitles[step], icon, `step ${step} ${status}`);
  return { ...node, colour, description: status, spoken: `${stepTitles[step]}, ${status}` };
}

function groupOf(id: string, label: string, children: readonly TreeNode[]): TreeNode[] {
  if (children.length === 0) return [];
  return [{ ...plainNode(id, `${label} (${children.length})`, "list-tree", "group"), children }];
}

function plainNode(id: string, label: string, icon: string, contextValue: string): TreeNode {
  return {
    id,
    label,
    description: "",
    icon,
    colour: undefined,
    tooltip: label,
    spoken: label,
    contextValue,
    children: [],
    expanded: false,
  };
}

/** How long ago something was, as people say it: `just now`, `3 min ago`, `2 h ago`, `5 days ago`. */
export function ago(then: Date, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - then.getTime()) / 60_000));
  if (minutes === 0) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ago`;
  return `${Math.floor(hours / 24)} days ago`;
}
