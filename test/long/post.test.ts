/* oxlint-disable max-lines -- one post step, and each state that a run may have left to it. */
import assert from "node:assert/strict";
import { openCapsule } from "../../src/core/onboarding/capsule.ts";
import { PlatformToken } from "../../src/core/ocpi/token.ts";
import type { FaultAct } from "../../src/sandbox/faults.ts";
import type { StepResult } from "../../src/sandbox/runner.ts";
import { Scenario, type StepSettings } from "../support/scenario.ts";
import { stepInProcess } from "../support/step-in-process.ts";

const SECRETS = "/repos/your-company/ocpi/actions/secrets";
const longAgo = (): Date => new Date(Date.now() - 6 * 60_000);

// These tests run processes: a kill leaves a state behind, and the post step is a process of its own.
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
    // The post step never fails the job.
    assert.equal(step.postExitCode, 0);
    return step;
  }

  /** A later run of the same workflow, with the secrets as they are now, after the lock has become old. */
  async function laterRun(): Promise<StepResult> {
    const { github } = scenario.sandbox;
    if (github.secret("OCPI_HUB_TOKEN_PENDING") !== undefined) {
      github.setSecret("OCPI_HUB_TOKEN_PENDING", "x", longAgo());
    }
    // The core decides how this run ends, so the run needs no process.
    return scenario.run({ "hub-token": github.secret("OCPI_HUB_TOKEN") }, { start: stepInProcess });
  }

  function said(step: StepResult): string {
    return step.postLog.map(({ text }) => text).join("\n");
  }

  const store = { method: "PUT", path: `${SECRETS}/OCPI_HUB_TOKEN`, skip: 1 } as const;

  it("says nothing after a run that came to its end", async () => {
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "connected");
    assert.deepEqual(step.postLog, []);
    assert.equal(step.postExitCode, 0);
  });

  it("deletes a lock that its run no longer needed and could not delete", async () => {
    const { github } = scenario.sandbox;
    const down = { kind: "answer", when: "before", status: 503, body: "{}" } as const;
    github.server.faults.add({ method: "DELETE", path: `${SECRETS}/OCPI_HUB_TOKEN_PENDING`, times: 4, act: down });
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "connected", step.raw);
    assert.match(step.outputs["report"] ?? "", /could not be deleted/);
    assert.match(said(step), /is deleted now/);
    assert.deepEqual(github.secretNames, ["OCPI_HUB_TOKEN"]);
  });

  it("lets a lock expire that its run only asked for: the lock may be another run's", async () => {
    const { github } = scenario.sandbox;
    const step = await killedAt("github", {
      method: "PUT",
      path: `${SECRETS}/OCPI_HUB_TOKEN_PENDING`,
      // Another run asks for the lock at this moment, and gets it.
      meanwhile: () => github.setSecret("OCPI_HUB_TOKEN_PENDING", "x"),
      act: { kind: "drop", when: "before" },
    });
    assert.equal(step.state["phase"], "marked");
    assert.equal(step.state["slot"], "asked");
    assert.deepEqual(github.secretNames, ["OCPI_HUB_TOKEN_PENDING"]);
    assert.match(said(step), /ended before it sent anything.*may be left.*takes it over 5 minutes/);
    assert.deepEqual(scenario.unsafe, []);
    assert.equal((await laterRun()).outputs["result"], "connected");
  });

  it("leaves another run's lock alone", async () => {
    const path = `${SECRETS}/OCPI_HUB_TOKEN_PENDING`;
    const { github } = scenario.sandbox;
    const step = await killedAt("github", {
      method: "PUT",
      path,
      // Another run got the lock a moment earlier.
      meanwhile: () => github.setSecret("OCPI_HUB_TOKEN_PENDING", "x", new Date(Date.now() - 10_000)),
      act: { kind: "drop", when: "before" },
    });
    assert.deepEqual(github.secretNames, ["OCPI_HUB_TOKEN_PENDING"]);
    assert.match(said(step), /may be left/);
  });

  it("leaves the lock alone when another run took it over, long after this run had taken it", async () => {
    const { github } = scenario.sandbox;
    const step = await killedAt("github", {
      method: "GET",
      path: `${SECRETS}/OCPI_HUB_TOKEN_PENDING`,
      skip: 1,
      // The post step began late: another run took the lock over when it was old enough.
      meanwhile: () => github.setSecret("OCPI_HUB_TOKEN_PENDING", "x", new Date(Date.now() + 6 * 60_000)),
      act: { kind: "delay", ms: 0 },
    });
    assert.equal(step.state["slot"], "ours");
    assert.deepEqual(github.secretNames, ["OCPI_HUB_TOKEN_PENDING"]);
    assert.match(said(step), /may be left/);
  });

  it("deletes the lock of its run when the run had sent nothing yet", async () => {
    const step = await killedAt("github", {
      method: "GET",
      path: `${SECRETS}/OCPI_HUB_TOKEN_PENDING`,
      skip: 1,
      act: { kind: "delay", ms: 0 },
    });
    assert.equal(step.state["slot"], "ours");
    assert.deepEqual(scenario.sandbox.github.secretNames, []);
    assert.deepEqual(scenario.unsafe, []);
  });

  it("says that the exchange was under way, and leaves the lock, so that the next run finds out", async () => {
    const step = await killedAt("hub", { method: "POST", path: "/ocpi", act: { kind: "drop", when: "before" } });
    assert.equal(step.state["phase"], "posting");
    assert.match(said(step), /while the exchange was under way.*start a new run with the initial token, 5 minutes/);
    assert.deepEqual(scenario.sandbox.github.secretNames, ["OCPI_HUB_TOKEN_PENDING"]);
    const later = await laterRun();
    assert.equal(later.outputs["result"], "connected", later.raw);
    assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
  });

  it("stores the token that its run captured, and the next run confirms", async () => {
    const step = await killedAt("github", { ...store, act: { kind: "drop", when: "before" } });
    assert.equal(step.state["phase"], "captured");
    assert.match(said(step), /It is stored now, as repository secret OCPI_HUB_TOKEN/);
    assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
    const later = await laterRun();
    assert.equal(later.outputs["result"], "connected", later.raw);
    assert.deepEqual(scenario.unsafe, ["POST /ocpi/2.2.1/credentials", "PUT /ocpi/2.2.1/credentials"]);
  });

  for (const [when, at, then] of [
    ["before the confirmation", { method: "GET", path: "/ocpi/2.2.1", skip: 2 }, /it finishes what is left to do/],
    ["in the confirmation", { method: "PUT", path: "/ocpi" }, /run the same command again/],
    [
      "while it waits for CONNECTED",
      { method: "GET", path: "/ocpi/2.2.1/hubclientinfo" },
      /it finishes what is left to do/,
    ],
  ] as const) {
    it(`says that the token is stored, and that the platform has none yet, after a run that was killed ${when}`, async () => {
      const step = await killedAt("hub", { ...at, act: { kind: "drop", when: "before" } });
      assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken, step.raw);
      assert.match(said(step), /is stored/);
      assert.match(said(step), then);
      assert.match(
        said(step),
        /Your platform does not have the token yet, unless .*examples\/exchange-and-deliver\.yml/,
      );
      const later = await laterRun();
      assert.equal(later.outputs["result"], "connected", later.raw);
    });
  }

  it("prints the capsule, and the step that recovers the token, when it gets no inputs", async () => {
    const postInputs = { "platform-token": "", "github-token": "" };
    const step = await killedAt("github", { ...store, act: { kind: "drop", when: "before" } }, { postInputs });
    assert.match(said(step), /no platform-token to open its capsule with/);
    assert.match(said(step), /command: recover\n +recovery-capsule/);
    const capsule = /ocpi-capsule:v1:\S+/.exec(said(step))?.[0] ?? "";
    assert.deepEqual(scenario.sandbox.github.secretNames, ["OCPI_HUB_TOKEN_PENDING"]);
    scenario.sandbox.github.setSecret("OCPI_HUB_TOKEN_PENDING", "x", longAgo());
    // The recovery runs on another machine, which has only the capsule and the two tokens.
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

  it("does not overwrite the secret when GitHub had stored the token", async () => {
    const step = await killedAt("github", { ...store, act: { kind: "delay", ms: 20 } });
    assert.match(
      said(step),
      /there is a repository secret OCPI_HUB_TOKEN already, and a stored token is overwritten by none that was not seen to work/,
    );
    assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
    assert.equal((await laterRun()).outputs["result"], "connected");
  });

  it("prints the capsule when GitHub is down", async () => {
    const answer = { kind: "answer", when: "before", status: 503, body: "" } as const;
    const { faults } = scenario.sandbox.github.server;
    // From the kill on, GitHub accepts no secret.
    const meanwhile = (): void => faults.add({ method: "PUT", path: SECRETS, act: answer });
    const step = await killedAt("github", { ...store, act: { kind: "drop", when: "before" }, meanwhile });
    assert.match(said(step), /GitHub could not be used \(HTTP 503\).*[^]*ocpi-capsule:v1:/);
    assert.deepEqual(scenario.sandbox.github.secretNames, ["OCPI_HUB_TOKEN_PENDING"]);
  });

  it("says that a confirmation was under way; the token is stored, and the next run confirms it", async () => {
    const step = await killedAt("hub", { method: "PUT", path: "/ocpi", act: { kind: "drop", when: "before" } });
    assert.match(said(step), /while the hub was being told of the platform/);
    assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
    assert.equal((await laterRun()).outputs["result"], "connected");
  });
});

