import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const installed = fileURLToPath(new URL("../node_modules", import.meta.url));

/** The names of the packages to which modules belong, by the modules' paths. */
export function packagesOf(modules: Iterable<string>): string[] {
  const names = new Set<string>();
  for (const id of modules) {
    const name = /.*[/\\]node_modules[/\\]((?:@[^/\\]+[/\\])?[^/\\]+)/.exec(id)?.[1];
    if (name !== undefined) names.add(name.replace("\\", "/"));
  }
  return [...names].toSorted();
}

/** What `licenses.txt` says: of each package its name, its licence, and that licence's text where the package brings it. */
export async function licencesOf(packages: readonly string[]): Promise<string> {
  return (await Promise.all(packages.map(licenceOf))).join("\n\n");
}

async function licenceOf(name: string): Promise<string> {
  const folder = join(installed, name);
  const { license = "" } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as { license?: string };
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e(?:\.\w+)?$/i.test(entry));
  const text = file === undefined ? "" : await readFile(join(folder, file), "utf8");
  // Git would change a line's end when it takes the file in.
  return [name, license, text.replaceAll("\r\n", "\n").trim()].filter((part) => part !== "").join("\n");
}
