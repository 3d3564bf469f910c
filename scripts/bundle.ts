import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown, type CodeSplittingGroup } from "rolldown";
import { runStep } from "../src/sandbox/runner.ts";
import { loadedAtOnce, yamlModules } from "./extension-bundle.ts";
import { licencesOf, packagesOf } from "./licences.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** A bundle that is committed: where a runner finds it, and what it is made from. */
export interface Bundle {
  readonly name: string;
  readonly committed: string;
  readonly entry: string;
  /** Small files that go beside the bundle as tsc emitted them. */
  readonly beside: readonly string[];
  /** Whether some of it is loaded only when it is used. */
  readonly hasParts: boolean;
}

export const bundles: readonly Bundle[] = [
  {
    name: "action",
    committed: join(root, "dist", "action"),
    entry: join("lib", "action", "index.js"),
    beside: [join("lib", "action", "post.js")],
    hasParts: true,
  },
  {
    name: "sandbox",
    committed: join(root, "dist", "sandbox"),
    entry: join("lib", "sandbox", "background.js"),
    beside: [join("lib", "sandbox", "post.js")],
    hasParts: false,
  },
];

/** Undici, which libraries of the entry import, and do not use there: it comes when a proxy is spoken to. */
const proxyClient: CodeSplittingGroup = { name: "undici", test: /node_modules[/\\]undici[/\\]/, priority: 2 };

/**
 * Bundles from what tsc emitted into `out`, which must not exist or be empty: `index.js`, with all that it imports in turn, and
 * the parts that are loaded when they are used. Not minified, so that a reader can compare them with the sources.
 * @returns the names of the packages that are in it.
 */
export async function makeBundle({ entry, beside, hasParts }: Bundle, out: string): Promise<string[]> {
  await mkdir(out, { recursive: true });
  const file = join(root, entry);
  const bundle = await rolldown({
    input: { index: file },
    cwd: root,
    platform: "node",
    resolve: { alias: yamlModules },
    // No library here is imported for what its modules do when they are loaded.
    treeshake: { moduleSideEffects: (id) => !id.includes("/node_modules/") },
    // The parts that are loaded later find in the first what they need of it.
    preserveEntrySignatures: "allow-extension",
    // A machine that is busy with something else is no fault.
    checks: { bundlerTimings: false },
    // A missing module must fail this build, and not the Action in a pipeline.
    onLog(_level, log) {
      throw new Error(`${entry}: ${log.message}`);
    },
  });
  const { output } = await bundle.write({
    dir: out,
    format: "esm",
    entryFileNames: "index.js",
    chunkFileNames: "[name].js",
    codeSplitting: hasParts && { groups: [proxyClient, loadedAtOnce("index", file)] },
  });
  await bundle.close();
  for (const name of beside) await copyFile(join(root, name), join(out, basename(name)));
  const packages = packagesOf(output.flatMap((part) => (part.type === "chunk" ? part.moduleIds : [])));
  await writeFile(join(out, "licenses.txt"), await licencesOf(packages));
  await writeFile(join(out, "package.json"), `${JSON.stringify({ type: "module" })}\n`);
  return packages;
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
