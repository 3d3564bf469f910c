import * as l10n from "@vscode/l10n";
import { partyName } from "../../core/ocpi/party.ts";
import { plainLine } from "../../core/ocpi/escape.ts";
import type { PartyStatus } from "../../core/record/result.ts";
import type { ConnectionKey } from "../state/connection-key.ts";
import { needsAttention, type ConnectionFacts, type ConnectionState } from "../state/connection-state.ts";
import type { Listed } from "../state/hub-parties.ts";
import { warningsOf } from "../state/last-run.ts";
import { checkedWords, lookOf, sentenceOf, statusLook, warningWords, wordsOf } from "./state-words.ts";
import { stepsOf, type StepView } from "./step-views.ts";

/** A node of the sidebar, as data: what VS Code makes a TreeItem of. */
export interface TreeNode {
  /** Stable: a path of names, never a time or a label, so that a refresh keeps selection and reading position. */
  readonly id: string;
  /** Whose node it is; undefined for folders. */
  readonly key: ConnectionKey | undefined;
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
  /** What *Copy URL* copies. */
  readonly url?: string;
  /** A click on it opens the report. VS Code expands no node that opens something, so only what has no children does. */
  readonly opensReport?: boolean;
}

/** Every word that a node's `contextValue` may hold. */
export const viewItemWords = [
  "folder",
  "connection",
  "canExchange",
  "canVerify",
  "running",
  "planned",
  "hasReport",
  "hasTokens",
  "hasHubToken",
  "hasPlatformToken",
  "inFile",
  "step",
  "token",
  "needsToken",
  "versions",
  "details",
  "platform",
  "credentials",
  "verification",
  "group",
  "endpoint",
  "party",
  "parties",
] as const;

/** One connection as the sidebar shows it. */
export interface ConnectionView {
  readonly key: ConnectionKey;
  /** Its folder's name. */
  readonly folder: string;
  readonly source: "file" | "sandbox";
  readonly state: ConnectionState;
  readonly facts: ConnectionFacts;
  /** The parties that the hub lists, if they were asked for. */
  readonly listed?: Listed | undefined;
}

const timeFormat: Intl.DateTimeFormatOptions = { dateStyle: "medium", timeStyle: "short" };

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

/** A connection with everything below it. */
export function connectionNode(view: ConnectionView, now: Date): TreeNode {
  const { key, state, facts } = view;
  const { icon, colour, words } = lookOf(state);
  const description = wordsOf(state, now);
  const id = `${key.config}#${key.name}`;
  return {
    ...plainNode(id, key, key.name, icon, ["connection", ...capabilities(view)].join(" ")),
    description,
    colour,
    tooltip: [sentenceOf(key.name, state, now), ...about(state, facts)].join("\n"),
    spoken: [key.name, words, warningWords(state), ...moreSpoken(facts), checkedWords(state, now)]
      .filter((part) => part !== undefined)
      .join(", "),
    children: childrenOf(id, view, now),
    expanded: state.kind === "failed" || view.source === "sandbox",
  };
}

/** What a tooltip says beside the state: which hub, which parties, when exactly, and the first of what should not stay so. */
function about(state: ConnectionState, { hubOrigin, last }: ConnectionFacts): string[] {
  const parties = last?.report.parties.map((party) => `${partyName(party)} (${party.role})`) ?? [];
  return [
    ...(hubOrigin === "" ? [] : [l10n.t("Hub: {0}", hubOrigin)]),
    ...(parties.length === 0 ? [] : [l10n.t("Parties: {0}", plainLine(parties.join(", ")))]),
    ...("checkedAt" in state ? [l10n.t("Checked: {0}", state.checkedAt.toLocaleString(undefined, timeFormat))] : []),
    ...(warningWords(state) === undefined || last === undefined
      ? []
      : warningsOf(last)
          .slice(0, 1)
          .map(({ message, check }) => l10n.t("Warning: {0} ({1})", plainLine(message.replaceAll("`", "")), check))),
  ];
}

function moreSpoken({ last }: ConnectionFacts): string[] {
  const count = last?.report.hub.endpoints.length ?? 0;
  return count === 0 ? [] : [`OCPI ${last?.report.hub.version}`, l10n.t("{0} endpoints", count)];
}

function capabilities({ state, facts, source }: ConnectionView): (typeof viewItemWords)[number][] {
  const { hubToken, initialToken, platformToken, last } = facts;
  const kept = [hubToken, initialToken, platformToken].some((token) => token.state !== "absent");
  const ready = state.kind !== "running" && state.kind !== "invalid" && state.kind !== "elsewhere";
  return [
    ...(state.kind === "running" && state.doing !== "waiting" ? (["running"] as const) : []),
    ...(ready ? (["canExchange", "canVerify"] as const) : []),
    ...(state.kind === "status" && state.status === "PLANNED" ? (["planned"] as const) : []),
    ...(last === undefined ? [] : (["hasReport"] as const)),
    ...(kept ? (["hasTokens"] as const) : []),
    ...(hubToken.state === "stored" ? (["hasHubToken"] as const) : []),
    ...(platformToken.state === "stored" ? (["hasPlatformToken"] as const) : []),
    ...(source === "file" ? (["inFile"] as const) : []),
  ];
}

