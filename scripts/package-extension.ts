import { cp, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { unlicensed } from "./bundle.ts";
import { layOut } from "./extension-folder.ts";
import { pack } from "./pack-extension.ts";

/** Makes `ocpi-onboarding.vsix` from what tsc emitted, and fails when it is heavier than it may be. */
const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist", "extension");
const vsix = join(root, "ocpi-onboarding.vsix");
const limits: Readonly<Record<string, number>> = { "index.cjs": 350_000, "ocpi-onboarding.vsix": 1_000_000 };

await rm(dist, { recursive: true, force: true });
await rm(vsix, { force: true });
const folder = await mkdtemp(join(tmpdir(), "ocpi-extension-"));
try {
  const packages = await layOut(folder);
  await cp(join(folder, "dist", "extension"), dist, { recursive: true });
  const missing = await unlicensed(dist, packages);
  if (missing.length > 0) throw new Error(`licenses.txt of the extension does not name ${missing.join(", ")}.`);
  await pack(folder, vsix);
} finally {
  await rm(folder, { recursive: true, force: true });
}

const scripts = (await readdir(dist)).filter((name) => /\.[cm]?js$/.test(name)).toSorted();
for (const file of [...scripts.map((name) => join(dist, name)), vsix]) {
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
