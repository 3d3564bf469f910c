import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { unlicensed } from "./bundle.ts";
import { layOut } from "./extension-folder.ts";
import { tighten } from "./tight-zip.ts";

/** Makes `ocpi-onboarding.vsix` from what tsc emitted, and fails when it is heavier than it may be. */
const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist", "extension");
const vsix = join(root, "ocpi-onboarding.vsix");
const vsce = createRequire(import.meta.url).resolve("@vscode/vsce/vsce");
const limits: Readonly<Record<string, number>> = { "index.js": 350_000, "ocpi-onboarding.vsix": 150_000 };

// The Marketplace's page is not the Action's README. It lies in docs, and what it links to is found from there.
const repository = "https://github.com/ocpi-onboarding/ocpi-onboarding";
const page = [
  "--readme-path",
  "docs/marketplace.md",
  "--baseContentUrl",
  `${repository}/blob/HEAD/docs`,
  "--baseImagesUrl",
  `${repository}/raw/HEAD/docs`,
];

await rm(dist, { recursive: true, force: true });
await rm(vsix, { force: true });
const folder = await mkdtemp(join(tmpdir(), "ocpi-extension-"));
try {
  const packages = await layOut(folder);
  await cp(join(folder, "dist", "extension"), dist, { recursive: true });
  const missing = await unlicensed(dist, packages);
  if (missing.length > 0) throw new Error(`licenses.txt of the extension does not name ${missing.join(", ")}.`);
  await promisify(execFile)(process.execPath, [vsce, "package", "--no-dependencies", ...page, "--out", vsix], {
    cwd: folder,
  });
  await tighten(vsix);
} finally {
  await rm(folder, { recursive: true, force: true });
}

const scripts = (await readdir(dist)).filter((name) => name.endsWith(".js")).toSorted();
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
