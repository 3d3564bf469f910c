import { bySeverity, isToDo, type ReportedFinding } from "../findings/finding.ts";
import type { Said } from "../findings/sentence.ts";
import { duration, ist, utc } from "../findings/times.ts";
import type { Words } from "../findings/words.ts";
import { partyName, partyWithRole } from "../ocpi/party.ts";
import { tokenNote } from "../record/log-lines.ts";
import { passes, type RunRecord, type StepRecord } from "../record/record.ts";
import { isFailed } from "../record/request.ts";
import type { PartnerStatus } from "../record/result.ts";
import { goLivePage } from "./go-live-page.ts";
import { handover, isInSummary, notNeeded, sendOnlyIf } from "./handover.ts";
import { headline, resultSign } from "./headline.ts";
import { fenced, markdownCode, markdownSentence, markdownText } from "./markdown-text.ts";
import { probeSign } from "./receivers.ts";
import { sequenceDiagram } from "./sequence.ts";
import { deliveries, whoWords } from "./to-do.ts";

/** The run as Markdown, in the words of a face: a step summary, a report to read. */
export function markdownReport(run: RunRecord, words: Words): string {
  const isMessageAsked = notNeeded(run) === undefined;
  return [
    `## ${resultSign(run)} ${markdownSentence(headline(run))}`,
    about(run),
    whatToDoNow(run, words),
    ...(isMessageAsked ? [messageForAccountTeam(run)] : []),
    seriousFindings(run),
    goLivePage(run),
    ...(run.command === "receivers" ? [section(calledAt(run), receivers(run))] : []),
    routing(run),
    forSupport(run),
    notes(run),
    folded("Parties", partyTable(run)),
    ...(run.command === "receivers" ? [] : [folded(calledAt(run), receivers(run))]),
    folded("Steps", steps(run)),
    ...(isMessageAsked ? [] : [messageForAccountTeam(run)]),
    endpoints(run),
    requests(run),
    sequence(run, words),
    footer(run),
  ]
    .filter((part) => part !== "")
    .join("\n\n")
    .concat("\n");
}

/**
 * The parts of it that matter until all is well, in the order in which a reader needs them: what to do and who does it, what was
 * found, the parties, the message for the account team, and what the hub's support asks for.
 */
export function essentialParts(run: RunRecord, words: Words): string[] {
  return [
    whatToDoNow(run, words),
    seriousFindings(run),
    section("Parties", partyTable(run)),
    messageForAccountTeam(run),
    forSupport(run),
  ].filter((part) => part !== "");
}

/** Which connection it is about: the hub, the parties, where the hub token is kept, and how long the run took. */
function about({ hub, ownParties, storedIn, startedAt, finishedAt, platform, platformUrl }: RunRecord): string {
  const served = { versions: "its list of versions", details: "its version details" } as const;
  return [
    markdownText(hub.title) + (hub.url === "" ? "" : ` at ${markdownCode(hub.url)}`),
    ...ownParties.map((party) => markdownText(partyWithRole(party))),
    ...(platform?.serves === undefined || platformUrl === undefined
      ? []
      : [`your platform answers ${served[platform.serves]} at ${markdownCode(platformUrl)}`]),
    ...(storedIn === undefined ? [] : [`hub token in ${markdownText(storedIn)}`]),
    `took ${duration(finishedAt.getTime() - startedAt.getTime())}`,
  ].join(" · ");
}

function whatToDoNow(run: RunRecord, words: Words): string {
  const todo = bySeverity(run.findings).filter((finding) => finding.severity !== "info");
  const items = [
    ...new Set([
      ...todo.flatMap(todoItem),
      ...deliveries(run, words).map((text) => `**you**: ${markdownSentence(text)}`),
    ]),
  ];
  if (items.length === 0) return run.result === "connected" ? "Nothing to do." : "";
  return section(
    "What to do now",
    items.map((item, index) => `${index + 1}. ${item}`),
  );
}

