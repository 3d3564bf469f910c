import { fileURLToPath } from "node:url";
import { runStep } from "../src/sandbox/runner.ts";
import { Screen, standardOutput } from "../src/sandbox/screen.ts";

/**
 * Runs the built Action with any inputs, for other pipelines and for contributors:
 * `npm run action -- command=verify hub-url=https://hub.example.com hub-token=env:OCPI_HUB_TOKEN`.
 * `env:NAME` takes a value from the environment, so that a token stands in no command line.
 */
const inputs: Record<string, string> = {};
for (const argument of process.argv.slice(2)) {
  const [, name, value] = /^([\w-]+)=(.*)$/s.exec(argument) ?? [];
  if (name === undefined || value === undefined) turnDown("Write each input as name=value.");
  else inputs[name] = value.startsWith("env:") ? fromEnvironment(value.slice(4)) : value;
}
if (inputs["store"] === "none" && !process.env["GITHUB_OUTPUT"]) {
  turnDown(
    "With store=none the hub token is only in the output hub-token: set GITHUB_OUTPUT to a file for the outputs.",
  );
}
const screen = new Screen(standardOutput());
const passedOn = Object.entries(process.env).filter(([name]) =>
  /^(?:GITHUB_|RUNNER_|HTTPS?_PROXY|NO_PROXY|https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS)/.test(name),
);
try {
  const result = await runStep({
    action: fileURLToPath(new URL("..", import.meta.url)),
    inputs,
    jobToken: process.env["GITHUB_TOKEN"] ?? "",
    env: {
      // npm runs scripts in the folder of the package; what the user named is where the user is.
      GITHUB_WORKSPACE: process.env["INIT_CWD"] ?? process.cwd(),
      ...Object.fromEntries(passedOn.map(([name, value]) => [name, value ?? ""])),
    },
    onLine: (line) => screen.line(line),
  });
  screen.title("Outputs");
  screen.outputs(result);
  screen.title("Step summary");
  screen.summary(result);
  process.exitCode = result.exitCode ?? 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

function fromEnvironment(name: string): string {
  return process.env[name] ?? turnDown(`The environment variable ${name} is not set.`);
}

function turnDown(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}
