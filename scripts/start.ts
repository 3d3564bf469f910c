import { fileURLToPath } from "node:url";
import { runStep, type StepResult } from "../src/sandbox/runner.ts";
import { sandboxParty } from "../src/sandbox/party.ts";
import { startSandbox, type Sandbox } from "../src/sandbox/sandbox.ts";
import { Screen } from "../src/sandbox/screen.ts";

/** The main job with nothing to configure: a sandbox on this machine, and the built Action run against it. */
const action = fileURLToPath(new URL("..", import.meta.url));
const screen = new Screen((text) => process.stdout.write(text));
const sandbox = await startSandbox();
try {
  screen.title("A sandbox on this machine");
  screen.text(`  ChargeIndia Hub  ${sandbox.hub.origin}`);
  screen.text(`  your platform    ${sandbox.platform.origin}`);
  screen.text(`  GitHub           ${sandbox.github.origin}`);
  const exchanged = await show("command: exchange", sandbox, { command: "exchange", ...sandbox.inputs });
  screen.title("Its step summary");
  screen.summary(exchanged);
  const stored = sandbox.github.secret("OCPI_HUB_TOKEN");
  const verified = await show("command: verify, with the stored token alone", sandbox, {
    command: "verify",
    "hub-url": sandbox.hub.origin,
    "hub-token": stored ?? "",
    role: sandboxParty.role,
    "country-code": sandboxParty.country_code,
    "party-id": sandboxParty.party_id,
    "business-name": "Your CPO Ltd",
  });
  const kept = stored !== undefined && stored === sandbox.hub.issuedToken(sandboxParty);
  screen.title(kept ? "The secret in GitHub is the token that the Hub issued." : "The secret is not the Hub's token.");
  const good = kept && [exchanged, verified].every(({ outputs }) => outputs["result"] === "connected");
  screen.text(good ? "CONNECTED" : "Not CONNECTED");
  process.exitCode = good ? 0 : 1;
} finally {
  await sandbox.stop();
}

async function show(title: string, { env, github }: Sandbox, inputs: Record<string, string>): Promise<StepResult> {
  screen.title(title);
  const result = await runStep({ action, inputs, env, jobToken: github.jobToken, onLine: (line) => screen.line(line) });
  screen.title("Its outputs");
  screen.outputs(result);
  return result;
}
