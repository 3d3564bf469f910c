import assert from "node:assert/strict";
import type { StepResult } from "../../src/sandbox/runner.ts";
import { cpo, verifyPartners } from "../support/emsp-routing.ts";
import { finding, Scenario } from "../support/scenario.ts";

interface Report {
  readonly partners?: readonly {
    readonly party_id: string;
    readonly status: string;
    readonly visible?: { readonly locations: number; readonly more: boolean };
  }[];
  readonly findings: readonly { readonly check: string; readonly message: string }[];
}

function reportOf(step: StepResult): Report {
  return JSON.parse(step.outputs["report"] ?? "{}") as Report;
}

describe("verify of an eMSP's routing, the Action against the sandbox", () => {
  let scenario: Scenario;

  before(async () => {
    scenario = await Scenario.inProcess({}, { role: "EMSP" });
    await scenario.run();
    scenario.steps.length = 0;
    const { hub, party } = scenario.sandbox;
    hub.addPartner(cpo("SUN"), { status: "CONNECTED", locations: 107 });
    hub.addPartner(cpo("MON"), { status: "CONNECTED", locations: 4 });
    hub.addPartner(cpo("TUE"), { status: "OFFLINE", locations: 4 });
    hub.enableRouting(party, cpo("SUN"));
  });

  after(() => scenario.end());

  const verify = async (partners: readonly string[]): Promise<StepResult> => verifyPartners(scenario, partners);

  it("counts what it sees of each CPO, page by page, and asks for the rule of the pair that shows nothing", async () => {
    const before = scenario.hubRequests.length;
    const step = await verify(["SUN", "MON", "TUE", "WED"]);
    assert.equal(step.outputs["result"], "connected", step.raw);
    assert.equal(step.conclusion, "success");
    assert.deepEqual(
      reportOf(step).partners?.map(({ party_id, status, visible }) => [party_id, status, visible?.locations]),
      [
        ["SUN", "CONNECTED", 107],
        ["MON", "CONNECTED", 0],
        ["TUE", "OFFLINE", 0],
        ["WED", "NOT_LISTED", 0],
      ],
    );
    const asked = scenario.hubRequests.slice(before);
    // The hub gives fifty at once.
    assert.equal(asked.filter((line) => line === "GET /ocpi/2.2.1/locations").length, 3);
    assert.ok(asked.every((line) => line.startsWith("GET ")));
    const messages = reportOf(step).findings.map(({ check, message }) => `${check} ${message}`);
    assert.equal(messages.length, 3);
    const [first = "", second = "", third = ""] = messages;
    assert.match(first, /^HCI-15 The hub shows no location of IN\*MON \(CPO\), although it is CONNECTED/);
    assert.match(second, /^HCI-15 The hub does not list IN\*WED \(CPO\)/);
    assert.match(third, /^HCI-15 IN\*TUE \(CPO\) is OFFLINE/);
    assert.match(
      step.summary,
      /^## ✅ .* is CONNECTED to ChargeIndia Hub\. For 3 of its 4 partners something is left to do\./,
    );
    const pairs = /these pairs, of which we see no location:\n {2}IN\*\w{3} \(EMSP\) and IN\*MON \(CPO\)\.\n/;
    assert.match(step.outputs["handover"] ?? "", pairs);
    assert.match(step.summary, /\| `IN\*SUN` \| CPO \| CONNECTED \| 107 \|/);
    assert.match(step.summary, /### Message for the account team[\s\S]*and IN\*MON \(CPO\)/);
  });

  it("is content as soon as the account team has enabled the rule", async () => {
    const { hub, party } = scenario.sandbox;
    hub.enableRouting(party, cpo("MON"));
    const step = await verify(["SUN", "MON"]);
    assert.deepEqual(reportOf(step).findings, []);
    hub.disableRouting(party, cpo("MON"));
  });

  it("claims nothing where 20 pages end before the list does", async () => {
    const { hub, party } = scenario.sandbox;
    hub.addPartner(cpo("BIG"), { status: "CONNECTED", locations: 1100 });
    hub.enableRouting(party, cpo("BIG"));
    const before = scenario.hubRequests.length;
    const step = await verify(["BIG", "MON"]);
    const pages = scenario.hubRequests.slice(before).filter((line) => line === "GET /ocpi/2.2.1/locations").length;
    assert.equal(pages, 20);
    assert.match(finding(step, "HCI-15").message, /goes on after 20 pages/);
    assert.equal(step.outputs["warnings"], "0");
    assert.ok(reportOf(step).partners?.every(({ visible }) => visible?.more === true));
  });

  it("waits as long as the hub asks for patience", async () => {
    scenario.sandbox.hub.server.faults.add({
      method: "GET",
      path: "/ocpi/2.2.1/locations",
      times: 1,
      act: { kind: "answer", when: "before", status: 429, body: "", headers: { "retry-after": "1" } },
    });
    const step = await verify(["SUN"]);
    assert.deepEqual(reportOf(step).findings, []);
    assert.equal(reportOf(step).partners?.[0]?.visible?.locations, 107);
  });

  it("gives no token to another host that a page names", async () => {
    scenario.sandbox.hub.server.faults.add({
      method: "GET",
      path: "/ocpi/2.2.1/locations",
      times: 1,
      act: {
        kind: "answer",
        when: "before",
        status: 200,
        body: JSON.stringify({ status_code: 1000, timestamp: "2026-01-01T00:00:00Z", data: [] }),
        headers: { "content-type": "application/json", link: '<http://127.0.0.1:9/next>; rel="next"' },
      },
    });
    const step = await verify(["MON"]);
    assert.match(finding(step, "HUB-20").message, /next page of locations at `http:\/\/127\.0\.0\.1:9\/next`/);
    assert.equal(reportOf(step).findings.length, 1);
    assert.equal(step.outputs["result"], "connected");
  });
});

describe("verify of a party that is CONNECTED and OFFLINE by turns, the Action against the sandbox", () => {
  let scenario: Scenario;

  afterEach(() => scenario.end());

  it("says that it flaps, and of a CPO that routing is for the account team to see", async () => {
    scenario = await Scenario.inProcess({ activation: "by-desk" });
    const { hub, inputs } = scenario.sandbox;
    await scenario.run({ "wait-for-connected": "0s" });
    scenario.steps.length = 0;
    const role = (party: string): string =>
      `{ role: CPO, country_code: IN, party_id: ${party}, business_details: { name: A } }`;
    const file = `version: 1
connections:
  chargeindia:
    hub: { url: "${hub.origin}" }
    platform: { url: "${inputs["platform-url"]}", roles: [${role("FLP")}, ${role("ABC")}] }
    routing: [{ role: EMSP, country_code: IN, party_id: PAL }]
`;
    hub.addPartner(cpo("FLP"), { status: "CONNECTED", flaps: true });
    hub.addPartner({ ...cpo("PAL"), role: "EMSP" }, { status: "CONNECTED" });
    const given = { command: "verify", "hub-token": scenario.hubToken, "wait-for-connected": "3s" };
    const step = await scenario.runOnly(given, { workspace: { "ocpi.yml": file } });
    assert.match(
      finding(step, "HCI-19").message,
      /IN\*FLP \(CPO\) was (?:CONNECTED|OFFLINE)(?:, \w+)* and \w+ by turns/,
    );
    assert.match(finding(step, "HCI-15").message, /whether the routing to IN\*PAL \(EMSP\) is enabled/);
    // The other one is still waited for.
    assert.match(step.raw, /IN\*ABC \(CPO\) is PLANNED/);
  });
});
