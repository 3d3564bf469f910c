import { type Finding, catalogue } from "../findings/catalogue.ts";
import type { Position } from "../findings/source.ts";

/** How many findings of one file are told: who mends a hundred of them can ask again. */
const REPORTED_LIMIT = 100;

type More = Extract<Finding, { readonly code: "config-more" }>;

/**
 * The findings of a file that are told. Where there are too many, errors come before what is only worth knowing, and at
 * last it is said how many more there are.
 */
export function reportedOf<F extends Finding>(found: readonly F[], path: string): (F | More)[] {
  const news = found.filter((finding) => finding.code !== "config-more");
  const untold = found.reduce(
    (count, finding) => count + (finding.code === "config-more" ? finding.count : 0),
    Math.max(0, news.length - REPORTED_LIMIT),
  );
  if (untold === 0) return news;
  const isError = ({ code }: Finding): boolean => catalogue[code].severity === "error";
  const sorted = [...news.filter(isError), ...news.filter((finding) => !isError(finding))];
  const first = sorted[REPORTED_LIMIT] ?? found.find(({ code }) => code === "config-more");
  const position = positionOf(first) ?? { line: 1, column: 1 };
  return [...sorted.slice(0, REPORTED_LIMIT), { code: "config-more", path, position, count: untold }];
}

/** Where a finding is in its file. */
export function positionOf(finding: Finding | undefined): Position | undefined {
  if (finding === undefined) return undefined;
  if ("position" in finding) return finding.position;
  return "source" in finding ? finding.source.position : undefined;
}
