import type { StepId } from "../findings/steps.ts";
import type { Words } from "../findings/words.ts";
import { plainLine } from "../ocpi/escape.ts";
import type { RunRecord, StepRecord } from "../record/record.ts";
import { isFailed, type RequestRecord } from "../record/request.ts";

const vaultActs: Partial<Record<StepId, string>> = {
  lock: "take the lock",
  keep: "store the hub token",
  unlock: "delete the lock",
};

// Mermaid refuses large diagrams.
const ARROW_LIMIT = 60;

/** The run as a Mermaid sequence diagram, drawn to the arrow at which it failed. */
export function sequenceDiagram(run: RunRecord, { vaultTitle }: Pick<Words, "vaultTitle">): string {
  const arrows = [
    ...run.requests.map((request) => ({ at: request.at, lines: requestArrows(request) })),
    ...run.steps.flatMap((step) => ({ at: step.startedAt, lines: vaultArrows(step) })),
  ];
  const lines = arrows.toSorted((a, b) => a.at.getTime() - b.at.getTime()).flatMap((arrow) => arrow.lines);
  const hasVault = run.steps.some(({ id }) => id in vaultActs);
  return [
    "sequenceDiagram",
    "  participant R as This run",
    // Where nothing was written there is none to speak of, such as with `store: none`.
    ...(hasVault ? [`  participant V as ${vaultTitle}`] : []),
    `  participant H as ${mermaidText(run.hub.title)}`,
    "  participant P as Your platform",
    ...lines.slice(0, ARROW_LIMIT),
    ...(lines.length > ARROW_LIMIT ? [`  note over R: and ${lines.length - ARROW_LIMIT} more`] : []),
  ].join("\n");
}

function requestArrows(request: RequestRecord): string[] {
  const peer = request.peer === "hub" ? "H" : "P";
  const path = mermaidText(URL.parse(request.url)?.pathname ?? "");
  const arrow = `  R->>${peer}: ${request.method} ${path}${tokenless(request)}`;
  if (request.httpStatus === undefined)
    return [
      `  R-x${peer}: ${request.method} ${path}`,
      `  note over R,${peer}: ${mermaidText(request.error ?? "") || "no answer"}`,
    ];
  const code = request.statusCode === undefined ? "no OCPI answer" : String(request.statusCode);
  const good = !isFailed(request);
  return [arrow, `  ${peer}${good ? "-->>" : "--x"}R: ${request.httpStatus} / ${code}`];
}

function tokenless({ asks }: RequestRecord): string {
  return asks === "guard" ? ", a made-up token" : asks === "entry" ? ", no token" : "";
}

function vaultArrows(step: StepRecord): string[] {
  const act = vaultActs[step.id];
  if (act === undefined) return [];
  return [step.status === "failed" ? `  R-xV: ${act}` : `  R->>V: ${act}`];
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
