import type { RunTask } from "../core/onboarding/run-task.ts";
import type { Inputs } from "./inputs.ts";
import { wordsFor } from "./step-summary.ts";
import type { Task } from "./task-kinds.ts";
import { issueOf } from "./track-issue.ts";

/** How the issue of a task's connection is kept, if it is to have one. */
export function keepIssueOf(
  task: Task | undefined,
  inputs: Inputs,
  say: (line: string) => void,
  cancelled: AbortSignal,
): RunTask["keepIssue"] {
  if (task?.command !== "verify" || task.issue === undefined) return undefined;
  const { githubToken } = inputs;
  return issueOf({ location: task.issue, githubToken, words: wordsFor(inputs), say, cancelled });
}
