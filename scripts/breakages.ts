import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { breakages, type Breakage } from "../test/breakages/breakages.ts";

/**
 * The proof that the proof can fail: makes each deliberate mistake in a copy of what tsc emitted, and shows which guarantee
 * catches it. `npm run breakages`, with `-- --only slot` for those whose names hold a word; a mistake that survives is a
 * hole in the tests, and fails.
 */
const { values } = parseArgs({
  options: {
    schedules: { type: "string", default: "1500" },
    answers: { type: "string", default: "400" },
    kills: { type: "string", default: "60" },
    only: { type: "string", default: "" },
  },
});
const run = promisify(execFile);
const root = fileURLToPath(new URL("..", import.meta.url));
const one = fileURLToPath(new URL("../test/breakages/one.ts", import.meta.url));
const chosen = breakages.filter(({ name }) => name.includes(values.only));
const work: readonly (Breakage | undefined)[] = [undefined, ...chosen];
const lines: string[] = [];
let survived = 0;
let next = 0;

/** Plays with one mistake, or with none: then nothing may be caught. */
async function play(breakage: Breakage | undefined): Promise<void> {
  // Inside the project, so that the copy finds its packages.
  const folder = await mkdtemp(join(root, "lib", ".broken-"));
  try {
    for (const room of ["core", "github", "action"]) {
      await cp(join(root, "lib", room), join(folder, room), { recursive: true });
    }
    const action = await readFile(join(root, "action.yml"), "utf8");
    await writeFile(join(folder, "action.yml"), action.replaceAll("dist/action/", "action/"));
    for (const [from, to] of breakage?.changes ?? []) {
      const file = join(folder, breakage?.file ?? "");
      await writeFile(
        file,
        (await readFile(file, "utf8")).replace(from, () => to),
      );
    }
    // What is wrong with the Action alone, only its process shows.
    const inAction = breakage?.file.startsWith("action/");
    const { stdout } = await run(process.execPath, [
      one,
      folder,
      inAction === true ? "0" : values.schedules,
      inAction === true ? "0" : values.answers,
      inAction === false ? "0" : values.kills,
    ]);
    const good = (stdout === "") === (breakage === undefined);
    if (!good) survived += 1;
    const caught = stdout === "" ? ["nothing breaks"] : stdout.split("\n");
    lines.push(
      `${good ? "ok  " : "HOLE"} ${breakage?.name ?? "no mistake at all"}\n${caught.map((line) => `       ${line}`).join("\n")}`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function worker(): Promise<void> {
  while (next < work.length) await play(work[next++]);
}

await Promise.all(Array.from({ length: availableParallelism() }, worker));
process.stdout.write(`${lines.join("\n")}\n\n${chosen.length} mistakes, ${survived} not as they should be\n`);
process.exitCode = survived === 0 ? 0 : 1;
