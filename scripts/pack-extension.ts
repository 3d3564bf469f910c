import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const vsce = fileURLToPath(import.meta.resolve("@vscode/vsce/vsce"));

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

/**
 * Packs a folder in which the extension was laid out.
 * @param vsix the file to be made.
 * @throws Error with what vsce says is wrong with it.
 */
export async function pack(folder: string, vsix: string): Promise<void> {
  const options = ["--no-dependencies", ...page, "--out", vsix];
  await promisify(execFile)(process.execPath, [vsce, "package", ...options], { cwd: folder });
}
