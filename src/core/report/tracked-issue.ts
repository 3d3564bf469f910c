import { bySeverity } from "../findings/finding.ts";
import { plainForeign } from "../findings/prose.ts";
import { utcAndIst } from "../findings/times.ts";
import type { Words } from "../findings/words.ts";
import { partyName } from "../ocpi/party.ts";
import type { RunRecord } from "../record/record.ts";
import type { PartyConnection } from "../record/result.ts";
import { handover, isInSummary, isSettled } from "./handover.ts";
import { headline, resultSign } from "./headline.ts";
import { essentialParts } from "./markdown.ts";
import { markdownSentence } from "./markdown-text.ts";
import { pointingBelow } from "./pointing-below.ts";

/** An issue that tells how a connection is, as a run has seen it. */
interface TrackedIssue {
  /** Open until all is well. */
  readonly isOpen: boolean;
  /** Plain text. */
  readonly title: string;
  /** In Markdown. */
  readonly body: string;
  /** What it says, without times and ids: while this is the same there is nothing new to say. */
  readonly essence: string;
}

// GitHub takes 65,536 characters, of which the keeper of the issue needs some.
const BODY_LIMIT = 60_000;
const TITLE_LIMIT = 200;

/**
 * What a connection's issue has to say after this run; undefined where the run saw nothing of the connection, because it was
 * stopped or its inputs were wrong.
 * @param connection what it is called.
 */
export function trackedIssue(run: RunRecord, connection: string, words: Words): TrackedIssue | undefined {
  if (run.result === "invalid" || run.result === "cancelled") return undefined;
  const isOpen = !isWell(run);
  const title = `OCPI connection ${plainForeign(connection)}: ${stateOf(run)}`.slice(0, TITLE_LIMIT);
  return { isOpen, title, body: bodyOf(run, words), essence: essenceOf(run, title) };
}

/** Whether there is nothing to be done or waited for: all is CONNECTED, or as it should be at a hub that does not show that. */
function isWell(run: RunRecord): boolean {
  return run.result === "connected" || (run.result === "registered" && isSettled(run));
}

/** A connection's state in few words: whose turn it is, or what is wrong. */
function stateOf(run: RunRecord): string {
  const { result, connectionStatus } = run;
  if (isWell(run)) return result === "registered" ? "registered" : "CONNECTED";
  if (result !== "registered") return result.replace("-", " ");
  if (isWaiting(run)) return `waiting for the Hub (${connectionStatus})`;
  return connectionStatus === "CONNECTED" ? "registered, with errors" : connectionStatus;
}

// What only the account team ends.
const theirTurn: ReadonlySet<PartyConnection> = new Set(["PLANNED", "NOT_LISTED", "SUSPENDED"]);

/** Whether nothing is wrong but that the account team has not done their part. */
function isWaiting({ result, connectionStatus, findings }: RunRecord): boolean {
  const errors = findings.filter(({ severity }) => severity === "error");
  const areTheirs = errors.every(({ who }) => who === "account-team" || who === "hub");
  return result === "registered" && theirTurn.has(connectionStatus) && areTheirs;
}

function bodyOf(run: RunRecord, words: Words): string {
  const parts = [`**${resultSign(run)} ${markdownSentence(headline(run))}**`];
  if (isWaiting(run)) parts.push("It is the account team's turn: the message for them stands below.");
  let length = 0;
  const essential = isWell(run) ? [] : essentialParts(pointingBelow(run, words), words);
  // Whole or not at all: what is cut off within a code is no code any more.
  const fitting = essential.filter((part) => (length += part.length) <= BODY_LIMIT);
  parts.push(...fitting);
  if (fitting.length < essential.length)
    parts.push("The rest is too long for an issue: it stands in the report of the run.");
  return `${[...parts, footer(run)].join("\n\n")}\n`;
}

function footer(run: RunRecord): string {
  const { runUrl, finishedAt } = run;
  // It is the runner's own, and a link of ours.
  const link = runUrl !== undefined && /^https?:\/\/[\w.:/-]+$/.test(runUrl) ? ` by [this run](${runUrl})` : "";
  return `<sub>Written ${utcAndIst(finishedAt)}${link}. A run of \`command: verify\` with \`track-issue: true\` updates this issue when there is something new to say, and closes it when the connection works. Write comments: what is changed in this text is overwritten.</sub>`;
}

/** What the issue says, in an order of its own and without what differs in every run. */
function essenceOf(run: RunRecord, title: string): string {
  const findings = bySeverity(run.findings)
    .filter(({ severity }) => severity !== "info")
    .map(({ finding, check, severity, who, message, fix = "" }) =>
      [finding.code, check, severity, who, ...message, fix].map(timeless).join("\n"),
    );
  const parties = run.parties.map(({ party, status }) => `${partyName(party)} ${party.role} ${status}`);
  return [title, run.result, ...parties.toSorted(), ...findings.toSorted(), ...messageOf(run)].join("\n\n");
}

/** The message for the account team without the request in it, of which there is another one in every run. */
function messageOf(run: RunRecord): string[] {
  if (isWell(run) || !isInSummary(run)) return [];
  const { subject, text } = handover(run);
  const lines = text.split("\n").filter((line) => !line.startsWith("  "));
  return [subject, ...lines].map(timeless);
}

const clockTime = String.raw`\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?`;
const passing = new RegExp(
  [
    String.raw`\d{4}-\d{2}-\d{2}(?:[T ]${clockTime})?(?: ?(?:Z|UTC|IST|[+-]\d{2}:?\d{2}))?`,
    clockTime,
    String.raw`\d+(?:\.\d+)? ?(?:ms|s|min)\b`,
    // Ids, such as UUIDs: long, and with digits among their letters.
    String.raw`(?<![\w-])(?=[\w-]*\d)[\w-]{12,}`,
  ].join("|"),
  "g",
);

/** A text without times and ids. */
function timeless(text: string): string {
  return text.replace(passing, "#");
}
