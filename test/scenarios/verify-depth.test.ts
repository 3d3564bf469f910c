import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import type { StepResult } from "../../src/sandbox/runner.ts";
import type { SeenRequest } from "../../src/sandbox/server.ts";
import { finding, Scenario } from "../support/scenario.ts";

const party = { country_code: "IN", party_id: "ABC" };

/** The checks of a step's report, the most severe first and then as they were found. */
function checks(step: StepResult): string[] {
  const report = JSON.parse(step.outputs["report"] ?? "{}") as { findings: { check: string }[] };
  return report.findings.map(({ check }) => check);
}

describe("verify of a party that is OFFLINE, the Action against the sandbox", () => {
  let scenario: Scenario;

  before(async () => {
    scenario = await Scenario.inProcess({ activation: "by-desk", offlineAfterMs: 200, probeEveryMs: 100 });
    await scenario.register();
    scenario.sandbox.platform.tokenInstalled = false;
    while (scenario.sandbox.hub.statusOf(party) !== "OFFLINE") await wait(20);
  });

  after(() => scenario.end());

  async function verify(inputs: Record<string, string | undefined> = {}): Promise<StepResult> {
    const given = { command: "verify", "hub-token": scenario.hubToken, "wait-for-connected": "0s" };
    return scenario.run({ ...given, ...inputs });
  }

  /** What this run asked the platform, and not the Hub's own probes. */
  function askedByRun(step: StepResult): readonly SeenRequest[] {
    const { correlation_id: id } = JSON.parse(step.outputs["report"] ?? "{}") as { correlation_id: string };
    return scenario.sandbox.platform.server.requests.filter(({ headers }) => headers["x-correlation-id"] === id);
  }

  it("names the check of the platform that explains it, first, with the platform token alone", async () => {
    const step = await verify();
    assert.equal(step.outputs["connection-status"], "OFFLINE");
    assert.deepEqual(checks(step).slice(0, 2), ["PRT-04", "HCI-12"]);
    assert.match(finding(step, "HCI-12").message, /OFFLINE, because your platform does not accept the platform token/);
    assert.match(finding(step, "PRT-04").fix ?? "", /^Install the token of the exchange in your platform again/);
    assert.match(step.summary, /^## 🔌 `IN\*ABC` \(CPO\) is OFFLINE, because/);
    assert.match(step.log.find(({ kind }) => kind === "error")?.text ?? "", /because your platform does not accept/);
    const { inputs } = scenario.sandbox;
    const asked = askedByRun(step);
    assert.ok(asked.length >= 2);
    const token = inputs["platform-token"] ?? "";
    const forms = [token, Buffer.from(token).toString("base64")].map((form) => `Token ${form}`);
    for (const { method, headers } of asked) {
      assert.equal(method, "GET");
      assert.ok(forms.includes(headers["authorization"] ?? ""));
    }
    const atHub = scenario.sandbox.hub.server.requests.filter(({ headers }) => headers["authorization"] === forms[0]);
    assert.deepEqual(atHub, []);
  });

  it("looks at no platform without its token, and says how it would", async () => {
    const step = await verify({ "platform-token": undefined });
    assert.deepEqual(askedByRun(step), []);
    assert.match(finding(step, "HCI-12").fix ?? "", /To see which of that fails, pass `platform-token`/);
  });

  it("sends the platform token to no host that only the config of a pull request names", async () => {
    const { hub, platform } = scenario.sandbox;
    const file = `version: 1\nconnections:\n  chargeindia:\n    platform: { url: "${platform.url}" }\n`;
    const inputs = {
      command: "verify",
      "hub-url": hub.origin,
      "hub-token": scenario.hubToken,
      "platform-token": scenario.sandbox.inputs["platform-token"] ?? "",
    };
    const settings = { env: { GITHUB_EVENT_NAME: "pull_request_target" }, workspace: { "ocpi.yml": file } };
    const step = await scenario.runOnly(inputs, settings);
    assert.equal(step.outputs["result"], "invalid");
    assert.match(finding(step, "INPUT").message, /`platform-url` is not given/);
    assert.deepEqual(askedByRun(step), []);
  });

  it("says that the hub's view differs where the platform answers well from here", async () => {
    const { hub, platform } = scenario.sandbox;
    platform.tokenInstalled = true;
    const offline = (entry: unknown): unknown =>
      typeof entry === "object" && entry !== null && "status" in entry ? { ...entry, status: "OFFLINE" } : entry;
    hub.switches.shapes = ({ data, ...answer }, path) =>
      path.includes("hubclientinfo")
        ? { ...answer, data: Array.isArray(data) ? data.map(offline) : offline(data) }
        : { ...answer, data };
    const step = await verify();
    hub.switches.shapes = undefined;
    assert.deepEqual(checks(step), ["HCI-12"]);
    assert.match(finding(step, "HCI-12").message, /although it answers this run well/);
    assert.match(step.outputs["handover"] ?? "", /what your health check of our platform gets/);
    assert.match(step.summary, /### Message for the account team/);
  });

  it("asks the platform nothing as long as all is CONNECTED", async () => {
    while (scenario.sandbox.hub.statusOf(party) !== "CONNECTED") await wait(20);
    const step = await verify();
    assert.equal(step.outputs["result"], "connected");
    assert.deepEqual(askedByRun(step), []);
    assert.deepEqual(checks(step), []);
  });
});
