import { error, type Telling } from "./entry.ts";
import { foreign, plainForeign, quoted } from "./prose.ts";
import { OURS } from "./rule-sources.ts";
import type { Said } from "./sentence.ts";

const GIVE = "Give paths or globs in the repository, one a line, such as `samples/*.json`.";

/** What is wrong with the files that a pipeline names as samples, before anything is read in them. */
export const sampleFileFindings = {
  "samples-none": error(
    "INPUT",
    "you",
    OURS,
    pipeline(({ glob }: { glob: string }) => ({
      message: [`The input \`samples\` names ${quoted(glob)}, which finds no file.`],
      fix: `${GIVE} The repository has to be checked out before this step.`,
    })),
  ),
  "samples-outside": error(
    "INPUT",
    "you",
    OURS,
    pipeline(({ path }: { path: string }) => ({
      message: [`The input \`samples\` names ${quoted(path)}, which leads out of the workspace, so it was not read.`],
      fix: GIVE,
    })),
  ),
  "samples-unreadable": error(
    "INPUT",
    "you",
    OURS,
    pipeline(({ path, detail }: { path: string; detail: string }) => ({
      message: [`The input \`samples\` names ${quoted(path)}, which cannot be read (${plainForeign(detail)}).`],
      fix: "Check that it is a file that the job's user may read.",
    })),
  ),
  "samples-folder": error(
    "INPUT",
    "you",
    OURS,
    pipeline(({ path }: { path: string }) => ({
      message: [`The input \`samples\` names ${quoted(path)}, which is a folder.`],
      fix: `Name the files in it: ${foreign(`${path}/*.json`)}.`,
    })),
  ),
  "samples-encoding": error(
    "INPUT",
    "you",
    OURS,
    pipeline(({ path }: { path: string }) => ({
      message: [`The input \`samples\` names ${quoted(path)}, which is not UTF-8.`],
      fix: "Save the body as your platform sends it. If this is what it sends, have it send UTF-8: JSON is nothing else.",
    })),
  ),
  "samples-many": error(
    "INPUT",
    "you",
    OURS,
    pipeline(({ limit }: { limit: number }) => ({
      message: [`The input \`samples\` finds more than ${limit} files, so none of them was read.`],
      fix: "Name fewer: one file of each kind of object says most.",
    })),
  ),
};

function pipeline<P>(say: (parameters: P) => Said): (parameters: P, telling: Telling) => Said {
  return (parameters, { words }) => words.ofPipeline(say(parameters));
}
