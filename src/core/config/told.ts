import { type Fact, catalogue } from "../findings/catalogue.ts";
import type { Position } from "../findings/source.ts";

/** How many findings of one file are told: who mends a hundred of them can ask again. */
const TOLD_LIMIT = 100;

type More = Extract<Fact, { readonly code: "config-more" }>;

/**
 * The findings of a file that are told. Where there are too many, errors come before what is only worth knowing, and at
 * last it is said how many more there are.
 */
export function toldOf<F extends Fact>(found: readonly F[], path: string): (F | More)[] {
  const news = found.filter((fact) => fact.code !== "config-more");
  const untold = found.reduce(
    (count, fact) => count + (fact.code === "config-more" ? fact.count : 0),
    Math.max(0, news.length - TOLD_LIMIT),
  );
  if (untold === 0) return news;
  const isError = ({ code }: Fact): boolean => catalogue[code].severity === "error";
  const sorted = [...news.filter(isError), ...news.filter((fact) => !isError(fact))];
  const first = sorted[TOLD_LIMIT] ?? found.find(({ code }) => code === "config-more");
  const position = positionOf(first) ?? { line: 1, column: 1 };
  return [...sorted.slice(0, TOLD_LIMIT), { code: "config-more", path, position, count: untold }];
}

/** Where a finding is in its file. */
export function positionOf(fact: Fact | undefined): Position | undefined {
  if (fact === undefined) return undefined;
  if ("position" in fact) return fact.position;
  return "source" in fact ? fact.source.position : undefined;
}
