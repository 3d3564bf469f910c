/** What one part of the benchmark measured: one row of its table. */
export interface Figure {
  readonly what: string;
  /** The median, with its unit: `1.74 x`, `4.6 round trips`. */
  readonly figure: string;
  /** From the least to the most of what was measured. */
  readonly spread: string;
  /** What it is held to; empty where nothing is. */
  readonly goal: string;
}

/** A part of the benchmark. */
export interface Bench {
  measure(): Promise<readonly Figure[]>;
}

/** The middle of what was measured; the mean of the two in the middle where there are two. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const [upper = Number.NaN, lower = Number.NaN] = [sorted[half], sorted[half - 1]];
  return sorted.length % 2 === 1 ? upper : (lower + upper) / 2;
}

/** A row from what was measured. `unit` stands behind each number, with a blank before it. */
export function figureOf(what: string, values: readonly number[], unit: string, goal = "", digits = 2): Figure {
  const text = (value: number): string => value.toFixed(digits);
  return {
    what,
    figure: `${text(median(values))} ${unit}`,
    spread: `${text(Math.min(...values))} to ${text(Math.max(...values))}`,
    goal,
  };
}

/** The rows as a Markdown table. */
export function table(figures: readonly Figure[]): string {
  const head = ["| What | Median | Spread | Goal |", "| --- | --- | --- | --- |"];
  return [...head, ...figures.map((row) => `| ${row.what} | ${row.figure} | ${row.spread} | ${row.goal} |`)].join("\n");
}
