import * as l10n from "@vscode/l10n";
import { partyName } from "../core/ocpi/party.ts";
import { plainLine } from "../core/ocpi/escape.ts";
import type { PartyConnection, PartyStatus } from "../core/record/result.ts";
import { needsAttention, type ConnectionFacts, type ConnectionState, type Activity } from "./connection-state.ts";
import { warningsOf } from "./last-run.ts";
import { stepsOf, type StepView } from "./step-views.ts";
import type { ConnectionKey } from "./token-store.ts";
import { ago } from "./times.ts";

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

/** The hub's list of parties, as far as it is here. */
export type Listed =
  | { readonly state: "reading" }
  | { readonly state: "failed"; readonly why: string }
  | { readonly state: "read"; readonly parties: readonly PartyStatus[]; readonly complete: boolean };

interface Look {
  readonly icon: string;
  readonly colour: string | undefined;
  readonly words: string;
}

function statusLook(status: PartyConnection): Look {
  const warning = "problemsWarningIcon.foreground";
  switch (status) {
    // The hub's own words for a status are shown as they are.
    case "CONNECTED":
      return { icon: "pass-filled", colour: "testing.iconPassed", words: "CONNECTED" };
    case "PLANNED":
      return { icon: "watch", colour: "testing.iconQueued", words: l10n.t("registered, waiting for the Hub") };
    case "OFFLINE":
      return { icon: "debug-disconnect", colour: warning, words: "OFFLINE" };
    case "SUSPENDED":
      return { icon: "circle-slash", colour: warning, words: "SUSPENDED" };
    case "NOT_LISTED":
      return { icon: "search-stop", colour: warning, words: l10n.t("not listed") };
    case "UNKNOWN":
      return { icon: "question", colour: "list.warningForeground", words: l10n.t("status unknown") };
  }
}

function doingWords(doing: Activity): string {
  switch (doing) {
    case "exchanging":
      return l10n.t("exchanging…");
    case "verifying":
      return l10n.t("checking…");
    case "rotating":
      return l10n.t("rotating…");
    case "updating":
      return l10n.t("updating…");
    case "recovering":
      return l10n.t("recovering…");
    case "waiting":
      return l10n.t("waiting for the Hub's answer…");
  }
}

function lookOf(state: ConnectionState): Look {
  const error = "problemsErrorIcon.foreground";
  switch (state.kind) {
    case "running":
      return { icon: "loading~spin", colour: undefined, words: doingWords(state.doing) };
    case "invalid":
      return { icon: "bracket-error", colour: error, words: l10n.t("errors in ocpi.yml") };
    case "host-changed":
      return { icon: "shield", colour: error, words: l10n.t("host changed") };
    case "elsewhere":
      return { icon: "lock", colour: "descriptionForeground", words: l10n.t("exchanging in another window") };
    case "interrupted":
      return { icon: "debug-pause", colour: error, words: l10n.t("interrupted, verify") };
    case "token-needed":
      return { icon: "key", colour: "problemsWarningIcon.foreground", words: l10n.t("token needed") };
    case "not-checked":
      return { icon: "circle-large-outline", colour: "descriptionForeground", words: l10n.t("not checked") };
    case "status":
      return statusLook(state.status);
    case "failed":
      return { icon: "error", colour: "testing.iconFailed", words: short(state.reason) };
  }
}

const timeFormat: Intl.DateTimeFormatOptions = { dateStyle: "medium", timeStyle: "short" };

// A side bar is narrow; the tooltip has the whole of it.
const REASON_LENGTH = 60;

function short(reason: string): string {
  const text = plainLine(reason.replaceAll("`", "")).replace(/\.$/, "");
  return text.length <= REASON_LENGTH ? text : `${text.slice(0, REASON_LENGTH - 1)}…`;
}

/** A codicon's name for a state. */
export function iconOf(state: ConnectionState): string {
  return lookOf(state).icon;
}

/** A state in few words: `CONNECTED · checked 3 min ago`. */
export function wordsOf(state: ConnectionState, now: Date): string {
  return [lookOf(state).words, warningWords(state), checkedWords(state, now)]
    .filter((part) => part !== undefined)
    .join(" · ");
}

/** Of what is not CONNECTED there is always a warning: that it is not. */
function warningWords(state: ConnectionState): string | undefined {
  if (state.kind !== "status" || state.status !== "CONNECTED" || state.warnings === 0) return undefined;
  return state.warnings === 1 ? l10n.t("1 warning") : l10n.t("{0} warnings", state.warnings);
}

function checkedWords(state: ConnectionState, now: Date): string | undefined {
  return "checkedAt" in state ? l10n.t("checked {0}", ago(state.checkedAt, now)) : undefined;
}

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

/** How many connections need somebody, for the badge; and its tooltip. */
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

/** A state as a sentence, for tooltips and hovers. */
export function sentenceOf(name: string, state: ConnectionState, now: Date): string {
  switch (state.kind) {
    case "running":
      if (state.doing === "waiting") {
        return l10n.t(
          "The Hub was asked to change something for {0}. Its answer is waited for: to stop now could leave both sides with different tokens.",
          name,
        );
      }
      return l10n.t(
        "{0} is busy: {1} Cancel stops it until the hub was asked to change something.",
        name,
        doingWords(state.doing),
      );
    case "invalid":
      return l10n.t("ocpi.yml has errors, so nothing can be done with {0}. The Problems view lists them.", name);
    case "host-changed":
      return l10n.t(
        "ocpi.yml now points {0} to {1}; the stored token belongs to {2}. Nothing is sent before you decide.",
        name,
        state.to,
        state.from,
      );
    case "elsewhere":
      return l10n.t("Another window is exchanging the credentials of {0}.", name);
    case "interrupted":
      return l10n.t("An exchange of {0} was interrupted. Verify says how to go on.", name);
    case "token-needed":
      return l10n.t("{0} has no token yet. Exchange Credentials asks for the one in the account team's e-mail.", name);
    case "not-checked":
      return l10n.t("{0} was not checked yet.", name);
    case "status":
      return l10n.t("{0}: {1}, checked {2}.", name, statusLook(state.status).words, ago(state.checkedAt, now));
    case "failed":
      return l10n.t("{0} Checked {1}.", plainLine(state.reason), ago(state.checkedAt, now));
  }
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
