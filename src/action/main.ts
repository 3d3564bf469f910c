import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { debug, info, setSecret } from "@actions/core";
import { getOctokit } from "@actions/github";
import { openCapsule } from "../core/onboarding/capsule.ts";
import type { ExchangeJob } from "../core/onboarding/connection.ts";
import { exchange } from "../core/onboarding/exchange.ts";
import { NoVault } from "../core/onboarding/no-vault.ts";
import type { Outcome } from "../core/onboarding/outcome.ts";
import { recordOf, untouched, type RunFrame } from "../core/onboarding/record.ts";
import { Run } from "../core/onboarding/run.ts";
import { unregister } from "../core/onboarding/unregister.ts";
import { verify } from "../core/onboarding/verify.ts";
import { HubToken, type AnyToken } from "../core/ocpi/token.ts";
import type { Clock, Ports, Vault } from "../core/ports.ts";
import { adviceLines, orderLine } from "../core/report/messages.ts";
import type { GitHubRequest } from "../github/request.ts";
import { environmentScope, repositoryScope } from "../github/secret-scope.ts";
import { SecretsVault } from "../github/secrets-vault.ts";
import { readInputs, secretInputs, type Inputs } from "./inputs.ts";
import { profileOf, readOrder, type Order, type VaultOrder } from "./job.ts";
import { conclude, setHubToken, setOutputs, writeReports, writeSummary } from "./outputs.ts";
import { actionFetch } from "./peer-fetch.ts";
import { RunnerLog } from "./runner-log.ts";
import { StepState } from "./step-state.ts";
import { readSurroundings, runUrl } from "./surroundings.ts";
import { version } from "./version.ts";

type ExchangeOrder = Extract<Order, { command: "exchange" }>;

/** One run of the Action: inputs to order, order to outcome, outcome to outputs, summary and the step's colour. */
export async function main(): Promise<void> {
  const inputs = readInputs();
  maskInputs(inputs);
  const log = new RunnerLog();
  const network = actionFetch();
  const stop = stopSignal();
  try {
    const read = readOrder(inputs, readSurroundings(process.env, inputs.config));
    const profile = "order" in read ? read.order.job.connection.profile : profileOf(inputs);
    const journal = new StepState();
    const handOn = "order" in read && read.order.exposeHubToken ? setHubToken : (): void => undefined;
    const run = new Run(portsOf(log, network.fetch, journal, handOn, stop.signal), profile);
    knowInputs(run, inputs);
    const outcome = "order" in read ? await carryOut(run, read.order, journal) : await turnDown(run, read.facts);
    log.end();
    const order = "order" in read ? read.order : undefined;
    await report(run, outcome, frameOf(inputs, order), order === undefined ? [] : inputs.reportPath);
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
  if (order.command === "unregister") return unregister(run, { ...order.job, vault: vaultOf(order.vault) });
  const capsule = await readCapsule(run, order);
  if (capsule === "invalid") return untouched("invalid");
  return exchange(run, { ...order.job, capsule, vault: vaultOf(order.vault) });
}

/** Opens the recovery capsule, if one was given and is for this hub. */
async function readCapsule(run: Run, order: ExchangeOrder): Promise<ExchangeJob["capsule"] | "invalid"> {
  const { capsule: text, job } = order;
  if (text === "" || job.hubToken !== undefined) return undefined;
  const opened = await openCapsule(text, job.platformToken);
  if ("failure" in opened) {
    run.found([{ code: "capsule-unopened", why: opened.failure }]);
    return "invalid";
  }
  const token = new HubToken(opened.content.token);
  run.knowToken(token);
  const capsuleHub = URL.parse(opened.content.versions_url)?.origin ?? "";
  const { origin } = job.connection.address;
  if (capsuleHub !== origin) {
    run.found([{ code: "capsule-other-hub", capsule: capsuleHub, given: origin }]);
    return "invalid";
  }
  return { text, token };
}

function vaultOf(order: VaultOrder): Vault {
  if (order.store === "none") return new NoVault();
  const { owner, repo, environment, secretName, githubToken } = order;
  const server = process.env["GITHUB_SERVER_URL"] || "https://github.com";
  const scope =
    order.store === "environment"
      ? environmentScope(owner, repo, environment, server)
      : repositoryScope(owner, repo, server);
  return new SecretsVault(requestWith(githubToken), scope, secretName, clock);
}

/** GitHub's API with this token. Without one nothing is asked: the answer would be the same. */
function requestWith(token: string): GitHubRequest {
  if (token === "") return async () => ({ status: 401, headers: {}, data: { message: "no github-token was given" } });
  const octokit = getOctokit(token);
  return async (route, parameters) => octokit.request(route, parameters);
}

async function turnDown(run: Run, facts: Parameters<Run["found"]>[0]): Promise<Outcome> {
  await run.step("read", async () => run.found(facts));
  return untouched("invalid");
}

async function report(run: Run, outcome: Outcome, frame: RunFrame, paths: readonly string[]): Promise<void> {
  const record = recordOf(run, outcome, frame);
  setOutputs(record, outcome);
  await writeSummary(record);
  await writeReports(record, paths);
  conclude(record);
  for (const line of adviceLines(record)) info(line);
  if (outcome.capsule !== undefined) info(`Recovery capsule: ${outcome.capsule}`);
}

/** Masks what the inputs hold before anything can be printed. The runner masks a secret's Base64 by itself, too. */
function maskInputs(inputs: Inputs): void {
  for (const name of secretInputs) {
    const value = inputs[camelCase(name)];
    if (value.trim() === "") continue;
    for (const form of new Set([value, value.trim(), Buffer.from(value.trim(), "utf8").toString("base64")]))
      setSecret(form);
  }
}

function knowInputs(run: Run, inputs: Inputs): void {
  for (const name of secretInputs) {
    const value = inputs[camelCase(name)].trim();
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

function maskToken(token: AnyToken): void {
  setSecret(token.reveal());
  setSecret(Buffer.from(token.reveal(), "utf8").toString("base64"));
}

const clock: Clock = {
  now: () => new Date(),
  async sleep(ms, signal) {
    await wait(ms, undefined, { signal }).catch(() => undefined);
  },
};

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
  switch (order?.command) {
    case "exchange":
      return order.job.platformUrl;
    case "verify":
      return order.platformUrl;
    case "unregister":
    case undefined:
      return undefined;
  }
}

function camelCase(name: (typeof secretInputs)[number]): "initialToken" | "platformToken" | "hubToken" | "githubToken" {
  const names = {
    "initial-token": "initialToken",
    "platform-token": "platformToken",
    "hub-token": "hubToken",
    "github-token": "githubToken",
  } as const;
  return names[name];
}
