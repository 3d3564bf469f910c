import * as l10n from "@vscode/l10n";
import { plainLine } from "../../core/ocpi/escape.ts";
import { partyName } from "../../core/ocpi/party.ts";
import type { ReceiverUrl } from "../../core/record/receivers.ts";
import {
  isFailure,
  type Activity,
  type ConnectionFacts,
  type ConnectionState,
  type Failure,
} from "../state/connection-state.ts";
import { knownReceivers } from "../state/known-receivers.ts";
import { latestOf, warningsOf, type LastRun } from "../state/last-run.ts";
import { unsettledWords, type Unsettled } from "../state/unsettled.ts";
import { goLiveNodes } from "./go-live-nodes.ts";
import { endpointNodes, partyNodes } from "./hub-nodes.ts";
import { iconColours } from "./icon-colours.ts";
import { liveSteps } from "./live-steps.ts";
import { receiverNodes } from "./receiver-nodes.ts";
import { routingNodes } from "./routing-nodes.ts";
import { statusLook, statusMeaning, type Look } from "./status-look.ts";
import { stepsOf, type StepView } from "./step-views.ts";
import { ago } from "./times.ts";
import { plainNode, type viewItemWords, type ConnectionView, type TreeNode } from "./tree-node.ts";

const timeFormat: Intl.DateTimeFormatOptions = { dateStyle: "medium", timeStyle: "short" };

/** A connection with everything below it. */
export function connectionNode(view: ConnectionView, now: Date): TreeNode {
  const { key, state, facts } = view;
  const { icon, colour, words } = lookOf(state);
  const id = `${key.config}#${key.name}`;
  return {
    ...plainNode(id, key, key.name, icon, ["connection", ...capabilities(view)].join(" ")),
    // Few words, so that a narrow side bar cuts off none: the tooltip has the rest.
    description: [words, shownParty(view), ...watchedWords(facts), shownHub(view)]
      .filter((part) => part !== undefined)
      .join(" · "),
    colour,
    tooltip: [sentenceOf(key.name, state, now), ...tooltipLines(state, facts)].join("\n"),
    spoken: [
      key.name,
      words,
      shownParty(view),
      warningWords(state),
      ...moreSpoken(facts),
      checkedWords(state, now),
      ...watchedWords(facts),
    ]
      .filter((part) => part !== undefined)
      .join(", "),
    children: childrenOf(id, view, now),
    expanded: state.kind === "failed" || view.source === "sandbox",
  };
}

/** The own party, as the account team calls it; of several the first, and how many more there are. */
function shownParty({ connection, facts }: ConnectionView): string | undefined {
  const parties = connection?.roles ?? facts.last?.record.ownParties ?? [];
  const [first, ...others] = new Set(parties.map(partyName));
  if (first === undefined) return undefined;
  return plainLine(others.length === 0 ? first : l10n.t("{0} +{1}", first, others.length));
}

/** The hub, where connections are at several: it comes last, where a narrow side bar cuts it off first. */
function shownHub({ facts, amongHubs }: ConnectionView): string | undefined {
  const [origin = ""] = facts.hubOrigin.split(",");
  return amongHubs === true ? URL.parse(origin)?.host : undefined;
}

/** What a tooltip says beside the state: which hub, which parties, when exactly, and the first of what should not stay so. */
function tooltipLines(state: ConnectionState, { hubOrigin, last, watched }: ConnectionFacts): string[] {
  const parties = last?.record.parties.map(({ party }) => `${partyName(party)} (${party.role})`) ?? [];
  return [
    ...(hubOrigin === "" ? [] : [l10n.t("Hub: {0}", hubOrigin)]),
    ...(parties.length === 0 ? [] : [l10n.t("Parties: {0}", plainLine(parties.join(", ")))]),
    ...(watched
      ? [l10n.t("You are notified when it is CONNECTED, while this window is open. Stop Notifying ends that.")]
      : []),
    ...("checkedAt" in state ? [l10n.t("Checked: {0}", state.checkedAt.toLocaleString(undefined, timeFormat))] : []),
    ...(warningWords(state) === undefined || last === undefined
      ? []
      : warningsOf(last)
          .slice(0, 1)
          .map(({ message, check }) =>
            l10n.t("Warning: {0} ({1})", plainLine(message.join(" ").replaceAll("`", "")), check),
          )),
  ];
}

/** Whether *Notify Me When CONNECTED* is on. */
function watchedWords({ watched }: ConnectionFacts): string[] {
  return watched ? [l10n.t("notifies you")] : [];
}

function moreSpoken({ last }: ConnectionFacts): string[] {
  const count = last?.record.hub.endpoints.length ?? 0;
  return count === 0 ? [] : [`OCPI ${last?.record.hub.version}`, l10n.t("{0} endpoints", count)];
}