function todoItem(finding: ReportedFinding): string[] {
  if (!isToDo(finding)) return [];
  const paste = finding.snippet === undefined ? "" : `\n\n${indented(fenced(finding.snippet, "yaml"))}\n`;
  return [`**${whoWords[finding.who]}**: ${fixText(finding)}${paste}`];
}

function fixText({ fix = "", link }: Said): string {
  return link === undefined
    ? markdownSentence(fix)
    : fix.split(link).map(markdownSentence).join(`[open the form](${link})`);
}

/** What is wrong stands open; what is merely worth knowing is a click away. What to do about it stands above. */
function seriousFindings(run: RunRecord): string {
  const serious = bySeverity(run.findings).filter(({ severity }) => severity !== "info");
  return section(
    "Findings",
    findingTable(serious, (finding) => !isToDo(finding)),
  );
}

function notes(run: RunRecord): string {
  const infos = run.findings.filter(({ severity }) => severity === "info");
  return folded(
    `Notes (${infos.length})`,
    findingTable(infos, () => true),
  );
}

// With a blank that does not break: in a narrow column the word would stand below its sign.
const severitySigns = { error: "❌\u00a0error", warning: "⚠️\u00a0warning", info: "ℹ️\u00a0note" } as const;

function findingTable(
  findings: readonly ReportedFinding[],
  showsFix: (finding: ReportedFinding) => boolean,
): readonly string[] {
  const fixes = findings.map((finding) => (showsFix(finding) ? fixText(finding) : ""));
  const withFix = fixes.some((fix) => fix !== "");
  const rows = findings.map((finding, index) => {
    const cells = [severitySigns[finding.severity], finding.check, markdownSentence(finding.message.join(" "))];
    return `| ${[...cells, ...(withFix ? [fixes[index]] : [])].join(" | ")} |`;
  });
  return tableLines(["", "Check", "What was found", ...(withFix ? ["What to do"] : [])], rows);
}

function partyTable(run: RunRecord): readonly string[] {
  const rows = run.parties.map(
    ({ party, status, lastUpdated }) =>
      `| ${markdownCode(partyName(party))} | ${markdownText(party.role)} | ${status} | ${markdownText(lastUpdated ?? "")} |`,
  );
  return tableLines(["Party", "Role", "Status at the hub", "Since"], rows);
}

function calledAt(run: RunRecord): string {
  return `Where ${markdownText(run.hub.title)} calls you`;
}

/** Where the hub calls the platform, where that was tried. A list, since a URL with all its placeholders is wider than a table may be. */
function receivers(run: RunRecord): readonly string[] {
  return run.receivers.flatMap(({ module, role, method, url, probe }) =>
    probe === undefined
      ? []
      : [`- ${markdownText(module)} (${markdownText(role)}): ${probeSign(probe)}. ${method} ${markdownCode(url)}`],
  );
}

/** Whom the partner expects to reach, and what an eMSP sees of it: where there is nothing to see, nothing is said. */
function routing(run: RunRecord): string {
  const shown = (visible: PartnerStatus["visible"]): string => {
    if (visible === undefined) return "–";
    return visible.more ? `at least ${visible.locations}` : String(visible.locations);
  };
  const rows = run.partners.map(
    ({ party, status, visible, lastUpdated }) =>
      `| ${markdownCode(partyName(party))} | ${markdownText(party.role)} | ${status} | ${shown(visible)} | ${markdownText(lastUpdated ?? "")} |`,
  );
  return section(
    "Routing",
    tableLines(["Partner", "Role", "Status at the hub", "Locations that we see", "Since"], rows),
  );
}

function steps(run: RunRecord): readonly string[] {
  const signs: Record<StepRecord["status"], string> = {
    passed: "✅ passed",
    warning: "⚠️ warning",
    failed: "❌ failed",
    skipped: "skipped",
  };
  const rows = run.steps.map((step) => `| ${step.title} | ${signs[step.status]} | ${duration(step.durationMs)} |`);
  return tableLines(["Step", "", "Time"], rows);
}

