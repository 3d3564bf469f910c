import { randomUUID } from "node:crypto";
import { debug, info } from "@actions/core";
import { actionWords } from "../core/findings/action-words.ts";
import { PlatformToken } from "../core/ocpi/token.ts";
import { openCapsule } from "../core/onboarding/capsule.ts";
import { type Outcome, untouched } from "../core/onboarding/outcome.ts";
import { ownWords } from "../core/onboarding/own-words.ts";
import { register } from "../core/onboarding/registration.ts";
import { Run } from "../core/onboarding/run.ts";
import { verify } from "../core/onboarding/verify.ts";
import type { Ports } from "../core/ports.ts";
import { capsuleLine, orderLine } from "../core/record/log-lines.ts";
import { recordOf, type RunFrame } from "../core/record/record-of.ts";
import { adviceLines, messageLines } from "../core/report/to-do.ts";
import { clock } from "./clock.ts";
import { isReportPath, readInputs, secretInputs, secretOf, type Inputs } from "./inputs.ts";
import { profileOf, readOrder, type Order, type Surroundings } from "./job.ts";
import { maskInputs, maskToken } from "./masks.ts";
import { conclude, setHubToken, setOutputs, writeReports, writeSummary } from "./outputs.ts";
import { actionFetch } from "./peer-fetch.ts";
import { RunnerLog } from "./runner-log.ts";
import { StepState } from "./step-state.ts";
import { readSurroundings, runUrl } from "./surroundings.ts";
import { vaultAt } from "./vault.ts";
import { insistOnCertificates } from "./verified-tls.ts";
import { version } from "./version.ts";

/** One run of the Action: inputs to order, order to outcome, outcome to outputs, summary and the step's colour. */
export async function main(): Promise<void> {
  const unverified = insistOnCertificates(process.env);
  const inputs = readInputs();
  maskInputs(inputs);
  const log = new RunnerLog();
  const network = actionFetch();
  const stop = stopSignal();
  try {
    const surroundings = readSurroundings(process.env, inputs.config);
    const read = readOrder(inputs, { ...surroundings, capsule: await openGiven(inputs) });
    const order = "order" in read ? read.order : undefined;
    const journal = new StepState(order?.command === "verify" || order === undefined ? { store: "none" } : order.vault);
    const handOn = order?.exposeHubToken === true ? setHubToken : (): void => undefined;
    const profile = order?.job.connection.profile ?? profileOf(inputs);
    const run = new Run(
      portsOf(log, network.fetch, journal, handOn, stop.signal),
      profile,
      actionWords,
      ownWords(order?.job.connection, platformUrlOf(order)),
    );
    knowInputs(run, inputs);
    if (unverified) run.found([{ code: "tls-switch-ignored" }]);
    const outcome = "order" in read ? await carryOut(run, read.order, journal) : await turnDown(run, read.facts);
    log.end();
    await report(run, outcome, frameOf(inputs, order), inputs.reportPath.filter(isReportPath));
    journal.end();
  } finally {
    log.end();
    stop.release();
    await network.close();
  }
}

async function carryOut(run: Run, order: Order, journal: StepState): Promise<Outcome> {
  const { name, address, profile, remarks } = order.job.connection;
  await run.step("read", async () => {
    run.line(orderLine(order.command, name, address.origin, profile));
    run.found([...order.remarks, ...remarks]);
  });
  try {
    return await perform(run, order);
  } catch (error) {
    debug(run.redaction.apply(String(error instanceof Error ? error.stack : error)));
    run.found([{ code: "unexpected", detail: error instanceof Error ? error.message : "unknown" }]);
    // Whatever broke: what the hub issued is still in the capsule, and only a request that left can be in doubt.
    return { ...untouched(journal.phase === undefined ? "unreachable" : "in-doubt"), capsule: journal.capsule };
  }
}

async function perform(run: Run, order: Order): Promise<Outcome> {
  if (order.command === "verify") return verify(run, order.job);
  if (order.job.capsule !== undefined) run.knowToken(order.job.capsule.token);
  return register(run, { ...order.job, vault: vaultAt(order.vault, order.githubToken, clock) });
}

/** Opens the recovery capsule that was given, where its token may be needed. */
async function openGiven(inputs: Inputs): Promise<Surroundings["capsule"]> {
  const { recoveryCapsule, platformToken, hubToken, command } = inputs;
  const needed = command === "recover" || (command === "exchange" && hubToken === "");
  if (!needed || recoveryCapsule === "" || platformToken === "") return undefined;
  return openCapsule(recoveryCapsule, new PlatformToken(platformToken));
}

async function turnDown(run: Run, facts: Parameters<Run["found"]>[0]): Promise<Outcome> {
  await run.step("read", async () => run.found(facts));
  return untouched("invalid");
}

async function report(run: Run, outcome: Outcome, frame: RunFrame, paths: readonly string[]): Promise<void> {
  const record = recordOf(run, outcome, frame);
  // Before anything that a full disk could prevent.
  if (outcome.capsule !== undefined) info(capsuleLine(outcome.capsule));
  setOutputs(record, outcome);
  await writeSummary(record);
  await writeReports(record, paths);
  conclude(record);
  for (const line of [...adviceLines(record, actionWords), ...messageLines(record)]) info(line);
}

function knowInputs(run: Run, inputs: Inputs): void {
  for (const name of secretInputs) {
    const value = secretOf(inputs, name).trim();
    if (value !== "") run.redaction.add({ reveal: () => value, label: name.replace("-", " ") });
  }
}

function portsOf(
  log: RunnerLog,
  fetch: Ports["fetch"],
  journal: StepState,
  proven: Ports["proven"],
  cancelled: AbortSignal,
): Ports {
  return {
    fetch,
    progress: log,
    clock,
    random: { uuid: () => randomUUID(), fraction: () => Math.random() },
    mask: maskToken,
    keep: (entry) => journal.append(entry),
    proven,
    cancelled,
  };
}

/** A runner that cancels a job sends SIGINT and then SIGTERM. */
function stopSignal(): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.on("SIGINT", stop).on("SIGTERM", stop);
  return { signal: controller.signal, release: () => process.off("SIGINT", stop).off("SIGTERM", stop) };
}

function frameOf(inputs: Inputs, order: Order | undefined): RunFrame {
  const connection = order?.job.connection;
  return {
    exposed: order?.exposeHubToken === true,
    tool: { name: "OCPI Onboarding", version },
    command: inputs.command,
    connection: connection?.name ?? inputs.connection,
    runUrl: runUrl(process.env),
    hubUrl: connection?.address.origin ?? URL.parse(inputs.hubUrl)?.origin ?? "",
    platformUrl: platformUrlOf(order),
    ownParties: connection?.roles ?? [],
    receiverOverrides: connection?.receivers ?? {},
    routing: connection?.routing ?? [],
    failOn: order?.failOn ?? "error",
  };
}

function platformUrlOf(order: Order | undefined): string | undefined {
  if (order === undefined) return undefined;
  return order.command === "verify" ? order.platformUrl : order.job.platform?.url;
}
