import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadCore } from "../test/faults/core.ts";
import { vaultKinds } from "../test/faults/schedule.ts";
import { playOne, playSeries, tableOf } from "../test/faults/series.ts";

/**
 * Plays seeded fault schedules in process, and prints what came of them: `npm run faults`, with
 * `-- --schedules 100000 --seed 7` for more of them, `-- --vault command` for a hub token that a command keeps, and
 * `-- --replay 3709` for the whole story of one seed.
 */
const { values } = parseArgs({
  options: {
    schedules: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    replay: { type: "string" },
    vault: { type: "string", default: "github" },
  },
});
const vault = vaultKinds.find((kind) => kind === values.vault);
if (vault === undefined) throw new RangeError(`There are the vaults ${vaultKinds.join(" and ")}.`);
const core = await loadCore(fileURLToPath(new URL("../src", import.meta.url)), ".ts");
if (values.replay === undefined) {
  const series = await playSeries(core, Number(values.seed), Number(values.schedules), vault);
  process.stdout.write(`${tableOf(series)}\n`);
  process.exitCode = series.breaches.size === 0 ? 0 : 1;
} else {
  process.stdout.write(`${JSON.stringify(await playOne(core, Number(values.replay), vault), undefined, 2)}\n`);
}
