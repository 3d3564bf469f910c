import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { Scenario } from "../support/scenario.ts";

const party = { country_code: "IN", party_id: "ABC" };

// A process: a runner cancels a job by signals, and only a process is sent one. That one arrives, whatever the run does, some tests
// show; what the run makes of it is the core's, and needs no process.
describe("a run that is cancelled, the bundle against the sandbox", () => {
  let scenario: Scenario;

  afterEach(() => scenario.end());

  it("waits for the answer to a POST that has left before it stops", async () => {
    scenario = await Scenario.start();
    scenario.sandbox.hub.server.faults.add({ method: "POST", path: "/ocpi", act: { kind: "delay", ms: 1500 } });
    let kill: ((signal: NodeJS.Signals) => void) | undefined;
    const running = scenario.run({}, { onStart: (signal) => (kill = signal) });
    while (scenario.unsafe.length === 0) await wait(20);
    kill?.("SIGINT");
    const step = await running;
    assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
    assert.equal(step.outputs["hub-token-stored-in"], "repository secret OCPI_HUB_TOKEN");
  });

  it("finds out that a refusal was one, also when it is stopped, and leaves nothing", async () => {
    scenario = await Scenario.inProcess();
    const { hub, github } = scenario.sandbox;
    let kill: ((signal: NodeJS.Signals) => void) | undefined;
    hub.server.faults.add({
      method: "POST",
      path: "/ocpi",
      onHit: () => kill?.("SIGINT"),
      act: { kind: "answer", when: "before", status: 401, body: '{"status_code":2002}' },
    });
    const step = await scenario.run({}, { onStart: (signal) => (kill = signal) });
    assert.equal(step.outputs["result"], "refused", step.raw);
    assert.deepEqual(github.secretNames, []);
  });

  it("stops at once before the POST when it is cancelled, leaving nothing", async () => {
    scenario = await Scenario.start();
    scenario.sandbox.hub.server.faults.add({ method: "GET", path: "/ocpi/versions", act: { kind: "delay", ms: 5000 } });
    let kill: ((signal: NodeJS.Signals) => void) | undefined;
    const running = scenario.run({}, { onStart: (signal) => (kill = signal) });
    while (scenario.hubRequests.length === 0) await wait(20);
    kill?.("SIGINT");
    const step = await running;
    assert.equal(step.outputs["result"], "cancelled");
    assert.deepEqual(scenario.unsafe, []);
    assert.deepEqual(scenario.sandbox.github.secretNames, []);
  });

  it("gives the lock back when it is cancelled before the POST", async () => {
    scenario = await Scenario.start();
    const lock = "/repos/your-company/ocpi/actions/secrets/OCPI_HUB_TOKEN_PENDING";
    scenario.sandbox.github.server.faults.add({ method: "PUT", path: lock, act: { kind: "delay", ms: 1000 } });
    let kill: ((signal: NodeJS.Signals) => void) | undefined;
    const running = scenario.run({}, { onStart: (signal) => (kill = signal) });
    while (!scenario.githubRequests.includes(`PUT ${lock}`)) await wait(20);
    kill?.("SIGTERM");
    const step = await running;
    assert.equal(step.outputs["result"], "cancelled");
    assert.deepEqual(scenario.unsafe, []);
    assert.deepEqual(scenario.sandbox.github.secretNames, []);
  });

  it("has done its work when it is stopped while it gives the lock back", async () => {
    scenario = await Scenario.inProcess();
    let kill: ((signal: NodeJS.Signals) => void) | undefined;
    scenario.sandbox.github.server.faults.add({
      method: "DELETE",
      path: "/",
      onHit: () => kill?.("SIGTERM"),
      act: { kind: "delay", ms: 500 },
    });
    const step = await scenario.run({}, { onStart: (signal) => (kill = signal) });
    assert.equal(step.outputs["result"], "registered", step.raw);
    assert.equal(step.conclusion, "success");
    assert.equal(step.outputs["errors"], "0");
    assert.match(step.raw, /stopped before it had seen whether the party is CONNECTED/);
    assert.doesNotMatch(step.raw, /The hub did not answer/);
  });

  it("does not say that the hub is silent when it is stopped while it looks what became of the exchange", async () => {
    scenario = await Scenario.inProcess();
    const { faults } = scenario.sandbox.hub.server;
    let kill: ((signal: NodeJS.Signals) => void) | undefined;
    faults.add({ method: "POST", path: "/ocpi", act: { kind: "drop", when: "after" } });
    faults.add({
      method: "GET",
      path: "/ocpi/versions",
      skip: 1,
      onHit: () => kill?.("SIGINT"),
      act: { kind: "delay", ms: 1500 },
    });
    const step = await scenario.run({}, { onStart: (signal) => (kill = signal) });
    assert.equal(step.outputs["result"], "in-doubt", step.raw);
    assert.doesNotMatch(step.outputs["report"] ?? "", /"message":"The hub gave no answer/);
    assert.doesNotMatch(step.raw, /^Error: .*the run was stopped/m);
  });

  it("leaves an abandoned lock as it is when it is stopped before it has taken it over", async () => {
    scenario = await Scenario.inProcess();
    const { github } = scenario.sandbox;
    const lock = "/repos/your-company/ocpi/actions/secrets/OCPI_HUB_TOKEN_PENDING";
    scenario.abandonLock();
    let kill: ((signal: NodeJS.Signals) => void) | undefined;
    github.server.faults.add({
      method: "GET",
      path: lock,
      skip: 1,
      times: 1,
      onHit: () => kill?.("SIGINT"),
      act: { kind: "delay", ms: 3000 },
    });
    const step = await scenario.run({}, { onStart: (signal) => (kill = signal) });
    assert.equal(step.outputs["result"], "cancelled", step.raw);
    assert.deepEqual(scenario.unsafe, []);
    assert.ok(!scenario.githubRequests.includes(`DELETE ${lock}`));
    assert.doesNotMatch(step.raw, /GitHub could not be used/);
    assert.deepEqual(github.secretNames, ["OCPI_HUB_TOKEN_PENDING"]);
  });

  it("is registered, and says so, when it is stopped while it waits to be CONNECTED", async () => {
    scenario = await Scenario.start({ activation: "by-desk" });
    let kill: ((signal: NodeJS.Signals) => void) | undefined;
    const running = scenario.run({ "wait-for-connected": "2m" }, { onStart: (signal) => (kill = signal) });
    const looks = (): number => scenario.hubRequests.filter((line) => line.includes("/hubclientinfo/")).length;
    while (looks() < 2) await wait(20);
    kill?.("SIGINT");
    const step = await running;
    assert.equal(step.outputs["result"], "registered", step.raw);
    assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
    assert.deepEqual(scenario.sandbox.github.secretNames, ["OCPI_HUB_TOKEN"]);
    assert.match(step.raw, /The run was stopped before it had seen whether the party is CONNECTED/);
  });

  it("is cancelled while it waits, and that is no success, whatever fails the step", async () => {
    scenario = await Scenario.start();
    await scenario.prepare();
    // The platform lets the Hub in no more, so there is something to wait for.
    scenario.sandbox.platform.tokenInstalled = false;
    while (scenario.sandbox.hub.statusOf(party) !== "OFFLINE") await wait(50);
    let kill: ((signal: NodeJS.Signals) => void) | undefined;
    const step = await scenario.run(
      {
        command: "verify",
        "hub-token": scenario.hubToken,
        "wait-for-connected": "1h",
        "fail-on": "never",
        "expose-hub-token": "true",
      },
      {
        onStart: (signal) => (kill = signal),
        onLine: ({ text }) => {
          if (text.includes("checking again")) kill?.("SIGINT");
        },
      },
    );
    assert.equal(step.outputs["result"], "cancelled");
    assert.equal(step.conclusion, "failure");
    // It was proven before that.
    assert.equal(step.outputs["hub-token"], scenario.hubToken);
  });
});
