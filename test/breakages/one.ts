import { loadCore } from "../faults/core.ts";
import { playKill } from "../faults/kills.ts";
import { playSeries } from "../faults/series.ts";
import { playHostile } from "../hostile/hostile.ts";

/**
 * Plays schedules and hostile answers with the core in a folder, kills the Action that is there, and prints which guarantees
 * broke, one a line: `node one.ts <folder> <schedules> <answers> <kills>`.
 */
const [folder = "", schedules = "0", answers = "0", kills = "0"] = process.argv.slice(2);
const core = await loadCore(folder, ".js");
const caught: string[] = [];
for (let seed = 1; seed <= Number(kills) && caught.length === 0; seed += 1) {
  const { lost, problems } = await playKill(seed, folder);
  if (lost) caught.push(`kills: a token is lost by seed ${seed}`);
  if (problems.length > 0) caught.push(`kills: seed ${seed}: ${problems[0]?.split("\n")[0]}`);
}
try {
  const { breaches } = await playSeries(core, 1, Number(schedules));
  for (const [invariant, found] of breaches) {
    caught.push(`${invariant} (${found.length} times, first by seed ${found[0]?.seed}: ${found[0]?.what})`);
  }
} catch (error) {
  caught.push(`a run fails: ${error instanceof Error ? error.message : String(error)}`);
}
try {
  await playHostile(core, 1, Number(answers));
} catch (error) {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
  caught.push(`hostile hub: ${cause.split("\n")[0]}`);
}
process.stdout.write(caught.join("\n"));