function capabilities({ state, facts, source, platformUrl }: ConnectionView): (typeof viewItemWords)[number][] {
  const { hubToken, initialToken, platformToken } = facts;
  const kept = [hubToken, initialToken, platformToken].some((token) => token.state !== "absent");
  const ready = state.kind !== "running" && state.kind !== "invalid" && state.kind !== "elsewhere";
  return [
    ...(state.kind === "running" && state.doing !== "waiting" && !state.stopping ? (["running"] as const) : []),
    ...(ready ? (["canExchange", "canVerify"] as const) : []),
    ...(ready && platformUrl !== undefined ? (["canPreflight"] as const) : []),
    ...(ready && platformToken.state === "stored" ? (["canRehearse"] as const) : []),
    ...(facts.watched ? (["watched"] as const) : []),
    ...(state.kind === "status" && state.status === "PLANNED" && !facts.watched ? (["planned"] as const) : []),
    ...(latestOf(facts) === undefined ? [] : (["hasReport"] as const)),
    ...(kept ? (["hasTokens"] as const) : []),
    ...(hubToken.state === "stored" ? (["hasHubToken"] as const) : []),
    ...(platformToken.state === "stored" ? (["hasPlatformToken"] as const) : []),
    ...(source === "file" ? (["inFile"] as const) : []),
  ];
}

function childrenOf(id: string, view: ConnectionView, now: Date): TreeNode[] {
  const receivers = receiversOf(view);
  const steps = liveSteps(stepsOf(view.facts, receivers, now), view.facts).map((step) => {
    const children = step.id === "platform" ? receiverNodes(id, view.key, receivers) : [];
    return stepNode(id, view, step, children, now);
  });
  return [
    ...steps,
    ...goLiveNodes(id, view, now),
    ...routingNodes(id, view),
    ...endpointNodes(id, view, now),
    ...partyNodes(id, view, now),
  ];
}

function receiversOf({ connection, platformUrl, facts }: ConnectionView): ReceiverUrl[] {
  return connection === undefined ? [] : knownReceivers(connection, platformUrl, facts);
}

function stepNode(
  id: string,
  { key, facts }: ConnectionView,
  step: StepView,
  children: readonly TreeNode[],
  now: Date,
): TreeNode {
  const { last, hubToken } = facts;
  const hasReport = latestOf(facts) !== undefined;
  const contextWords = [
    "step",
    step.id,
    ...(step.id === "token" && step.status === "warning" && hubToken.state !== "stored" ? ["needsToken"] : []),
    ...(step.id === "token" && hubToken.state === "stored" ? ["hasHubToken"] : []),
    ...(step.id === "token" && step.status === "passed" ? ["done"] : []),
    ...(hasReport ? ["hasReport"] : []),
  ];
  return {
    ...plainNode(`${id}/step:${step.id}`, key, step.title, stepIcons[step.status][0], contextWords.join(" ")),
    colour: stepIcons[step.status][1],
    description: plainLine(step.words),
    tooltip: plainLine(step.sentence ?? lastFailure(last, now)),
    spoken: `${step.title}, ${plainLine(step.words)}`,
    children,
    expanded: step.status === "failed",
    // Who clicks on what has children wants to see them.
    opensReport: hasReport && children.length === 0,
  };
}

const stepIcons: Readonly<Record<StepView["status"], readonly [icon: string, colour: string | undefined]>> = {
  passed: ["pass", iconColours.good],
  warning: ["warning", iconColours.warning],
  failed: ["error", iconColours.bad],
  running: ["loading~spin", undefined],
  "not-run": ["circle-outline", iconColours.idle],
};

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
    case "preflighting":
      return l10n.t("checking…");
    case "rehearsing":
      return l10n.t("rehearsing…");
    case "waiting":
      return l10n.t("waiting…");
  }
}

/** What goes on, in a word; what was cancelled says so at once, also while an answer has to be waited for. */
function runningWords({ doing, stopping }: Extract<ConnectionState, { kind: "running" }>): string {
  return stopping ? l10n.t("cancelling…") : doingWords(doing);
}

/** How the state of a connection looks. */
function lookOf(state: ConnectionState): Look {
  const { bad, warning, idle } = iconColours;
  switch (state.kind) {
    case "running":
      return { icon: "loading~spin", colour: undefined, words: runningWords(state) };
    case "invalid":
      return { icon: "bracket-error", colour: bad, words: l10n.t("errors in ocpi.yml") };
    case "host-changed":
      return { icon: "shield", colour: bad, words: l10n.t("host changed") };
    case "elsewhere":
      return { icon: "lock", colour: idle, words: l10n.t("busy elsewhere") };
    case "interrupted":
      return { icon: "debug-pause", colour: bad, words: unsettledWord(state.what) };
    case "token-needed":
      return { icon: "key", colour: warning, words: l10n.t("token needed") };
    case "not-checked":
      return { icon: "circle-large-outline", colour: idle, words: l10n.t("not checked") };
    case "unverified":
      return { icon: "unverified", colour: warning, words: l10n.t("not verified") };
    case "status":
      return statusLook(state.status);
    case "failed":
      return { icon: "error", colour: bad, words: resultWord(state.result) };
  }
}

