import { summary } from "@actions/core";
import { defaults } from "@actions/github/lib/utils";
import { finish } from "../../src/action/finish.ts";
import { main } from "../../src/action/main.ts";
import { beginState } from "../../src/action/step-state.ts";
import type { StepStart } from "../../src/sandbox/runner.ts";
import { deriveOnce } from "./derived-once.ts";

/**
 * Runs a step of the Action in this process, from its sources: the same program, over real requests, with the environment and
 * the files that a runner gives it. What a test says of the core, of inputs and of outputs it can say here, for a tenth of
 * what a process costs. What only a process shows is tested on the bundle: signals, kills, a start that fails, the whole
 * environment, memory, and the bundle itself.
 *
 * A run has this process's environment and standard output to itself: one at a time.
 */
export const stepInProcess: StepStart = async ({ name, env, print, onStart }) => {
  if (isRunning) throw new Error("Only one step at a time can run in this process.");
  isRunning = true;
  const before = { env: { ...process.env }, exitCode: process.exitCode, write: process.stdout.write };
  become(env);
  process.exitCode = undefined;
  process.stdout.write = (chunk: string | Uint8Array): boolean => {
    print(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString("utf8"));
    return true;
  };
  // What is read once, when a process begins: the path of the summary, and where GitHub's API is.
  Object.assign(summary, { _filePath: undefined });
  defaults.baseUrl = env["GITHUB_API_URL"] ?? "https://api.github.com";
  onStart?.(signalsFor(process.listeners("SIGINT").concat(process.listeners("SIGTERM"))));
  try {
    if (name === "post") await finish(deriveOnce);
    else {
      beginState();
      await main(deriveOnce);
    }
    return Number(process.exitCode ?? 0);
  } finally {
    process.stdout.write = before.write;
    process.exitCode = before.exitCode;
    become(before.env);
    isRunning = false;
  }
};

let isRunning = false;

/**
 * Gives a signal to who in the run listens to it, and to no listener of the tests' own. Whether a signal reaches the run at all,
 * only a process shows.
 */
function signalsFor(ours: readonly NodeJS.SignalsListener[]): (signal: NodeJS.Signals) => void {
  return (signal) => {
    if (signal !== "SIGINT" && signal !== "SIGTERM") throw new Error(`${signal} ends a process, and so these tests.`);
    for (const listener of process.listeners(signal)) if (!ours.includes(listener)) listener(signal);
  };
}

function become(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
}
