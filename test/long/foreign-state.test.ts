import assert from "node:assert/strict";
import { capsuleKey, sealCapsule } from "../../src/core/onboarding/capsule.ts";
import { HubToken, PlatformToken } from "../../src/core/ocpi/token.ts";
import { stateVariables, type StepResult } from "../../src/sandbox/runner.ts";
import { Scenario, type StepSettings } from "../support/scenario.ts";

const REPOSITORY = "/repos/your-company/ocpi";
const SECRETS = `${REPOSITORY}/actions/secrets`;

function destination(changes: Record<string, string> = {}): string {
  const own = {
    store: "repository",
    owner: "your-company",
    repo: "ocpi",
    environment: "",
    secretName: "OCPI_HUB_TOKEN",
  };
  return JSON.stringify({ ...own, ...changes });
}

// These tests run processes: the post step gets the state by its environment, and the main step is killed at its start.
// An earlier step of the job may plant such a state by `GITHUB_ENV`, before the Action's own step begins.
describe("the post step, given a state that its run did not save", () => {
  let scenario: Scenario;

  beforeEach(async () => {
    scenario = await Scenario.start();
  });

  afterEach(() => scenario.end());

  /** Kills the main step before it prints anything, so that all of its state is planted. */
  async function killedAtOnce(state: Record<string, string>, settings: StepSettings = {}): Promise<StepResult> {
    const step = await scenario.run(
      {},
      { env: stateVariables(state), onStart: (kill) => kill("SIGKILL"), ...settings },
    );
    assert.equal(step.exitCode, null);
    assert.equal(step.postExitCode, 0);
    assert.deepEqual(step.state, {});
    return step;
  }

  function said(step: StepResult): string {
    return step.postLog.map(({ text }) => text).join("\n");
  }

  /** A capsule that the platform token opens, with a token that the hub never issued. */
  async function forged(): Promise<string> {
    const key = await capsuleKey(new PlatformToken(scenario.sandbox.platform.token));
    return sealCapsule(
      {
        token: new HubToken("a-token-of-somebody-else-0123456789"),
        versionsUrl: `${scenario.sandbox.hub.origin}/ocpi/versions`,
        encoding: "plain",
        parties: [],
        correlationId: "1",
        at: new Date(),
      },
      key,
    );
  }

  const marked = { phase: "marked", slot: "ours", "taken-over": "false", request: "", capsule: "", told: "" };

  /** Another run holds the lock beside this secret, since just now. */
  function lockedByAnother(name: string): Record<string, string> {
    const at = new Date();
    scenario.sandbox.github.setSecret(`${name}_PENDING`, "x", at);
    return { ...marked, "marked-at": String(at.getTime()) };
  }

  for (const [what, changes] of [
    ["another repository", { owner: "victim", repo: "billing" }],
    ["an environment that no input names", { store: "environment", environment: "production" }],
  ] as const) {
    it(`asks nothing of ${what}`, async () => {
      const state = { ...marked, "marked-at": String(Date.now()), destination: destination(changes) };
      const step = await killedAtOnce(state);
      assert.deepEqual(scenario.githubRequests, []);
      assert.match(said(step), /The inputs of this post step do not name the secret/);
    });
  }

  it("deletes no lock beside a secret that no input names", async () => {
    const state = { ...lockedByAnother("VISITORS"), destination: destination({ secretName: "VISITORS" }) };
    await killedAtOnce(state);
    assert.deepEqual(scenario.sandbox.github.secretNames, ["VISITORS_PENDING"]);
    assert.deepEqual(scenario.githubRequests, []);
  });

  it("deletes no lock of another run when its own run only verified", async () => {
    await scenario.run();
    const state = { ...lockedByAnother("OCPI_HUB_TOKEN"), destination: destination() };
    const given = { command: "verify", "hub-token": scenario.sandbox.github.secret("OCPI_HUB_TOKEN") };
    const step = await scenario.run(given, { env: stateVariables(state) });
    assert.equal(step.outputs["result"], "connected", step.raw);
    assert.deepEqual(step.postLog, []);
    assert.ok(scenario.sandbox.github.secretNames.includes("OCPI_HUB_TOKEN_PENDING"));
  });

  it("stores nothing when its own run had invalid inputs", async () => {
    const state = { ...marked, phase: "captured", capsule: await forged(), destination: destination() };
    const step = await scenario.run({ "hub-url": "nowhere" }, { env: stateVariables(state) });
    assert.equal(step.outputs["result"], "invalid", step.raw);
    assert.deepEqual(step.postLog, []);
    assert.deepEqual(scenario.sandbox.github.secretNames, []);
  });

  it("takes no planted value once its own run has saved its state", async () => {
    const state = { ...marked, "marked-at": "1", capsule: await forged(), told: "true" };
    scenario.sandbox.github.server.faults.add({
      method: "PUT",
      path: `${SECRETS}/OCPI_HUB_TOKEN_PENDING`,
      act: { kind: "delay", ms: 0 },
    });
    const step = await scenario.run({}, { env: stateVariables(state) });
    assert.equal(step.outputs["result"], "connected", step.raw);
    for (const name of ["capsule", "marked-at", "slot", "taken-over", "request", "destination", "told", "phase"])
      assert.ok(Object.hasOwn(step.state, name), `the run saves no ${name}`);
    assert.deepEqual(step.postLog, []);
  });

  it("stores no token under a name that no input names", async () => {
    const state = {
      ...marked,
      phase: "captured",
      capsule: await forged(),
      destination: destination({ secretName: "DEPLOY_KEY" }),
    };
    const step = await killedAtOnce(state);
    assert.deepEqual(scenario.githubRequests, []);
    assert.match(said(step), /is not stored: the inputs of this post step do not name the secret/);
    assert.match(said(step), /ocpi-capsule:v1:/);
  });

  it("prints no part of a text that is not a capsule", async () => {
    for (const capsule of [
      "ocpi-capsule:v1:AAAA\n::stop-commands::x\n##[error]pwned",
      "ocpi-capsule:v1:AAAA\r\n::add-mask::e",
      `ocpi-capsule:v1:${"A".repeat(80)} @everyone https://evil.example`,
      `ocpi-capsule:v1:${"A".repeat(100_001)}`,
      "\u001B[2Jgone",
    ]) {
      const step = await killedAtOnce({ ...marked, phase: "captured", capsule, destination: destination() });
      const printed = step.postLog.map(({ text }) => text);
      assert.doesNotMatch(step.raw, /stop-commands|pwned|add-mask::e|evil|A{40}|gone/, what(capsule));
      assert.ok(
        printed.some((line) => /its state says as capsule/.test(line)),
        said(step),
      );
    }
  });

  it("says in one plain line which value its run did not save, and does not fail the job", async () => {
    for (const [name, value] of [
      ["destination", "{"],
      ["destination", '{"store":"repository"}\n::error::x'],
      ["destination", `"${"x".repeat(90_000)}"`],
      ["lock", "everybody's\n::error::x"],
      ["marked-at", "yesterday"],
      ["request", "PATCH"],
      ["taken-over", "maybe"],
      ["told", "\u001B[1m"],
      ["phase", "mar\nked"],
    ] as const) {
      const step = await killedAtOnce({ ...marked, "marked-at": "1", destination: destination(), [name]: value });
      const lines = step.postLog.filter(({ text }) => /post step do not name|its state says as/.test(text));
      assert.equal(lines.length, 1, `${name}: ${said(step)}`);
      assert.ok(
        step.postLog.every(({ kind, text }) => kind !== "error" && !/[\n\r]|::/.test(text) && !text.includes("\u001B")),
        said(step),
      );
    }
  });

  const what = (text: string): string => JSON.stringify(text.slice(0, 60));
});