/** A hub token that was issued is safe, and the platform may not have it. */
function unverifiedSentence(name: string, { handedOn }: Extract<ConnectionState, { kind: "unverified" }>): string {
  const stored = l10n.t(
    "The hub token of {0} is stored, and no check has seen whether it works: Verify Connection does.",
    name,
  );
  return handedOn ? stored : l10n.t("{0} Your platform needs it, too: Copy Hub Token for Your Platform….", stored);
}

function unsettledWord(what: Unsettled["what"]): string {
  switch (what) {
    case "unfinished":
      return l10n.t("not finished");
    case "in-doubt":
      return l10n.t("in doubt");
    case "unknown":
    case "answered":
    case "rotation":
      return l10n.t("interrupted");
  }
}

/** What a run came to that failed, in a word. */
function resultWord(result: Failure): string {
  switch (result) {
    case "not-ready":
      return l10n.t("not ready");
    case "refused":
      return l10n.t("refused");
    case "unreachable":
      return l10n.t("unreachable");
    case "in-doubt":
      return l10n.t("in doubt");
    case "unstored":
      return l10n.t("not stored");
    case "invalid":
      return l10n.t("invalid");
  }
}

/** What a run came to that failed, as its report's headline says it. */
function failureWords(result: Failure, reason: string): string {
  switch (result) {
    case "not-ready":
      return l10n.t("Not ready: {0} Nothing was changed.", reason);
    case "refused":
      return l10n.t("Refused: {0}", reason);
    case "unreachable":
      return l10n.t("Unreachable: {0} Nothing was changed.", reason);
    case "in-doubt":
      return l10n.t("In doubt: {0}", reason);
    case "unstored":
      return l10n.t("Not stored: {0}", reason);
    case "invalid":
      return l10n.t("Invalid: {0} Nothing was sent.", reason);
  }
}

/** Why the last run came to nothing, as a sentence. */
function lastFailure(last: LastRun | undefined, now: Date): string {
  if (last === undefined || !isFailure(last.record.result)) return "";
  const { result, reason, finishedAt } = last.record;
  return failureSentence(result, reason?.message[0] ?? "", finishedAt, now);
}

function failureSentence(result: Failure, reason: string, at: Date, now: Date): string {
  return l10n.t("{0} Checked {1}.", plainLine(failureWords(result, reason)), ago(at, now));
}

// A line above a connection is read at a glance; the report has the whole of it.
const REASON_LENGTH = 60;

function short(reason: string): string {
  const text = plainLine(reason.replaceAll("`", "")).replace(/\.$/, "");
  return text.length <= REASON_LENGTH ? text : `${text.slice(0, REASON_LENGTH - 1)}…`;
}

/** A codicon's name for a state. */
export function iconOf(state: ConnectionState): string {
  return lookOf(state).icon;
}

/** A state in a line, where there is more room than in a side bar: `CONNECTED · checked 3 min ago`. */
export function wordsOf(state: ConnectionState, now: Date): string {
  const words = state.kind === "failed" ? short(failureWords(state.result, state.reason)) : lookOf(state).words;
  return [words, warningWords(state), checkedWords(state, now)].filter((part) => part !== undefined).join(" · ");
}

/** How many warnings a CONNECTED connection has; other states show none, because the state itself is the warning. */
function warningWords(state: ConnectionState): string | undefined {
  if (state.kind !== "status" || state.status !== "CONNECTED" || state.warnings === 0) return undefined;
  return state.warnings === 1 ? l10n.t("1 warning") : l10n.t("{0} warnings", state.warnings);
}

/** When the state was read, in words; undefined where nothing was read. */
function checkedWords(state: ConnectionState, now: Date): string | undefined {
  return "checkedAt" in state ? l10n.t("checked {0}", ago(state.checkedAt, now)) : undefined;
}

/** A state as a sentence, for tooltips and hovers. */
export function sentenceOf(name: string, state: ConnectionState, now: Date): string {
  switch (state.kind) {
    case "running":
      if (state.stopping && state.doing === "waiting") {
        return l10n.t(
          "You have cancelled {0}. The Hub was asked already: its answer is waited for, and a token in it is kept.",
          name,
        );
      }
      if (state.stopping) return l10n.t("You have cancelled {0}: it ends with what it does now.", name);
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
      return plainLine(unsettledWords(name, state));
    case "token-needed":
      return l10n.t("{0} has no token yet. Exchange Credentials asks for the one in the account team's e-mail.", name);
    case "not-checked":
      return l10n.t("{0} was not checked yet.", name);
    case "unverified":
      return unverifiedSentence(name, state);
    case "status":
      return l10n.t(
        "{0} is {1}: {2}. Checked {3}.",
        name,
        statusLook(state.status).words,
        statusMeaning(state.status),
        ago(state.checkedAt, now),
      );
    case "failed":
      return failureSentence(state.result, state.reason, state.checkedAt, now);
  }
}
