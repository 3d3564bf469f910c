import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadCore } from "../test/faults/core.ts";
import { BATCH, playBatches, playRepeatsApart } from "../test/hostile/batches.ts";
import { hostileTable, playHostile } from "../test/hostile/hostile.ts";
import { platformTable, playHostilePlatforms } from "../test/hostile/platform.ts";
import { repeatTable } from "../test/hostile/repeats.ts";

/**
 * Plays exchanges against generated hostile answers: `npm run hostile`, with `-- --answers 100000 --seed 7` for more, and
 * `-- --replay 12` for those of one seed, with the smallest answer that does harm. Then, for answers that repeat their own structure, the time that
 * a kilobyte takes in a short one and in one that is eight times as long: it must not grow. With `-- --platforms 5000` preflights and
 * rehearsals are played at so many generated hostile platforms instead.
 */
const { values } = parseArgs({
  options: {
    answers: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    replay: { type: "string" },
    platforms: { type: "string" },
  },
});
// By hand all of it is played, in the processes that are started for it, too.
process.env["PROOFS"] = "whole";
const print = (text: string): void => void process.stdout.write(`${text}\n`);
if (values.platforms !== undefined) {
  print(platformTable(await playHostilePlatforms(Number(values.seed), Number(values.platforms))));
} else if (values.replay === undefined) {
  print(hostileTable(await playBatches(Number(values.seed), Number(values.answers))));
  print(`\n${repeatTable((await playRepeatsApart()).timings)}`);
} else {
  const core = await loadCore(fileURLToPath(new URL("../src", import.meta.url)), ".ts");
  print(hostileTable(await playHostile(core, Number(values.replay), BATCH)));
}