describe("the post step, told by its inputs where the hub token is kept", () => {
  let scenario: Scenario;

  beforeEach(async () => {
    scenario = await Scenario.start();
  });

  afterEach(() => scenario.end());

  /** Kills an exchange while it sends the token to GitHub. GitHub does not get the token. */
  async function killedAtStore(
    path: string,
    inputs: Record<string, string>,
    settings: StepSettings = {},
  ): Promise<StepResult> {
    let kill: (signal: NodeJS.Signals) => void = () => undefined;
    scenario.sandbox.github.server.faults.add({
      method: "PUT",
      path,
      skip: 1,
      times: 1,
      onHit: () => kill("SIGKILL"),
      act: { kind: "drop", when: "before" },
    });
    const onStart: StepSettings["onStart"] = (send) => {
      kill = send;
    };
    const step = await scenario.run(inputs, { ...settings, onStart });
    assert.equal(step.exitCode, null, step.raw);
    assert.equal(step.state["phase"], "captured");
    return step;
  }

  it("stores it in the environment", async () => {
    const { github } = scenario.sandbox;
    github.addEnvironment("ocpi / süd");
    const step = await killedAtStore(`${REPOSITORY}/environments/`, {
      store: "environment",
      "store-environment": "ocpi / süd",
    });
    assert.equal(github.secret("OCPI_HUB_TOKEN", "ocpi / süd"), scenario.hubToken, step.raw);
  });

  it("stores it under the name of its connection, where the config has several", async () => {
    const { github, hub, platform } = scenario.sandbox;
    const one = (name: string): string =>
      `  ${name}:\n    hub: { url: "${hub.origin}" }\n    platform: { url: "${platform.url}" }\n`;
    const workspace = { "ocpi.yml": `version: 1\nconnections:\n${one("north-west")}${one("south")}` };
    const step = await killedAtStore(SECRETS, { connection: "north-west" }, { workspace });
    assert.equal(github.secret("OCPI_HUB_TOKEN__NORTH_WEST"), scenario.hubToken, step.raw);
  });

  it("stores nothing when a composite action passes it no secret name", async () => {
    const { github, inputs } = scenario.sandbox;
    const postInputs = { ...inputs, "hub-token-secret": "" };
    const step = await killedAtStore(SECRETS, { "hub-token-secret": "HUB_TOKEN_OF_OURS" }, { postInputs });
    assert.deepEqual(github.secretNames, ["HUB_TOKEN_OF_OURS_PENDING"]);
    const text = step.postLog.map((line) => line.text).join("\n");
    assert.match(text, /do not name the secret[^]*ocpi-capsule:v1:[^]*# store, store-environment and hub-token-secret/);
  });
});
