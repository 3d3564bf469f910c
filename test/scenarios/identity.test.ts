import assert from "node:assert/strict";
import { finding, Scenario } from "../support/scenario.ts";

/** Who the hub says it is, in the credentials that it answers with. */
describe("the hub's identity, the Action against the sandbox", () => {
  let scenario: Scenario;

  afterEach(() => scenario.end());

  for (const [identity, message] of [
    ["in lower case", /writes its party as `in\*cih \(HUB\)`/],
    ["flat", /writes its party as `IN\*CIH \(no role\)`/],
    ["absent", /do not say who it is; IN\*CIH \(HUB\) was expected/],
  ] as const) {
    it(`is no other hub's where it is written ${identity}`, async () => {
      scenario = await Scenario.inProcess({ identity });
      const step = await scenario.run();
      assert.equal(step.outputs["result"], "connected", step.raw);
      assert.equal(scenario.unsafe.length, 2);
      const told = finding(step, "HSK-18");
      assert.match(told.message, message);
      assert.equal(told.severity, "info");
    });
  }

  describe("that is another hub's", () => {
    const exposed = { "expose-hub-token": "true" };

    beforeEach(async () => {
      scenario = await Scenario.inProcess({ identity: "another hub" });
      const step = await scenario.run(exposed);
      assert.equal(step.outputs["result"], "registered", step.raw);
      assert.equal(step.exitCode, 1);
    });

    it("has its token stored, and nothing more done with it", async () => {
      const [step] = scenario.steps;
      assert.ok(step !== undefined);
      const { github } = scenario.sandbox;
      assert.deepEqual(scenario.unsafe, ["POST /ocpi/2.2.1/credentials"]);
      assert.equal(github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
      assert.deepEqual(github.secretNames.toSorted(), ["OCPI_HUB_TOKEN", "OCPI_HUB_TOKEN_PENDING"]);
      assert.equal(step.outputs["hub-token"], "");
      assert.match(finding(step, "HSK-18").message, /says that it is `IN\*CIS \(HUB\)`, where IN\*CIH/);
      assert.match(step.summary, /hub: \{ party: IN\*CIS \}/);
      assert.doesNotMatch(step.summary, /is registered at|deliver/i);
    });

    it("is asked again by each run that meets the token beside the old lock, before it confirms or hands the token on", async () => {
      scenario.abandonLock();
      const inputs = { ...exposed, "hub-token": scenario.hubToken };
      for (const more of [{}, { command: "update" }] as const) {
        const step = await scenario.run({ ...inputs, ...more });
        assert.equal(step.outputs["result"], "not-ready", step.raw);
        assert.equal(step.outputs["hub-token"], "");
        assert.match(finding(step, "HSK-18").message, /says that it is `IN\*CIS \(HUB\)`/);
      }
      assert.equal(scenario.unsafe.length, 1);
      assert.ok(scenario.hubRequests.includes("GET /ocpi/2.2.1/credentials"));
    });

    it("is the one that is meant when `ocpi.yml` names its party: the registration is confirmed", async () => {
      scenario.abandonLock();
      const config = "version: 1\nconnections:\n  hub:\n    hub: { party: IN*CIS }\n";
      const inputs = { ...exposed, "hub-token": scenario.hubToken };
      const step = await scenario.run(inputs, { workspace: { "ocpi.yml": config } });
      assert.equal(step.outputs["result"], "connected", step.raw);
      assert.equal(step.outputs["hub-party"], "IN*CIS");
      assert.equal(step.outputs["hub-token"], scenario.hubToken);
      assert.deepEqual(scenario.unsafe, ["POST /ocpi/2.2.1/credentials", "PUT /ocpi/2.2.1/credentials"]);
    });

    it("is confirmed where a later run cannot read who it is", async () => {
      scenario.abandonLock();
      scenario.sandbox.hub.server.faults.add({
        method: "GET",
        path: "/ocpi/2.2.1/credentials",
        act: { kind: "answer", when: "before", status: 404, body: "" },
      });
      const step = await scenario.run({ "hub-token": scenario.hubToken });
      assert.equal(step.outputs["result"], "connected", step.raw);
    });
  });
});
