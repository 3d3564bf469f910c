import { fileURLToPath } from "node:url";
import { loadCore } from "../faults/core.ts";
import { playHostile } from "./hostile.ts";

/** One batch in a process of its own, which answers with its figures: `node batch.ts <seed> <answers>`. */
const [seed, answers] = process.argv.slice(2).map(Number);
const core = await loadCore(fileURLToPath(new URL("../../src", import.meta.url)), ".ts");
const series = await playHostile(core, seed ?? 1, answers ?? 1);
process.stdout.write(JSON.stringify({ ...series, results: [...series.results] }));
