import { glob, readFile, realpath, stat } from "node:fs/promises";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { SAMPLE_LIMIT, unreadableSample } from "../core/checks/samples.ts";
import type { Finding } from "../core/findings/catalogue.ts";

/** How many files are read in one run. */
const FILES_LIMIT = 100;

/** A file that was read, by its path from the workspace. */
interface SampleFile {
  readonly path: string;
  readonly text: string;
}

/** What became of the input `samples`. Where there is a finding, the input is wrong, and nothing may be sent. */
export interface SampleFiles {
  readonly files: readonly SampleFile[];
  readonly findings: readonly Finding[];
}

/**
 * Reads the files that `samples` names, and none that is outside the workspace, too large or no text. What is no JSON is no
 * sample: the run is told so before it sends anything.
 * @param lines a path or glob each, from the workspace; blank ones name nothing.
 * @returns the files by their paths, in order, and what is wrong with the lines and files.
 */
export async function readSampleFiles(lines: readonly string[], workspace: string): Promise<SampleFiles> {
  const paths = new Set<string>();
  const findings: Finding[] = [];
  for (const line of lines.map((one) => one.trim()).filter((one) => one !== "")) {
    const found = await pathsOf(line, workspace);
    if ("code" in found) findings.push(found);
    else for (const path of found) paths.add(path);
    if (paths.size > FILES_LIMIT)
      return { files: [], findings: [...findings, { code: "samples-many", limit: FILES_LIMIT }] };
  }
  const files: SampleFile[] = [];
  for (const path of [...paths].toSorted()) {
    const read = await readSample(path, workspace);
    if ("code" in read) findings.push(read);
    else files.push(read);
  }
  const unreadable = files.flatMap(({ path, text }) => unreadableSample(text, path) ?? []);
  return { files, findings: [...findings, ...unreadable] };
}

// A folder above, also as one of the words of a group such as `{a,..}`.
const above = /(?:^|[/{,(|])\.\.(?:[/},)|]|$)/;

/** The paths that a line names: one more than may be, at most. */
async function pathsOf(line: string, workspace: string): Promise<readonly string[] | Finding> {
  const pattern = (isAbsolute(line) ? relative(workspace, line) : line).replaceAll(sep, "/");
  if (above.test(pattern) || isAbsolute(pattern)) return { code: "samples-outside", path: line };
  const found: string[] = [];
  try {
    for await (const path of glob(pattern, { cwd: workspace })) {
      found.push(path.replaceAll(sep, "/"));
      if (found.length > FILES_LIMIT) break;
    }
  } catch (error) {
    return { code: "samples-unreadable", path: line, detail: codeOf(error) };
  }
  return found.length === 0 ? { code: "samples-none", glob: line } : found;
}

async function readSample(path: string, workspace: string): Promise<SampleFile | Finding> {
  try {
    const file = await realpath(join(workspace, path));
    // A link may lead anywhere, such as to a key of the runner's user.
    if (!isWithin(file, await realpath(workspace))) return { code: "samples-outside", path };
    const stats = await stat(file);
    if (stats.isDirectory()) return { code: "samples-folder", path };
    // A pipe or a device may have no end.
    if (!stats.isFile()) return { code: "samples-unreadable", path, detail: "no file" };
    if (stats.size > SAMPLE_LIMIT) return { code: "sample-large", file: path };
    const text = textOf(await readFile(file));
    return text === undefined ? { code: "samples-encoding", path } : { path, text };
  } catch (error) {
    return { code: "samples-unreadable", path, detail: codeOf(error) };
  }
}

function isWithin(file: string, folder: string): boolean {
  return file.startsWith(resolve(folder) + sep) || file === resolve(folder);
}

/** The text of UTF-8, without the mark with which an editor may begin it; undefined for what is no UTF-8. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "unknown";
}
