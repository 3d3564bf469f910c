import assert from "node:assert/strict";
import type { HubSwitches } from "../../src/sandbox/hub.ts";
import type { StepResult } from "../../src/sandbox/runner.ts";
import { finding, Scenario } from "../support/scenario.ts";

describe("the own parties in hubclientinfo, through the Action", () => {
  let scenario: Scenario;

  afterEach(() => scenario.end());

  /** Verifies a registration at a hub whose list is as the switches say. */
  async function verify(switches: Partial<HubSwitches>, inputs: Record<string, string> = {}): Promise<StepResult> {
    scenario = await Scenario.inProcess();
    await scenario.run();
    Object.assign(scenario.sandbox.hub.switches, switches);
    return scenario.run({ command: "verify", "hub-token": scenario.hubToken, "wait-for-connected": "0s", ...inputs });
  }

  function pages(): number {
    const asked = scenario.sandbox.hub.server.requests.filter(({ path }) => path.endsWith("/hubclientinfo"));
    return asked.length - 1;
  }

  it("are found by their own paths, and no page beyond the first is read", async () => {
    const step = await verify({ otherParties: 1000, pageSize: 100 });
    assert.equal(step.outputs["result"], "connected");
    assert.equal(pages(), 1);
  });

  it("are found on the last page of a hub that has no path for one party", async () => {
    const step = await verify({ otherParties: 250, pageSize: 100, singleParty: false });
    assert.equal(step.outputs["result"], "connected");
    assert.equal(pages(), 3);
  });

  it("are unknown when the list goes in a circle", async () => {
    const step = await verify({ otherParties: 250, pageSize: 100, singleParty: false });
    assert.equal(step.outputs["result"], "connected");
    scenario.sandbox.hub.switches.linkTo = `${scenario.sandbox.hub.origin}/ocpi/2.2.1/hubclientinfo?offset=100`;
    const again = await scenario.run({ command: "verify", "hub-token": scenario.hubToken, "wait-for-connected": "0s" });
    assert.equal(again.outputs["connection-status"], "UNKNOWN");
    assert.equal(again.conclusion, "failure");
  });

  it("are found on a page whose address is told without its host", async () => {
    const settings = { otherParties: 150, pageSize: 100, singleParty: false };
    const step = await verify({ ...settings, linkTo: "/ocpi/2.2.1/hubclientinfo?offset=100&limit=100" });
    assert.equal(step.outputs["connection-status"], "CONNECTED", step.raw);
    assert.equal(pages(), 2);
  });

  it("are not looked for on another host, which gets no token", async () => {
    const step = await verify({
      otherParties: 250,
      pageSize: 100,
      singleParty: false,
      linkTo: "http://127.0.0.1:9/next",
    });
    assert.equal(step.outputs["connection-status"], "UNKNOWN");
    assert.match(
      finding(step, "HUB-20").message,
      /look for its next page of parties at `http:\/\/127\.0\.0\.1:9\/next`/,
    );
  });

  it("are told when the hub lists them in another role", async () => {
    const step = await verify({}, { role: "EMSP" });
    assert.equal(step.outputs["connection-status"], "NOT_LISTED");
    assert.match(finding(step, "HCI-13").message, /lists IN\*ABC as "CPO", not as EMSP/);
  });

  it("are as well as the worst of them", async () => {
    scenario = await Scenario.inProcess();
    const { hub, platform } = scenario.sandbox;
    const role = (name: string, id: string): string =>
      `        - { role: ${name}, country_code: IN, party_id: ${id}, business_details: { name: Your Company } }\n`;
    const config = `version: 1
connections:
  chargeindia:
    hub: { url: "${hub.origin}" }
    platform:
      url: ${platform.url}
      roles:
${role("CPO", "ABC")}${role("EMSP", "ABD")}`;
    const {
      "initial-token": initialToken = "",
      "platform-token": platformToken = "",
      "github-token": githubToken = "",
    } = scenario.sandbox.inputs;
    const given = { "initial-token": initialToken, "platform-token": platformToken, "github-token": githubToken };
    const step = await scenario.runOnly(
      { ...given, "wait-for-connected": "3s" },
      { workspace: { "ocpi.yml": config } },
    );
    // The sandbox's account team knows only one of the two.
    assert.equal(step.outputs["connection-status"], "NOT_LISTED");
    assert.equal(step.outputs["result"], "registered");
    const { parties } = JSON.parse(step.outputs["report"] ?? "") as { parties: { party_id: string; status: string }[] };
    assert.deepEqual(
      parties.map(({ party_id, status }) => [party_id, status]),
      [
        ["ABC", "CONNECTED"],
        ["ABD", "NOT_LISTED"],
      ],
    );
  });
});

describe("the message for the account team", () => {
  let scenario: Scenario;

  afterEach(() => scenario.end());

  it("names the receivers as the config has them, and whom we expect to reach", async () => {
    scenario = await Scenario.inProcess({ activation: "by-desk" });
    const config = `version: 1
connections:
  chargeindia:
    receivers: { commands: "${scenario.sandbox.platform.origin}/elsewhere/commands" }
    routing:
      - { role: EMSP, country_code: IN, party_id: XYZ }
`;
    const step = await scenario.run({ "wait-for-connected": "0s" }, { workspace: { "ocpi.yml": config } });
    const message = step.outputs["handover"] ?? "";
    assert.match(message, /- commands +POST http:\/\/127\.0\.0\.1:\d+\/elsewhere\/commands\n/);
    assert.match(message, /- tokens +PUT +http:\/\/127\.0\.0\.1:\d+\/ocpi\/2\.2\.1\/tokens\/\{country_code\}/);
    assert.match(message, /We expect to reach through you:\n- IN\*XYZ \(EMSP\)/);
    assert.match(message, /Registered at: +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC \(.* IST\)/);
    assert.match(message, /Correlation id: +[0-9a-f-]{36}/);
    assert.ok(step.summary.includes("IN*XYZ (EMSP)"));
  });
});
