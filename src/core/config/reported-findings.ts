import { offlineEntryFor, type OfflineFinding } from "../findings/offline.ts";
import type { Position } from "../findings/source.ts";

/** How many findings of one file are reported: after a hundred the user can ask again. */
const REPORTED_LIMIT = 100;

type More = Extract<OfflineFinding, { readonly code: "config-more" }>;

/**
 * The findings of a file that are reported. Where there are too many, errors come before what is only worth knowing, and the last
 * one says how many more there are.
 */
export function reportedOf<F extends OfflineFinding>(found: readonly F[], path: string): (F | More)[] {
  const news = found.filter((finding) => finding.code !== "config-more");
  const more = found.reduce(
    (count, finding) => count + (finding.code === "config-more" ? finding.count : 0),
    Math.max(0, news.length - REPORTED_LIMIT),
  );
  if (more === 0) return news;
  const isError = (finding: OfflineFinding): boolean => offlineEntryFor(finding).severity === "error";
  const sorted = [...news.filter(isError), ...news.filter((finding) => !isError(finding))];
  const first = sorted[REPORTED_LIMIT] ?? found.find(({ code }) => code === "config-more");
  const position = positionOf(first) ?? { line: 1, column: 1 };
  return [...sorted.slice(0, REPORTED_LIMIT), { code: "config-more", path, position, count: more }];
}

/** Where a finding is in its file. */
export function positionOf(finding: OfflineFinding | undefined): Position | undefined {
  if (finding === undefined) return undefined;
  if ("position" in finding) return finding.position;
  return "source" in finding ? finding.source.position : undefined;
}
