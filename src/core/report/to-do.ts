import { sendMessage } from "../findings/account-team.ts";
import type { Finding } from "../findings/catalogue.ts";
import { bySeverity, isToDo } from "../findings/finding.ts";
import { capitalised } from "../findings/prose.ts";
import type { Who } from "../findings/sentence.ts";
import type { Words } from "../findings/words.ts";
import { plainLine } from "../ocpi/escape.ts";
import { found, isRotated, nextAfterDryRun, type RunRecord } from "../record/record.ts";
import { asksForRouting, handover, isFitToSend, isInSummary, notNeeded } from "./handover.ts";

/** What is left to do after a registration or a rotation, beside what findings ask for. */
export function deliveries(run: RunRecord, words: Words): string[] {
  return [
    ...(isRotated(run) ? [afterRotation(words)] : []),
    ...deliveriesOfToken(run, words),
    ...askForRecord(run, words),
    ...afterDryRun(run),
    ...askForSignatures(run, words),
  ];
}

/** A rehearsal in which nothing fails: the rest is for people. */
function askForSignatures({ command, result, rehearsal, findings, hub }: RunRecord, words: Words): string[] {
  const isThrough = command === "rehearse" && result === "done" && rehearsal.some(({ verdict }) => verdict === "works");
  // The calls that matter were not made yet: there is nothing to sign.
  const withoutConsent = findings.find(({ finding }) => finding.code === "rehearsal-no-consent");
  if (isThrough && withoutConsent?.fix !== undefined) return [withoutConsent.fix];
  if (isThrough && hub.encoding === undefined)
    return [
      `Rehearse again with the hub token before the sheet is signed (${words.giveHubToken}): without it nothing was tried at ${hub.title}.`,
    ];
  return isThrough && rehearsal.every(({ verdict }) => verdict !== "fails")
    ? [
        "Try the lines of the go-live sheet that are not tried yet: each says what it takes. Then have the sheet signed by those whom it names.",
      ]
    : [];
}

/** A platform that is ready has yet to be registered, or its URLs to be recorded: who looks for what is next finds it here. */
function askForRecord(run: RunRecord, words: Words): string[] {
  if (!isFitToSend(run)) return [];
  const send = capitalised(sendMessage(words));
  if (found(run, "onboarding-to-ask")) return [`${send}: it asks them to register you and to send an initial token.`];
  return run.command === "receivers" && run.receivers.length > 0
    ? [`${send}: it asks them to record the URLs at which the hub calls you.`]
    : [];
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

function deliveriesOfToken(run: RunRecord, words: Words): string[] {
  const { result, storedIn, registeredAt, exposed } = run;
  const undeliverable =
    result === "unstored" || result === "in-doubt" || found(run, "token-unproven", "token-untried", "hub-other-party");
  if (undeliverable || (storedIn === undefined && registeredAt === undefined)) return [];
  const routing = asksForRouting(run)
    ? [
        `E-mail the account team the message for them (${words.findMessageInLog}): it asks them to enable the routing to your partners.`,
      ]
    : [];
  return [words.deliver(exposed), ...routing];
}

/** What to do now, as lines of the log, in the words of a face. */
export function adviceLines(run: RunRecord, words: Words): string[] {
  const advice = bySeverity(run.findings).flatMap((finding) => {
    if (!isToDo(finding) || finding.severity === "info") return [];
    const { fix = "", snippet } = finding;
    const paste = snippet === undefined ? [] : snippet.split("\n").map((line) => `    ${line}`);
    return [plainLine(`  ${whoWords[finding.who]}: ${fix}`).replaceAll("`", ""), ...paste];
  });
  const distinct = [
    ...new Set([...advice, ...deliveries(run, words).map((text) => plainLine(`  you: ${text}`).replaceAll("`", ""))]),
  ];
  return distinct.length === 0 ? [] : ["What to do now:", ...distinct];
}

/**
 * The message for the account team as lines of the log, where the summary does not show it although it is to be sent.
 * @param hasSummary whether this run writes a summary.
 */
export function messageLines(run: RunRecord, hasSummary = true): string[] {
  const isLeftOut = run.registeredAt !== undefined && asksForRouting(run) && !isInSummary(run);
  const isUnshown = !hasSummary && isInSummary(run) && notNeeded(run) === undefined;
  if (!isLeftOut && !isUnshown) return [];
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
