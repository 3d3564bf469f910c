import { bySeverity, isToDo, type ReportedFinding } from "../findings/finding.ts";
import type { Said } from "../findings/sentence.ts";
import { duration, ist, utc } from "../findings/times.ts";
import type { Words } from "../findings/words.ts";
import { partyName } from "../ocpi/party.ts";
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
  return [
    `## ${resultSign(run)} ${markdownSentence(headline(run))}`,
    whatToDoNow(run, words),
    seriousFindings(run),
    notes(run),
    parties(run),
    receivers(run),
    routing(run),
    goLivePage(run),
    steps(run),
    messageForAccountTeam(run),
    endpoints(run),
    requests(run),
    sequence(run, words),
    forSupport(run),
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
    parties(run),
    messageForAccountTeam(run),
    forSupport(run),
  ].filter((part) => part !== "");
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

const findingsHead = ["", "Check", "What was found", "What to do"] as const;

/** What is wrong stands open; what is merely worth knowing is a click away. */
function seriousFindings(run: RunRecord): string {
  const serious = bySeverity(run.findings).filter(({ severity }) => severity !== "info");
  return table("Findings", findingsHead, serious.map(findingRow));
}

function notes(run: RunRecord): string {
  const rows = run.findings.filter(({ severity }) => severity === "info").map(findingRow);
  return details(`Notes (${rows.length})`, rows, findingsHead);
}

const severitySigns = { error: "❌ error", warning: "⚠️ warning", info: "ℹ️ note" } as const;

function findingRow(finding: ReportedFinding): string {
  return `| ${severitySigns[finding.severity]} | ${finding.check} | ${markdownSentence(finding.message.join(" "))} | ${fixText(finding)} |`;
}

function parties(run: RunRecord): string {
  const rows = run.parties.map(
    ({ party, status, lastUpdated }) =>
      `| ${markdownCode(partyName(party))} | ${markdownText(party.role)} | ${status} | ${markdownText(lastUpdated ?? "")} |`,
  );
  return table("Parties", ["Party", "Role", "Status at the hub", "Since"], rows);
}

/** Where the hub calls the platform, where that was tried. */
function receivers(run: RunRecord): string {
  const rows = run.receivers.flatMap(({ module, role, method, url, probe }) =>
    probe === undefined
      ? []
      : [
          `| ${markdownText(module)} | ${markdownText(role)} | ${method} | ${markdownCode(url)} | ${probeSign(probe)} |`,
        ],
  );
  return table(
    `Where ${markdownText(run.hub.title)} calls you`,
    ["Module", "Role", "", "URL", "Without a token"],
    rows,
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
  return table("Routing", ["Partner", "Role", "Status at the hub", "Locations that we see", "Since"], rows);
}

function steps(run: RunRecord): string {
  const signs: Record<StepRecord["status"], string> = {
    passed: "✅ passed",
    warning: "⚠️ warning",
    failed: "❌ failed",
    skipped: "skipped",
  };
  const rows = run.steps.map((step) => `| ${step.title} | ${signs[step.status]} | ${duration(step.durationMs)} |`);
  return table("Steps", ["Step", "", "Time"], rows);
}

function messageForAccountTeam(run: RunRecord): string {
  if (!isInSummary(run)) return "";
  const { subject, text } = handover(run);
  const message = `Subject: ${markdownText(subject)}\n\n${fenced(text, "text")}`;
  const title = "Message for the account team";
  const why = notNeeded(run);
  if (why !== undefined) return `<details><summary>${title} (${why})</summary>\n\n${message}\n\n</details>`;
  const condition = sendOnlyIf(run);
  return section(title, [...(condition === undefined ? [] : [`**${condition}**`, ""]), message]);
}

function endpoints(run: RunRecord): string {
  const rows = run.hub.endpoints.map(
    (entry) => `| ${markdownCode(entry.identifier)} | ${markdownText(entry.role ?? "")} | ${markdownCode(entry.url)} |`,
  );
  return details(`Endpoints of the hub (${rows.length})`, rows, ["Module", "Role", "URL"]);
}

function requests(run: RunRecord): string {
  const rows = run.requests.map((request) => {
    const outcome =
      request.httpStatus === undefined
        ? markdownText(request.error ?? "")
        : `${request.httpStatus} / ${request.statusCode ?? "–"}`;
    return `| ${request.method} | ${markdownCode(request.url)}${tokenNote(request)} | ${outcome} | ${duration(request.durationMs)} | ${markdownCode(request.requestId)} |`;
  });
  return details(`Requests (${rows.length})`, rows, ["", "URL", "HTTP / OCPI", "Time", "X-Request-ID"]);
}

function sequence(run: RunRecord, words: Words): string {
  if (run.requests.length === 0) return "";
  return `<details><summary>Sequence</summary>\n\n${fenced(sequenceDiagram(run, words), "mermaid")}\n\n</details>`;
}

/** After a failure, what the hub's support needs to find the run in its logs. */
function forSupport(run: RunRecord): string {
  const mattering = run.requests.filter((request) => request.peer === "hub");
  // What was stopped by ourselves is nothing that they could look up.
  if (passes(run) || mattering.length === 0 || run.result === "not-ready") return "";
  const failed = mattering.filter(isFailed);
  const shown = [
    ...mattering.filter((request) => request.method !== "GET" && !failed.includes(request)),
    ...failed,
  ].slice(-10);
  const lines = [
    `Correlation id  ${run.correlationId}`,
    `Time            ${utc(run.startedAt)} (${ist(run.startedAt)})`,
    `Party           ${run.ownParties.map((party) => `${partyName(party)} ${party.role}`).join(", ") || "unknown"}`,
    `Hub             ${run.hub.url}`,
    ...shown.map(
      (request) =>
        `${request.method.padEnd(4)} ${request.url}${tokenNote(request)}  HTTP ${request.httpStatus ?? "-"}  OCPI ${request.statusCode ?? "-"}  ${utc(request.at)}  X-Request-ID ${request.requestId}`,
    ),
  ];
  return `### For the Hub's support\n\n${fenced(lines.join("\n"), "text")}`;
}

function footer(run: RunRecord): string {
  return `<sub>${markdownText(`${run.tool.name} ${run.tool.version}, ${run.command}, ${utc(run.startedAt)}`)}</sub>`;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `### ${title}\n\n${lines.join("\n")}`;
}

function table(title: string, head: readonly string[], rows: readonly string[]): string {
  return section(title, rows.length === 0 ? [] : tableLines(head, rows));
}

function details(title: string, rows: readonly string[], head: readonly string[]): string {
  if (rows.length === 0) return "";
  return `<details><summary>${title}</summary>\n\n${tableLines(head, rows).join("\n")}\n\n</details>`;
}

// A step summary may have one megabyte, and above it GitHub drops it whole.
const ROW_LIMIT = 500;

function tableLines(head: readonly string[], rows: readonly string[]): string[] {
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
