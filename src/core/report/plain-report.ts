import { reason } from "../findings/answer-words.ts";
import { bySeverity, isToDo, type ReportedFinding } from "../findings/finding.ts";
import { capitalised } from "../findings/prose.ts";
import type { Advice, Who } from "../findings/sentence.ts";
import { duration, utcAndIst } from "../findings/times.ts";
import type { Words } from "../findings/words.ts";
import { plainLine } from "../ocpi/escape.ts";
import { partyName, partyWithRole } from "../ocpi/party.ts";
import { tokenNote } from "../record/log-lines.ts";
import type { RunRecord } from "../record/record.ts";
import type { PartyStatus } from "../record/result.ts";
import { goLiveSheet } from "./go-live.ts";
import { handover, isInSummary, notNeeded } from "./handover.ts";
import { headline } from "./headline.ts";
import { supportLines } from "./markdown.ts";
import { plainMarkdown } from "./markdown-text.ts";
import { probeWords } from "./receivers.ts";
import { deliveries, whoWords } from "./to-do.ts";

const { code, text, sentence } = plainMarkdown;

/**
 * The run as Markdown to be pasted into a mail or an issue: it reads well where nothing renders it, so it has no HTML, no entity and no
 * table; and where something does, foreign text is code, of which no renderer makes a link, a mention or a command.
 */
export function plainReport(run: RunRecord, words: Words): string {
  return [
    `## ${text(run.connection)}: ${sentence(headline(run))}`,
    about(run).join("\n"),
    section("What to do now", numbered(toDo(run, words))),
    section("What was found", run.findings.length === 0 ? [] : bySeverity(run.findings).map(findingLine)),
    section("Parties at the hub", run.parties.map(partyLine)),
    section("Partners at the hub", run.partners.map(partyLine)),
    section("Go-live sheet", run.rehearsal.length === 0 ? [] : goLiveLines(run)),
    section(`Where ${text(run.hub.title)} calls the platform`, receiverLines(run)),
    messageToSend(run),
    section("For the hub's support", indented(supportLines(run))),
    section("Requests", indented(requestLines(run))),
  ]
    .filter((part) => part !== "")
    .join("\n\n")
    .concat("\n");
}

function about(run: RunRecord): string[] {
  const { hub, ownParties, platformUrl, storedIn, startedAt, finishedAt, tool, command, correlationId } = run;
  const parties = ownParties.map(partyWithRole).map(text).join(", ");
  return [
    `- Hub: ${text(hub.title)}${hub.url === "" ? "" : ` at ${code(hub.url)}`}`,
    ...(parties === "" ? [] : [`- Party: ${parties}`]),
    ...(platformUrl === undefined ? [] : [`- Platform: ${code(platformUrl)}`]),
    ...(storedIn === undefined ? [] : [`- Hub token: in ${text(storedIn)}`]),
    `- Run: ${command}, ${utcAndIst(startedAt)}, took ${duration(finishedAt.getTime() - startedAt.getTime())}`,
    `- Correlation id: ${code(correlationId)}`,
    `- Made by: ${text(`${tool.name} ${tool.version}`)}`,
  ];
}

function toDo(run: RunRecord, words: Words): string[] {
  const item = (who: Who, { fix = "", snippet }: Partial<Advice>): string => {
    const paste = snippet === undefined ? "" : `\n\n${indented([snippet], IN_LIST).join("\n")}\n`;
    return `${capitalised(whoWords[who])}: ${sentence(fix)}${paste}`;
  };
  const fixes = bySeverity(run.findings)
    .filter((finding) => isToDo(finding) && finding.severity !== "info")
    .map((finding) => item(finding.who, finding));
  const delivered = deliveries(run, words).map((each) => item("you", each));
  const items = [...new Set([...fixes, ...delivered])];
  return items.length === 0 && run.result === "connected" ? ["Nothing."] : items;
}

const severities = { error: "Error", warning: "Warning", info: "Note" } as const;

function findingLine(finding: ReportedFinding): string {
  const { severity, check, message, fix } = finding;
  // What is to be done stands above.
  const advice = fix === undefined || (isToDo(finding) && severity !== "info") ? [] : [fix];
  return `- ${severities[severity]} ${text(check)}: ${[...message, ...advice].map(sentence).join(" ")}`;
}

function partyLine({ party, status, lastUpdated }: PartyStatus): string {
  const since = lastUpdated === undefined || lastUpdated === "" ? "" : `, since ${text(lastUpdated)}`;
  return `- ${text(partyName(party))} (${text(party.role)}): ${status}${since}`;
}

function goLiveLines(run: RunRecord): string[] {
  const { steps, sign } = goLiveSheet(run);
  return [
    ...steps.map(({ step, verdict, got, why = "" }) => {
      const came = [got, why].filter((part) => part !== "").map(sentence);
      return `- ${capitalised(verdict)}: ${[text(step), ...came].join(". ")}`;
    }),
    ...sign.map(({ who, what }) => `- To be signed by ${text(who)}: ${sentence(what)}`),
  ];
}

/** Those that were tried: all of them are in the message for the account team. */
function receiverLines({ receivers }: RunRecord): string[] {
  return receivers.flatMap(({ module, role, method, url, probe }) =>
    probe === undefined ? [] : [`- ${text(module)} (${text(role)}): ${probeWords(probe)}. ${method} ${code(url)}`],
  );
}

function messageToSend(run: RunRecord): string {
  if (!isInSummary(run) || notNeeded(run) !== undefined) return "";
  const { subject, text: message } = handover(run);
  return section("Message for the account team", indented([`Subject: ${subject}`, "", ...message.split("\n")]));
}

function requestLines({ requests }: RunRecord): string[] {
  return requests.map((request) => {
    const { method, url, httpStatus, statusCode, error, durationMs, requestId } = request;
    const came = httpStatus === undefined ? reason(error) : `HTTP ${httpStatus}, OCPI ${statusCode ?? "-"}`;
    return `${method.padEnd(4)} ${url}${tokenNote(request)}: ${came}, ${duration(durationMs)}, X-Request-ID ${requestId}`;
  });
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `### ${title}\n\n${lines.join("\n")}`;
}

function numbered(items: readonly string[]): string[] {
  return items.map((item, index) => `${index + 1}. ${item}`);
}

// To a renderer what is indented by four blanks is code, and to a reader it is set off; in an item of a list it is four more than the
// text of that, which begins after a number of at most three digits.
const ALONE = " ".repeat(4);
const IN_LIST = " ".repeat(9);

/** Lines as they are. */
function indented(lines: readonly string[], blanks = ALONE): string[] {
  return lines.flatMap((line) => line.split(/\r\n|\r|\n/)).map((line) => `${blanks}${plainLine(line)}`.trimEnd());
}