function messageForAccountTeam(run: RunRecord): string {
  if (!isInSummary(run)) return "";
  const { subject, text } = handover(run);
  const message = `Subject: ${markdownText(subject)}\n\n${fenced(text, "text")}`;
  const title = "Message for the account team";
  const why = notNeeded(run);
  if (why !== undefined) return folded(`${title} (${why})`, [message]);
  const condition = sendOnlyIf(run);
  return section(title, [...(condition === undefined ? [] : [`**${condition}**`, ""]), message]);
}

function endpoints(run: RunRecord): string {
  const rows = run.hub.endpoints.map(
    (entry) => `| ${markdownCode(entry.identifier)} | ${markdownText(entry.role ?? "")} | ${markdownCode(entry.url)} |`,
  );
  return folded(`Endpoints of the hub (${rows.length})`, tableLines(["Module", "Role", "URL"], rows));
}

function requests(run: RunRecord): string {
  const rows = run.requests.map((request) => {
    const outcome =
      request.httpStatus === undefined
        ? markdownText(request.error ?? "")
        : `${request.httpStatus} / ${request.statusCode ?? "–"}`;
    return `| ${request.method} | ${markdownCode(request.url)}${tokenNote(request)} | ${outcome} | ${duration(request.durationMs)} | ${markdownCode(request.requestId)} |`;
  });
  return folded(`Requests (${rows.length})`, tableLines(["", "URL", "HTTP / OCPI", "Time", "X-Request-ID"], rows));
}

function sequence(run: RunRecord, words: Words): string {
  if (run.requests.length === 0) return "";
  return folded("Sequence", [fenced(sequenceDiagram(run, words), "mermaid")]);
}

function forSupport(run: RunRecord): string {
  const lines = supportLines(run);
  return lines.length === 0 ? "" : `### For the Hub's support\n\n${fenced(lines.join("\n"), "text")}`;
}

/** After a failure, what the hub's support needs to find the run in its logs; empty where there is nothing to look up. */
export function supportLines(run: RunRecord): string[] {
  const mattering = run.requests.filter((request) => request.peer === "hub");
  // What was stopped by ourselves is nothing that they could look up.
  if (passes(run) || mattering.length === 0 || run.result === "not-ready") return [];
  const failed = mattering.filter(isFailed);
  // What a preflight or a rehearsal finds is the platform's.
  if (run.result === "done" && failed.length === 0) return [];
  const shown = [
    ...mattering.filter((request) => request.method !== "GET" && !failed.includes(request)),
    ...failed,
  ].slice(-10);
  return [
    `Correlation id  ${run.correlationId}`,
    `Time            ${utc(run.startedAt)} (${ist(run.startedAt)})`,
    `Party           ${run.ownParties.map((party) => `${partyName(party)} ${party.role}`).join(", ") || "unknown"}`,
    `Hub             ${run.hub.url}`,
    ...shown.map(
      (request) =>
        `${request.method.padEnd(4)} ${request.url}${tokenNote(request)}  HTTP ${request.httpStatus ?? "-"}  OCPI ${request.statusCode ?? "-"}  ${utc(request.at)}  X-Request-ID ${request.requestId}`,
    ),
  ];
}

function footer(run: RunRecord): string {
  return `<sub>${markdownText(`${run.tool.name} ${run.tool.version}, ${run.command}, ${utc(run.startedAt)}`)}</sub>`;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `### ${title}\n\n${lines.join("\n")}`;
}

function folded(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `<details><summary>${title}</summary>\n\n${lines.join("\n")}\n\n</details>`;
}

// A step summary may have one megabyte, and above it GitHub drops it whole.
const ROW_LIMIT = 500;

/** A table; nothing where it would have no row. */
function tableLines(head: readonly string[], rows: readonly string[]): readonly string[] {
  if (rows.length === 0) return [];
  const more =
    rows.length > ROW_LIMIT ? [`| … and ${rows.length - ROW_LIMIT} more |${" |".repeat(head.length - 1)}`] : [];
  return [`| ${head.join(" | ")} |`, `|${" --- |".repeat(head.length)}`, ...rows.slice(0, ROW_LIMIT), ...more];
}

function indented(text: string): string {
  return text
    .split("\n")
    .map((line) => `   ${line}`)
    .join("\n");
}
