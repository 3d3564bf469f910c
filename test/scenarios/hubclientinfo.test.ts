import assert from "node:assert/strict";
import type { HubSwitches } from "../../src/sandbox/hub.ts";
import type { StepResult } from "../../src/sandbox/runner.ts";
import { finding, Scenario, startAt } from "../support/scenario.ts";

const headers = { "content-type": "application/json" };
const own = { party_id: "ABC", country_code: "IN", role: "CPO", last_updated: "2026-11-22T00:00:00Z" };

/** What hubs answer at hubclientinfo in place of what OCPI has, and what becomes of it. */
describe("hubclientinfo, in the ways that hubs have it", () => {
  let scenario: Scenario;
  let inputs: Record<string, string>;

  afterEach(() => scenario.end());

  /** A registration at a hub like ChargeIndia Hub. */
  async function documented(switches: Partial<HubSwitches> = {}): Promise<void> {
    scenario = await Scenario.inProcess(switches);
    inputs = {};
    await scenario.run({ "wait-for-connected": "0s" });
  }

  /** A hub that keeps to the specification. */
  async function specified(switches: Partial<HubSwitches> = {}): Promise<void> {
    ({ scenario, inputs } = await startAt("ocpi-2.2.1", switches));
  }

  /** From now on the list, and each path below it, answers this. */
  function answers(body: unknown, status = 200): void {
    const { faults } = scenario.sandbox.hub.server;
    const text = typeof body === "string" ? body : JSON.stringify(body);
    const act = { kind: "answer", when: "before", status, body: text, headers } as const;
    for (const base of ["/ocpi", "/hub/api"])
      faults.add({ method: "GET", path: `${base}/2.2.1/hubclientinfo`, times: 1000, act });
  }

  function data(value: unknown): void {
    answers({ status_code: 1000, timestamp: "2026-11-22T00:00:00Z", data: value });
  }

  async function verify(more: Record<string, string> = {}): Promise<StepResult> {
    const given = { command: "verify", "hub-token": scenario.hubToken, "wait-for-connected": "0s" };
    return scenario.run({ ...inputs, ...given, ...more });
  }

  describe("its words", () => {
    for (const [what, entry, quote] of [
      ["a status in lower case", { ...own, status: "connected" }, /"connected"; that is read as CONNECTED/],
      ["a status with a space", { ...own, status: "Connected " }, /"Connected "; that is read as CONNECTED/],
      ["a role in other letters", { ...own, role: "Cpo", status: "CONNECTED" }, /"Cpo"; that is read as CPO/],
    ] as const) {
      it(`are read in whatever letters, and quoted: ${what}`, async () => {
        await documented();
        data([entry]);
        const step = await verify();
        assert.equal(step.outputs["result"], "connected", step.raw);
        assert.equal(step.conclusion, "success");
        assert.match(finding(step, "HCI-06").message, quote);
        assert.equal(finding(step, "HCI-06").severity, "info");
      });
    }

    it("are read where an entry names no role", async () => {
      await documented();
      const { role: _, ...entry } = own;
      data([{ ...entry, status: "CONNECTED" }]);
      assert.equal((await verify()).outputs["result"], "connected");
    });

    for (const [what, status, quote] of [
      [
        "a word that OCPI does not have",
        "ACTIVE",
        /gives IN\*ABC \(CPO\) the status "ACTIVE", which OCPI does not have/,
      ],
      ["a number", 1, /the status "1", which/],
      ["null", null, /the status "null", which/],
      ["nothing", undefined, /lists IN\*ABC \(CPO\) without a `status`/],
    ] as const) {
      it(`are UNKNOWN, and quoted, where the status is ${what}`, async () => {
        await documented();
        data([{ ...own, status }]);
        const step = await verify();
        assert.equal(step.outputs["result"], "registered");
        assert.equal(step.outputs["connection-status"], "UNKNOWN");
        assert.equal(step.outputs["errors"], "1");
        assert.match(finding(step, "HCI-06").message, quote);
        assert.equal(finding(step, "HCI-06").who, "account-team");
        assert.ok(!/in a few minutes/.test(step.summary), step.summary);
        assert.match(step.outputs["handover"] ?? "", /tell us the status of our party/);
      });
    }

    it("are told also where the status turns into one that OCPI does not have", async () => {
      await documented({ activation: "by-desk" });
      const entry = (status: string): string => JSON.stringify({ status_code: 1000, data: { ...own, status } });
      const path = "/ocpi/2.2.1/hubclientinfo/IN/ABC";
      const { faults } = scenario.sandbox.hub.server;
      const answer = (body: string) => ({ kind: "answer", when: "before", status: 200, body, headers }) as const;
      faults.add({ method: "GET", path, times: 1, act: answer(entry("PLANNED")) });
      faults.add({ method: "GET", path, times: 1000, act: answer(entry("ACTIVE")) });
      const step = await verify({ "wait-for-connected": "2s" });
      assert.match(finding(step, "HCI-06").message, /"ACTIVE"/);
    });
  });

  describe("its form", () => {
    for (const [what, value, check, message] of [
      ["null", null, "HCI-02", /holds `null` in place of a list of parties/],
      ["nothing", undefined, "HCI-02", /holds nothing in place of a list/],
      [
        "a page",
        { items: [{ ...own, status: "CONNECTED" }], total: 1 },
        "HCI-02",
        /an object with `items` and `total`/,
      ],
      ["an empty object", {}, "HCI-02", /holds an empty object in place/],
      ["a text", "IN*ABC", "HCI-02", /holds a string in place/],
      [
        "an entry that names no party",
        [{ role: "CPO", status: "CONNECTED" }],
        "HCI-03",
        /without `country_code` and `party_id`/,
      ],
      [
        "camel case",
        [{ countryCode: "IN", partyId: "ABC", role: "CPO", status: "CONNECTED" }],
        "HCI-03",
        /without `country_code` and `party_id`/,
      ],
    ] as const) {
      it(`is named as the cause: ${what}`, async () => {
        await documented();
        data(value);
        const step = await verify();
        assert.equal(step.outputs["connection-status"], "UNKNOWN");
        assert.equal(step.conclusion, "failure");
        assert.match(finding(step, check).message, message);
        assert.equal(finding(step, check).who, "hub");
        assert.equal(step.outputs["errors"], "1");
        assert.ok(!/few minutes/.test(step.summary), step.summary);
        assert.match(step.summary.split("\n")[0] ?? "", /The hub's (?:answer holds|list of parties has an entry)/);
      });
    }

    it("is named where a list has no end", async () => {
      await documented({ otherParties: 250, pageSize: 100, singleParty: false });
      const { hub } = scenario.sandbox;
      hub.switches.linkTo = `${hub.origin}/ocpi/2.2.1/hubclientinfo?offset=100`;
      const step = await verify();
      assert.match(finding(step, "HCI-08").message, /has no end: after 2 pages it goes on at `http/);
    });

    it("is named where a page of it cannot be read", async () => {
      await documented({ otherParties: 250, pageSize: 100, singleParty: false });
      const act = { kind: "answer", when: "before", status: 400, body: "{}", headers } as const;
      const path = "/ocpi/2.2.1/hubclientinfo";
      scenario.sandbox.hub.server.faults.add({ method: "GET", path, exact: true, skip: 1, times: 1000, act });
      const step = await verify();
      assert.match(finding(step, "HCI-01").message, /offset=100[^]*answered HTTP 400/);
    });

    for (const [what, status, body, who] of [
      ["broken JSON", 200, '{"status_code":1000,"data":[', "hub"],
      ["no envelope", 200, "[]", "hub"],
      ["a failure of its own", 500, "", "hub"],
      ["an OCPI error", 200, '{"status_code":3000}', "hub"],
    ] as const) {
      it(`is the hub's to mend: ${what}`, async () => {
        await documented();
        answers(body, status);
        const step = await verify();
        assert.equal(finding(step, "HCI-01").who, who);
      }).timeout(60_000);
    }

    it("may be this machine's to mend where nothing is answered", async () => {
      await documented();
      const path = "/ocpi/2.2.1/hubclientinfo";
      scenario.sandbox.hub.server.faults.add({ method: "GET", path, act: { kind: "drop", when: "before" }, times: 99 });
      assert.equal(finding(await verify(), "HCI-01").who, "you");
    }).timeout(60_000);
  });

  describe("that need not list the caller", () => {
    const shown = { hubclientinfo: true, listsCaller: true };

    for (const [what, switches, status, why] of [
      ["there is none", { hubclientinfo: false }, "UNKNOWN", /it has no hubclientinfo/],
      ["it lists only others", { listsCaller: false, otherParties: 3 }, "NOT_LISTED", /it lists only others/],
      ["it is empty", { listsCaller: false }, "NOT_LISTED", /it lists only others/],
    ] as const) {
      it(`is not waited for, and nobody is told to try again, where ${what}`, async () => {
        await specified(switches);
        const before = Date.now();
        const first = await scenario.run({ ...inputs, "wait-for-connected": "2m" });
        const step = await verify({ "wait-for-connected": "2m" });
        assert.ok(Date.now() - before < 20_000, "it waited");
        for (const { outputs, conclusion, summary, raw } of [first, step]) {
          assert.equal(outputs["result"], "registered", raw);
          assert.equal(outputs["connection-status"], status);
          assert.equal(outputs["errors"], "0");
          assert.equal(outputs["warnings"], "0", raw);
          assert.equal(conclusion, "success");
          assert.ok(!/few minutes|again[.;:]|e-mail|routing|receiver URL/i.test(summary), summary);
          assert.ok(!/checking again|e-mail/i.test(raw), raw);
          assert.ok(!/routing|receiver|URLs above|Please/i.test(outputs["handover"] ?? ""), outputs["handover"]);
        }
        assert.match(finding(step, "HCI-11").message, why);
        assert.equal(finding(step, "HCI-11").severity, "info");
      }).timeout(60_000);
    }

    it("is believed where it does list the caller", async () => {
      await specified(shown);
      const step = await scenario.run(inputs);
      assert.equal(step.outputs["result"], "connected");
    });

    it("is a warning and no more where it is broken: nothing depends on it", async () => {
      await specified();
      await scenario.run(inputs);
      data(null);
      const step = await verify({ "wait-for-connected": "2m" });
      assert.equal(step.outputs["result"], "registered");
      assert.equal(step.outputs["errors"], "0");
      assert.equal(finding(step, "HCI-02").severity, "warning");
      assert.equal(step.conclusion, "success");
    });

    it("is not looked for on another host, and nothing depends on it", async () => {
      await specified();
      await scenario.run(inputs);
      const { hub } = scenario.sandbox;
      const base = `${hub.origin}/hub/api/2.2.1`;
      const endpoints = [
        { identifier: "credentials", role: "RECEIVER", url: `${base}/credentials` },
        { identifier: "hubclientinfo", role: "SENDER", url: "http://127.0.0.1:9/hubclientinfo" },
      ];
      const body = JSON.stringify({ status_code: 1000, timestamp: "2026-11-22T00:00:00Z", data: { endpoints } });
      const act = { kind: "answer", when: "before", status: 200, body, headers } as const;
      hub.server.faults.add({ method: "GET", path: "/hub/api/2.2.1", exact: true, times: 99, act });
      const step = await verify();
      assert.equal(step.outputs["result"], "registered", step.raw);
      assert.equal(step.outputs["errors"], "0");
      assert.match(finding(step, "HUB-32").message, /`hubclientinfo` endpoint is at `http:\/\/127\.0\.0\.1:9/);
      assert.match(finding(step, "HCI-11").message, /its hubclientinfo is on another host/);
    });

    it("is one note for all parties", async () => {
      await specified({ listsCaller: false });
      const role = (name: string, id: string): string =>
        `        - { role: ${name}, country_code: IN, party_id: ${id}, business_details: { name: Your Company } }\n`;
      const roles = `${role("CPO", "ABC")}${role("EMSP", "ABD")}`;
      const config = `version: 1\nconnections:\n  hub:\n    platform:\n      roles:\n${roles}`;
      const none = { role: undefined, "country-code": undefined, "party-id": undefined, "business-name": undefined };
      const step = await scenario.run({ ...inputs, ...none }, { workspace: { "ocpi.yml": config } });
      assert.equal(step.outputs["result"], "registered", step.raw);
      assert.match(finding(step, "HCI-11").message, /whether IN\*ABC \(CPO\) and IN\*ABD \(EMSP\) are CONNECTED/);
    });
  });

  it("is not missed at a hub of ChargeIndia's kind that has none", async () => {
    await documented({ hubclientinfo: false });
    const step = await verify({ "wait-for-connected": "2m" });
    assert.equal(step.outputs["result"], "registered");
    assert.equal(step.outputs["warnings"], "0", step.raw);
    assert.equal(step.conclusion, "success");
    assert.match(finding(step, "HCI-11").message, /it has no hubclientinfo/);
  });

  it("is missed where such a hub lists it, and has nothing there", async () => {
    await documented();
    answers({ status_code: 2003 }, 404);
    const step = await verify();
    assert.equal(step.conclusion, "failure");
    assert.match(finding(step, "HCI-01").message, /answered HTTP 404/);
  });

  describe("that refuses the token", () => {
    const refusal = { status_code: 2000, status_message: "role mismatch" };

    for (const [profile, start] of [
      ["chargeindia", async () => (scenario = await Scenario.inProcess())],
      ["ocpi-2.2.1", specified],
    ] as const) {
      it(`in the run that the hub issued it to, is not put down to the secret (${profile})`, async () => {
        inputs = {};
        await start();
        answers(refusal, 403);
        const step = await scenario.run(inputs);
        const found = finding(step, "HCI-17");
        assert.match(found.message, /The hub issued this token, and accepts it for its versions, but not for its list/);
        assert.match(found.message, /"role mismatch"/);
        assert.ok(!/hub-token|secret|initial token/.test(found.fix ?? ""), found.fix);
        assert.equal(found.who, "account-team");
        assert.match(step.outputs["handover"] ?? "", /whether our party may read hubclientinfo/);
        const later = finding(await verify(), "HCI-17");
        assert.match(later.fix ?? "", /hub-token/);
        assert.equal(later.who, "you");
      });
    }
  });
});
