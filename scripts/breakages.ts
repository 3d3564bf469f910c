import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { breakages, type Breakage } from "../test/breakages/breakages.ts";
import { most, playsOf, whatCatches } from "../test/breakages/play.ts";
import { markedSources } from "../test/breakages/sources.ts";

/**
 * The proof that the proof can fail: makes each deliberate mistake in a copy of the sources, and shows which guarantee
 * catches it. `npm run breakages`, with `-- --only lock` for those whose names hold a word; a mistake that survives is a
 * hole in the tests, and fails.
 */
const { values } = parseArgs({ options: { only: { type: "string", default: "" } } });
const files = await markedSources();
const chosen = breakages.filter(({ name }) => name.includes(values.only));
// Without a mistake nothing may be caught, in as many plays.
const work: readonly (Breakage | undefined)[] = [undefined, ...chosen];
const lines: string[] = [];
let survived = 0;
let next = 0;

async function play(breakage: Breakage | undefined): Promise<void> {
  const caught = await whatCatches(files, breakage, breakage === undefined ? most : playsOf(breakage));
  const good = (caught.length === 0) === (breakage === undefined);
  if (!good) survived += 1;
  const told = caught.length === 0 ? ["nothing breaks"] : caught;
  const name = breakage?.name ?? "no mistake at all";
  lines.push(`${good ? "ok  " : "HOLE"} ${name}\n${told.map((line) => `       ${line}`).join("\n")}`);
}

async function worker(): Promise<void> {
  while (next < work.length) await play(work[next++]);
}

await Promise.all(Array.from({ length: availableParallelism() }, worker));
process.stdout.write(`${lines.join("\n")}\n\n${chosen.length} mistakes, ${survived} not as they should be\n`);
process.exitCode = survived === 0 ? 0 : 1;
