import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown, type ChunkingContext, type CodeSplittingGroup } from "rolldown";
import { licencesOf, packagesOf } from "./licences.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const installed = join(root, "node_modules");

/**
 * What is bundled, by the name that its file is given: what `main` of the manifest names, the sandbox's thread, and the script of the
 * report's page, which runs in a browser.
 *
 * The extension is CommonJS, which VS Code loads in one go. An ES module is loaded in turns, between which the extensions that
 * start at the same moment are loaded: a person waits for all of them until a button of ours works.
 */
const entries = [
  {
    name: "index",
    written: "index.cjs",
    format: "cjs",
    platform: "node",
    file: join("extension", "index"),
    hasParts: true,
  },
  {
    name: "sandbox",
    written: "sandbox.mjs",
    format: "esm",
    platform: "node",
    file: join("sandbox", "worker"),
    hasParts: false,
  },
  {
    name: "report",
    written: "report.js",
    format: "esm",
    platform: "browser",
    file: join("extension", "page", "main"),
    hasParts: false,
  },
] as const;

/** The YAML library as ES modules, from which what is never called is left out. */
export const yamlModules = { yaml: join(installed, "yaml", "browser", "dist", "index.js") };

const alias = {
  ...yamlModules,
  // VS Code gives us the translations; nothing has to be read for them.
  "@vscode/l10n": join(installed, "@vscode", "l10n", "dist", "browser.js"),
};

/** A part that brings with it what the Action loads one by one: the editor is open for hours, and a run is not. */
const jobs = join("extension", "state", "jobs");

/**
 * Makes what the extension loads into `out`, from what tsc emitted: `index.cjs`, the parts of it that are loaded when they
 * are used, `sandbox.mjs`, the page of a report, the `package.json` by which Node knows the parts as CommonJS, and the licences of
 * everything in them.
 *
 * What is never called is left out, and of a library that comes in two forms the one is taken that allows it.
 * @param forDebugging from the sources themselves, as they are written, with maps that lead a debugger to them.
 * @returns the names of the packages that are in it.
 */
export async function makeExtension(out: string, { forDebugging = false } = {}): Promise<string[]> {
  await mkdir(out, { recursive: true });
  const modules = new Set<string>();
  const fileOf = (file: string): string =>
    forDebugging ? join(root, "src", `${file}.ts`) : join(root, "lib", `${file}.js`);
  for (const { name, written, format, platform, file, hasParts } of entries) {
    const entry = fileOf(file);
    const bundle = await rolldown({
      input: { [name]: entry },
      platform,
      // The editor's icons, of which a page draws the shapes.
      moduleTypes: { ".svg": "text" },
      // The editor's own, which is there when the bundle runs.
      external: ["vscode"],
      resolve: { alias },
      // No library here is imported for what its modules do when they are loaded.
      treeshake: { moduleSideEffects: (id) => !id.includes("/node_modules/") },
      // The parts that are loaded later find in the first what they need of it.
      preserveEntrySignatures: "allow-extension",
      // A machine that is busy with something else is no fault.
      checks: { bundlerTimings: false },
      // A missing module must fail this build, and not the extension in a user's editor.
      onLog(_level, log) {
        throw new Error(`${name}: ${log.message}`);
      },
    });
    const { output } = await bundle.write({
      dir: out,
      format,
      strict: true,
      entryFileNames: written,
      chunkFileNames: "[name].js",
      minify: !forDebugging,
      comments: forDebugging,
      sourcemap: forDebugging,
      codeSplitting: hasParts && {
        groups: [loadedAtOnce(name, entry), loadedTogether("jobs", fileOf(jobs))],
      },
    });
    await bundle.close();
    for (const part of output) {
      if (part.type === "chunk") part.moduleIds.forEach((id) => modules.add(id));
    }
  }
  await copyFile(join(root, "src", "extension", "page", "report.css"), join(out, "report.css"));
  const packages = packagesOf(modules);
  await writeFile(join(out, "package.json"), `${JSON.stringify({ type: "commonjs" })}\n`);
  await writeFile(join(out, "licenses.txt"), await licencesOf(packages));
  return packages;
}

/**
 * All that an entry imports, and what that imports in turn: the entry's own file, in the order of the imports. Left to itself
 * the bundler puts what several parts need into files of its own, by the order in which it meets the parts; and schemas in
 * such a file would be made before the first line of the entry says how.
 */
export function loadedAtOnce(name: string, entry: string): CodeSplittingGroup {
  return {
    debugName: name,
    // What the entry has the other parts find there.
    priority: 1,
    name: reachedFrom(name, entry, ({ importedIds }) => importedIds),
  };
}

/** A part with all that it imports, at once or later, but for what the entry has. */
function loadedTogether(name: string, part: string): CodeSplittingGroup {
  return {
    debugName: name,
    name: reachedFrom(name, part, ({ importedIds, dynamicallyImportedIds }) => [
      ...importedIds,
      ...dynamicallyImportedIds,
    ]),
  };
}

type ModuleInfo = NonNullable<ReturnType<ChunkingContext["getModuleInfo"]>>;

/** Names each module that is reached from one. They are looked for once: for each module anew it took most of the build. */
function reachedFrom(
  name: string,
  first: string,
  next: (module: ModuleInfo) => readonly string[],
): (id: string, graph: ChunkingContext) => string | null {
  let reached: Set<string> | undefined;
  return (id, graph) => {
    if (reached === undefined) {
      reached = new Set([first]);
      for (const one of reached) {
        const module = graph.getModuleInfo(one);
        if (module !== null) for (const other of next(module)) reached.add(other);
      }
    }
    return reached.has(id) ? name : null;
  };
}
