import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Breakage } from "./breakages.ts";
import { broken, markersIn } from "./place.ts";

export const src = fileURLToPath(new URL("../../src", import.meta.url));

/** A source file with what is marked in it; its path is relative to `src`. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly markers: readonly string[];
}

/** Every source file that has a marker. */
export async function markedSources(): Promise<SourceFile[]> {
  const names = (await readdir(src, { recursive: true })).filter((name) => name.endsWith(".ts"));
  const files = await Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(src, name), "utf8");
      return { path: relative(src, join(src, name)), text, markers: markersIn(text) };
    }),
  );
  return files.filter(({ markers }) => markers.length > 0);
}

/**
 * The source files as a breakage makes them, by their paths.
 * @throws where a marker does not stand in exactly one place, or the mistake cannot be made there.
 */
export function brokenSources(files: readonly SourceFile[], { changes }: Breakage): Map<string, string> {
  const made = new Map<string, string>();
  for (const [marker, mistake] of changes) {
    const [file, ...others] = files.filter(({ markers }) => markers.includes(marker));
    if (file === undefined || others.length > 0 || file.markers.filter((each) => each === marker).length > 1)
      throw new Error(`The comment "// Breakage: ${marker}" does not stand in exactly one place.`);
    made.set(file.path, broken(made.get(file.path) ?? file.text, marker, mistake));
  }
  return made;
}
