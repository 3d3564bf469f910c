import type { Bench } from "./figure.ts";

const parts: Readonly<Record<string, () => Promise<{ readonly bench: Bench }>>> = {
  cold: async () => import("./cold.ts"),
  wire: async () => import("./wire.ts"),
  parties: async () => import("./parties.ts"),
  config: async () => import("./config.ts"),
  render: async () => import("./render.ts"),
  editor: async () => import("./editor.ts"),
  cost: async () => import("./cost.ts"),
  many: async () => import("./many.ts"),
  growth: async () => import("./growth.ts"),
};

/** Parts that take too long to run with the others. */
const byNameOnly: typeof parts = {
  "growth-10000": async () => ({ bench: (await import("./growth.ts")).tenThousand }),
};

/** The parts that run where none is named, in their order. */
export const usualBenches: readonly string[] = Object.keys(parts);
/** The parts of the benchmark. */
export const benchNames: readonly string[] = [...usualBenches, ...Object.keys(byNameOnly)];

/** A part by its name, which is one of `benchNames`. */
export async function loadBench(name: string): Promise<Bench> {
  const load = parts[name] ?? byNameOnly[name];
  if (load === undefined) throw new Error(`There is no part ${name} of the benchmark.`);
  return (await load()).bench;
}
