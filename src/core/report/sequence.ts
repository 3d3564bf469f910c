import type { Words } from "../findings/words.ts";
import { plainLine } from "../ocpi/escape.ts";
import type { RunRecord } from "../record/record.ts";
import { arrowsOf, type Arrow, type RequestArrow } from "./arrows.ts";

// Lanes once, and arrows close to each other: the whole story fits on a screen.
const SMALL =
  '%%{init: {"sequence": {"mirrorActors": false, "messageMargin": 18, "actorMargin": 60, "width": 120, "height": 36, "diagramMarginY": 4, "boxMargin": 4, "noteMargin": 4}}}%%';

// Mermaid refuses large diagrams.
const ARROW_LIMIT = 60;

/** The run as a Mermaid sequence diagram, drawn to the arrow at which it failed. Who was not asked is not in it. */
export function sequenceDiagram(run: RunRecord, { vaultTitle }: Pick<Words, "vaultTitle">): string {
  const all = arrowsOf(run);
  const asked = new Set(all.map(idOf));
  const participants = [
    // The run stands between the two that it calls, so that an arrow to the one does not cross the other.
    ["V", vaultTitle],
    ["H", mermaidText(run.hub.title)],
    ["R", "This run"],
    ["P", "Your platform"],
  ] as const;
  const lines = all.flatMap(linesOf);
  return [
    SMALL,
    "sequenceDiagram",
    ...participants.flatMap(([id, title]) => (id === "R" || asked.has(id) ? [`  participant ${id} as ${title}`] : [])),
    ...lines.slice(0, ARROW_LIMIT),
    ...(lines.length > ARROW_LIMIT ? [`  note over R: and ${lines.length - ARROW_LIMIT} more`] : []),
  ].join("\n");
}

function idOf(arrow: Arrow): "V" | "H" | "P" {
  if (arrow.kind === "vault") return "V";
  return arrow.to === "hub" ? "H" : "P";
}

function linesOf(arrow: Arrow): string[] {
  if (arrow.kind === "vault") return [`  R${arrow.failed ? "-x" : "->>"}V: ${arrow.act}`];
  const { requests, outcome, answers } = arrow;
  const [request] = requests;
  const peer = idOf(arrow);
  const what = `${request.method} ${mermaidText(URL.parse(request.url)?.pathname ?? "")}${restOf(arrow)}`;
  if (outcome === "unanswered" || outcome === "waiting") {
    const reason = mermaidText(("error" in request && request.error) || "") || "no answer";
    return [`  R-x${peer}: ${what}`, `  note over R,${peer}: ${reason}`];
  }
  const shown = answers.length > 2 ? [...answers.slice(0, 1), "others"] : answers;
  const back = outcome === "refused" ? "--x" : "-->>";
  return [`  R->>${peer}: ${what}`, `  ${peer}${back}R: ${shown.join(" and ")}`];
}

function restOf({ requests, tests }: RequestArrow): string {
  if (requests.length > 1) return ` and ${requests.length - 1} more`;
  return tests === undefined ? "" : `, ${tests}`;
}

/**
 * Text in a diagram: of what could end a line, begin an entity, a comment, a directive, a link or HTML, nothing is left.
 * Diagrams are drawn from text without any way to quote it, so only what is harmless is let through.
 */
function mermaidText(text: string): string {
  return plainLine(text)
    .replace(/[^\w\-./*~ ]/g, "_")
    .slice(0, 80);
}
