import assert from "node:assert/strict";
import { utc } from "../../src/core/findings/times.ts";
import { asSpecified, type HubSwitches } from "../../src/sandbox/hub.ts";
import type { StepResult } from "../../src/sandbox/runner.ts";
import { Scenario } from "../support/scenario.ts";

const party = { country_code: "IN", party_id: "ABC" };
const FOLDED = /<summary>Message for the account team \((.*?)\)<\/summary>/;

/** What each way a run can end asks the account team for, and whether the summary puts it before the reader. */
describe("the message for the account team asks for what this run needs", () => {
  let scenario: Scenario;

  afterEach(() => scenario.end());

  async function registered(switches: Partial<HubSwitches> = {}): Promise<void> {
    scenario = await Scenario.inProcess(switches);
    assert.match((await scenario.run({ "wait-for-connected": "5s" })).outputs["result"] ?? "", /connected|registered/);
  }

  async function verify(): Promise<StepResult> {
    return scenario.run({ command: "verify", "hub-token": scenario.hubToken, "wait-for-connected": "0s" });
  }

  it("activation, while the party is PLANNED", async () => {
    scenario = await Scenario.inProcess({ activation: "by-desk" });
    const step = await scenario.run({ "wait-for-connected": "0s" });
    assert.match(
      step.outputs["handover"] ?? "",
      /record the URLs[^]*routing rules[^]*what is missing until our party is/,
    );
    assert.match(step.summary, /### Message for the account team/);
  });

  it("why the token is refused, once the party is suspended", async () => {
    await registered();
    scenario.sandbox.hub.suspend(party);
    const step = await verify();
    const message = step.outputs["handover"] ?? "";
    assert.match(message, /We have a token of yours for .*, and you do not accept it/);
    assert.match(message, /whether our party is suspended or our token revoked[^]*HTTP 401, OCPI 2002[^]*X-Request-ID/);
    assert.match(step.summary, /### Message for the account team/);
  });

  it("nothing while the platform is down: that is the platform's to mend", async () => {
    await registered({ offlineAfterMs: 200, probeEveryMs: 100 });
    scenario.sandbox.platform.server.faults.add({
      method: "GET",
      path: "/",
      act: { kind: "answer", when: "before", status: 503, body: "" },
    });
    for (let count = 0; count < 100 && scenario.sandbox.hub.statusOf(party) !== "OFFLINE"; count += 1) {
      await new Promise((done) => setTimeout(done, 50));
    }
    const step = await verify();
    assert.equal(step.outputs["connection-status"], "OFFLINE");
    assert.equal(FOLDED.exec(step.summary)?.[1], "only if your platform answers, and the party stays OFFLINE");
    assert.match(step.outputs["handover"] ?? "", /what your health check of our platform gets/);
  });

  it("a reset, once the hub says that the platform is registered already", async () => {
    scenario = await Scenario.inProcess();
    const answer = { kind: "answer", when: "before", status: 405, body: "" } as const;
    scenario.sandbox.hub.server.faults.add({ method: "POST", path: "/ocpi", act: answer });
    const step = await scenario.run();
    assert.match(step.outputs["handover"] ?? "", /registered already[^]*reset our registration[^]*HTTP 405/);
    assert.match(step.summary, /Send it only if the hub token is lost/);
  });

  it("a reset, but only after a second run, when an answer was lost", async () => {
    scenario = await Scenario.inProcess();
    const answer = { kind: "answer", when: "before", status: 502, body: "" } as const;
    scenario.sandbox.hub.server.faults.add({ method: "POST", path: "/ocpi", act: answer });
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "in-doubt");
    assert.match(step.outputs["handover"] ?? "", /was interrupted[^]*reset our registration/);
    assert.match(
      step.summary,
      /Send it only if another run, with the initial token and 5 minutes later, ends the same/,
    );
  });

  for (const [what, inputs] of [
    ["cannot ask", { "initial-token": undefined }],
    ["is told that the initial token is used up", { "initial-token": "initial_0123456789abcdef" }],
  ] as const) {
    it(`a reset, with the time of the run that was interrupted, by a later one that ${what}`, async () => {
      scenario = await Scenario.inProcess();
      scenario.abandonLock();
      const at = utc(new Date(Date.now() - 6 * 60_000)).slice(0, "2026-11-28 10:00".length);
      const step = await scenario.run(inputs);
      assert.equal(step.outputs["result"], "in-doubt", step.raw);
      const message = step.outputs["handover"] ?? "";
      assert.ok(
        message.includes(`This was the request:\n  POST by an earlier run, at about this time or before:\n  ${at}`),
        message,
      );
    });
  }

  it("nothing after the hub could not be reached once", async () => {
    scenario = await Scenario.inProcess();
    scenario.sandbox.hub.server.faults.add({ method: "GET", path: "/", act: { kind: "drop", when: "before" } });
    const step = await scenario.run();
    assert.equal(step.outputs["result"], "unreachable");
    assert.match(step.summary, /Send it only if the hub's address is right and another run ends the same way/);
  });

  it("nothing before anything was tried", async () => {
    scenario = await Scenario.inProcess();
    const step = await scenario.run({ "github-token": undefined });
    assert.equal(step.outputs["result"], "not-ready");
    assert.equal(FOLDED.exec(step.summary)?.[1], "not needed yet");
  });

  it("a confirmation that the registration is ended", async () => {
    scenario = await Scenario.inProcess(asSpecified);
    const { hub, platform } = scenario.sandbox;
    const inputs = {
      "hub-profile": "ocpi-2.2.1",
      "hub-url": hub.versionsUrl,
      "platform-url": `${platform.origin}/ocpi/versions`,
    };
    await scenario.run(inputs);
    const step = await scenario.run({ ...inputs, command: "unregister", "hub-token": scenario.hubToken });
    assert.equal(step.outputs["result"], "done");
    assert.match(step.outputs["handover"] ?? "", /have ended the registration[^]*confirm that it is ended\.\n/);
    assert.equal(FOLDED.exec(step.summary)?.[1], "for their records");
  });

  describe("at a hub of which only the protocol is known", () => {
    let inputs: Record<string, string>;

    beforeEach(async () => {
      scenario = await Scenario.inProcess({ ...asSpecified, activation: "by-desk" });
      const { hub, platform } = scenario.sandbox;
      inputs = {
        "hub-profile": "ocpi-2.2.1",
        "hub-url": hub.versionsUrl,
        "platform-url": `${platform.origin}/ocpi/versions`,
        "wait-for-connected": "0s",
      };
    });

    it("activation, and neither receivers nor routing, which there are none of", async () => {
      const step = await scenario.run(inputs);
      const message = step.outputs["handover"] ?? "";
      assert.match(message, /^Hello,\n[^]*Please:\n- tell us what is missing until our party is CONNECTED/);
      const report = JSON.parse(step.outputs["report"] ?? "{}") as { handover: { subject: string } };
      assert.equal(report.handover.subject, "OCPI: IN*ABC (CPO), activation");
      assert.ok(!/routing|receiver URL|URLs above/i.test(step.raw + step.summary + message), step.raw + step.summary);
    });

    it("nothing, once it is CONNECTED", async () => {
      const onLine = ({ text }: { text: string }): void => {
        if (text.includes("is PLANNED")) scenario.sandbox.hub.activate(party);
      };
      const step = await scenario.run({ ...inputs, "wait-for-connected": "10s" }, { onLine });
      assert.equal(step.outputs["result"], "connected");
      const message = step.outputs["handover"] ?? "";
      assert.match(message, /is registered with you/);
      assert.ok(!/routing|receiver URL|Please/i.test(step.raw + step.summary + message), step.raw + step.summary);
      assert.ok(!/e-mail/i.test(step.summary), step.summary);
    });

    it("the routing that the config counts on", async () => {
      const routing = "{ role: EMSP, country_code: IN, party_id: XYZ }";
      const config = `version: 1\nconnections:\n  hub:\n    routing: [${routing}]\n`;
      const step = await scenario.run(inputs, { workspace: { "ocpi.yml": config } });
      assert.match(step.outputs["handover"] ?? "", /- IN\*XYZ \(EMSP\)[^]*enable the routing rules for these parties/);
    });
  });
});
