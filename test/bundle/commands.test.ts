import assert from "node:assert/strict";
import { asSpecified } from "../../src/sandbox/hub.ts";
import { Scenario } from "../support/scenario.ts";
import { matchesReviewed } from "../support/snapshot.ts";

const SUCCESSOR = "5b3f9c0e7a6d4182b5c9e0f1a2d3b4c5d6e7f8091a2b3c4d";

// A process: one run of each command through the committed bundle, over real sockets. What a command does in every other case
// is tested under test/scenarios, on the sources that the bundle is made of.
describe("each command, the bundle against the sandbox", () => {
  let scenario: Scenario;

  afterEach(() => scenario.end());

  it("exchange registers, keeps the hub token, confirms and ends CONNECTED", async () => {
    scenario = await Scenario.start({ activation: "by-desk" });
    const step = await scenario.register();
    assert.equal(step.outputs["result"], "connected");
    assert.equal(step.conclusion, "success");
    assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
    assert.deepEqual(scenario.sandbox.github.secretNames, ["OCPI_HUB_TOKEN"]);
    assert.deepEqual(scenario.unsafe, ["POST /ocpi/2.2.1/credentials", "PUT /ocpi/2.2.1/credentials"]);
    assert.equal(step.outputs["hub-token"], "");
    assert.equal(step.outputs["hub-token-stored-in"], "repository secret OCPI_HUB_TOKEN");
    await matchesReviewed("first-exchange", scenario);
  });

  it("verify looks at the registration, and only reads", async () => {
    scenario = await Scenario.start();
    await scenario.prepare();
    const before = scenario.unsafe.length;
    const step = await scenario.run({ command: "verify", "hub-token": scenario.hubToken });
    assert.equal(step.outputs["result"], "connected", step.raw);
    assert.equal(scenario.unsafe.length, before);
  });

  it("rotate gives the hub the new platform token, and update the present roles", async () => {
    scenario = await Scenario.start();
    scenario.isSecret(SUCCESSOR);
    await scenario.prepare();
    scenario.sandbox.platform.alsoAccept(SUCCESSOR);
    const given = { "initial-token": undefined, "hub-token": scenario.hubToken };
    const rotated = await scenario.run({ command: "rotate", "new-platform-token": SUCCESSOR, ...given });
    assert.equal(rotated.outputs["result"], "connected", rotated.raw);
    const updated = await scenario.run({
      command: "update",
      "platform-token": SUCCESSOR,
      "business-name": "A New Name Ltd",
      ...given,
    });
    assert.equal(updated.outputs["result"], "connected", updated.raw);
    const puts = scenario.sandbox.hub.server.requests.filter(({ method }) => method === "PUT");
    const [, second, third] = puts.map(({ body }) => JSON.parse(body) as { token: string; roles: unknown });
    assert.equal(second?.token, SUCCESSOR);
    assert.match(JSON.stringify(third?.roles), /A New Name Ltd/);
  });

  it("recover stores the token of a capsule, and confirms", async () => {
    scenario = await Scenario.start();
    const { github } = scenario.sandbox;
    github.server.faults.add({
      method: "PUT",
      path: "/repos/your-company/ocpi/actions/secrets/OCPI_HUB_TOKEN",
      skip: 1,
      times: 1,
      act: { kind: "answer", when: "before", status: 403, body: "{}" },
    });
    const first = await scenario.run({}, { withPost: false });
    assert.equal(first.outputs["result"], "unstored", first.raw);
    scenario.abandonLock();
    const capsule = first.outputs["recovery-capsule"];
    const step = await scenario.run({ command: "recover", "recovery-capsule": capsule });
    assert.equal(step.outputs["result"], "connected", step.raw);
    assert.equal(github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
  });

  it("unregister ends the registration, and forgets the token", async () => {
    scenario = await Scenario.start(asSpecified);
    const { github, hub, platform } = scenario.sandbox;
    const inputs = {
      "hub-profile": "ocpi-2.2.1",
      "hub-url": hub.versionsUrl,
      "platform-url": `${platform.origin}/ocpi/versions`,
    };
    await scenario.prepare(inputs);
    const step = await scenario.run({ ...inputs, command: "unregister", "hub-token": scenario.hubToken });
    assert.equal(step.outputs["result"], "done", step.raw);
    assert.deepEqual(github.secretNames, []);
  });

  it("plan spreads connections over jobs, asks nobody and needs no token", async () => {
    scenario = await Scenario.start();
    const names = Array.from({ length: 300 }, (_none, index) => `c-${index + 1}`);
    const workspace = { "ocpi.yml": `version: 1\nconnections:\n${names.map((name) => `  ${name}: {}\n`).join("")}` };
    const step = await scenario.runOnly(
      { command: "plan", connection: "all", "report-path": "plan.json" },
      { workspace },
    );
    assert.equal(step.outputs["result"], "done", step.raw);
    assert.equal(step.conclusion, "success");
    assert.equal(step.outputs["count"], "300");
    const { include } = JSON.parse(step.outputs["matrix"] ?? "") as { include: { connections: string[] }[] };
    assert.equal(include.length, 150);
    assert.deepEqual(
      include.flatMap(({ connections }) => connections),
      names,
    );
    // The next job is given it: no runner drops it.
    assert.deepEqual(step.droppedAsJobOutputs, []);
    assert.match(step.summary, /^## ✅ 300 connections for a matrix of 150 jobs\.\n/);
    assert.match(step.summary, /gh secret set OCPI_INITIAL_TOKEN --env "ocpi-\$connection"/);
    const quiet = await scenario.runOnly({ command: "plan", connection: "c-2", summary: "false" }, { workspace });
    assert.match(
      quiet.log.map(({ text }) => text).join("\n"),
      /for connection in c-2; do[\s\S]*gh secret set OCPI_INITIAL_TOKEN/,
    );
    assert.equal(quiet.summary, "");
    assert.match(step.log.find(({ kind }) => kind === "notice")?.text ?? "", /^300 connections for a matrix/);
    assert.deepEqual([...scenario.hubRequests, ...scenario.platformRequests, ...scenario.githubRequests], []);
    const other = await scenario.run({ "party-id": "" });
    assert.deepEqual([other.outputs["matrix"], other.outputs["count"]], ["", ""]);
  });

  it("an input that is wrong ends the step before anything is sent", async () => {
    scenario = await Scenario.start();
    const step = await scenario.run({ "party-id": "" });
    assert.equal(step.outputs["result"], "invalid", step.raw);
    assert.equal(step.exitCode, 1);
    assert.deepEqual([...scenario.hubRequests, ...scenario.platformRequests, ...scenario.githubRequests], []);
  });
});
