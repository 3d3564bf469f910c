import { execFile } from "node:child_process";
import { copyFile, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { runStep } from "../src/sandbox/runner.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("..", import.meta.url));
const ncc = fileURLToPath(import.meta.resolve("@vercel/ncc/dist/ncc/cli.js"));

/** A bundle that is committed: where a runner finds it, and what it is made from. */
export interface Bundle {
  readonly name: string;
  readonly committed: string;
  readonly entry: string;
  /** Small files that go beside the bundle as tsc emitted them. */
  readonly beside: readonly string[];
}

export const bundles: readonly Bundle[] = [
  {
    name: "action",
    committed: join(root, "dist", "action"),
    entry: join("lib", "action", "index.js"),
    beside: [join("lib", "action", "post.js")],
  },
  {
    name: "sandbox",
    committed: join(root, "dist", "sandbox"),
    entry: join("lib", "sandbox", "background.js"),
    beside: [join("lib", "sandbox", "post.js")],
  },
];

/**
 * Bundles from what tsc emitted into `out`, which must not exist or be empty.
 * @returns the names of the packages that are in the bundle.
 */
export async function makeBundle({ entry, beside }: Bundle, out: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "ocpi-bundle-"));
  const stats = join(folder, "stats.json");
  try {
    await run(
      process.execPath,
      [ncc, "build", entry, "-o", out, "--license", "licenses.txt", "--stats-out", stats, "--no-cache"],
      { cwd: root },
    );
    for (const file of beside) await copyFile(join(root, file), join(out, basename(file)));
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
 * Starts the committed bundles. A bundler may leave out a module and not say so; then a bundle dies at its start, and not
 * with our own words.
 */
export async function smokeRun(): Promise<void> {
  const action = await runStep({ action: root, inputs: {}, jobToken: "no-token" });
  if (action.outputs["result"] !== "invalid") throw new Error(`The Action does not run:\n${action.raw}`);
  const sandbox = await runStep({ action: join(root, "sandbox"), inputs: {}, jobToken: "no-token" });
  if (sandbox.outputs["hub-url"] === undefined) throw new Error(`The sandbox does not run:\n${sandbox.raw}`);
  // Its post step has ended it again.
}
