import * as l10n from "@vscode/l10n";
import type { RunRecord } from "../../core/record/record.ts";
import { isStoredSince, type LastRun } from "./last-run.ts";
import type { TokenFacts } from "./token-store.ts";

/** What a run left behind that did not come to its end, beside the lock itself. */
export interface Left {
  /** When the run took the lock. */
  readonly at: Date;
  /** The hub had answered, and what it answered is in the journal, sealed. */
  readonly answered: boolean;
  /** It was to give the hub a new platform token, which is kept beside the old one. */
  readonly rotating: boolean;
}

/** The one step that goes on: a command, or to read why no command does. */
export type NextStep = "exchange" | "rotate" | "account-team" | "report";

/** The command that goes on; undefined where none does. */
export const nextCommands = {
  exchange: "ocpi.exchangeCredentials",
  rotate: "ocpi.rotateToken",
  "account-team": "ocpi.copyMessage",
  report: undefined,
} as const satisfies Readonly<Record<NextStep, string | undefined>>;

/**
 * What is not settled about a connection. Row, tooltip, notification, report and both commands take state and next step from
 * here, so that none of them can say another.
 *
 * - `unknown`: it is not known whether the hub registered the platform;
 * - `answered`: the hub had answered, and its answer is not stored yet;
 * - `unfinished`: the hub token is stored, and what follows is missing: its proof, or the confirmation;
 * - `rotation`: the hub may have the old platform token or the new one;
 * - `in-doubt`: the last run found out that only the account team can tell.
 */
export interface Unsettled {
  readonly kind: "interrupted";
  readonly what: "unknown" | "answered" | "unfinished" | "rotation" | "in-doubt";
  /** Why, in a sentence, where the last run found out more than that it was stopped. */
  readonly why: string | undefined;
  readonly next: NextStep;
}

/** Of what is known of a connection, all that says what is not settled. */
interface KnownOfRuns {
  /** Undefined while nothing goes on here. */
  readonly running: string | undefined;
  readonly lock: "absent" | "elsewhere" | "abandoned";
  readonly left: Left | undefined;
  readonly last: LastRun | undefined;
  readonly hubToken: TokenFacts;
  readonly initialToken: TokenFacts;
}

/** What is found of a run that was stopped, or was left to another: it says nothing that the state does not say itself. */
const ofStopping: ReadonlySet<string> = new Set([
  "cancelled",
  "confirmation-outstanding",
  "lease-expired",
  "not-verified",
  "stopped-in-doubt",
  "token-untried",
]);

/** What is not settled, by the lock, the journal and the last run; undefined where nothing is, or a run goes on. */
export function unsettledOf({ running, lock, left, last, hubToken, initialToken }: KnownOfRuns): Unsettled | undefined {
  // The lock of a run that goes on here is its own.
  if (running !== undefined || lock !== "abandoned") return undefined;
  // What an earlier run found says nothing of the one that left the lock.
  const about = left !== undefined && last !== undefined && last.record.finishedAt < left.at ? undefined : last?.record;
  const hasNewToken = about !== undefined && isStoredSince(initialToken, about);
  const why = whyOf(about);
  if (about?.result === "in-doubt" && about.reason?.remedy === "ask-account-team" && !hasNewToken)
    return { kind: "interrupted", what: "in-doubt", why, next: "account-team" };
  if (hubToken.state === "stored") return withHubToken(about, left, why);
  if (left?.answered === true) return { kind: "interrupted", what: "answered", why: undefined, next: "exchange" };
  return { kind: "interrupted", what: "unknown", why: hasNewToken ? undefined : why, next: "exchange" };
}

function withHubToken(
  about: RunRecord | undefined,
  left: Left | undefined,
  why: string | undefined,
): Unsettled | undefined {
  if (left?.rotating === true) return { kind: "interrupted", what: "rotation", why: undefined, next: "rotate" };
  // The token is safe, and what the run failed for comes first: without that nothing can be finished.
  if (about?.result === "refused" || about?.result === "unreachable" || about?.result === "not-ready") return undefined;
  const next = about?.reason?.finding.code === "hub-other-party" ? "report" : "exchange";
  return { kind: "interrupted", what: "unfinished", why, next };
}

function whyOf(about: RunRecord | undefined): string | undefined {
  const { reason, result } = about ?? {};
  // That a party is not CONNECTED is another matter.
  const isOfLook = about?.command === "verify" && (result === "connected" || result === "registered");
  if (reason === undefined || reason.severity !== "error" || isOfLook || ofStopping.has(reason.finding.code))
    return undefined;
  return reason.message[0];
}

/** What is not settled, and what to do, in sentences for a person. */
export function unsettledWords(name: string, unsettled: Unsettled): string {
  const { what, why } = unsettled;
  return [...whatWords(name, what, why?.replaceAll("`", "")), nextWords(unsettled)].join(" ");
}

function whatWords(name: string, what: Unsettled["what"], why: string | undefined): string[] {
  const because = why === undefined ? [] : [why];
  switch (what) {
    case "unknown":
      return [
        l10n.t("The exchange of {0} was interrupted: it is not known whether the Hub registered your platform.", name),
        ...because,
      ];
    case "answered":
      return [
        l10n.t("The exchange of {0} was interrupted after the Hub had answered. The answer is kept, sealed.", name),
      ];
    case "unfinished":
      return why === undefined
        ? [l10n.t("{0} is registered and its hub token is stored, but the exchange was stopped before its end.", name)]
        : [l10n.t("{0} has its hub token stored, but the exchange did not come to its end.", name), why];
    case "rotation":
      return [l10n.t("The rotation of {0} was interrupted: the Hub may have the old platform token or the new.", name)];
    case "in-doubt":
      return [l10n.t("{0} is in doubt.", name), ...because];
  }
}

/** What to do, as the last sentence of `unsettledWords`. */
export function nextWords({ next, what }: Unsettled): string {
  switch (next) {
    case "exchange":
      return what === "unknown"
        ? l10n.t("Exchange Credentials finds out, and goes on.")
        : l10n.t("Exchange Credentials goes on from there.");
    case "rotate":
      return l10n.t("Rotate Token… goes on with the same new token.");
    case "account-team":
      return l10n.t("Only the account team can help now: send them the message.");
    case "report":
      return l10n.t("The report says what to do.");
  }
}
