import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { finding, Scenario } from "../support/scenario.ts";
import { matchesReviewed } from "../support/snapshot.ts";

const party = { country_code: "IN", party_id: "ABC" };

describe("verify, the Action against the sandbox", () => {
  let scenario: Scenario;
  let inputs: Record<string, string>;

  beforeEach(async () => {
    scenario = await Scenario.inProcess({ activation: "by-desk" });
    await scenario.register();
    scenario.steps.length = 0;
    const { hub } = scenario.sandbox;
    inputs = {
      command: "verify",
      "hub-url": hub.origin,
      "hub-token": scenario.hubToken,
      role: "CPO",
      "country-code": "IN",
      "party-id": "ABC",
      "business-name": "Your CPO Ltd",
    };
  });

  afterEach(() => scenario.end());

  /** The platform lets the Hub in no more, so there is something to wait for. */
  async function goOffline(): Promise<void> {
    scenario.sandbox.platform.tokenInstalled = false;
    while (scenario.sandbox.hub.statusOf(party) !== "OFFLINE") await wait(50);
  }

  it("waits no longer than it was told, and knows what it has seen, when the hub asks for patience", async () => {
    await goOffline();
    const single = "/ocpi/2.2.1/hubclientinfo/IN/ABC";
    const { faults, requests } = scenario.sandbox.hub.server;
    const before = requests.length;
    faults.add({ method: "GET", path: "/ocpi/2.2.1/hubclientinfo", times: 2, act: { kind: "delay", ms: 0 } });
    faults.add({
      method: "GET",
      path: "/ocpi/2.2.1/hubclientinfo",
      act: { kind: "answer", when: "before", status: 429, body: "", headers: { "retry-after": "12" } },
    });
    const step = await scenario.runOnly({ ...inputs, "wait-for-connected": "2s" });
    assert.equal(step.outputs["connection-status"], "OFFLINE");
    // One at first, and one for each of the two looks that there is time for.
    assert.equal(requests.slice(before).filter(({ path }) => path === single).length, 3);
  });

  it("is green when the platform refuses its token, also where GitHub cannot be read: nothing can follow", async () => {
    scenario.sandbox.platform.tokenInstalled = false;
    const path = "/repos/your-company/ocpi/actions/secrets";
    scenario.sandbox.github.server.faults.add({
      method: "GET",
      path,
      act: { kind: "answer", when: "before", status: 403, body: "{}" },
    });
    const step = await scenario.run({ "hub-token": scenario.hubToken, "wait-for-connected": "0s" });
    assert.equal(finding(step, "PRT-04").severity, "warning");
    assert.equal(step.outputs["errors"], "0");
    assert.equal(step.conclusion, "success");
  });

  it("works with the stored token alone, and only reads", async () => {
    const before = scenario.hubRequests.length;
    const atPlatform = scenario.platformRequests.length;
    const step = await scenario.runOnly(inputs);
    assert.equal(step.outputs["result"], "connected");
    assert.equal(step.conclusion, "success");
    assert.deepEqual(scenario.hubRequests.slice(before).toSorted(), [
      "GET /ocpi/2.2.1",
      "GET /ocpi/2.2.1/hubclientinfo",
      "GET /ocpi/2.2.1/hubclientinfo/IN/ABC",
      "GET /ocpi/versions",
    ]);
    assert.deepEqual(scenario.platformRequests.slice(atPlatform), []);
  });

  it("fails the step while the party is not CONNECTED", async () => {
    scenario.sandbox.platform.tokenInstalled = false;
    await new Promise((resolve) => setTimeout(resolve, 3500));
    const step = await scenario.runOnly({ ...inputs, "wait-for-connected": "0s" });
    assert.equal(step.outputs["result"], "registered");
    assert.equal(step.outputs["connection-status"], "OFFLINE");
    assert.equal(step.conclusion, "failure");
    assert.equal(finding(step, "HCI-12").who, "platform");
  });

  it("tells a suspended party, which the Hub refuses like a wrong token", async () => {
    scenario.sandbox.hub.suspend(party);
    const step = await scenario.runOnly(inputs);
    assert.equal(step.outputs["result"], "refused");
    assert.match(finding(step, "HSK-23").fix ?? "", /suspended/);
  });

  it("knows an initial token, which opens versions but no list of parties, for none of its own", async () => {
    const initialToken = scenario.sandbox.hub.issueInitialToken({ role: "EMSP", country_code: "IN", party_id: "XYZ" });
    scenario.isSecret(initialToken);
    const step = await scenario.runOnly({ ...inputs, "hub-token": initialToken });
    assert.equal(step.outputs["result"], "refused");
    assert.match(finding(step, "HCI-17").fix ?? "", /an initial token is treated like this, too/);
  });

  it("says that a party is not listed", async () => {
    const step = await scenario.runOnly({ ...inputs, "party-id": "XYZ", "wait-for-connected": "0s" });
    assert.equal(step.outputs["connection-status"], "NOT_LISTED");
    assert.equal(step.conclusion, "failure");
  });

  it("finds its party in the list of a hub that has no path for one party", async () => {
    scenario.sandbox.hub.switches.singleParty = false;
    const step = await scenario.runOnly(inputs);
    assert.equal(step.outputs["result"], "connected");
  });

  it("does not know what to look for without a party, and says so", async () => {
    const { command = "", "hub-url": hubUrl = "", "hub-token": hubToken = "" } = inputs;
    const step = await scenario.runOnly({ command, "hub-url": hubUrl, "hub-token": hubToken });
    assert.equal(step.outputs["connection-status"], "UNKNOWN");
    assert.match(finding(step, "HCI-11").message, /not known which party/);
    assert.equal(step.conclusion, "failure");
  });

  it("says that the hub is down, once in the log", async () => {
    await scenario.sandbox.hub.server.close();
    const step = await scenario.runOnly(inputs);
    assert.equal(step.outputs["result"], "unreachable");
    // Each of the GETs is made, and repeated; none of them says more than the first.
    assert.equal(step.raw.split("\n").filter((line) => line.startsWith("GET ")).length, 1, step.raw);
    assert.match(step.summary, /Requests \((?:8|12|16)\)/);
    assert.equal(step.conclusion, "failure");
  });

  it("records the whole run for review", async () => {
    await scenario.runOnly(inputs);
    await matchesReviewed("verify", scenario);
  });
});
