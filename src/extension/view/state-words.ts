import * as l10n from "@vscode/l10n";
import { plainLine } from "../../core/ocpi/escape.ts";
import type { PartyConnection } from "../../core/record/result.ts";
import type { Activity, ConnectionState } from "../state/connection-state.ts";
import { ago } from "./times.ts";

/** How a state looks in a list: its icon, and the word that says the same. */
export interface Look {
  readonly icon: string;
  readonly colour: string | undefined;
  readonly words: string;
}

/** How a status at the hub looks. */
export function statusLook(status: PartyConnection): Look {
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

/** How the state of a connection looks. */
export function lookOf(state: ConnectionState): Look {
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

/** How many warnings a CONNECTED connection has; of what is not CONNECTED there is always one: that it is not. */
export function warningWords(state: ConnectionState): string | undefined {
  if (state.kind !== "status" || state.status !== "CONNECTED" || state.warnings === 0) return undefined;
  return state.warnings === 1 ? l10n.t("1 warning") : l10n.t("{0} warnings", state.warnings);
}

/** When the state was read, in words; undefined where nothing was read. */
export function checkedWords(state: ConnectionState, now: Date): string | undefined {
  return "checkedAt" in state ? l10n.t("checked {0}", ago(state.checkedAt, now)) : undefined;
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
