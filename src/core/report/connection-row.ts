import { bySeverity, type ReportedFinding } from "../findings/finding.ts";
import { passes, type RunRecord } from "../record/record.ts";
import { worstStatusFirst, type PartyConnection, type Result } from "../record/result.ts";
import { headline, resultSign } from "./headline.ts";

/** One connection among many, as a run has seen it: what is kept of its record. */
export interface ConnectionRow {
  readonly connection: string;
  readonly result: Result;
  readonly connectionStatus: PartyConnection;
  /** Whether a step with this connection alone would pass. */
  readonly passes: boolean;
  readonly errors: number;
  readonly warnings: number;
  readonly sign: string;
  readonly headline: string;
  /** What was found first that is more than a note. */
  readonly first: FirstFinding | undefined;
  readonly durationMs: number;
}

/** A finding by its first sentence, which stands alone: with hundreds of connections there is no room for more. */
type FirstFinding = Pick<ReportedFinding, "check" | "severity" | "who"> & { readonly message: string };

/** What is kept of a record to tell of it among others. */
export function connectionRow(run: RunRecord): ConnectionRow {
  const count = (severity: string): number => run.findings.filter((finding) => finding.severity === severity).length;
  const found = bySeverity(run.findings).find(({ severity }) => severity !== "info");
  return {
    connection: run.connection,
    result: run.result,
    connectionStatus: run.connectionStatus,
    passes: passes(run),
    errors: count("error"),
    warnings: count("warning"),
    sign: resultSign(run),
    headline: headline(run),
    first: found && {
      check: found.check,
      severity: found.severity,
      who: found.who,
      message: found.message[0],
    },
    durationMs: run.finishedAt.getTime() - run.startedAt.getTime(),
  };
}

// The worst first. Nothing is stored by a job that only looks; of what was stopped nothing bad is known.
const worstResultFirst: readonly Result[] = [
  "invalid",
  "in-doubt",
  "unstored",
  "refused",
  "unreachable",
  "not-ready",
  "cancelled",
  "registered",
  "connected",
  "done",
];

/** The rows with the worst first: by result, then what would fail a step, by status, and by how much was found. */
export function worstFirst<T extends { readonly row: ConnectionRow }>(all: readonly T[]): T[] {
  return all.toSorted(({ row: a }, { row: b }) => {
    const differences = [
      worstResultFirst.indexOf(a.result) - worstResultFirst.indexOf(b.result),
      Number(a.passes) - Number(b.passes),
      worstStatusFirst.indexOf(a.connectionStatus) - worstStatusFirst.indexOf(b.connectionStatus),
      b.errors - a.errors,
      b.warnings - a.warnings,
    ];
    return differences.find((difference) => difference !== 0) ?? 0;
  });
}
