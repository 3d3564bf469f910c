import { loadCore } from "../faults/core.ts";
import { playKill } from "../faults/kills.ts";
import { playSeries } from "../faults/series.ts";
import { playHostile } from "../hostile/hostile.ts";

/**
 * Plays schedules and hostile answers with the sources in a folder, kills the Action that is there, until a guarantee breaks,
 * and prints which did, one a line: `node one.ts <folder> <schedules> <answers> <kills>`.
 */
const [folder = "", schedules = "0", answers = "0", kills = "0"] = process.argv.slice(2);
// What is caught is caught early, mostly: little is played beyond that.
const AT_ONCE = 50;
const core = await loadCore(folder, ".ts");
const caught: string[] = [];
for (let seed = 1; seed <= Number(kills) && caught.length === 0; seed += 1) {
  const { lost, problems } = await playKill(seed, folder);
  if (lost) caught.push(`kills: a token is lost by seed ${seed}`);
  if (problems.length > 0) caught.push(`kills: seed ${seed}: ${problems[0]?.split("\n")[0]}`);
}
try {
  for (let seed = 1; seed <= Number(schedules) && caught.length === 0; seed += AT_ONCE) {
    const { breaches } = await playSeries(core, seed, Math.min(AT_ONCE, Number(schedules) - seed + 1));
    for (const [invariant, found] of breaches) {
      caught.push(`${invariant} (first by seed ${found[0]?.seed}: ${found[0]?.what})`);
    }
  }
} catch (error) {
  caught.push(`a run fails: ${error instanceof Error ? error.message : String(error)}`);
}
try {
  for (let seed = 1; (seed - 1) * AT_ONCE < Number(answers) && caught.length === 0; seed += 1)
    await playHostile(core, seed, AT_ONCE);
} catch (error) {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
  caught.push(`hostile hub: ${cause.split("\n")[0]}`);
}
process.stdout.write(caught.join("\n"));
