import type { PageArrow } from "../../core/report/page.ts";
import type { ReportLabels, ShownReport } from "../view/report-messages.ts";
import { element, type Content, type Wanted } from "./element.ts";
import { icon, toneIcon } from "./icons.ts";

/** Who asked whom, in three lanes, arrow by arrow; and the vault, which stands outside of them. */
export function sequence({ arrows, lanes, steps }: ShownReport, labels: ReportLabels): Wanted | undefined {
  if (arrows.length === 0 && steps.length === 0) return undefined;
  const heads = [lanes.you, lanes.hub, lanes.platform].map((lane, index) =>
    element("span", { class: `lane lane-${index}` }, lane),
  );
  return element(
    "section",
    { key: "sequence", "aria-labelledby": "sequence" },
    element("h2", { id: "sequence" }, labels.whatHappened),
    stepList(steps, labels),
    arrows.length > 0 && element("div", { class: "lanes", "aria-hidden": "true" }, heads),
    arrows.length > 0 &&
      element(
        "ol",
        { class: "arrows" },
        arrows.map((arrow) => row(arrow, lanes, labels)),
      ),
  );
}

const tones = { running: "running", passed: "good", warning: "warning", failed: "bad", skipped: "stopped" } as const;

function stepList(steps: ShownReport["steps"], labels: ReportLabels): Wanted {
  return element(
    "ol",
    { class: "steps" },
    steps.map(({ title, status, took }) =>
      element(
        "li",
        { key: title, class: status },
        toneIcon(tones[status]),
        element("span", { class: "unseen" }, `${status === "running" ? labels.running : status}: `),
        element("span", {}, title),
        status !== "running" && element("span", { class: "aside" }, took),
      ),
    ),
  );
}

function row(arrow: PageArrow, lanes: ShownReport["lanes"], labels: ReportLabels): Wanted {
  const { key, to, outcome, what, more, answer, took } = arrow;
  const isVault = to === "vault";
  const wrong = outcome === "refused" || outcome === "unanswered";
  const texts: Content[] = [
    element("span", { class: "unseen" }, `${lanes[to]}: `),
    isVault && icon("lock"),
    isVault ? element("span", {}, `${lanes.vault}: ${what}`) : element("code", {}, what),
    more !== "" && element("span", { class: "aside" }, more),
    element(
      "span",
      { class: "answer" },
      wrong && toneIcon("bad"),
      outcome === "waiting" ? toneIcon("running") : undefined,
      element("span", {}, outcome === "waiting" ? labels.waiting : answer),
      element("span", { class: "aside" }, took),
    ),
  ];
  return element(
    "li",
    { key, class: `arrow to-${to} ${outcome}` },
    element("div", { class: "what" }, texts),
    isVault
      ? undefined
      : element(
          "div",
          { class: "line", "aria-hidden": "true" },
          element("i", { class: "out" }),
          element("i", { class: "back" }),
        ),
  );
}
