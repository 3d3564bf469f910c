import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { asSpecified, type HubSwitches } from "../../src/sandbox/hub.ts";
import { runStep, type StepOptions, type StepResult, type StepStart } from "../../src/sandbox/runner.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/sandbox.ts";
import type { PlatformSwitches } from "../../src/sandbox/platform/switches.ts";
import type { RunningServer, SeenRequest } from "../../src/sandbox/server.ts";
import { usualPlatformToken } from "./derived-once.ts";
import { assertNoSecrets } from "./no-secrets.ts";
import { formIn } from "./token-forms.ts";
import { stepInProcess } from "./step-in-process.ts";

const action = fileURLToPath(new URL("../..", import.meta.url));

/** The results of a run that could not do its work. */
const STOPPED = new Set(["not-ready", "refused", "unreachable", "in-doubt", "unstored", "invalid"]);

/** What a scenario may set about a step beside its inputs. */
export type StepSettings = Partial<
  Pick<StepOptions, "action" | "env" | "workspace" | "onLine" | "onStart" | "postInputs" | "start" | "withPost">
>;

/** A sandbox and the Action to run against it; afterwards no token may be found anywhere. */
export class Scenario {
  readonly sandbox: Sandbox;
  readonly steps: StepResult[] = [];
  readonly #secrets = new Set<string>();
  readonly #start: StepStart | undefined;

  private constructor(sandbox: Sandbox, start: StepStart | undefined) {
    this.sandbox = sandbox;
    this.#start = start;
    for (const name of ["initial-token", "platform-token", "github-token"])
      this.#secrets.add(sandbox.inputs[name] ?? "");
    this.#secrets.add(sandbox.github.jobToken);
  }

  /** A scenario for the committed bundle, each of whose steps is a process of its own. */
  static async start(switches: Partial<HubSwitches> = {}): Promise<Scenario> {
    return new Scenario(await startSandbox(switches, {}, {}, usualPlatformToken), undefined);
  }

  /** A scenario for the Action's sources, whose steps run in this process. */
  static async inProcess(
    switches: Partial<HubSwitches> = {},
    platform: Partial<PlatformSwitches> = {},
  ): Promise<Scenario> {
    return new Scenario(await startSandbox(switches, {}, platform, usualPlatformToken), stepInProcess);
  }

  /** Runs the Action with the sandbox's inputs and the given ones; an input that is undefined is left out. */
  async run(inputs: Record<string, string | undefined> = {}, settings: StepSettings = {}): Promise<StepResult> {
    const merged = Object.entries({ "wait-for-connected": "10s", ...this.sandbox.inputs, ...inputs });
    const result = await runStep({
      action,
      inputs: Object.fromEntries(merged.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
      jobToken: this.sandbox.github.jobToken,
      ...(this.#start === undefined ? {} : { start: this.#start }),
      ...settings,
      env: { ...this.sandbox.env, ...settings.env },
    });
    this.steps.push(result);
    return result;
  }

  /** What comes before the step that is tested: it needs no process, also where that one does. */
  async prepare(inputs: Record<string, string | undefined> = {}): Promise<StepResult> {
    return this.run(inputs, { start: stepInProcess });
  }

  /**
   * A first exchange, during which the account team activates the party as soon as the run has seen that it is PLANNED: so the
   * requests are the same however busy the machine is. For a hub with `activation: "by-desk"`.
   */
  async register(): Promise<StepResult> {
    const onLine: StepSettings["onLine"] = ({ text }) => {
      if (text.includes("is PLANNED")) this.sandbox.hub.activate(this.sandbox.party);
    };
    return this.run({}, { onLine });
  }

  /** Runs the Action with these inputs and no others. */
  async runOnly(inputs: Record<string, string>, settings: StepSettings = {}): Promise<StepResult> {
    const none = Object.fromEntries(Object.keys(this.sandbox.inputs).map((name) => [name, undefined]));
    return this.run({ ...none, ...inputs }, settings);
  }

  /** The token that the Hub issued to the sandbox's party, which from now on may not be seen anywhere. */
  get hubToken(): string {
    const token = this.sandbox.hub.issuedToken(this.sandbox.party) ?? "";
    if (token !== "") this.#secrets.add(token);
    return token;
  }

  /** Another run took the lock long ago, and never gave it back. */
  abandonLock(): void {
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

  /** What the steps asked of the platform. The sandbox's hub probes its health beside them, whenever it is time for that. */
  get platformRequests(): string[] {
    const { requests } = this.sandbox.platform.server;
    return requests.filter(isOurs).map(lineOf);
  }

  get githubRequests(): string[] {
    return asked(this.sandbox.github.server);
  }

  /**
   * Ends the scenario: stops the servers, looks for tokens in everything that the steps left behind, issues at GitHub included,
   * and sees that each that could not do its work names an error.
   */
  async end(): Promise<void> {
    void this.hubToken;
    await this.sandbox.stop();
    for (const { title, body } of this.sandbox.github.issues.all) {
      const shown = formIn(`${title}\n${body}`, [...this.#secrets]);
      assert.ok(shown === undefined, `a token (${shown}) is in an issue`);
    }
    for (const step of this.steps) {
      assertNoSecrets(step, [...this.#secrets]);
      const { result = "", errors } = step.outputs;
      if (STOPPED.has(result)) assert.notEqual(errors, "0", `${result}, for no error`);
    }
  }
}

/** A sandbox whose Hub is of this profile, and the inputs by which the Action knows it. */
export async function startAt(
  profile: string,
  switches: Partial<HubSwitches> = {},
): Promise<{ readonly scenario: Scenario; readonly inputs: Record<string, string> }> {
  if (profile === "chargeindia") return { scenario: await Scenario.inProcess(switches), inputs: {} };
  const scenario = await Scenario.inProcess({ ...asSpecified, ...switches });
  const { hub, platform } = scenario.sandbox;
  const platformUrl = `${platform.origin}/ocpi/versions`;
  return {
    scenario,
    inputs: { "hub-profile": profile, "hub-url": hub.versionsUrl, "platform-url": platformUrl },
  };
}

function asked(server: RunningServer): string[] {
  return server.requests.map(lineOf);
}

function lineOf({ method, path }: SeenRequest): string {
  return `${method} ${path}`;
}

/** Whether a step sent a request, and not the sandbox's hub. */
export function isOurs({ headers }: SeenRequest): boolean {
  return headers["user-agent"]?.startsWith("ocpi-onboarding/") === true;
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

/** The numbers of what a step found, with their severities, in order: `PRT-06 error`. What a run says of itself has none. */
export function numbersFound(step: StepResult): string[] {
  const { findings } = JSON.parse(step.outputs["report"] ?? "{}") as {
    findings: readonly { check: string; severity: string }[];
  };
  return findings
    .filter(({ check }) => check !== "INPUT")
    .map(({ check, severity }) => `${check} ${severity}`)
    .toSorted();
}
