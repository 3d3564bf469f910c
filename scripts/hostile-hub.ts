import { parseArgs } from "node:util";
import { playBatches } from "../test/hostile/batches.ts";
import { hostileTable } from "../test/hostile/hostile.ts";

/** Plays exchanges against generated hostile answers: `npm run hostile`, with `-- --answers 100000 --seed 7` for more. */
const { values } = parseArgs({
  options: { answers: { type: "string", default: "10000" }, seed: { type: "string", default: "1" } },
});
process.stdout.write(`${hostileTable(await playBatches(Number(values.seed), Number(values.answers)))}\n`);
