import { fileURLToPath } from "node:url";
import { runStep } from "../src/sandbox/runner.ts";
import { Screen } from "../src/sandbox/screen.ts";

/**
 * Runs the built Action with any inputs, for other pipelines and for contributors:
 * `npm run action -- command=verify hub-url=https://hub.example.com hub-token=env:OCPI_HUB_TOKEN`.
 * `env:NAME` takes a value from the environment, so that a token stands in no command line.
 */
const inputs: Record<string, string> = {};
for (const argument of process.argv.slice(2)) {
  const [, name, value] = /^([a-z-]+)=(.*)$/s.exec(argument) ?? [];
  if (name === undefined || value === undefined) {
    process.stderr.write(`Write each input as name=value; this is none: ${argument.slice(0, 40)}\n`);
    process.exit(2);
  }
  inputs[name] = value.startsWith("env:") ? (process.env[value.slice(4)] ?? "") : value;
}
const screen = new Screen((text) => process.stdout.write(text));
const passedOn = Object.entries(process.env).filter(([name]) =>
  /^(?:GITHUB_|RUNNER_|HTTPS?_PROXY|NO_PROXY|https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS)/.test(name),
);
try {
  const result = await runStep({
    action: fileURLToPath(new URL("..", import.meta.url)),
    inputs,
    jobToken: process.env["GITHUB_TOKEN"] ?? "",
    env: Object.fromEntries(passedOn.map(([name, value]) => [name, value ?? ""])),
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
