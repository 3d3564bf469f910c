import assert from "node:assert/strict";
import { capsuleKey, openCapsule, sealCapsule } from "../../src/core/onboarding/capsule.ts";
import { HubToken, PlatformToken } from "../../src/core/ocpi/token.ts";
import { finding, Scenario } from "../support/scenario.ts";

const SECRETS = "/repos/your-company/ocpi/actions/secrets";
const longAgo = (): Date => new Date(Date.now() - 6 * 60_000);

describe("where the hub token is kept, the Action against the sandbox", () => {
  let scenario: Scenario;

  afterEach(() => scenario.end());

  /** A run whose hub token cannot be stored, and the capsule that it leaves. */
  async function unstored(): Promise<string> {
    const { faults } = scenario.sandbox.github.server;
    const path = `${SECRETS}/OCPI_HUB_TOKEN`;
    // The first PUT is the lock's, whose path begins alike: a delay of nothing lets it pass.
    faults.add({ method: "PUT", path, times: 1, act: { kind: "delay", ms: 0 } });
    faults.add({ method: "PUT", path, times: 1, act: { kind: "answer", when: "before", status: 403, body: "{}" } });
    // A post step would try again, and succeed.
    const step = await scenario.run({}, { withPost: false });
    assert.equal(step.outputs["result"], "unstored");
    assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), undefined);
    return step.outputs["recovery-capsule"] ?? "";
  }

  it("is an environment, whose name may hold a slash", async () => {
    scenario = await Scenario.inProcess();
    const { github } = scenario.sandbox;
    github.addEnvironment("ocpi/prod");
    const inputs = { store: "environment", "store-environment": "ocpi/prod" };
    const step = await scenario.run(inputs);
    assert.equal(step.outputs["result"], "connected", step.raw);
    assert.equal(github.secret("OCPI_HUB_TOKEN", "ocpi/prod"), scenario.hubToken);
    assert.deepEqual(github.secretNames, []);
    assert.equal(step.outputs["hub-token-stored-in"], "environment secret OCPI_HUB_TOKEN of ocpi/prod");
    const again = await scenario.run(inputs);
    assert.equal(again.outputs["result"], "not-ready");
    assert.match(again.summary, /Delete the environment secret `OCPI_HUB_TOKEN` of ocpi\/prod only if/);
    assert.match(again.summary, /environment: \{ name: "ocpi\/prod", deployment: false \} # on the job/);
  });

  it("is an environment that must exist, and takes a permission of its own", async () => {
    scenario = await Scenario.inProcess();
    const step = await scenario.run({ store: "environment", "store-environment": "prod" });
    assert.equal(step.outputs["result"], "not-ready");
    assert.match(finding(step, "VAULT").fix ?? "", /Environments: write .*&environments=write/);
    assert.deepEqual(scenario.unsafe, []);
  });

  for (const when of ["before", "after"] as const) {
    it(`is in doubt where the answer to the taking of the lock is lost, ${when} GitHub wrote it: the words say until when`, async () => {
      scenario = await Scenario.inProcess();
      const { github } = scenario.sandbox;
      github.server.faults.add({ method: "PUT", path: SECRETS, times: 1, act: { kind: "drop", when } });
      const step = await scenario.run();
      assert.equal(step.outputs["result"], "in-doubt", step.raw);
      assert.deepEqual(scenario.unsafe, []);
      const { message, fix } = finding(step, "VAULT");
      assert.match(message, /^GitHub gave no usable answer when this run took the lock\. /);
      assert.match(
        message,
        /_PENDING may be there all the same, and be this very run's until \d{4}-\d\d-\d\d \d\d:\d\d/,
      );
      assert.match(fix ?? "", /start a new run after that: it takes the lock over, if there is one/);
      assert.deepEqual(github.secretNames, when === "after" ? ["OCPI_HUB_TOKEN_PENDING"] : []);
      if (when === "after") {
        // Within the lease it cannot be told from another run's.
        assert.match(finding(await scenario.run(), "VAULT").message, /^Another run is changing this connection/);
        github.setSecret("OCPI_HUB_TOKEN_PENDING", "", longAgo());
      }
      assert.equal((await scenario.run()).outputs["result"], "connected");
      assert.deepEqual(github.secretNames, ["OCPI_HUB_TOKEN"]);
    });
  }

  it("is nowhere with store: none; the token goes to the next step, and its capsule is an output", async () => {
    scenario = await Scenario.inProcess();
    const inputs = { store: "none", "expose-hub-token": "true", "github-token": undefined };
    const step = await scenario.run(inputs);
    assert.equal(step.outputs["result"], "connected", step.raw);
    assert.equal(step.outputs["hub-token"], scenario.hubToken);
    assert.equal(step.outputs["hub-token-stored-in"], "");
    assert.deepEqual(scenario.githubRequests, []);
    // In the log it stands once, with what it is: before the PUT it is shown there, because the state may need its place.
    const capsule = step.outputs["recovery-capsule"] ?? "";
    const shown = step.log.filter(({ text }) => text.includes(capsule));
    assert.equal(shown.length, 1);
    assert.match(
      shown[0]?.text ?? "",
      /^Recovery capsule, .*only your platform token opens it; it is safe to show: ocpi-/,
    );
    const opened = await openCapsule(capsule, new PlatformToken(scenario.sandbox.platform.token));
    assert.ok("content" in opened);
    assert.equal(opened.content.token, scenario.hubToken);
    const again = await scenario.run({ ...inputs, "hub-token": scenario.hubToken });
    assert.equal(again.outputs["result"], "connected");
    assert.equal(scenario.unsafe.length, 2);
  });

  for (const [what, body] of [
    ["cannot be read", "<html>sorry</html>"],
    ["has a token that does not work", '{"status_code":1000,"data":{"token":"bogus_token_000111222333444555"}}'],
  ] as const) {
    it(`is in the capsule that is handed out, also when the answer to the confirmation ${what}`, async () => {
      scenario = await Scenario.inProcess();
      scenario.sandbox.hub.server.faults.add({
        method: "PUT",
        path: "/ocpi",
        act: { kind: "answer", when: "before", status: 200, body },
      });
      scenario.isSecret("bogus_token_000111222333444555");
      const inputs = {
        store: "none",
        "expose-hub-token": "true",
        "github-token": undefined,
        "wait-for-connected": "0s",
      };
      const step = await scenario.run(inputs);
      const capsule = step.outputs["recovery-capsule"] ?? "";
      const opened = await openCapsule(capsule, new PlatformToken(scenario.sandbox.inputs["platform-token"] ?? ""));
      assert.ok("content" in opened && opened.content.token === scenario.hubToken);
      // The state holds this capsule, too, for the post step of a killed run, unless a second token has replaced it.
      if (what === "cannot be read") assert.equal(step.state["capsule"], capsule);
      // The log has another capsule, with what the confirmation brought.
      const inLog = new Set(step.raw.match(/ocpi-capsule:v1:[\w-]+/g));
      assert.equal(inLog.size, 2);
      assert.ok(inLog.has(capsule));
    });
  }

  for (const [clock, aheadMs] of [
    ["with this machine's", 0],
    ["an hour ahead", 60 * 60_000],
    ["an hour behind", -60 * 60_000],
  ] as const) {
    for (const command of ["recover", "exchange"] as const) {
      it(`is recovered at once from the capsule of a run that could not store it (${command}, GitHub's clock ${clock})`, async () => {
        scenario = await Scenario.inProcess();
        const { github } = scenario.sandbox;
        github.aheadMs = aheadMs;
        const capsule = await unstored();
        assert.deepEqual(github.secretNames, ["OCPI_HUB_TOKEN_PENDING"]);
        const step = await scenario.run({ command, "recovery-capsule": capsule, "initial-token": undefined });
        assert.equal(step.outputs["result"], "connected", step.raw);
        assert.equal(github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
        assert.deepEqual(github.secretNames, ["OCPI_HUB_TOKEN"]);
        assert.deepEqual(scenario.unsafe, ["POST /ocpi/2.2.1/credentials", "PUT /ocpi/2.2.1/credentials"]);
        assert.equal(step.outputs["recovery-capsule"], "");
      });
    }
  }

  it("waits in its capsule for the lock of another run, which is left alone", async () => {
    scenario = await Scenario.inProcess();
    const { github } = scenario.sandbox;
    const capsule = await unstored();
    // Another run took over since.
    github.setSecret("OCPI_HUB_TOKEN_PENDING", "of another run", new Date(Date.now() + 2000));
    const step = await scenario.run({ command: "recover", "recovery-capsule": capsule });
    assert.equal(step.outputs["result"], "in-doubt", step.raw);
    assert.equal(github.secret("OCPI_HUB_TOKEN_PENDING"), "of another run");
    assert.equal(step.outputs["recovery-capsule"], capsule);
    github.setSecret("OCPI_HUB_TOKEN_PENDING", "x", longAgo());
    const later = await scenario.run({ command: "recover", "recovery-capsule": capsule });
    assert.equal(later.outputs["result"], "connected", later.raw);
  });

  it("waits for the lease in a capsule whose time is that of a machine alone", async () => {
    scenario = await Scenario.inProcess();
    const { github, inputs } = scenario.sandbox;
    const platformToken = new PlatformToken(inputs["platform-token"] ?? "");
    const opened = await openCapsule(await unstored(), platformToken);
    assert.ok("content" in opened);
    const { token, versions_url: versionsUrl, correlation_id: correlationId, at, clock, ...rest } = opened.content;
    assert.equal(clock, "GitHub");
    const older = sealCapsule(
      { ...rest, token: new HubToken(token), versionsUrl, correlationId, at: new Date(at) },
      await capsuleKey(platformToken),
    );
    const step = await scenario.run({ command: "recover", "recovery-capsule": older });
    assert.equal(step.outputs["result"], "in-doubt", step.raw);
    assert.deepEqual(github.secretNames, ["OCPI_HUB_TOKEN_PENDING"]);
  });

  it("is not overwritten by a capsule", async () => {
    scenario = await Scenario.inProcess();
    const capsule = await unstored();
    scenario.sandbox.github.setSecret("OCPI_HUB_TOKEN", "a token that somebody stored");
    const step = await scenario.run({ "recovery-capsule": capsule });
    assert.equal(step.outputs["result"], "not-ready");
    assert.ok(scenario.sandbox.github.secretNames.includes("OCPI_HUB_TOKEN_PENDING"));
    assert.ok(!scenario.githubRequests.some((line) => line.startsWith("DELETE")));
    assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), "a token that somebody stored");
    assert.equal(step.outputs["recovery-capsule"], capsule);
  });

  it("stays in the capsule when the capsule is for another hub, was not made with this token, or is none", async () => {
    scenario = await Scenario.inProcess();
    const capsule = await unstored();
    const before = scenario.hubRequests.length;
    const cases = [
      {
        inputs: { "recovery-capsule": `${capsule.slice(0, -3)}xyz` },
        says: /recovery-capsule` is not whole: the platform token is the right one/,
      },
      {
        inputs: { "recovery-capsule": capsule, "platform-token": "another_0123456789abcdef01234" },
        says: /does not open/,
      },
      { inputs: { "recovery-capsule": "something" }, says: /is no recovery capsule/ },
      {
        inputs: { "recovery-capsule": capsule, "hub-url": "http://127.0.0.1:9" },
        says: /It was sealed for the hub "http/,
      },
    ];
    for (const { inputs, says } of cases) {
      const step = await scenario.run(inputs);
      assert.equal(step.outputs["result"], "invalid", step.raw);
      assert.match(finding(step, "INPUT").message, says);
    }
    assert.equal(scenario.hubRequests.length, before);
  });

  it("is one secret for each connection of a config with several", async () => {
    scenario = await Scenario.inProcess();
    const config = `version: 1\nconnections:\n  charge-india: {}\n  other: {}\n`;
    const step = await scenario.run({ connection: "charge-india" }, { workspace: { "ocpi.yml": config } });
    assert.equal(step.outputs["hub-token-stored-in"], "repository secret OCPI_HUB_TOKEN__CHARGE_INDIA");
    assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN__CHARGE_INDIA"), scenario.hubToken);
  });
});

describe("what fails a step, and where its report goes", () => {
  let scenario: Scenario;

  before(async () => {
    scenario = await Scenario.inProcess({ activation: "by-desk" });
    await scenario.run({ "wait-for-connected": "0s" });
  });

  after(() => scenario.end());

  for (const [command, failOn, conclusion] of [
    ["exchange", "error", "success"],
    ["exchange", "warning", "failure"],
    ["exchange", "never", "success"],
    ["verify", "error", "failure"],
    ["verify", "never", "success"],
  ] as const) {
    it(`a party that is PLANNED: ${command} with fail-on ${failOn} is a ${conclusion}`, async () => {
      const inputs = { command, "fail-on": failOn, "hub-token": scenario.hubToken, "wait-for-connected": "0s" };
      const step = await scenario.run(inputs);
      assert.equal(step.outputs["result"], "registered");
      assert.equal(step.conclusion, conclusion);
    });
  }

  it("never passes a step that did not do its work", async () => {
    const step = await scenario.run({ "fail-on": "never", "hub-token": "hub_0123456789abcdef01234567" });
    assert.equal(step.outputs["result"], "refused");
    assert.equal(step.conclusion, "failure");
  });

  it("says which inputs won over the file", async () => {
    const config = `version: 1\nconnections:\n  only:\n    platform: { url: https://old.example.com/ocpi }\n`;
    const inputs = { "hub-token": scenario.hubToken, "wait-for-connected": "0s" };
    const step = await scenario.run(inputs, { workspace: { "ocpi.yml": config } });
    assert.match(finding(step, "INPUT").message, /Inputs win over the config file: `platform-url`/);
  });
});
