import { debug, info } from "@actions/core";
import { ALL_CONNECTIONS } from "../core/config/all-connections.ts";
import { capsuleKey, openCapsule } from "../core/onboarding/capsule.ts";
import type { Outcome } from "../core/onboarding/outcome.ts";
import { performRun } from "../core/onboarding/perform-run.ts";
import { HubToken } from "../core/ocpi/token.ts";
import type { Ports } from "../core/ports.ts";
import { capsuleLine } from "../core/record/log-lines.ts";
import type { RunRecord } from "../core/record/record.ts";
import { environmentLines } from "../core/report/environments.ts";
import { markdownReport } from "../core/report/markdown.ts";
import { pointingBelow } from "../core/report/pointing-below.ts";
import { adviceLines, messageLines } from "../core/report/to-do.ts";
import { clock } from "./clock.ts";
import { EarlyConnections } from "./early-connections.ts";
import { givenSamples } from "./given-samples.ts";
import { hostView } from "./host-view.ts";
import { jobOf } from "./job.ts";
import { frameOf } from "./run-frame.ts";
import { hasSummary, wordsFor, writeSummary } from "./step-summary.ts";
import { stopSignal } from "./stop-signal.ts";
import { keepIssueOf } from "./issue-of-task.ts";
import { isReportPath, readInputs, type Inputs } from "./inputs.ts";
import { profileOf, readTask } from "./task.ts";
import { maskToken } from "./masks.ts";
import { conclude, setHubToken, setOutputs, writeReports } from "./outputs.ts";
import { actionFetch } from "./peer-fetch.ts";
import { random } from "./random.ts";
import { RunnerLog } from "./runner-log.ts";
import { StepState } from "./step-state.ts";
import { readRunnerContext, type RunnerContext } from "./runner-context.ts";
import { insistOnCertificates } from "./verified-tls.ts";

/**
 * One run of the Action: inputs to task, task to record, record to outputs, summary and the step's colour.
 * @param deriveKey how the key of capsules is derived: who runs hundreds in one process derives it once.
 */
export async function main(deriveKey = capsuleKey): Promise<void> {
  const unverified = insistOnCertificates(process.env);
  const inputs = readInputs();
  if (inputs.connection === ALL_CONNECTIONS && inputs.command !== "plan") {
    await (await import("./all.ts")).runAll(inputs, unverified);
    return;
  }
  const log = new RunnerLog();
  const network = actionFetch();
  const early = new EarlyConnections();
  const stop = stopSignal();
  try {
    const capsule = await openGiven(inputs, deriveKey);
    const samples = await givenSamples(inputs);
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
      random,
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
      job: jobOf(read, inputs, unverified ? [{ code: "tls-switch-ignored" }] : [], deriveKey),
      keepIssue: keepIssueOf(task, inputs, (line) => log.line(line), stop.signal),
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

/** Opens the recovery capsule that was given, where its token may be needed, and masks the token. */
async function openGiven(inputs: Inputs, deriveKey: typeof capsuleKey): Promise<RunnerContext["capsule"]> {
  const { recoveryCapsule, platformToken, hubToken, command } = inputs;
  const needed = command === "recover" || (command === "exchange" && hubToken === undefined);
  if (!needed || recoveryCapsule === "" || platformToken === undefined) return undefined;
  const opened = await openCapsule(recoveryCapsule, platformToken, deriveKey);
  if ("failure" in opened) return opened;
  const token = new HubToken(opened.content.token);
  maskToken(token);
  return { content: opened.content, token };
}

async function report(record: RunRecord, outcome: Outcome, inputs: Inputs): Promise<void> {
  const words = wordsFor(inputs);
  setOutputs(record, outcome);
  // Without a summary the message for the account team is in the log, and in this page.
  const page = (): string => markdownReport(hasSummary(inputs) ? record : pointingBelow(record, words), words);
  if (hasSummary(inputs)) await writeSummary(page());
  await writeReports(record, page, inputs.reportPath.filter(isReportPath));
  conclude(record);
  const environments = record.plan === undefined || hasSummary(inputs) ? [] : environmentLines(record.plan);
  for (const line of [...adviceLines(record, words), ...messageLines(record, hasSummary(inputs)), ...environments])
    info(line);
}
