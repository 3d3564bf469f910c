import { execFile } from "node:child_process";
import { readdir, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { unlicensed } from "./bundle.ts";
import { makeExtension } from "./extension-bundle.ts";

/** Makes `ocpi-onboarding.vsix` from what tsc emitted, and fails when it is heavier than it may be. */
const root = fileURLToPath(new URL("..", import.meta.url));
const out = join(root, "dist", "extension");
const vsix = join(root, "ocpi-onboarding.vsix");
const vsce = createRequire(import.meta.url).resolve("@vscode/vsce/vsce");

await rm(out, { recursive: true, force: true });
await rm(vsix, { force: true });
const packages = await makeExtension(out);
const missing = await unlicensed(out, packages);
if (missing.length > 0) throw new Error(`licenses.txt of the extension does not name ${missing.join(", ")}.`);
await promisify(execFile)(
  process.execPath,
  // What is bundled is a devDependency; the Marketplace's page is not the Action's README.
  [vsce, "package", "--no-dependencies", "--readme-path", "docs/marketplace.md", "--out", vsix],
  { cwd: root },
);

const limits: Readonly<Record<string, number>> = { "index.js": 350_000, "ocpi-onboarding.vsix": 150_000 };
const parts = (await readdir(out)).filter((name) => name.endsWith(".js")).map((name) => join(out, name));
for (const file of [...parts.toSorted(), vsix]) {
  const { size } = await stat(file);
  const limit = limits[basename(file)];
  const words = limit === undefined ? "" : ` of at most ${kilobytes(limit)}`;
  process.stdout.write(`${basename(file).padEnd(22)}${kilobytes(size).padStart(9)}${words}\n`);
  if (limit === undefined || size <= limit) continue;
  process.stderr.write(`${basename(file)} is too heavy.\n`);
  process.exitCode = 1;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
