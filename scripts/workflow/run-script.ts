import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readFileCommand } from "../../src/sandbox/runner.ts";
import type { EndedStep } from "./place.ts";

/** What a script is run with. */
export interface ScriptStep {
  readonly text: string;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** Whether it is named as `bash`: then a failure within a pipe fails it, too. */
  readonly isNamed: boolean;
}

/** Runs the text of a `run` step as a runner does on Linux. */
export async function runScript(step: ScriptStep): Promise<Omit<EndedStep, "job" | "name" | "ours">> {
  const folder = await mkdtemp(join(tmpdir(), "ocpi-script-"));
  const [script, output, summary] = ["script.sh", "output", "summary"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  try {
    await Promise.all([writeFile(script, step.text), writeFile(output, ""), writeFile(summary, "")]);
    const flags = step.isNamed ? ["--noprofile", "--norc", "-eo", "pipefail"] : ["-e"];
    let raw = "";
    const child = spawn("bash", [...flags, script], {
      cwd: step.folder,
      env: {
        PATH: process.env["PATH"],
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: summary,
        GITHUB_WORKSPACE: step.folder,
        ...step.env,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (raw += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (raw += chunk));
    const code = await new Promise<number | null>((done, failed) => child.on("error", failed).on("close", done));
    return {
      conclusion: code === 0 ? "success" : "failure",
      outputs: readFileCommand(await readFile(output, "utf8")),
      summary: await readFile(summary, "utf8"),
      // A runner takes this line, and shows it nowhere.
      raw: raw.replaceAll(/^::add-mask::.*\n?/gm, ""),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
