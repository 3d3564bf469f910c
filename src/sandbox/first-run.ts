import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sandboxParty } from "./party.ts";
import { runStep, type StepOptions, type StepResult } from "./runner.ts";
import type { Sandbox } from "./sandbox.ts";
import { masked, type Screen } from "./screen.ts";

/** What a first run needs. */
export interface FirstRun {
  readonly sandbox: Sandbox;
  readonly screen: Screen;
  /** The folder of the Action. */
  readonly action: string;
  /** Where the files go in which everything stands that is not printed, and its name for the reader. */
  readonly files: { readonly folder: string; readonly name: string };
  /** How each step is started; a process of its own where nothing is said. */
  readonly start?: StepOptions["start"];
}

/**
 * The main job with nothing to configure: the Action registers the sandbox's platform at its Hub, and verifies that with the
 * stored token alone. Prints the steps, the result and what to do next, and writes the rest to files.
 * @returns whether all was as it has to be.
 */
export async function showFirstRun(run: FirstRun): Promise<boolean> {
  const { sandbox, screen } = run;
  const { hub, platform, github } = sandbox;
  const begin = performance.now();
  screen.title("A sandbox on this machine. Its tokens are worth nothing beyond it.");
  screen.text(`  ChargeIndia Hub  ${hub.origin}`);
  screen.text(`  your platform    ${platform.origin}`);
  screen.text(`  GitHub           ${github.origin}, a stand-in`);

  screen.title("Exchange: your platform is registered at the Hub, and the hub token becomes a secret");
  const exchanged = await show(run, "exchange", sandbox.inputs);
  if (!exchanged) return end(run, false, begin);
  const stored = github.secret("OCPI_HUB_TOKEN") ?? "";
  const isKept = stored === hub.issuedToken(sandboxParty);
  screen.marked(
    isKept ? "passed" : "failed",
    `The secret OCPI_HUB_TOKEN in GitHub is ${isKept ? "" : "not "}the token that the Hub issued.`,
  );
  if (!isKept) return end(run, false, begin);

  screen.title("Verify: the connection works with that secret alone");
  const verified = await show(run, "verify", {
    "hub-url": hub.origin,
    "hub-token": stored,
    role: sandboxParty.role,
    "country-code": sandboxParty.country_code,
    "party-id": sandboxParty.party_id,
    "business-name": "Your CPO Ltd",
  });
  return end(run, verified, begin);
}

/** Runs one command and shows it. Of one that fails everything is shown that the log says of its end. */
async function show(run: FirstRun, command: string, inputs: Readonly<Record<string, string>>): Promise<boolean> {
  const { action, sandbox, screen, start } = run;
  const result = await runStep({
    action,
    inputs: { command, ...inputs },
    env: sandbox.env,
    jobToken: sandbox.github.jobToken,
    onLine: (line) => screen.progress(line),
    ...(start === undefined ? {} : { start }),
  });
  screen.steps(result, true);
  screen.headline(result);
  const isConnected = result.outputs["result"] === "connected";
  if (!isConnected) for (const line of afterHeadline(result)) screen.prose(`    ${line}`);
  screen.text(`    ${await keep(run, command, result)}`);
  return isConnected;
}

function end({ screen }: FirstRun, isGood: boolean, begin: number): boolean {
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  screen.title(isGood ? `CONNECTED, after ${seconds} s. What next:` : "Not CONNECTED");
  if (!isGood) {
    screen.text("  Run npm start again: each run begins with a new sandbox. If it ends the same way, the Action in");
    screen.text("  dist may be older than the sandbox in src: npm run package:action builds it again.");
    return false;
  }
  screen.text("  npm run sandbox           leaves a sandbox running, and prints each command from here to go-live");
  screen.text("  npm run action -- --help  lists what else the Action does, and its inputs");
  screen.text("  README.md                 says how to connect your platform to the real Hub");
  return true;
}

/** What to do now, as the log says it. */
function afterHeadline({ log }: StepResult): string[] {
  const last = log.findLastIndex(({ kind }) => kind === "error" || kind === "warning" || kind === "notice");
  return log.slice(last + 1).map(({ text }) => text);
}

/** Writes log, outputs and summary of a command to files, masked. That they cannot be written takes nothing from the run. */
async function keep({ files }: FirstRun, command: string, result: StepResult): Promise<string> {
  const log = [...result.log, ...result.postLog].map(({ kind, text }) =>
    kind === "text" ? text : `[${kind}] ${text}`,
  );
  const outputs = Object.entries(result.outputs).map(([name, value]) => [name, masked(value, result)] as const);
  const texts = {
    [`${command}.log`]: `${log.join("\n")}\n`,
    [`${command}-outputs.json`]: `${JSON.stringify(Object.fromEntries(outputs), undefined, 2)}\n`,
    [`${command}-summary.md`]: masked(result.summary, result),
  };
  try {
    await mkdir(files.folder, { recursive: true });
    for (const [name, text] of Object.entries(texts)) await writeFile(join(files.folder, name), text);
  } catch (error) {
    return `Its log, outputs and summary could not be written to ${files.folder} (${codeOf(error)}).`;
  }
  return `Files: ${Object.keys(texts)
    .map((name) => `${files.name}/${name}`)
    .join("  ")}`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
