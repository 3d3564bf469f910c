import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { HubSwitches } from "../../src/sandbox/hub.ts";
import { runStep, type StepOptions, type StepResult } from "../../src/sandbox/runner.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/sandbox.ts";
import type { RunningServer } from "../../src/sandbox/server.ts";
import { formIn } from "./token-forms.ts";

const action = fileURLToPath(new URL("../..", import.meta.url));

/** What a scenario may set about a step beside its inputs. */
export type StepSettings = Partial<
  Pick<StepOptions, "env" | "workspace" | "onLine" | "onStart" | "postInputs" | "withPost">
>;

/** A sandbox and the bundle to run against it; afterwards no token may be found anywhere. */
export class Scenario {
  readonly sandbox: Sandbox;
  readonly steps: StepResult[] = [];
  readonly #secrets = new Set<string>();

  private constructor(sandbox: Sandbox) {
    this.sandbox = sandbox;
    for (const name of ["initial-token", "platform-token", "github-token"])
      this.#secrets.add(sandbox.inputs[name] ?? "");
    this.#secrets.add(sandbox.github.jobToken);
  }

  static async start(switches: Partial<HubSwitches> = {}): Promise<Scenario> {
    return new Scenario(await startSandbox(switches));
  }

  /** Runs the bundle with the sandbox's inputs and the given ones; an input that is undefined is left out. */
  async run(inputs: Record<string, string | undefined> = {}, settings: StepSettings = {}): Promise<StepResult> {
    const merged = Object.entries({ "wait-for-connected": "10s", ...this.sandbox.inputs, ...inputs });
    const result = await runStep({
      action,
      inputs: Object.fromEntries(merged.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
      jobToken: this.sandbox.github.jobToken,
      ...settings,
      env: { ...this.sandbox.env, ...settings.env },
    });
    this.steps.push(result);
    return result;
  }

  /** Runs the bundle with these inputs and no others. */
  async runOnly(inputs: Record<string, string>, settings: StepSettings = {}): Promise<StepResult> {
    const none = Object.fromEntries(Object.keys(this.sandbox.inputs).map((name) => [name, undefined]));
    return this.run({ ...none, ...inputs }, settings);
  }

  /** The token that the Hub issued to the sandbox's party, which from now on may not be seen anywhere. */
  get hubToken(): string {
    const token = this.sandbox.hub.issuedToken({ country_code: "IN", party_id: "ABC" }) ?? "";
    if (token !== "") this.#secrets.add(token);
    return token;
  }

  /** Another run took the slot long ago, and never gave it back. */
  abandonSlot(): void {
    this.sandbox.github.setSecret("OCPI_HUB_TOKEN_PENDING", "x", new Date(Date.now() - 6 * 60_000));
  }

  /** One more text that must not be found in any output. */
  isSecret(value: string): void {
    this.#secrets.add(value);
  }

  /** `POST /ocpi/2.2.1/credentials` and the like: what changed something at the Hub. */
  get unsafe(): string[] {
    return this.hubRequests.filter((line) => !line.startsWith("GET"));
  }

  get hubRequests(): string[] {
    return asked(this.sandbox.hub.server);
  }

  get platformRequests(): string[] {
    return asked(this.sandbox.platform.server);
  }

  get githubRequests(): string[] {
    return asked(this.sandbox.github.server);
  }

  /** Ends the scenario: stops the servers, and looks for tokens in everything that the steps left behind. */
  async end(): Promise<void> {
    void this.hubToken;
    await this.sandbox.stop();
    for (const step of this.steps) assertNoSecrets(step, [...this.#secrets]);
  }
}

function asked(server: RunningServer): string[] {
  return server.requests.map(({ method, path }) => `${method} ${path}`);
}

/**
 * No secret, in no written form, in what the process printed before any mask was applied, but for the masks themselves;
 * in no output but `hub-token`; not in the summary; not in the state.
 */
export function assertNoSecrets(step: StepResult, secrets: readonly string[]): void {
  const outputs = Object.entries(step.outputs).filter(([name]) => name !== "hub-token");
  const sinks: Record<string, string> = {
    log: step.raw
      .split("\n")
      .filter((line) => !line.startsWith("::add-mask::"))
      .join("\n"),
    summary: step.summary,
    // What a person sees of it: entities hide a token from a search, but not from a reader.
    "summary as it is shown": step.summary.replace(/&#(\d+);/g, (_all, code: string) =>
      String.fromCodePoint(Number(code)),
    ),
    state: step.stateFile,
    "files in the workspace": Object.values(step.workspace).join("\n"),
    ...Object.fromEntries(outputs.map(([name, value]) => [`output ${name}`, value])),
  };
  for (const [sink, text] of Object.entries(sinks)) {
    const shown = formIn(text, secrets);
    assert.ok(shown === undefined, `a token (${shown}) is in the ${sink}`);
  }
}

/** The finding with this check number in the step's report, or a failure that lists those it has. */
export function finding(
  step: StepResult,
  check: string,
): { severity: string; message: string; fix?: string; who: string } {
  const report = JSON.parse(step.outputs["report"] ?? "{}") as {
    findings: { check: string; severity: string; message: string; who: string }[];
  };
  const found = report.findings.find((entry) => entry.check === check);
  assert.ok(
    found,
    `no finding ${check} among ${JSON.stringify(report.findings.map((entry) => [entry.check, entry.message]))}`,
  );
  return found;
}
