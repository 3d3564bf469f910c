import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeExtension } from "./extension-bundle.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What the extension is made of beside its bundle; `.vscodeignore` says what of it is packed. */
const parts = [".vscodeignore", "LICENSE", "docs/marketplace.md", "resources"];
/** What only the editor reads goes without the spaces that are for us. */
const data = ["package.nls.json", "schemas/ocpi.schema.json"];
/** What the manifest says to nobody but npm. */
const forNpm: ReadonlySet<string> = new Set(["private", "scripts", "devDependencies", "overrides", "allowScripts"]);

/**
 * Lays the extension out in a folder of its own, from what tsc emitted. In the repository vsce would look at each file of
 * `node_modules` and of the test tools before it leaves it out.
 * @returns the names of the packages that are in the bundle.
 */
export async function layOut(folder: string): Promise<string[]> {
  for (const part of parts) {
    await mkdir(dirname(join(folder, part)), { recursive: true });
    await cp(join(root, part), join(folder, part), { recursive: true });
  }
  for (const part of data) {
    await mkdir(dirname(join(folder, part)), { recursive: true });
    await writeFile(join(folder, part), JSON.stringify(JSON.parse(await readFile(join(root, part), "utf8"))));
  }
  const manifest = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as Record<string, unknown>;
  const published = Object.fromEntries(Object.entries(manifest).filter(([key]) => !forNpm.has(key)));
  await writeFile(join(folder, "package.json"), `${JSON.stringify(published)}\n`);
  return makeExtension(join(folder, "dist", "extension"));
}
