import { loadCore } from "../faults/core.ts";
import { playKill } from "../faults/kills.ts";
import { playSeries } from "../faults/series.ts";
import { playHostile } from "../hostile/hostile.ts";

/**
 * Plays schedules and hostile answers with the sources in a folder, kills the Action that is there, until a guarantee breaks,
 * and prints which did, one a line: `node one.ts <folder> <vault> <first seed> <schedules> <answers> <kills>`.
 */
const [folder = "", kind, ...numbers] = process.argv.slice(2);
const vault = kind === "command" ? kind : "github";
const [first = 1, schedules = 0, answers = 0, kills = 0] = numbers.map(Number);
// What is caught is caught early, mostly: little is played beyond that.
const AT_ONCE = 10;
const core = await loadCore(folder, ".ts");
const caught: string[] = [];
for (let seed = first; seed < first + kills && caught.length === 0; seed += 1) {
  const { lost, problems } = await playKill(seed, folder);
  if (lost) caught.push(`kills: a token is lost by seed ${seed}`);
  if (problems.length > 0) caught.push(`kills: seed ${seed}: ${problems[0]?.split("\n")[0]}`);
}
try {
  for (let played = 0; played < schedules && caught.length === 0; played += AT_ONCE) {
    const { breaches } = await playSeries(core, first + played, AT_ONCE, vault);
    for (const [invariant, found] of breaches) {
      caught.push(`${invariant} (first by seed ${found[0]?.seed}: ${found[0]?.what})`);
    }
  }
} catch (error) {
  caught.push(`a run fails: ${error instanceof Error ? error.message : String(error)}`);
}
try {
  // Of one seed as many answers follow as are asked for.
  for (let played = 0; played < answers && caught.length === 0; played += AT_ONCE)
    await playHostile(core, first + played / AT_ONCE, AT_ONCE);
} catch (error) {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
  caught.push(`hostile hub: ${cause.split("\n")[0]}`);
}
process.stdout.write(caught.join("\n"));
