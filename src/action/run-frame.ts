import { version } from "../core/findings/version.ts";
import type { RunFrame } from "../core/record/record.ts";
import type { Inputs } from "./inputs.ts";
import { runUrl } from "./runner-context.ts";
import type { Task } from "./task-kinds.ts";

/** What the inputs and the task say of a run, for its report. */
export function frameOf(inputs: Inputs, task: Task | undefined, failOn = task?.failOn ?? "error"): RunFrame {
  const connection = task?.job.connection;
  return {
    exposed: task?.exposeHubToken === true,
    tool: { name: "OCPI Onboarding", version },
    command: inputs.command,
    connection: connection?.name ?? inputs.connection,
    runUrl: runUrl(process.env),
    hubUrl: connection?.address?.origin ?? URL.parse(inputs.hubUrl)?.origin ?? "",
    platformUrl: platformUrlOf(task),
    ownParties: connection?.roles ?? [],
    receiverOverrides: connection?.receivers ?? {},
    routing: connection?.routing ?? [],
    failOn,
  };
}

/** The platform's URL, as far as the task knows it. */
export function platformUrlOf(task: Task | undefined): string | undefined {
  if (task === undefined) return undefined;
  if ("vault" in task) return task.job.platform?.url;
  return task.command === "verify" ? task.platformUrl : task.job.platformUrl;
}
