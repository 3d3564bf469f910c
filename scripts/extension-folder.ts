import { cp, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeExtension } from "./extension-bundle.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What the extension is made of beside its bundle; `.vscodeignore` says what of it is packed. */
const parts = [
  ".vscodeignore",
  "CHANGELOG.md",
  "LICENSE",
  "docs/marketplace.md",
  "package.json",
  "package.nls.json",
  "resources",
  "schemas/ocpi.schema.json",
];

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
  return makeExtension(join(folder, "dist", "extension"));
}