describe("the post step, after an abandoned lock", () => {
  const LOCK = "OCPI_HUB_TOKEN_PENDING";
  let scenario: Scenario;

  beforeEach(async () => {
    scenario = await Scenario.start();
    await scenario.run({}, { start: stepInProcess });
    scenario.sandbox.github.setSecret(LOCK, "x", longAgo());
  });

  afterEach(() => scenario.end());

  const unsafe = ["POST /ocpi/2.2.1/credentials", "PUT /ocpi/2.2.1/credentials"];
  const given = (): Record<string, string | undefined> => ({
    "hub-token": scenario.sandbox.github.secret("OCPI_HUB_TOKEN"),
  });
  const remove = (): void => {
    void fetch(`${scenario.sandbox.github.origin}/desk/secrets/${LOCK}`, {
      method: "DELETE",
      headers: { "x-sandbox-desk": "1" },
    });
  };

  it("does not bring back a lock that another run took over first, and finished with", async () => {
    const { github } = scenario.sandbox;
    // This happens between the first look and the second look before the DELETE.
    github.server.faults.add({
      method: "GET",
      path: `${SECRETS}/${LOCK}`,
      skip: 1,
      times: 1,
      onHit: remove,
      act: { kind: "delay", ms: 200 },
    });
    const step = await scenario.run(given());
    assert.equal(step.outputs["result"], "in-doubt", step.raw);
    assert.equal(step.state["phase"], "ended");
    assert.deepEqual(github.secretNames, ["OCPI_HUB_TOKEN"]);
    const later = await scenario.run(given());
    assert.equal(later.outputs["result"], "connected", later.raw);
    assert.deepEqual(scenario.unsafe, unsafe);
  });

  it("does not take over a lock that another run has taken over since the first look", async () => {
    const { github } = scenario.sandbox;
    github.server.faults.add({
      method: "GET",
      path: `${SECRETS}/${LOCK}`,
      skip: 1,
      times: 1,
      onHit: () => github.setSecret(LOCK, "x"),
      act: { kind: "delay", ms: 0 },
    });
    const step = await scenario.run(given());
    assert.equal(step.outputs["result"], "in-doubt", step.raw);
    // The only DELETE is that of the first run.
    assert.equal(scenario.githubRequests.filter((line) => line === `DELETE ${SECRETS}/${LOCK}`).length, 1);
    assert.deepEqual(scenario.unsafe, unsafe);
  });

  it("brings nothing back when another run has taken the lock in between", async () => {
    const { github } = scenario.sandbox;
    github.server.faults.add({
      method: "PUT",
      path: `${SECRETS}/${LOCK}`,
      times: 1,
      onHit: () => github.setSecret(LOCK, "x"),
      act: { kind: "delay", ms: 0 },
    });
    const step = await scenario.run(given());
    assert.equal(step.outputs["result"], "in-doubt", step.raw);
    assert.equal(step.state["phase"], "ended");
    assert.deepEqual(scenario.unsafe, unsafe);
  });

  for (const [what, kills] of [
    ["a run that is killed", true],
    ["a run that gets no answer", false],
  ] as const) {
    it(`brings the lock back after ${what} between the run's DELETE and its PUT`, async () => {
      const { github } = scenario.sandbox;
      let kill: (signal: NodeJS.Signals) => void = () => undefined;
      github.server.faults.add({
        method: "PUT",
        path: `${SECRETS}/${LOCK}`,
        times: 1,
        onHit: () => {
          if (kills) kill("SIGKILL");
        },
        act: { kind: "drop", when: "before" },
      });
      const onStart: StepSettings["onStart"] = (send) => {
        kill = send;
      };
      const step = await scenario.run(given(), { onStart });
      assert.equal(step.exitCode, kills ? null : 1);
      assert.deepEqual(github.secretNames.toSorted(), ["OCPI_HUB_TOKEN", LOCK]);
      assert.match(step.postLog.map(({ text }) => text).join("\n"), /is there again: it notes/);
      // The lock keeps the doubt: the next run confirms once more.
      github.setSecret(LOCK, "x", longAgo());
      assert.equal((await scenario.run(given(), { start: stepInProcess })).outputs["result"], "connected");
      assert.deepEqual(scenario.unsafe, [...unsafe, "PUT /ocpi/2.2.1/credentials"]);
    });
  }
});

