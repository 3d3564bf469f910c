import { spawn } from "node:child_process";
import { getState, info, saveState, setFailed, setOutput, setSecret } from "@actions/core";
import { startForGood, type SandboxAddress } from "./address.ts";

/**
 * The sandbox as an Action: its step starts the servers in a process of their own and goes on, and its post step ends
 * them. The same file is all three; how it was started says which.
 */
const SERVE = "serve";

if (process.argv[2] === SERVE) await serve();
else if (getState("pid") !== "") stop(Number(getState("pid")));
else await start();

/** Runs the servers until the process is ended, after one line that says where they are. */
async function serve(): Promise<void> {
  process.stdout.write(`${JSON.stringify(await startForGood())}\n`);
}

async function start(): Promise<void> {
  const child = spawn(process.execPath, [process.argv[1] ?? "", SERVE], {
    detached: true,
    // Nothing of this step's own: whoever waits for its streams to close would wait for the servers.
    stdio: ["ignore", "pipe", "ignore"],
  });
  const line = await new Promise<string>((done) => {
    child.stdout.setEncoding("utf8").once("data", done);
    child.once("exit", () => done(""));
  });
  if (line === "") return setFailed("The sandbox did not start.");
  const { hubUrl, initialToken, platformUrl, platformToken } = JSON.parse(line) as SandboxAddress;
  for (const token of [initialToken, platformToken]) setSecret(token);
  saveState("pid", String(child.pid));
  setOutput("hub-url", hubUrl);
  setOutput("initial-token", initialToken);
  setOutput("platform-url", platformUrl);
  setOutput("platform-token", platformToken);
  info(`The sandbox Hub is at ${hubUrl}, the platform at ${platformUrl}, until this job ends.`);
  // Neither its output nor the process keeps this step waiting.
  child.stdout.destroy();
  child.unref();
  return undefined;
}

function stop(pid: number): void {
  try {
    process.kill(pid);
  } catch {
    // It ended by itself: there is nothing left to end.
  }
}
