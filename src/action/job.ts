import type { Finding } from "../core/findings/catalogue.ts";
import type { capsuleKey } from "../core/onboarding/capsule.ts";
import type { Job, RunTask } from "../core/onboarding/run-task.ts";
import { clock } from "./clock.ts";
import type { Inputs } from "./inputs.ts";
import { checkOutputsFile } from "./outputs-file.ts";
import type { Task } from "./task-kinds.ts";
import type { readTask } from "./task.ts";
import { vaultAt } from "./vault.ts";

/** What was read, for the core: a job, a plan, or what is wrong. */
export function jobOf(
  read: ReturnType<typeof readTask>,
  inputs: Inputs,
  found: readonly Finding[],
  deriveKey: typeof capsuleKey,
): RunTask["job"] {
  const nowhere = checkOutputsFile(process.env, "task" in read && read.task.exposeHubToken);
  if ("findings" in read) return { kind: "turned-down", faults: [...found, ...nowhere, ...read.findings] };
  if (nowhere.length > 0) return { kind: "turned-down", faults: [...found, ...nowhere] };
  return "plan" in read ? { kind: "plan", plan: read.plan } : jobOfTask(read.task, inputs, found, deriveKey);
}

/** The same of a task that may run. */
export function jobOfTask(task: Task, inputs: Inputs, found: readonly Finding[], deriveKey?: typeof capsuleKey): Job {
  const { connection } = task.job;
  const warnings = [...found, ...task.warnings];
  switch (task.command) {
    case "verify":
      return { kind: "verify", verify: task.job, connection, warnings };
    case "preflight":
      return { kind: "preflight", preflight: task.job, connection, warnings };
    case "receivers":
      return { kind: "receivers", receivers: task.job, connection, warnings };
    case "rehearse":
      return { kind: "rehearse", rehearse: task.job, connection, warnings };
    default:
  }
  const vault = vaultAt(task.vault, task.githubToken, clock);
  const initialToken = task.takesInitialToken ? inputs.initialToken : undefined;
  const registration = { ...task.job, initialToken, vault, deriveKey };
  return { kind: "registration", registration, connection, warnings };
}
