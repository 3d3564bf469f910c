import type { PageButton, PageCheck, PageFinding, PageToDo, Sentence } from "../../core/report/page.ts";
import type { ReportLabels, ShownReport } from "../view/report-messages.ts";
import { ago, elapsed } from "./ago.ts";
import { element, type Content, type Wanted } from "./element.ts";
import { icon, severityIcon, toneIcon } from "./icons.ts";
import { details } from "./report-details.ts";
import { sequence } from "./sequence.ts";
import { button, copied, sentence } from "./texts.ts";

/** What the page shows of a report: from what it came to, over what to do, to each request. */
export function reportView(report: ShownReport, labels: ReportLabels, now: number): Content[] {
  return [
    header(report, labels, now),
    notice(report),
    toDo(report, labels),
    findings(report, labels),
    sequence(report, labels),
    folded(report, labels),
    ...details(report, labels),
    footer(report, labels),
  ];
}

function header(report: ShownReport, labels: ReportLabels, now: number): Wanted {
  const { tone, headline, aside, connection, command, run, about, actions } = report;
  const when: Content[] =
    run === undefined
      ? []
      : [
          " · ",
          command,
          " · ",
          run.finishedAt === undefined
            ? `${labels.running} ${elapsed(run.startedAt, now)}`
            : element("time", { datetime: run.finishedAt, title: run.times.join("\n") }, ago(run.finishedAt, now)),
        ];
  return element(
    "header",
    { key: "header" },
    element("p", { class: "kicker" }, element("strong", {}, connection), ...when),
    element(
      "div",
      { class: "headline" },
      toneIcon(tone),
      element("h1", { id: "headline", tabindex: "-1" }, sentence(headline)),
    ),
    aside.length > 0 && element("p", { key: "aside", class: "note" }, sentence(aside)),
    about.length > 0 &&
      element(
        "dl",
        { class: "about" },
        about.map(({ label, value }) =>
          element("div", { key: label }, element("dt", {}, label), element("dd", {}, value)),
        ),
      ),
    actions.length > 0 && buttons(actions, run === undefined),
  );
}

function buttons(all: readonly PageButton[], hasFirst: boolean): Wanted {
  return element(
    "div",
    { class: "buttons" },
    all.map((each, index) => button(each, hasFirst && index === 0)),
  );
}

function notice({ notice: told }: ShownReport): Wanted | undefined {
  if (told === undefined) return undefined;
  const { tone, text, buttons: given } = told;
  return element(
    "section",
    { key: "notice", class: "card notice" },
    element("p", {}, toneIcon(tone), element("span", {}, sentence(text))),
    given.length > 0 && buttons(given, true),
  );
}

function toDo(report: ShownReport, labels: ReportLabels): Wanted | undefined {
  const { toDo: items, nothingToDo, notice: told } = report;
  if (items.length === 0 && nothingToDo === "") return undefined;
  return element(
    "section",
    { key: "to-do", "aria-labelledby": "to-do" },
    element("h2", { id: "to-do" }, labels.toDo),
    items.length === 0
      ? element("p", {}, nothingToDo)
      : element(
          "ol",
          { class: "cards" },
          items.map((item, index) => card(item, index === 0 && told === undefined)),
        ),
  );
}

const actorIcons = { you: "account", platform: "server", "account-team": "mail", hub: "mail" } as const;

function card(
  { who, actor, severity, checks, found, fix, snippet, buttons: given }: PageToDo,
  isFirst: boolean,
): Wanted {
  return element(
    "li",
    { class: `card ${severity ?? "next"}` },
    element(
      "p",
      { class: "actor" },
      icon(actorIcons[who]),
      element("strong", {}, actor),
      checks.length > 0 && element("span", { class: "check" }, checkLinks(checks)),
    ),
    ...found.map((each) => element("p", {}, sentence(each))),
    element("p", { class: "fix" }, sentence(fix)),
    snippet !== undefined && element("pre", { tabindex: "0" }, snippet),
    given.length > 0 && buttons(given, isFirst),
  );
}

/** Each number leads to what it means. */
function checkLinks(checks: readonly PageCheck[]): Content[] {
  return checks.flatMap(({ number, page: href }, index) => [
    index > 0 && ", ",
    href === undefined ? number : element("a", { href }, number),
  ]);
}

function findings({ findings: found }: ShownReport, labels: ReportLabels): Wanted | undefined {
  if (found.length === 0) return undefined;
  return element(
    "section",
    { key: "findings", "aria-labelledby": "findings" },
    element("h2", { id: "findings" }, labels.findings),
    element("ul", { class: "found" }, found.map(finding)),
  );
}

/** What is only good to know. */
function folded({ notes }: ShownReport, labels: ReportLabels): Wanted | undefined {
  if (notes.length === 0) return undefined;
  return element(
    "details",
    { key: "notes" },
    element("summary", {}, `${labels.notes} (${notes.length})`),
    element("ul", { class: "found" }, notes.map(finding)),
  );
}

function finding({ severity, check, message, advice }: PageFinding): Wanted {
  const said: Sentence = message.length === 0 ? advice : message;
  return element(
    "li",
    {},
    severityIcon(severity),
    element(
      "div",
      {},
      element("p", {}, element("span", { class: "unseen" }, `${severity}: `), sentence(said)),
      message.length > 0 && advice.length > 0 && element("p", { class: "aside" }, sentence(advice)),
    ),
    element("span", { class: "check" }, checkLinks([check])),
  );
}

function footer({ run, exports }: ShownReport, labels: ReportLabels): Wanted {
  return element(
    "footer",
    { key: "footer" },
    exports.length > 0 && buttons(exports, false),
    run !== undefined &&
      element(
        "p",
        { class: "aside" },
        `${run.madeBy} · ${labels.ran} ${run.times.join(" · ")} · `,
        run.finishedAt !== undefined && `${labels.took} ${run.took} · `,
        `${labels.correlationId} `,
        copied(run.correlationId, labels),
      ),
  );
}
