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

/** The parts of the benchmark, in their order. */
export const benchNames: readonly string[] = Object.keys(parts);

/** A part by its name, which is one of `benchNames`. */
export async function loadBench(name: string): Promise<Bench> {
  const load = parts[name];
  if (load === undefined) throw new Error(`There is no part ${name} of the benchmark.`);
  return (await load()).bench;
}
