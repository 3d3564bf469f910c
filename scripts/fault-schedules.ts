import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadCore } from "../test/faults/core.ts";
import { playOne, playSeries, tableOf } from "../test/faults/series.ts";

/**
 * Plays seeded fault schedules in process, and prints what came of them: `npm run faults`, with
 * `-- --schedules 100000 --seed 7` for more of them, and `-- --replay 3709` for the whole story of one seed.
 */
const { values } = parseArgs({
  options: {
    schedules: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    replay: { type: "string" },
  },
});
const core = await loadCore(fileURLToPath(new URL("../src", import.meta.url)), ".ts");
if (values.replay === undefined) {
  const series = await playSeries(core, Number(values.seed), Number(values.schedules));
  process.stdout.write(`${tableOf(series)}\n`);
  process.exitCode = series.breaches.size === 0 ? 0 : 1;
} else {
  process.stdout.write(`${JSON.stringify(await playOne(core, Number(values.replay)), undefined, 2)}\n`);
}
