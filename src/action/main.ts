import { randomUUID } from "node:crypto";
import { debug, info } from "@actions/core";
import type { Fact } from "../core/findings/catalogue.ts";
import { openCapsule } from "../core/onboarding/capsule.ts";
import type { Outcome } from "../core/onboarding/outcome.ts";
import { performRun, type Job, type TurnedDown } from "../core/onboarding/perform-run.ts";
import type { RunFrame } from "../core/record/record-of.ts";
import { HubToken, PlatformToken } from "../core/ocpi/token.ts";
import type { Ports } from "../core/ports.ts";
import { actionWords } from "../core/findings/action-words.ts";
import { capsuleLine } from "../core/record/log-lines.ts";
import type { RunRecord } from "../core/record/record.ts";
import { adviceLines, messageLines } from "../core/report/to-do.ts";
import { clock } from "./clock.ts";
import { isReportPath, readInputs, type Inputs } from "./inputs.ts";
import { profileOf, readOrder, type Order } from "./job.ts";
import { maskToken } from "./masks.ts";
import { conclude, setHubToken, setOutputs, writeReports, writeSummary } from "./outputs.ts";
import { actionFetch } from "./peer-fetch.ts";
import { RunnerLog } from "./runner-log.ts";
import { StepState } from "./step-state.ts";
import { readSurroundings, runUrl, type Surroundings } from "./surroundings.ts";
import { insistOnCertificates } from "./verified-tls.ts";
import { vaultAt } from "./vault.ts";
import { version } from "./version.ts";

/** One run of the Action: inputs to order, order to record, record to outputs, summary and the step's colour. */
export async function main(): Promise<void> {
  const unverified = insistOnCertificates(process.env);
  const inputs = readInputs();
  const log = new RunnerLog();
  const network = actionFetch();
  const stop = stopSignal();
  try {
    const capsule = await openGiven(inputs);
    const read = readOrder(inputs, { ...readSurroundings(process.env, inputs.config), capsule });
    const order = "order" in read ? read.order : undefined;
    const journal = new StepState(order?.command === "verify" || order === undefined ? { store: "none" } : order.vault);
    const ports: Ports = {
      fetch: network.fetch,
      progress: log,
      clock,
      random: { uuid: () => randomUUID(), fraction: () => Math.random() },
      mask: maskToken,
      keep: (entry) => journal.append(entry),
      proven: order?.exposeHubToken === true ? setHubToken : () => undefined,
      cancelled: stop.signal,
    };
    const { record, outcome, crash } = await performRun(ports, {
      profile: order?.job.connection.profile ?? profileOf(inputs),
      words: actionWords,
      frame: frameOf(inputs, order),
      secrets: [...inputs.secrets, ...(capsule !== undefined && "token" in capsule ? [capsule.token] : [])],
      job: jobOf(read, unverified ? [{ code: "tls-switch-ignored" }] : []),
    });
    log.end();
    if (crash !== undefined) debug(crash);
    await report(record, outcome, inputs.reportPath.filter(isReportPath));
    journal.end();
  } finally {
    log.end();
    stop.release();
    await network.close();
  }
}

/** What was read, for the core: a job, or what is wrong. */
function jobOf(read: ReturnType<typeof readOrder>, found: readonly Fact[]): Job | TurnedDown {
  if ("facts" in read) return { kind: "turned-down", faults: [...found, ...read.facts] };
  const { order } = read;
  const { connection } = order.job;
  const remarks = [...found, ...order.remarks];
  if (order.command === "verify") return { kind: "verify", verify: order.job, connection, remarks };
  const vault = vaultAt(order.vault, order.githubToken, clock);
  return { kind: "registration", registration: { ...order.job, vault }, connection, remarks };
}

/** Opens the recovery capsule that was given, where its token may be needed, and masks the token. */
async function openGiven(inputs: Inputs): Promise<Surroundings["capsule"]> {
  const { recoveryCapsule, platformToken, hubToken, command } = inputs;
  const needed = command === "recover" || (command === "exchange" && hubToken === "");
  if (!needed || recoveryCapsule === "" || platformToken === "") return undefined;
  const opened = await openCapsule(recoveryCapsule, new PlatformToken(platformToken));
  if ("failure" in opened) return opened;
  const token = new HubToken(opened.content.token);
  maskToken(token);
  return { content: opened.content, token };
}

async function report(record: RunRecord, outcome: Outcome, paths: readonly string[]): Promise<void> {
  // Before anything that a full disk could prevent.
  if (outcome.capsule !== undefined) info(capsuleLine(outcome.capsule));
  setOutputs(record, outcome);
  await writeSummary(record);
  await writeReports(record, paths);
  conclude(record);
  for (const line of [...adviceLines(record, actionWords), ...messageLines(record)]) info(line);
}

/** A runner that cancels a job sends SIGINT and then SIGTERM. */
function stopSignal(): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  // Breakage: a run that is cancelled ends at once
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