function childrenOf(id: string, view: ConnectionView, now: Date): TreeNode[] {
  const { key, facts } = view;
  const { report } = facts.last ?? {};
  const steps = stepsOf(facts, now).map((step) => stepNode(id, key, step, facts));
  if (report === undefined) return steps;
  const endpoints = report.hub.endpoints.map((entry) => ({
    ...plainNode(
      `${id}/endpoint:${entry.identifier}:${entry.role ?? ""}`,
      key,
      plainLine(entry.identifier),
      "plug",
      "endpoint",
    ),
    description: plainLine(
      [entry.role, atHub(entry.url, report.hub.url)].filter((part) => part !== undefined).join(" · "),
    ),
    tooltip: plainLine(entry.url),
    spoken: plainLine([entry.identifier, entry.role, entry.url].filter((part) => part !== undefined).join(", ")),
    url: entry.url,
  }));
  return [...steps, ...groupOf(`${id}/endpoints`, key, l10n.t("Endpoints"), unique(endpoints)), ...partiesOf(id, view)];
}

/** An endpoint's path, where it is at the hub; its whole URL where it is elsewhere. */
function atHub(url: string, hub: string): string {
  return url.startsWith(`${hub}/`) ? url.slice(hub.length) : url;
}

/** The own parties as they were checked, then what else the hub lists. */
function partiesOf(id: string, { key, facts, listed }: ConnectionView): TreeNode[] {
  const report = facts.last?.report;
  if (report === undefined || (report.parties.length === 0 && report.hub.endpoints.length === 0)) return [];
  const own = report.parties.map(({ status, last_updated: lastUpdated, ...party }) => ({
    party,
    status,
    lastUpdated: lastUpdated ?? undefined,
  }));
  const names = new Set(own.map(({ party }) => `${partyName(party)} ${party.role}`));
  const others =
    listed?.state === "read"
      ? listed.parties.filter(({ party }) => !names.has(`${partyName(party)} ${party.role}`))
      : [];
  const group = `${id}/parties`;
  const parties = unique([
    ...own.map((entry) => partyNode(group, key, entry, l10n.t("yours"))),
    ...others.map((entry) => partyNode(group, key, entry)),
  ]);
  const complete = listed?.state === "read" && listed.complete;
  const node = plainNode(group, key, l10n.t("Parties of the Hub"), "organization", "parties");
  const description = complete ? String(parties.length) : l10n.t("{0} of yours", own.length);
  const children = [...parties, ...unfinished(group, key, listed)];
  return [{ ...node, description, spoken: `${node.label}, ${description}`, children }];
}

function unfinished(group: string, key: ConnectionKey, listed: Listed | undefined): TreeNode[] {
  if (listed === undefined || (listed.state === "read" && listed.complete)) return [];
  const [label, icon] =
    listed.state === "reading"
      ? [l10n.t("reading the Hub's list…"), "loading~spin"]
      : listed.state === "failed"
        ? [plainLine(listed.why), "warning"]
        : [l10n.t("the Hub's list goes on, and could not be read further"), "warning"];
  return [plainNode(`${group}/unfinished`, key, label, icon, "group")];
}

function partyNode(group: string, key: ConnectionKey, { party, status }: PartyStatus, whose?: string): TreeNode {
  const { icon, colour, words } = statusLook(status);
  const name = plainLine(partyName(party));
  const description = plainLine([party.role, words, whose].filter((part) => part !== undefined).join(" · "));
  return {
    ...plainNode(`${group}/${name}:${plainLine(party.role)}`, key, name, icon, "party"),
    description,
    colour,
    spoken: `${name}, ${description.replaceAll(" · ", ", ")}`,
  };
}

function stepNode(id: string, key: ConnectionKey, step: StepView, { last, hubToken }: ConnectionFacts): TreeNode {
  const words = [
    "step",
    step.id,
    ...(step.id === "token" && step.status === "warning" ? ["needsToken"] : []),
    ...(step.id === "token" && hubToken.state === "stored" ? ["hasHubToken"] : []),
    ...(last === undefined ? [] : ["hasReport"]),
  ];
  return {
    ...plainNode(`${id}/step:${step.id}`, key, step.title, stepIcons[step.status][0], words.join(" ")),
    colour: stepIcons[step.status][1],
    description: plainLine(step.words),
    tooltip: plainLine(step.sentence),
    spoken: `${step.title}, ${plainLine(step.words)}`,
    opensReport: last !== undefined,
  };
}

const stepIcons: Readonly<Record<StepView["status"], readonly [icon: string, colour: string]>> = {
  passed: ["pass", "testing.iconPassed"],
  warning: ["warning", "list.warningForeground"],
  failed: ["error", "testing.iconFailed"],
  "not-run": ["circle-outline", "testing.iconSkipped"],
};

function groupOf(id: string, key: ConnectionKey, label: string, children: readonly TreeNode[]): TreeNode[] {
  if (children.length === 0) return [];
  const description = String(children.length);
  const node = plainNode(id, key, label, "list-tree", "group");
  return [{ ...node, description, tooltip: `${label}: ${description}`, spoken: `${label}, ${description}`, children }];
}

/** A hub may list an endpoint or a party twice; a tree may not have an id twice. */
function unique(nodes: readonly TreeNode[]): TreeNode[] {
  return [...new Map(nodes.map((node) => [node.id, node])).values()];
}

function plainNode(
  id: string,
  key: ConnectionKey | undefined,
  label: string,
  icon: string,
  contextValue: string,
): TreeNode {
  return {
    id,
    key,
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
