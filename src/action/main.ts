import { randomUUID } from "node:crypto";
import { debug, info, summary, warning } from "@actions/core";
import type { Finding } from "../core/findings/catalogue.ts";
import { openCapsule } from "../core/onboarding/capsule.ts";
import type { Outcome } from "../core/onboarding/outcome.ts";
import { performRun } from "../core/onboarding/perform-run.ts";
import type { RunTask } from "../core/onboarding/run-task.ts";
import { HubToken } from "../core/ocpi/token.ts";
import type { Words } from "../core/findings/words.ts";
import type { Ports } from "../core/ports.ts";
import { actionWords, actionWordsWithoutSummary } from "../core/findings/action-words.ts";
import { commandVaultWords } from "../core/findings/command-vault-words.ts";
import { capsuleLine } from "../core/record/log-lines.ts";
import type { RunFrame, RunRecord } from "../core/record/record.ts";
import { environmentLines } from "../core/report/environments.ts";
import { markdownReport } from "../core/report/markdown.ts";
import { adviceLines, messageLines } from "../core/report/to-do.ts";
import { clock } from "./clock.ts";
import { EarlyConnections } from "./early-connections.ts";
import { hostView } from "./host-view.ts";
import { isReportPath, readInputs, type Inputs } from "./inputs.ts";
import { profileOf, readTask } from "./task.ts";
import type { Task } from "./task-kinds.ts";
import { maskToken } from "./masks.ts";
import { conclude, setHubToken, setOutputs, writeReports } from "./outputs.ts";
import { checkOutputsFile } from "./outputs-file.ts";
import { actionFetch } from "./peer-fetch.ts";
import { RunnerLog } from "./runner-log.ts";
import { issueOf } from "./track-issue.ts";
import { StepState } from "./step-state.ts";
import { readRunnerContext, runUrl, workspaceOf, type RunnerContext } from "./runner-context.ts";
import { insistOnCertificates } from "./verified-tls.ts";
import { vaultAt } from "./vault.ts";
import { version } from "../core/findings/version.ts";

// Above 1 MiB GitHub drops a step summary whole.
const SUMMARY_LIMIT = 900_000;

/** One run of the Action: inputs to task, task to record, record to outputs, summary and the step's colour. */
export async function main(): Promise<void> {
  const unverified = insistOnCertificates(process.env);
  const inputs = readInputs();
  const log = new RunnerLog();
  const network = actionFetch();
  const early = new EarlyConnections();
  const stop = stopSignal();
  try {
    const capsule = await openGiven(inputs);
    const samples = await readSamples(inputs);
    const read = readTask(inputs, { ...(await readRunnerContext(process.env, inputs.config)), capsule, samples });
    const task = "task" in read ? read.task : undefined;
    const journal = new StepState(task !== undefined && "vault" in task ? task.vault : { store: "none" }, (line) =>
      log.line(line),
    );
    const ports: Ports = {
      fetch: network.fetch,
      sendOnce: early.sendOnce,
      connectAhead: early.connectAhead,
      hosts: hostView,
      progress: log,
      clock,
      random: { uuid: () => randomUUID(), fraction: () => Math.random() },
      mask: maskToken,
      appendToJournal: (entry) => journal.append(entry),
      proven: task?.exposeHubToken === true ? setHubToken : () => undefined,
      cancelled: stop.signal,
    };
    const { record, outcome, crash } = await performRun(ports, {
      profile: task?.job.connection.profile ?? profileOf(inputs),
      words: wordsFor(inputs),
      frame: frameOf(inputs, task, "failOn" in read ? read.failOn : undefined),
      secrets: [...inputs.secrets, ...(capsule !== undefined && "token" in capsule ? [capsule.token] : [])],
      job: jobOf(read, inputs, unverified ? [{ code: "tls-switch-ignored" }] : []),
      keepIssue: keepIssueOf(task, inputs, log, stop.signal),
    });
    log.end();
    if (crash !== undefined) debug(crash);
    // Before anything that a full disk could prevent.
    if (outcome.capsule !== undefined && !log.shows(outcome.capsule)) log.line(capsuleLine(outcome.capsule));
    await report(record, outcome, inputs);
    journal.end();
  } finally {
    log.end();
    stop.release();
    early.close();
    await network.close();
  }
}

