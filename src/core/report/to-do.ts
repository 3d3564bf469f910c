import { sendMessage } from "../findings/account-team.ts";
import type { Finding } from "../findings/catalogue.ts";
import { bySeverity, isToDo } from "../findings/finding.ts";
import { checkPage, page } from "../findings/pages.ts";
import { capitalised } from "../findings/prose.ts";
import type { Advice, Who } from "../findings/sentence.ts";
import type { Words } from "../findings/words.ts";
import { plainLine } from "../ocpi/escape.ts";
import { found, isRotated, nextAfterDryRun, type RunRecord } from "../record/record.ts";
import { asksForRouting, handover, isInSummary, notNeeded, toRecord } from "./handover.ts";
import { sandboxAdvice } from "./sandbox-advice.ts";

/** What is left to do after a run, beside what findings ask for. */
export function deliveries(run: RunRecord, words: Words): Advice[] {
  const next = [...afterDryRun(run), ...afterRehearsal(run, words)].map(advice);
  if (run.isSandbox) return [...next, ...sandboxAdvice(run, words)];
  return [
    ...(isRotated(run) ? [advice(afterRotation(words))] : []),
    ...deliveriesOfToken(run, words),
    ...askForRecord(run, words).map(advice),
    ...next,
    ...askForSignatures(run, words).map(advice),
  ];
}

function advice(fix: string): Advice {
  return { fix };
}

/** A rehearsal that went well as far as it went: the calls that matter were not made yet. */
function afterRehearsal(run: RunRecord, words: Words): string[] {
  if (!isThrough(run)) return [];
  const withoutConsent = run.findings.find(({ finding }) => finding.code === "rehearsal-no-consent");
  if (withoutConsent?.fix !== undefined) return [withoutConsent.fix];
  return run.hub.encoding === undefined
    ? [
        `Rehearse again with the hub token before the sheet is signed (${words.giveHubToken}): without it nothing was tried at ${run.hub.title}.`,
      ]
    : [];
}

/** A rehearsal in which nothing fails: the rest is for people. */
function askForSignatures(run: RunRecord, words: Words): string[] {
  return isThrough(run) &&
    afterRehearsal(run, words).length === 0 &&
    run.rehearsal.every(({ verdict }) => verdict !== "fails")
    ? [
        "Try the lines of the go-live sheet that are not tried yet: each says what it takes. Then have the sheet signed by those whom it names.",
      ]
    : [];
}

function isThrough({ command, result, rehearsal }: RunRecord): boolean {
  return command === "rehearse" && result === "done" && rehearsal.some(({ verdict }) => verdict === "works");
}

/** A platform that is ready has yet to be registered, or its URLs to be recorded: who looks for what is next finds it here. */
function askForRecord(run: RunRecord, words: Words): string[] {
  const what = toRecord(run);
  if (what === undefined) return [];
  const asked = {
    platform: "register you and to send an initial token",
    receivers: "record the URLs at which the hub calls you",
  };
  return [`${capitalised(sendMessage(words))}: it asks them to ${asked[what]}.`];
}

/** A dry run that found nothing in the way: what it notes is what comes next. */
function afterDryRun(run: RunRecord): string[] {
  if (nextAfterDryRun(run) === undefined) return [];
  const fixOf = (code: Finding["code"]): string[] =>
    run.findings.flatMap(({ finding, fix }) => (finding.code === code && fix !== undefined ? [fix] : []));
  return [...fixOf("rehearsal-token"), ...fixOf("dry-run-would")];
}

// ChargeIndia Hub, rotating tokens: 24 hours of overlap.
function afterRotation(words: Words): string {
  return `${capitalised(words.keepAfterRotation)} valid in your platform for 24 hours: calls that are under way may still present it. Then ${sendMessage(words)}: it asks them to revoke the old one.`;
}

function deliveriesOfToken(run: RunRecord, words: Words): Advice[] {
  const { result, storedIn, registeredAt, exposed } = run;
  const undeliverable =
    result === "unstored" || result === "in-doubt" || found(run, "token-unproven", "token-untried", "hub-other-party");
  if (undeliverable || (storedIn === undefined && registeredAt === undefined)) return [];
  const routing = asksForRouting(run)
    ? [advice(`${capitalised(sendMessage(words))}: it asks them to enable the routing to your partners.`)]
    : [];
  return [words.deliver(exposed), ...routing];
}

/** What to do now, as lines of the log, in the words of a face. */
export function adviceLines(run: RunRecord, words: Words): string[] {
  const findings = bySeverity(run.findings).filter((finding) => isToDo(finding) && finding.severity !== "info");
  const told = [
    ...findings.map(({ who, fix = "", snippet }) => adviceText(whoWords[who], fix, snippet)),
    ...deliveries(run, words).map(({ fix, snippet }) => adviceText(whoWords.you, fix, snippet)),
  ];
  const distinct = [...new Set(told)].flatMap((text) => text.split("\n"));
  if (distinct.length === 0) return [];
  const hasPage = findings.some(({ check }) => checkPage(check) !== undefined);
  return [
    "What to do now:",
    ...distinct,
    ...(hasPage ? [`What a number in brackets means: ${page("docs/checks.md")}`] : []),
  ];
}

/** One thing to do, as lines: who does it, what, and what there is to paste. */
function adviceText(who: string, fix: string, snippet: string | undefined): string {
  const paste = snippet === undefined ? [] : snippet.split("\n").map((line) => `    ${line}`);
  return [plainLine(`  ${who}: ${fix}`).replaceAll("`", ""), ...paste].join("\n");
}

/**
 * The message for the account team as lines of the log, where no summary shows it although it is to be sent.
 * @param hasSummary whether this run writes a summary.
 */
export function messageLines(run: RunRecord, hasSummary = true): string[] {
  if (hasSummary || !isInSummary(run) || notNeeded(run) !== undefined) return [];
  const { subject, text } = handover(run);
  return ["Message for the account team:", `  Subject: ${subject}`, ...text.split("\n").map((line) => `  ${line}`)].map(
    plainLine,
  );
}

/** Who has to act, as the reader of a fix sees it: a fix speaks to the reader, who may need others for it. */
export const whoWords: Readonly<Record<Who, string>> = {
  you: "you",
  platform: "you, at your platform",
  "account-team": "you, with the account team",
  // The hub's operator is reached through them.
  hub: "you, with the account team",
};
