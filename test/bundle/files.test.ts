import assert from "node:assert/strict";
import { openCapsule } from "../../src/core/onboarding/capsule.ts";
import { PlatformToken } from "../../src/core/ocpi/token.ts";
import { Scenario } from "../support/scenario.ts";

// A process: what it writes to a runner's files and what it prints, masks and stack traces included, is what is looked at.
describe("what a step writes, the bundle against the sandbox", () => {
  let scenario: Scenario;

  afterEach(() => scenario.end());

  for (const [where, inputs] of [
    ["in GitHub", {}],
    ["nowhere", { store: "none", "expose-hub-token": "true" }],
  ] as const) {
    it(`is not lost when the runner's files cannot be written, and it is kept ${where}`, async () => {
      scenario = await Scenario.start();
      // It is there, can be read, and takes nothing: as on a disk that is full.
      const full = "/proc/version";
      const step = await scenario.run(inputs, { env: { GITHUB_OUTPUT: full, GITHUB_STATE: full }, withPost: false });
      assert.equal(step.conclusion, "failure");
      assert.doesNotMatch(step.raw, /^\s+at /m);
      assert.match(step.raw, /The outputs of this step could not be written/);
      assert.match(step.summary, /CONNECTED/);
      if (where === "in GitHub") assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
      // Before GitHub had it, the log did.
      const [capsule = ""] = /ocpi-capsule:v1:[\w-]+/.exec(step.raw) ?? [];
      const opened = await openCapsule(capsule, new PlatformToken(scenario.sandbox.inputs["platform-token"] ?? ""));
      assert.ok("content" in opened && opened.content.token === scenario.hubToken);
    });
  }

  it("writes the report to files, as data and as a page", async () => {
    scenario = await Scenario.start({ activation: "by-desk" });
    await scenario.prepare({ "wait-for-connected": "0s" });
    const step = await scenario.run({
      command: "verify",
      "hub-token": scenario.hubToken,
      "wait-for-connected": "0s",
      "report-path": "out/report.json\n  report.md\n",
    });
    assert.deepEqual(Object.keys(step.workspace).toSorted(), ["out/report.json", "report.md"]);
    assert.deepEqual(JSON.parse(step.workspace["out/report.json"] ?? ""), JSON.parse(step.outputs["report"] ?? ""));
    assert.equal(step.workspace["report.md"]?.trimEnd(), step.summary.trimEnd());
  });

  it("hands the token to the next step when it is asked to, masked", async () => {
    scenario = await Scenario.start();
    const step = await scenario.run({ "expose-hub-token": "true" });
    assert.equal(step.outputs["hub-token"], scenario.hubToken);
    assert.ok(step.masks.includes(scenario.hubToken));
    assert.deepEqual(step.droppedAsJobOutputs, ["hub-token"]);
    const again = await scenario.run({ "expose-hub-token": "true", "hub-token": scenario.hubToken });
    assert.equal(again.outputs["hub-token"], scenario.hubToken);
  });
});
