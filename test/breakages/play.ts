import { execFile } from "node:child_process";
import { copyFile, cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { rolldown } from "rolldown";
import type { Breakage, Proof } from "./breakages.ts";
import { brokenSources, src, type SourceFile } from "./sources.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const one = fileURLToPath(new URL("one.ts", import.meta.url));

/** How many schedules, answers and kills are played at the most; a mistake that none of them catches has survived. */
export const most: Readonly<Record<Proof, number>> = { schedules: 1500, answers: 400, kills: 60 };

/**
 * Makes a mistake in a copy of the sources and plays the proof that has to catch it until it does.
 * @param plays how many of each proof are played at the most.
 * @returns which guarantees broke, one a line; nothing where none did.
 */
export async function whatCatches(
  files: readonly SourceFile[],
  breakage: Breakage | undefined,
  plays: Readonly<Record<Proof, number>>,
): Promise<string[]> {
  // Inside the project, so that the copy finds its packages.
  await mkdir(join(root, "lib"), { recursive: true });
  const folder = await mkdtemp(join(root, "lib", ".broken-"));
  try {
    for (const room of ["core", "github", "action"]) await cp(join(src, room), join(folder, room), { recursive: true });
    if (breakage !== undefined) {
      for (const [path, text] of brokenSources(files, breakage)) await writeFile(join(folder, path), text);
    }
    if (plays.kills > 0) await bundle(folder);
    const numbers = [breakage?.fromSeed ?? 1, plays.schedules, plays.answers, plays.kills].map(String);
    const { stdout } = await run(process.execPath, [one, folder, breakage?.vault ?? "github", ...numbers]);
    return stdout === "" ? [] : stdout.split("\n");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The Action of a copy as a runner starts it: it is killed often, and so it has to begin as fast as the one that is committed. */
async function bundle(folder: string): Promise<void> {
  const entry = (name: string): string => join(folder, "action", `${name}.ts`);
  const made = await rolldown({ input: { index: entry("index"), post: entry("post") }, platform: "node", cwd: root });
  await made.write({ dir: join(folder, "dist", "action"), format: "esm" });
  await made.close();
  await copyFile(join(root, "action.yml"), join(folder, "action.yml"));
}

/** So many plays of the proof that has to catch the mistake, and none of the others. */
export function playsOf({ caughtBy }: Breakage): Readonly<Record<Proof, number>> {
  return { schedules: 0, answers: 0, kills: 0, [caughtBy]: most[caughtBy] };
}
