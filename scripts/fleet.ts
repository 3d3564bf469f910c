import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Screen, standardOutput } from "../src/sandbox/screen.ts";
import { runFleet, type FleetRun } from "./fleet/fleet-run.ts";
import { jobLogs } from "./fleet/job-logs.ts";
import { verifyInOneStep } from "./fleet/one-step.ts";
import { fleetNames, FleetSandbox } from "./fleet/fleet-sandbox.ts";

/**
 * Runs the example for hundreds of connections, `examples/fleet.yml`, on this machine: `npm run fleet -- 300`. It onboards each
 * connection at a sandbox Hub, a few at a time, verifies all of them as the night does, and writes the page at the end to a file.
 */
const LIMIT = 1000;
const STEPS_END_MS = 2000;
const pages = ["fleet-onboarded", "fleet-night", "fleet-one-step"] as const;
const count = Number(process.argv[2] ?? 300);
if (!Number.isInteger(count) || count < 1 || count > LIMIT) {
  process.stderr.write(
    `Write npm run fleet for 300 connections, or npm run fleet -- N for N of them, at most ${LIMIT}.\n`,
  );
  process.exit(2);
}
// What the scripts of the workflows call; GitHub's Linux runners have all of them.
const missing = ["bash", "jq", "curl"].filter((tool) => spawnSync(tool, ["--version"]).status !== 0);
if (missing.length > 0) {
  process.stderr.write(
    `The workflows call ${missing.join(", ")}, which this machine does not have. Install that, and run this again.\n`,
  );
  process.exit(2);
}
const folder = fileURLToPath(new URL("../.sandbox", import.meta.url));
// Jobs work in folders of their own: all of them are in this one, which is gone when the run ends, however it does.
const workplace = mkdtempSync(join(tmpdir(), "ocpi-fleet-"));
process.env["TMPDIR"] = workplace;
process.once("exit", () => rmSync(workplace, { recursive: true, force: true, maxRetries: 3 }));
for (const [signal, status] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const) {
  process.once(signal, () => {
    process.stderr.write("\nStopped. The sandbox is gone; run this again to begin anew.\n");
    // The steps that run got the signal, too. They end and write what they have to; meanwhile none begins.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STEPS_END_MS);
    process.exit(status);
  });
}
const screen = new Screen(standardOutput());
const begin = performance.now();
const sandbox = await FleetSandbox.start(fleetNames(count));
try {
  process.exitCode = (await show()) ? 0 : 1;
} finally {
  await sandbox.stop();
}

async function show(): Promise<boolean> {
  const { connections, hub } = sandbox;
  screen.title(`${connections.length} connections on this machine. Their tokens are worth nothing beyond it.`);
  screen.text(`  ChargeIndia Hub  ${hub.origin}`);
  screen.text(`  your platforms   one for each connection, from ${connections[0]?.platform.origin ?? ""} on`);
  screen.text(`  GitHub           ${sandbox.github.origin}, a stand-in: an environment for each connection`);
  const most = Math.ceil(connections.length / 30);
  if (most > 1) screen.text(`  It takes ${Math.ceil(connections.length / 60)} to ${most} minutes.`);
  await mkdir(folder, { recursive: true });
  // What an earlier run left is not taken for this one's.
  for (const name of [...pages.map((page) => `${page}.md`), ...pages])
    await rm(join(folder, name), { recursive: true, force: true });
  await writeFile(join(folder, "fleet-ocpi.yml"), sandbox.config);

  screen.title("Run by hand, fleet.yml onboards each: preflight, exchange, delivery, verify; eight jobs at a time");
  const onboarded = await run("workflow_dispatch", "onboarded");
  const kept = connections.filter((one) => sandbox.isKept(one)).length;
  const isOnboarded = onboarded.result === "success" && kept === connections.length;
  screen.marked(
    isOnboarded ? "passed" : "failed",
    `${kept} of ${connections.length} hub tokens are in their environment and in their platform.`,
  );
  await keepRun(onboarded, "fleet-onboarded");
  if (!isOnboarded) return end(false);

  const [first, second] = [connections.at(-1), connections.at(-2)];
  screen.title("Then something happens");
  if (first !== undefined) {
    hub.suspend(first.party);
    screen.text(`  The account team suspends ${first.name}.`);
  }
  if (second !== undefined) {
    second.platform.isDown = true;
    screen.text(`  The platform of ${second.name} goes down.`);
    while (hub.statusOf(second.party) !== "OFFLINE") await wait(100);
  }

  screen.title("At night fleet.yml verifies each");
  const night = await run("schedule", "verified");
  await keepRun(night, "fleet-night");
  const [, headline = ""] = /^## \S+ (.*)$/m.exec(night.page) ?? [];
  const expected = Math.max(0, connections.length - 2);
  const isSeen = headline === `${expected} of ${connections.length} connections work`;
  screen.marked(
    isSeen ? "passed" : "failed",
    `The page says: ${headline}. It names those that do not, the worst first.`,
  );
  return end((await oneStep(expected)) && isSeen);
}

