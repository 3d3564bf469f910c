import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { minify } from "terser";
import { makeBundle, type Bundle } from "./bundle.ts";

// ncc's own source maps would patch `Error.prepareStackTrace` for every extension in the host. Its `--minify` shortens
// names but leaves the code in that nobody calls, a fifth of the bundle, so terser does that after it.
const flags = ["--no-source-map-register"];

/** The extension itself. `vscode` is the editor's: it is there when the bundle runs. */
export const extension: Bundle = {
  name: "extension",
  entry: join("lib", "extension", "index.js"),
  beside: [],
  flags: ["--external", "vscode", ...flags],
};

/** The sandbox that the extension runs as a thread. */
export const extensionSandbox: Bundle = {
  name: "sandbox of the extension",
  entry: join("lib", "sandbox", "worker.js"),
  beside: [],
  flags,
};

/**
 * Makes what the extension loads into `out`, from what tsc emitted: `index.js`, `sandbox.js`, the `package.json` by which
 * Node knows them as modules, and the licences of everything in them.
 * @returns the names of the packages that are in either bundle.
 */
export async function makeExtension(out: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "ocpi-extension-"));
  const [main, sandbox] = [join(folder, "main"), join(folder, "sandbox")];
  try {
    const packages = await Promise.all([makeBundle(extension, main), makeBundle(extensionSandbox, sandbox)]);
    await mkdir(out, { recursive: true });
    for (const name of await readdir(main)) {
      if (name.endsWith(".js")) await writeMinified(join(main, name), join(out, name));
    }
    // ncc calls every bundle index.js, so the sandbox is given its name here.
    await writeMinified(join(sandbox, "index.js"), join(out, "sandbox.js"));
    await copyFile(join(main, "package.json"), join(out, "package.json"));
    const licences = await Promise.all([main, sandbox].map((part) => readFile(join(part, "licenses.txt"), "utf8")));
    await writeFile(join(out, "licenses.txt"), licences.join("\n"));
    return [...new Set(packages.flat())].toSorted();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeMinified(from: string, to: string): Promise<void> {
  const { code } = await minify(await readFile(from, "utf8"), {
    module: true,
    // VS Code 1.105 runs on Node 22.
    ecma: 2020,
    compress: { passes: 3 },
    format: { comments: false },
  });
  await writeFile(to, code ?? "");
}
