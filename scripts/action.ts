import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { runStep } from "../src/sandbox/runner.ts";
import { Screen, standardOutput } from "../src/sandbox/screen.ts";
import { readArguments } from "./action/arguments.ts";

/**
 * Runs the built Action with any inputs, for other pipelines and for contributors:
 * `npm run action -- command=verify hub-url=https://hub.example.com hub-token=env:OCPI_HUB_TOKEN`.
 * `env:NAME` takes a value from the environment, so that a token stands in no command line.
 */
const action = fileURLToPath(new URL("..", import.meta.url));
// npm runs scripts in the folder of the package; what the user named is where the user is.
const folder = process.env["INIT_CWD"] ?? process.cwd();
const outputs = process.env["GITHUB_OUTPUT"] ? resolve(folder, process.env["GITHUB_OUTPUT"]) : "";
const environment = { ...process.env, GITHUB_OUTPUT: outputs };
const told = readArguments(process.argv.slice(2), environment, await readFile(join(action, "action.yml"), "utf8"));
switch (told.do) {
  case "help":
    process.stdout.write(told.text);
    break;
  case "refuse":
    turnDown(told.why);
    break;
  case "run":
    process.exitCode = await run(told.inputs, told.quiet);
}

async function run(inputs: Readonly<Record<string, string>>, quiet: boolean): Promise<number> {
  const screen = new Screen(standardOutput());
  const passedOn = Object.entries(process.env).filter(([name]) =>
    /^(?:GITHUB_|RUNNER_|HTTPS?_PROXY|NO_PROXY|https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS)/.test(name),
  );
  try {
    const result = await runStep({
      action,
      inputs,
      jobToken: process.env["GITHUB_TOKEN"] ?? "",
      env: {
        GITHUB_WORKSPACE: folder,
        ...Object.fromEntries(passedOn.map(([name, value]) => [name, value ?? ""])),
        ...(outputs === "" ? {} : { GITHUB_OUTPUT: outputs }),
      },
      onLine: (line) => (quiet ? screen.progress(line) : screen.line(line)),
    });
    // What was found of a step that failed stands in the summary.
    if (quiet) screen.steps(result, false);
    else {
      screen.title("Outputs");
      screen.outputs(result);
      screen.title("Step summary");
    }
    screen.text("");
    screen.summary(result);
    return result.exitCode ?? 1;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}

function turnDown(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}