/** The same night without a job for each connection. */
async function oneStep(expected: number): Promise<boolean> {
  screen.title("The same night in one step: command: verify, connection: all, the tokens from another vault");
  const started = performance.now();
  const { outputs, summary } = await verifyInOneStep(sandbox);
  const results = JSON.parse(outputs["results"] || "[]") as readonly { result: string }[];
  const working = results.filter(({ result }) => result === "connected").length;
  const isSeen = results.length === count && working === expected;
  screen.marked(
    isSeen ? "passed" : "failed",
    `${working} of ${results.length} connections work, after ${seconds(started)} s.`,
  );
  await keep(summary, "fleet-one-step");
  return isSeen;
}

/** Runs the workflow, and says now and then how far it is. */
async function run(event: Parameters<typeof runFleet>[1], what: string): Promise<FleetRun> {
  const started = performance.now();
  let done = 0;
  const ended = ({ name }: { name: string }): void => {
    if (name !== "Keep the report") return;
    done += 1;
    if (done % Math.max(1, Math.ceil(count / 10)) === 0 || done === count)
      screen.text(`  ${String(done).padStart(String(count).length)} of ${count} ${what}, ${seconds(started)} s`);
  };
  return runFleet(sandbox, event, { ended });
}

/** Keeps the page of a run, and the log of each job, which GitHub shows beside it. */
async function keepRun({ steps, page }: FleetRun, name: (typeof pages)[number]): Promise<void> {
  const logs = join(folder, name);
  await mkdir(logs);
  for (const [job, log] of jobLogs(steps, sandbox.secrets)) await writeFile(join(logs, `${job}.log`), log);
  const where = `On this computer the log of each job is in \`.sandbox/${name}\`. At GitHub it stands beside this page.`;
  const gone = "The sandbox of this page has ended, and its desk with it. `npm run sandbox` starts one that stays.";
  await keep(`${page}\n${where} ${gone}\n`, name);
  screen.text(`  The log of each job: .sandbox/${name}/`);
}

async function keep(page: string, name: (typeof pages)[number]): Promise<void> {
  await writeFile(join(folder, `${name}.md`), page);
  screen.text(`  The page: .sandbox/${name}.md`);
}

function end(isGood: boolean): boolean {
  screen.title(isGood ? `As it should be, after ${seconds(begin)} s. What next:` : "Not as it should be");
  if (!isGood) {
    screen.text(
      "  Run it again. If it ends the same way, dist may be older than src: npm run package:action builds it again.",
    );
    return false;
  }
  screen.text("  .sandbox/fleet-night.md   is the page to read first: what fails, who acts, what to do");
  screen.text("  examples/fleet.yml        is the workflow that has run, to copy into your repository");
  screen.text(
    "  docs/many-connections.md  says which way fits how many connections, and how to begin with the real Hub",
  );
  screen.text(
    "  The sandbox has ended, and its tokens with it: .sandbox/fleet-ocpi.yml shows how its ocpi.yml was written.",
  );
  return true;
}

function seconds(from: number): string {
  return ((performance.now() - from) / 1000).toFixed(0);
}
