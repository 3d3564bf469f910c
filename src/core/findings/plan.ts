import { error, note } from "./entry.ts";
import { pipeline } from "./inputs.ts";
import { quoted } from "./prose.ts";
import { OURS } from "./rule-sources.ts";

const LIMITS = "GitHub, Actions limits";

/** What may be found when connections are spread over the jobs of a pipeline. */
export const planFindings = {
  "plan-no-file": error(
    "CONFIG",
    "you",
    OURS,
    pipeline(({ path, workspaceEmpty }: { path: string; workspaceEmpty: boolean }) => ({
      message: [
        `There is no ${quoted(path)}${workspaceEmpty ? " (the workspace is empty)" : ""}, so there is nothing to plan.`,
        "A plan spreads the connections of this file over jobs.",
      ],
      fix: workspaceEmpty
        ? "Check the repository out before this step."
        : "Create the file, or correct the input `config`.",
      ...(workspaceEmpty
        ? { snippet: "- uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1" }
        : {}),
    })),
  ),
  "plan-empty": error(
    "CONFIG",
    "you",
    LIMITS,
    pipeline(() => ({
      message: [
        "The config has no connection, so there is nothing to plan.",
        "A matrix without jobs fails a workflow.",
      ],
      fix: "Add a connection under `connections`.",
    })),
  ),
  "plan-too-large": error(
    "CONFIG",
    "you",
    LIMITS,
    pipeline(({ count, limit }: { count: number; limit: number }) => ({
      message: [
        `The config has ${count} connections, and a matrix of matrices takes ${limit}.`,
        "A matrix has at most 256 jobs, and each of them may be a matrix of 256 again.",
      ],
      fix: "Describe the connections in several files, and plan each: the input `config` names the file.",
    })),
  ),
  "plan-nested": note(
    "CONFIG",
    "you",
    LIMITS,
    pipeline(({ count, jobs, each, limit }: { count: number; jobs: number; each: number; limit: number }) => ({
      message: [
        `${count} connections are more than the ${limit} jobs of a matrix: each of its ${jobs} jobs has up to ${each} connections, in \`matrix.connections\`.`,
        "`matrix.connection` is empty then.",
      ],
      fix: "Give `matrix.connections` to a reusable workflow with a matrix of its own, as the example `fleet.yml` does.",
      toDo: false,
    })),
  ),
};
