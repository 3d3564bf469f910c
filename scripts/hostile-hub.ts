import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadCore } from "../test/faults/core.ts";
import { BATCH, playBatches } from "../test/hostile/batches.ts";
import { hostileTable, playHostile } from "../test/hostile/hostile.ts";

/**
 * Plays exchanges against generated hostile answers: `npm run hostile`, with `-- --answers 100000 --seed 7` for more, and
 * `-- --replay 12` for those of one seed, with the smallest answer that does harm.
 */
const { values } = parseArgs({
  options: {
    answers: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    replay: { type: "string" },
  },
});
const series =
  values.replay === undefined
    ? await playBatches(Number(values.seed), Number(values.answers))
    : await playHostile(
        await loadCore(fileURLToPath(new URL("../src", import.meta.url)), ".ts"),
        Number(values.replay),
        BATCH,
      );
process.stdout.write(`${hostileTable(series)}\n`);