/** What was read, for the core: a job, a plan, or what is wrong. */
function jobOf(read: ReturnType<typeof readTask>, inputs: Inputs, found: readonly Finding[]): RunTask["job"] {
  const nowhere = checkOutputsFile(process.env, "task" in read && read.task.exposeHubToken);
  if ("findings" in read) return { kind: "turned-down", faults: [...found, ...nowhere, ...read.findings] };
  if (nowhere.length > 0) return { kind: "turned-down", faults: [...found, ...nowhere] };
  if ("plan" in read) return { kind: "plan", plan: read.plan };
  const { task } = read;
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
  return { kind: "registration", registration: { ...task.job, initialToken, vault }, connection, warnings };
}

/** How the connection's issue is kept, if it is to have one. */
function keepIssueOf(
  task: Task | undefined,
  inputs: Inputs,
  log: RunnerLog,
  cancelled: AbortSignal,
): ReturnType<typeof issueOf> {
  if (task?.command !== "verify" || task.issue === undefined) return undefined;
  const { githubToken } = inputs;
  return issueOf({
    location: task.issue,
    githubToken,
    words: wordsFor(inputs),
    say: (line) => log.line(line),
    cancelled,
  });
}

/** Opens the recovery capsule that was given, where its token may be needed, and masks the token. */
async function openGiven(inputs: Inputs): Promise<RunnerContext["capsule"]> {
  const { recoveryCapsule, platformToken, hubToken, command } = inputs;
  const needed = command === "recover" || (command === "exchange" && hubToken === undefined);
  if (!needed || recoveryCapsule === "" || platformToken === undefined) return undefined;
  const opened = await openCapsule(recoveryCapsule, platformToken);
  if ("failure" in opened) return opened;
  const token = new HubToken(opened.content.token);
  maskToken(token);
  return { content: opened.content, token };
}

/** Reads the sample files that were given, where they are checked. */
async function readSamples({ command, samples }: Inputs): Promise<RunnerContext["samples"]> {
  if (command !== "preflight" || samples.length === 0) return { files: [], findings: [] };
  return (await import("./sample-files.ts")).readSampleFiles(samples, workspaceOf(process.env));
}

async function report(record: RunRecord, outcome: Outcome, inputs: Inputs): Promise<void> {
  const words = wordsFor(inputs);
  setOutputs(record, outcome);
  if (hasSummary(inputs)) await writeSummary(record, words);
  await writeReports(record, words, inputs.reportPath.filter(isReportPath));
  conclude(record);
  const environments = record.plan === undefined || hasSummary(inputs) ? [] : environmentLines(record.plan);
  for (const line of [...adviceLines(record, words), ...messageLines(record, hasSummary(inputs)), ...environments])
    info(line);
}

/** Whether a summary is written: also where the input says neither yes nor no, because then the summary says that. */
function hasSummary({ summary: given }: Inputs): boolean {
  return given.toLowerCase() !== "false";
}

/** The run's words: they name no place that this run does not write. */
function wordsFor(inputs: Inputs): Words {
  const words = hasSummary(inputs) ? actionWords : actionWordsWithoutSummary;
  return inputs.store === "command" ? commandVaultWords(words) : words;
}

/** Writes the step summary. That it cannot be written is worth a warning, not a failure. */
async function writeSummary(run: RunRecord, words: Words): Promise<void> {
  const markdown = Buffer.from(markdownReport(run, words), "utf8");
  const cut = markdown.length > SUMMARY_LIMIT ? "\n\n… cut here.\n" : "";
  try {
    await summary.addRaw(markdown.subarray(0, SUMMARY_LIMIT).toString("utf8") + cut).write();
  } catch {
    if (process.env["GITHUB_STEP_SUMMARY"]) warning("The step summary could not be written.");
  }
}

/** A runner that cancels a job sends SIGINT and then SIGTERM. */
function stopSignal(): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  // Breakage: a run that is cancelled ends at once
  const stop = (): void => controller.abort();
  process.on("SIGINT", stop).on("SIGTERM", stop);
  return { signal: controller.signal, release: () => process.off("SIGINT", stop).off("SIGTERM", stop) };
}

function frameOf(inputs: Inputs, task: Task | undefined, failOn = task?.failOn ?? "error"): RunFrame {
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

function platformUrlOf(task: Task | undefined): string | undefined {
  if (task === undefined) return undefined;
  if ("vault" in task) return task.job.platform?.url;
  return task.command === "verify" ? task.platformUrl : task.job.platformUrl;
}
