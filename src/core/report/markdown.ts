import { bySeverity, isToDo, type ReportedFinding } from "../findings/finding.ts";
import { checkPage, linkTitle } from "../findings/pages.ts";
import type { Said, Who } from "../findings/sentence.ts";
import { duration, ocpiTime, utcAndIst } from "../findings/times.ts";
import type { Words } from "../findings/words.ts";
import { partyName, partyWithRole } from "../ocpi/party.ts";
import { tokenNote } from "../record/log-lines.ts";
import { passes, type RunRecord, type StepRecord } from "../record/record.ts";
import { isFailed, type RequestRecord } from "../record/request.ts";
import type { PartnerStatus } from "../record/result.ts";
import { environmentLines } from "./environments.ts";
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
    environments(run),
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
function about({ hub, ownParties, storedIn, startedAt, finishedAt, platform, platformUrl, plan }: RunRecord): string {
  if (plan !== undefined) return "No hub and no platform was asked.";
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
  const findings = bySeverity(run.findings).filter((finding) => finding.severity !== "info" && isToDo(finding));
  // What is to be done alike about several findings is one thing to do.
  const items = new Map<string, { readonly advice: Advised; readonly checks: Set<string> }>();
  const add = (who: Who, advice: Advised, ...checks: string[]): void => {
    const text = `**${whoWords[who]}**: ${fixText(advice)}`;
    const item = items.get(text) ?? { advice, checks: new Set() };
    for (const check of checks) item.checks.add(check);
    items.set(text, item);
  };
  for (const finding of findings) add(finding.who, finding, finding.check);
  for (const advice of deliveries(run, words)) add("you", advice);
  if (items.size === 0) return run.result === "connected" ? "Nothing to do." : "";
  return section(
    "What to do now",
    [...items].map(([text, { advice, checks }], index) => `${index + 1}. ${text}${numbers(checks)}${pasted(advice)}`),
  );
}

type Advised = Pick<Said, "fix" | "link" | "snippet">;

/** The checks that have a number, as links: of the others there is no more to read. */
function numbers(checks: ReadonlySet<string>): string {
  const links = [...checks].filter((check) => checkPage(check) !== undefined).map(checkLink);
  return links.length === 0 ? "" : ` (${links.join(", ")})`;
}

/** The id of a check as a link to what explains it; as text where there is no more to read. */
export function checkLink(check: string): string {
  const link = checkPage(check);
  return link === undefined ? check : `[${check}](${link})`;
}

function pasted({ snippet }: Advised): string {
  return snippet === undefined ? "" : `\n\n${indented(fenced(snippet, "yaml"))}\n`;
}

function fixText({ fix = "", link }: Advised): string {
  return link === undefined
    ? markdownSentence(fix)
    : fix
        .split(link)
        .map(markdownSentence)
        .join(`[${linkTitle(link)}](${link})`);
}

/**
 * What is wrong stands open; what is merely worth knowing is a click away. What to do about it stands above, and of a finding that
 * is all said in the headline nothing is left to say.
 */
function seriousFindings(run: RunRecord): string {
  const said = headline(run);
  const left = bySeverity(run.findings).filter((finding) => {
    const [first, ...rest] = finding.message;
    const isSaid = said.includes(first) && rest.length === 0 && (isToDo(finding) || finding.fix === undefined);
    return finding.severity !== "info" && !isSaid;
  });
  return section(
    "Findings",
    findingTable(left, (finding) => !isToDo(finding)),
  );
}

function notes(run: RunRecord): string {
  const infos = run.findings.filter(({ severity }) => severity === "info");
  return folded(
    `Notes (${infos.length})`,
    findingTable(infos, () => true),
  );
}

// With blanks that do not break: in a narrow column the word would stand below its sign, and a check's number break at its hyphen.
const CHECK = "Check\u00a0number";
const severitySigns = { error: "❌\u00a0error", warning: "⚠️\u00a0warning", info: "ℹ️\u00a0note" } as const;

function findingTable(
  findings: readonly ReportedFinding[],
  showsFix: (finding: ReportedFinding) => boolean,
): readonly string[] {
  const fixes = findings.map((finding) => (showsFix(finding) ? fixText(finding) : ""));
  const withFix = fixes.some((fix) => fix !== "");
  const rows = findings.map((finding, index) => {
    const cells = [
      severitySigns[finding.severity],
      checkLink(finding.check),
      markdownSentence(finding.message.join(" ")),
    ];
    return `| ${[...cells, ...(withFix ? [fixes[index]] : [])].join(" | ")} |`;
  });
  return tableLines(["", CHECK, "What was found", ...(withFix ? ["What to do"] : [])], rows);
}

function partyTable(run: RunRecord): readonly string[] {
  const rows = run.parties.map(
    ({ party, status, lastUpdated }) =>
      `| ${markdownCode(partyName(party))} | ${markdownText(party.role)} | ${status} | ${since(lastUpdated)} |`,
  );
  return tableLines(["Party", "Role", "Status at the hub", "Since"], rows);
}

function since(lastUpdated = ""): string {
  return markdownText(ocpiTime(lastUpdated));
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

/** How the environments are made that a plan counts on. */
function environments({ plan }: RunRecord): string {
  return plan === undefined
    ? ""
    : folded("The lines that make an environment for each connection", [
        fenced(environmentLines(plan).join("\n"), "sh"),
      ]);
}

/** Whom the partner expects to reach, and what an eMSP sees of it: where there is nothing to see, nothing is said. */
function routing(run: RunRecord): string {
  const shown = (visible: PartnerStatus["visible"]): string => {
    if (visible === undefined) return "–";
    return visible.more ? `at least ${visible.locations}` : String(visible.locations);
  };
  const rows = run.partners.map(
    ({ party, status, visible, lastUpdated }) =>
      `| ${markdownCode(partyName(party))} | ${markdownText(party.role)} | ${status} | ${shown(visible)} | ${since(lastUpdated)} |`,
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
        : `${request.httpStatus}\u00a0/\u00a0${request.statusCode ?? "–"}`;
    return `| ${request.method} | ${markdownCode(request.url)}${tokenNote(request)} | ${outcome} | ${duration(request.durationMs).replaceAll(" ", "\u00a0")} | ${markdownCode(request.requestId)} |`;
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
  // What never left, and what was stopped by ourselves, is nothing that they could look up.
  const mattering = run.requests.filter(({ peer, sent }) => peer === "hub" && sent);
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
    ...shown.flatMap((request) => requestForSupport(request, run.hub.url)),
    `Party           ${run.ownParties.map((party) => `${partyName(party)} ${party.role}`).join(", ") || "unknown"}`,
    `Hub             ${run.hub.url}`,
  ];
}

function requestForSupport(request: RequestRecord, hubUrl: string): string[] {
  const { method, url, httpStatus, statusCode, requestId, at } = request;
  const path = hubUrl !== "" && url.startsWith(`${hubUrl}/`) ? url.slice(hubUrl.length) : url;
  const answer = httpStatus === undefined ? "no answer" : `HTTP ${httpStatus}, OCPI ${statusCode ?? "-"}`;
  return [
    `X-Request-ID    ${requestId}  ${utcAndIst(at)}`,
    `                ${method} ${path}${tokenNote(request)}: ${answer}`,
  ];
}

function footer(run: RunRecord): string {
  return `<sub>${markdownText(`${run.tool.name} ${run.tool.version}, ${run.command}, ${utcAndIst(run.startedAt)}`)}</sub>`;
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
