import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadCore } from "../test/faults/core.ts";
import { BATCH, playBatches, playRepeatsApart } from "../test/hostile/batches.ts";
import { hostileTable, playHostile } from "../test/hostile/hostile.ts";
import { repeatTable } from "../test/hostile/repeats.ts";

/**
 * Plays exchanges against generated hostile answers: `npm run hostile`, with `-- --answers 100000 --seed 7` for more, and
 * `-- --replay 12` for those of one seed, with the smallest answer that does harm. Then, for answers that repeat their own structure, the time that
 * a kilobyte takes in a short one and in one that is eight times as long: it must not grow.
 */
const { values } = parseArgs({
  options: {
    answers: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    replay: { type: "string" },
  },
});
// By hand all of it is played, in the processes that are started for it, too.
process.env["PROOFS"] = "whole";
const series =
  values.replay === undefined
    ? await playBatches(Number(values.seed), Number(values.answers))
    : await playHostile(
        await loadCore(fileURLToPath(new URL("../src", import.meta.url)), ".ts"),
        Number(values.replay),
        BATCH,
      );
process.stdout.write(`${hostileTable(series)}\n`);
if (values.replay === undefined) process.stdout.write(`\n${repeatTable((await playRepeatsApart()).timings)}\n`);
