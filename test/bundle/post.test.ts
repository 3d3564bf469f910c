import assert from "node:assert/strict";
import type { FaultAct } from "../../src/sandbox/faults.ts";
import type { StepResult } from "../../src/sandbox/runner.ts";
import { Scenario, type StepSettings } from "../support/scenario.ts";

const SECRETS = "/repos/your-company/ocpi/actions/secrets";
const longAgo = (): Date => new Date(Date.now() - 6 * 60_000);

describe("the post step, after the main step was killed", () => {
  let scenario: Scenario;

  beforeEach(async () => {
    scenario = await Scenario.start();
  });

  afterEach(() => scenario.end());

  /** Runs the step and kills it when a server is asked this. */
  async function killedAt(
    server: "hub" | "github",
    at: { method: string; path: string; skip?: number; act: FaultAct; meanwhile?: () => void },
    settings: StepSettings = {},
  ): Promise<StepResult> {
    let kill: (signal: NodeJS.Signals) => void = () => undefined;
    const onHit = (): void => {
      at.meanwhile?.();
      kill("SIGKILL");
    };
    scenario.sandbox[server].server.faults.add({ ...at, times: 1, onHit });
    const onStart: StepSettings["onStart"] = (send) => {
      kill = send;
    };
    const step = await scenario.run({}, { ...settings, onStart });
    assert.equal(step.exitCode, null);
    // Whatever it does, it never fails the job.
    assert.equal(step.postExitCode, 0);
    return step;
  }

  /** A later run of the same workflow, with the secrets as they are now, after the slot has become old. */
  async function laterRun(): Promise<StepResult> {
    const { github } = scenario.sandbox;
    if (github.secret("OCPI_HUB_TOKEN_PENDING") !== undefined) {
      github.setSecret("OCPI_HUB_TOKEN_PENDING", "x", longAgo());
    }
    return scenario.run({ "hub-token": github.secret("OCPI_HUB_TOKEN") });
  }

  function said(step: StepResult): string {
    return step.postLog.map(({ text }) => text).join("\n");
  }

  const store = { method: "PUT", path: `${SECRETS}/OCPI_HUB_TOKEN`, skip: 1 } as const;

  it("has nothing to say after a run that came to its end", async () => {
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "connected");
    assert.deepEqual(step.postLog, []);
    assert.equal(step.postExitCode, 0);
  });

  it("withdraws a slot that was being asked for", async () => {
    const step = await killedAt("github", {
      method: "PUT",
      path: `${SECRETS}/OCPI_HUB_TOKEN_PENDING`,
      act: { kind: "delay", ms: 20 },
    });
    assert.equal(step.state["phase"], "marked");
    assert.deepEqual(scenario.sandbox.github.secretNames, []);
    assert.match(said(step), /ended before it sent anything.*is deleted/);
    assert.deepEqual(scenario.unsafe, []);
    assert.equal((await laterRun()).outputs["result"], "connected");
  });

  it("leaves another run's slot alone", async () => {
    const path = `${SECRETS}/OCPI_HUB_TOKEN_PENDING`;
    const { github } = scenario.sandbox;
    const step = await killedAt("github", {
      method: "PUT",
      path,
      // Another run was faster, by a moment.
      meanwhile: () => github.setSecret("OCPI_HUB_TOKEN_PENDING", "x", new Date(Date.now() - 10_000)),
      act: { kind: "drop", when: "before" },
    });
    assert.deepEqual(github.secretNames, ["OCPI_HUB_TOKEN_PENDING"]);
    assert.match(said(step), /may be left/);
  });

  it("withdraws a slot that was taken, before anything was sent", async () => {
    const step = await killedAt("github", {
      method: "GET",
      path: `${SECRETS}/public-key`,
      skip: 1,
      act: { kind: "delay", ms: 0 },
    });
    assert.equal(step.state["slot"], "ours");
    assert.deepEqual(scenario.sandbox.github.secretNames, []);
    assert.deepEqual(scenario.unsafe, []);
  });

  it("says that the exchange was under way, and leaves the slot for the next run to find out", async () => {
    const step = await killedAt("hub", { method: "POST", path: "/ocpi", act: { kind: "drop", when: "before" } });
    assert.equal(step.state["phase"], "posting");
    assert.match(said(step), /while the exchange was under way.*start a new run with the initial token, 5 minutes/);
    assert.deepEqual(scenario.sandbox.github.secretNames, ["OCPI_HUB_TOKEN_PENDING"]);
    const later = await laterRun();
    assert.equal(later.outputs["result"], "connected", later.raw);
    assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
  });

  it("stores the token that was captured, and the next run confirms", async () => {
    const step = await killedAt("github", { ...store, act: { kind: "drop", when: "before" } });
    assert.equal(step.state["phase"], "captured");
    assert.match(said(step), /It is stored now, as repository secret OCPI_HUB_TOKEN/);
    assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
    const later = await laterRun();
    assert.equal(later.outputs["result"], "connected", later.raw);
    assert.deepEqual(scenario.unsafe, ["POST /ocpi/2.2.1/credentials", "PUT /ocpi/2.2.1/credentials"]);
  });

  it("prints the capsule with the step that recovers it, when it is given no inputs", async () => {
    const postInputs = { "platform-token": "", "github-token": "" };
    const step = await killedAt("github", { ...store, act: { kind: "drop", when: "before" } }, { postInputs });
    assert.match(said(step), /no platform-token to open its capsule with/);
    assert.match(said(step), /command: recover\n +recovery-capsule/);
    const capsule = /ocpi-capsule:v1:\S+/.exec(said(step))?.[0] ?? "";
    assert.deepEqual(scenario.sandbox.github.secretNames, ["OCPI_HUB_TOKEN_PENDING"]);
    scenario.sandbox.github.setSecret("OCPI_HUB_TOKEN_PENDING", "x", longAgo());
    // On another machine, that knows of nothing but the capsule and the two tokens.
    const { inputs } = scenario.sandbox;
    const recovered = await scenario.runOnly({
      command: "recover",
      "recovery-capsule": capsule,
      "platform-token": inputs["platform-token"] ?? "",
      "github-token": inputs["github-token"] ?? "",
      "wait-for-connected": "0s",
    });
    assert.equal(recovered.outputs["result"], "registered", recovered.raw);
    assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
    assert.equal((await laterRun()).outputs["result"], "connected");
  });

  it("does not overwrite the secret when the token had arrived there", async () => {
    const step = await killedAt("github", { ...store, act: { kind: "delay", ms: 20 } });
    assert.match(said(step), /there is a repository secret OCPI_HUB_TOKEN already, most likely with this very token/);
    assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
    assert.equal((await laterRun()).outputs["result"], "connected");
  });

  it("prints the capsule when GitHub is down", async () => {
    const answer = { kind: "answer", when: "before", status: 503, body: "" } as const;
    const { faults } = scenario.sandbox.github.server;
    // From the moment of the kill on GitHub takes no secret.
    const meanwhile = (): void => faults.add({ method: "PUT", path: SECRETS, act: answer });
    const step = await killedAt("github", { ...store, act: { kind: "drop", when: "before" }, meanwhile });
    assert.match(said(step), /GitHub could not be used \(HTTP 503\).*[^]*ocpi-capsule:v1:/);
    assert.deepEqual(scenario.sandbox.github.secretNames, ["OCPI_HUB_TOKEN_PENDING"]);
  });

  it("says that a confirmation was under way; the token is stored, and the next run confirms", async () => {
    const step = await killedAt("hub", { method: "PUT", path: "/ocpi", act: { kind: "drop", when: "before" } });
    assert.match(said(step), /while the hub was being told of the platform/);
    assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
    assert.equal((await laterRun()).outputs["result"], "connected");
  });
});

describe("the post step, after a PUT that issued another token", () => {
  it("stores the successor once the hub accepts it", async () => {
    const scenario = await Scenario.start({ putRotates: true });
    let kill: (signal: NodeJS.Signals) => void = () => undefined;
    // The slot, the first token; then the successor.
    scenario.sandbox.github.server.faults.add({
      method: "PUT",
      path: `${SECRETS}/OCPI_HUB_TOKEN`,
      skip: 2,
      times: 1,
      onHit: () => kill("SIGKILL"),
      act: { kind: "drop", when: "before" },
    });
    const step = await scenario.run(
      {},
      {
        onStart: (send) => {
          kill = send;
        },
      },
    );
    assert.equal(step.exitCode, null);
    assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken, step.raw);
    await scenario.end();
  });
});
