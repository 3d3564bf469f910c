import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { runStep } from "../src/sandbox/runner.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("..", import.meta.url));
const ncc = createRequire(import.meta.url).resolve("@vercel/ncc/dist/ncc/cli.js");

/** Where the runner finds the Action's bundle. */
export const committed = join(root, "dist", "action");

/**
 * Bundles the Action from what tsc emitted into `out`, which must not exist or be empty.
 * @returns the names of the packages that are in the bundle.
 */
export async function bundleAction(out: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "ocpi-bundle-"));
  const stats = join(folder, "stats.json");
  try {
    const entry = join("lib", "action", "index.js");
    await run(
      process.execPath,
      [ncc, "build", entry, "-o", out, "--license", "licenses.txt", "--stats-out", stats, "--no-cache"],
      { cwd: root },
    );
    return packagesIn(JSON.parse(await readFile(stats, "utf8")));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Modules {
  readonly name?: string;
  readonly modules?: readonly Modules[];
}

function packagesIn(stats: Modules): string[] {
  const names = new Set<string>();
  const walk = ({ name = "", modules = [] }: Modules): void => {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)?.[1];
    if (found !== undefined) names.add(found);
    modules.forEach(walk);
  };
  walk(stats);
  return [...names].toSorted();
}

/** Packages of the bundle that `licenses.txt` does not name. */
export async function unlicensed(out: string, packages: readonly string[]): Promise<string[]> {
  const lines = new Set((await readFile(join(out, "licenses.txt"), "utf8")).split("\n"));
  return packages.filter((name) => !lines.has(name));
}

/** The names of the files in which two folders differ. */
export async function differences(a: string, b: string): Promise<string[]> {
  const names = new Set((await Promise.all([a, b].map(async (folder) => readdir(folder).catch(() => [])))).flat());
  const differing = await Promise.all(
    [...names].map(async (name) => {
      const [left, right] = await Promise.all(
        [a, b].map(async (folder) => readFile(join(folder, name)).catch(() => undefined)),
      );
      return left !== undefined && right !== undefined && left.equals(right) ? [] : [name];
    }),
  );
  return differing.flat().toSorted();
}

/**
 * Starts the committed bundle with no inputs at all. A bundler may leave out a module and not say so; then the bundle
 * dies at its start, and not with our own words.
 */
export async function smokeRun(): Promise<void> {
  const { outputs, raw } = await runStep({ action: root, inputs: {}, jobToken: "no-token" });
  if (outputs["result"] !== "invalid") throw new Error(`The bundle does not run:\n${raw}`);
}
