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

// Lanes once, and arrows close to each other: the whole story fits on a screen.
const SMALL =
  '%%{init: {"sequence": {"mirrorActors": false, "messageMargin": 18, "actorMargin": 60, "width": 120, "height": 36, "diagramMarginY": 4, "boxMargin": 4, "noteMargin": 4}}}%%';

// Mermaid refuses large diagrams.
const ARROW_LIMIT = 60;

/** Something that happened, in its order: requests that are one arrow, or what was done at the vault. */
interface Happened {
  readonly at: Date;
  readonly to: "H" | "P" | "V";
  readonly lines: readonly string[];
}

/** The run as a Mermaid sequence diagram, drawn to the arrow at which it failed. Who was not asked is not in it. */
export function sequenceDiagram(run: RunRecord, { vaultTitle }: Pick<Words, "vaultTitle">): string {
  const vaults = run.steps.flatMap(vaultArrow);
  const all = [...requestsInRows(run, vaults).map(rowArrow), ...vaults].toSorted(byTime);
  const participants = [
    // The run stands between the two that it calls, so that an arrow to the one does not cross the other.
    ["V", vaultTitle],
    ["H", mermaidText(run.hub.title)],
    ["R", "This run"],
    ["P", "Your platform"],
  ] as const;
  const lines = all.flatMap((arrow) => arrow.lines);
  return [
    SMALL,
    "sequenceDiagram",
    ...participants.flatMap(([id, title]) =>
      id === "R" || all.some(({ to }) => to === id) ? [`  participant ${id} as ${title}`] : [],
    ),
    ...lines.slice(0, ARROW_LIMIT),
    ...(lines.length > ARROW_LIMIT ? [`  note over R: and ${lines.length - ARROW_LIMIT} more`] : []),
  ].join("\n");
}

const byTime = (a: Pick<Happened, "at">, b: Pick<Happened, "at">): number => a.at.getTime() - b.at.getTime();

/**
 * The requests, with those to one peer in a row together that ended alike. What hub and platform are asked at the same time is a
 * row for each. What changes something at the hub stands alone, and ends every row.
 */
function requestsInRows(run: RunRecord, vaults: readonly Happened[]): (readonly RequestRecord[])[] {
  const rows: RequestRecord[][] = [];
  const open = new Map<RequestRecord["peer"], { readonly row: RequestRecord[]; readonly ending: Ending }>();
  for (const happened of [...run.requests, ...vaults].toSorted(byTime)) {
    if (!("method" in happened)) {
      open.clear();
      continue;
    }
    const { peer, method } = happened;
    const isChange = peer === "hub" && method !== "GET";
    if (isChange) open.clear();
    const ending = endingOf(happened);
    const before = open.get(peer);
    if (before?.ending === ending) before.row.push(happened);
    else {
      const row = [happened];
      rows.push(row);
      if (!isChange) open.set(peer, { row, ending });
    }
  }
  return rows;
}

type Ending = "well" | "badly" | "without an answer";

function endingOf(request: RequestRecord): Ending {
  if (request.httpStatus === undefined) return "without an answer";
  return isFailed(request) ? "badly" : "well";
}

function rowArrow(row: readonly RequestRecord[]): Happened {
  const [request] = row;
  if (request === undefined) throw new Error("A row of requests has one at least.");
  const peer = request.peer === "hub" ? "H" : "P";
  const path = mermaidText(URL.parse(request.url)?.pathname ?? "");
  const more = row.length > 1 ? ` and ${row.length - 1} more` : tokenless(request);
  const happened = { at: request.at, to: peer } as const;
  if (request.httpStatus === undefined) {
    const reason = mermaidText(request.error ?? "") || "no answer";
    return {
      ...happened,
      lines: [`  R-x${peer}: ${request.method} ${path}${more}`, `  note over R,${peer}: ${reason}`],
    };
  }
  const answers = [...new Set(row.map(answerTo))];
  const shown = answers.length > 2 ? [...answers.slice(0, 1), "others"] : answers;
  const back = isFailed(request) ? "--x" : "-->>";
  return {
    ...happened,
    lines: [`  R->>${peer}: ${request.method} ${path}${more}`, `  ${peer}${back}R: ${shown.join(" and ")}`],
  };
}

function answerTo({ httpStatus, statusCode }: RequestRecord): string {
  return `${httpStatus} / ${statusCode ?? "no OCPI answer"}`;
}

function tokenless({ asks }: RequestRecord): string {
  return asks === "guard" ? ", a made-up token" : asks === "entry" ? ", no token" : "";
}

function vaultArrow(step: StepRecord): Happened[] {
  const act = vaultActs[step.id];
  if (act === undefined) return [];
  const line = step.status === "failed" ? `  R-xV: ${act}` : `  R->>V: ${act}`;
  return [{ at: step.startedAt, to: "V", lines: [line] }];
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
