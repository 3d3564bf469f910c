import { spawn } from "node:child_process";
import { getInput, info, saveState, setFailed, setOutput, setSecret } from "@actions/core";
import { startForGood, type SandboxAddress } from "./address.ts";
import { sandboxRole, type SandboxRole } from "./party.ts";
import { listenForStop, type StopSignal } from "./stop-signal.ts";

/**
 * The sandbox as an Action: its step starts the servers in a process of their own and goes on; its post step, which is
 * another file, tells them to end. This file is the step and the process; how it was started says which.
 */
const SERVE = "serve";

interface Serving {
  readonly address: SandboxAddress;
  readonly stop: StopSignal;
}

if (process.argv[2] === SERVE) await serve(sandboxRole(process.argv[3] ?? ""));
else await start();

/** Runs the servers until the process is told to end, after one line that says where they are. */
async function serve(role: SandboxRole | undefined): Promise<void> {
  const [{ address }, stop] = await Promise.all([startForGood(role), listenForStop()]);
  process.stdout.write(`${JSON.stringify({ address, stop } satisfies Serving)}\n`);
}

async function start(): Promise<void> {
  // What is not saved here, the post step would take from the environment, where earlier steps can write.
  saveStop("", "");
  const role = sandboxRole(getInput("role"));
  if (role === undefined) return setFailed("The input role is neither CPO nor EMSP, so no sandbox was started.");
  const child = spawn(process.execPath, [process.argv[1] ?? "", SERVE, role], {
    detached: true,
    // Nothing of this step's own: a runner that waits for its streams to close would wait for the servers.
    stdio: ["ignore", "pipe", "ignore"],
  });
  const line = await new Promise<string>((done) => {
    child.stdout.setEncoding("utf8").once("data", done);
    child.once("exit", () => done(""));
  });
  if (line === "") return setFailed("The sandbox did not start.");
  const { address, stop } = JSON.parse(line) as Serving;
  saveStop(String(stop.port), stop.secret);
  const { hubUrl, initialToken, platformUrl, platformToken, party } = address;
  for (const token of [initialToken, platformToken]) setSecret(token);
  setOutput("hub-url", hubUrl);
  setOutput("initial-token", initialToken);
  setOutput("platform-url", platformUrl);
  setOutput("platform-token", platformToken);
  const name = `${party.country_code}*${party.party_id}`;
  info(`The sandbox Hub is at ${hubUrl}, the platform of ${name} (${role}) at ${platformUrl}, until this job ends.`);
  info(
    `The Hub calls that platform and no other. Tell it of your own: curl -X POST -H 'X-Sandbox-Desk: 1' ${hubUrl}/desk/platforms -d '{"url":"http://127.0.0.1:8080"}'`,
  );
  // Neither its output nor the process keeps this step waiting.
  child.stdout.destroy();
  child.unref();
  return undefined;
}

/** Where a runner keeps a state, for the post step; elsewhere nothing of it is printed. */
function saveStop(port: string, secret: string): void {
  if (!process.env["GITHUB_STATE"]) return;
  saveState("stop-port", port);
  saveState("stop-secret", secret);
}