describe("the post step, after an unexpectedly large answer", () => {
  let scenario: Scenario;

  beforeEach(async () => {
    scenario = await Scenario.start();
  });

  afterEach(() => scenario.end());

  function answerPost(body: string): void {
    const act = { kind: "answer", when: "after", status: 200, body, headers: { "content-type": "text/html" } } as const;
    scenario.sandbox.hub.server.faults.add({ method: "POST", path: "/ocpi", times: 1, act });
  }

  for (const [what, character] of [
    ["quotes", '"'],
    ["control characters", "\u0001"],
  ] as const) {
    it(`starts all the same, after 64 kB of ${what}`, async () => {
      answerPost(character.repeat(64_000));
      const step = await scenario.run();
      assert.equal(step.outputs["result"], "in-doubt", step.raw.slice(-5000));
      assert.equal(step.postExitCode, 0);
      const capsule = step.state["capsule"] ?? "";
      assert.ok(capsule.length > 80_000 && capsule.length < 100_000, String(capsule.length));
      assert.equal(step.outputs["recovery-capsule"], capsule);
      const opened = await openCapsule(capsule, new PlatformToken(scenario.sandbox.platform.token));
      assert.deepEqual(opened, { failure: "no-token" });
    });
  }

  const long = `hub_${"0123456789abcdef".repeat(6000)}`;

  it("starts all the same: a token too long for the state is in log and output, and the log says so", async () => {
    answerPost(JSON.stringify({ status_code: 1000, data: { token: long } }));
    scenario.isSecret(long);
    // GitHub answers so to a secret beyond 48 kB.
    scenario.sandbox.github.server.faults.add({
      method: "PUT",
      path: `${SECRETS}/OCPI_HUB_TOKEN`,
      skip: 1,
      act: { kind: "answer", when: "before", status: 422, body: '{"message":"Value is too large"}' },
    });
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "unstored", step.raw.slice(-5000));
    assert.equal(step.state["capsule"], "");
    assert.equal(step.postExitCode, 0);
    assert.ok(Object.values(step.state).every((value) => value.length < 100_000));
    const capsule = step.outputs["recovery-capsule"] ?? "";
    const opened = await openCapsule(capsule, new PlatformToken(scenario.sandbox.platform.token));
    assert.ok("content" in opened && opened.content.token === long);
    assert.match(step.raw, /too long for the state of this step: only this log and the output/);
    assert.ok(step.raw.includes(capsule));
  });

  it("says where the capsule of such a token is, when the run was killed", async () => {
    answerPost(JSON.stringify({ status_code: 1000, data: { token: long } }));
    scenario.isSecret(long);
    let kill: (signal: NodeJS.Signals) => void = () => undefined;
    scenario.sandbox.github.server.faults.add({
      method: "PUT",
      path: `${SECRETS}/OCPI_HUB_TOKEN`,
      skip: 1,
      onHit: () => kill("SIGKILL"),
      act: { kind: "drop", when: "before" },
    });
    const onStart: StepSettings["onStart"] = (send) => {
      kill = send;
    };
    const step = await scenario.run({}, { onStart });
    assert.equal(step.exitCode, null);
    assert.equal(step.postExitCode, 0);
    assert.match(step.postLog.map(({ text }) => text).join("\n"), /Copy the recovery capsule from its log/);
    const capsule = /Recovery capsule, .* safe to show: (ocpi-capsule:v1:\S+)/.exec(step.raw)?.[1] ?? "";
    const opened = await openCapsule(capsule, new PlatformToken(scenario.sandbox.platform.token));
    assert.ok("content" in opened && opened.content.token === long);
  });
});

describe("the post step, after a PUT that issued another token", () => {
  it("stores the successor once the hub accepts it", async () => {
    const scenario = await Scenario.start({ putRotates: true });
    let kill: (signal: NodeJS.Signals) => void = () => undefined;
    // GitHub gets the lock and the first token, and then the successor.
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
