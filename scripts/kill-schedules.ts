import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { killTable, playKill, type KillStory } from "../test/faults/kills.ts";

/**
 * Kills the built Action at seeded moments, and prints what reruns made of it: `npm run kills`, with
 * `-- --schedules 1000 --seed 7` for more of them, and `-- --replay 12` for the story of one seed.
 */
const { values } = parseArgs({
  options: {
    schedules: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
    replay: { type: "string" },
  },
});
if (values.replay === undefined) {
  const first = Number(values.seed);
  const stories: KillStory[] = [];
  let next = first;
  const worker = async (): Promise<void> => {
    while (next < first + Number(values.schedules)) {
      stories.push(await playKill(next++));
      // A thousand take half an hour.
      if (stories.length % 50 === 0) process.stderr.write(`${stories.length} played\n`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  process.stdout.write(`${killTable(stories)}\n`);
  process.exitCode = stories.some(({ lost, problems }) => lost || problems.length > 0) ? 1 : 0;
} else {
  process.stdout.write(`${JSON.stringify(await playKill(Number(values.replay)), undefined, 2)}\n`);
}
