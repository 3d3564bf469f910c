import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { clock } from "../../src/action/clock.ts";
import { rightPlatform, type PlatformSwitches } from "../../src/sandbox/platform/switches.ts";
import type { StepResult } from "../../src/sandbox/runner.ts";
import type { SeenRequest } from "../../src/sandbox/server.ts";
import { consent, given, reportOf, seriousBy, sheetOf } from "../support/rehearsals.ts";
import { quickClock } from "../support/quick-clock.ts";
import { Scenario, finding, isOurs } from "../support/scenario.ts";

type Role = "CPO" | "EMSP";

/** What the steps asked of the platform with its own token. */
function trusted({ sandbox: { platform } }: Scenario): SeenRequest[] {
  const { requests } = platform.server;
  return requests.filter((seen) => isOurs(seen) && seen.headers["authorization"] === `Token ${platform.token}`);
}

/** Makes it the platform of this role, with these faults and no others, which was given nothing so far. */
function become({ sandbox: { platform } }: Scenario, role: Role, faults: Partial<PlatformSwitches> = {}): void {
  Object.assign(platform.switches, rightPlatform, faults, { role });
  for (const list of Object.values(platform.kept) as unknown[][]) list.length = 0;
}

const partyOf = {
  CPO: { role: "CPO", "country-code": "IN", "party-id": "ABC" },
  EMSP: { role: "EMSP", "country-code": "IN", "party-id": "XYZ" },
};

describe("rehearse", () => {
  quickClock();
  let scenario: Scenario;
  before(async () => (scenario = await Scenario.inProcess()));
  after(async () => scenario.end());

  async function rehearse(role: Role, inputs: Record<string, string | undefined> = {}): Promise<StepResult> {
    return scenario.run({ ...given, ...partyOf[role], ...consent, ...inputs });
  }

  describe("a platform that is right", () => {
    it("gets at most one request a second", async () => {
      become(scenario, "CPO");
      const [begun, before] = [clock.now().getTime(), scenario.platformRequests.length];
      await rehearse("CPO");
      const requests = scenario.platformRequests.length - before;
      assert.ok(requests > 10);
      assert.ok(clock.now().getTime() - begun >= (requests - 1) * 1000, "by the clock of the Action");
    });

    it("of a CPO: it is asked for what does not exist, says no each time, and keeps nothing", async () => {
      become(scenario, "CPO");
      const seenBefore = trusted(scenario).length;
      const step = await rehearse("CPO");
      assert.equal(step.outputs["result"], "done");
      assert.deepEqual(seriousBy(step), []);
      const calls = trusted(scenario).slice(seenBefore);
      const lines = calls.map(({ method, path }) => `${method} ${path}`);
      assert.deepEqual(
        // The first two are asked at once, and either may arrive first.
        [...lines.slice(0, 2).toSorted(), ...lines.slice(2)],
        [
          "GET /ocpi/2.2.1",
          "GET /ocpi/versions",
          "PUT /ocpi/2.2.1/tokens/IN/CIH/OCPI-TEST-TOKEN-INABC/authorize",
          "PUT /ocpi/2.2.1/tokens/IN/ZZZ/OCPI-TEST-TOKEN-INABC/authorize",
          "POST /ocpi/2.2.1/commands/START_SESSION",
          "POST /ocpi/2.2.1/commands/START_SESSION",
          "POST /ocpi/2.2.1/commands/STOP_SESSION",
        ],
      );
      for (const { headers, body } of calls) {
        assert.equal(headers["x-correlation-id"], reportOf(step).correlation_id);
        assert.equal(headers["ocpi-from-party-id"], undefined, "the Hub's documentation has no routing headers");
        if (body.includes("response_url")) {
          assert.match(body, /"response_url":"https:\/\/callback\.invalid\/OCPI-TEST-(?:START|STOP)-INABC"/);
        }
      }
      assert.equal(new Set(calls.map(({ headers }) => headers["x-request-id"])).size, calls.length);
      const { steps, sign } = sheetOf(step);
      assert.deepEqual(
        steps.filter(({ verdict }) => verdict === "fails"),
        [],
      );
      assert.deepEqual(steps.slice(0, reportOf(step).rehearsal.length), reportOf(step).rehearsal);
      assert.ok(
        reportOf(step).rehearsal.every(({ verdict, correlation_id: id }) => verdict === "works" && id !== undefined),
      );
      assert.deepEqual([...new Set(sign.map(({ who }) => who))], ["your engineer", "your developers", "account team"]);
      assert.match(step.summary, /### Go-live sheet/);
      assert.match(step.summary, /before the sheet is signed/);
      assert.match(step.summary, /This was a sandbox\. A real hub makes the same calls/);
    });

    it("of an eMSP: test objects are delivered, closed and listed", async () => {
      become(scenario, "EMSP");
      const step = await rehearse("EMSP");
      assert.deepEqual(seriousBy(step), []);
      const { kept } = scenario.sandbox.platform;
      assert.deepEqual(
        kept.sessions.map(({ party_id: party, id, status, kwh }) => [party, id, status, kwh]),
        [
          ["CIH", "OCPI-TEST-SESSION-INXYZ", "COMPLETED", 0],
          ["ZZZ", "OCPI-TEST-SESSION-INXYZ", "COMPLETED", 0],
        ],
      );
      assert.deepEqual(
        kept.cdrs.map(({ party_id: party, id, total_cost: cost }) => [party, id, cost]),
        ["CIH", "ZZZ"].map((party) => [party, "OCPI-TEST-CDR-INXYZ", { excl_vat: 0, incl_vat: 0 }]),
      );
      const left = finding(step, "INPUT").message;
      for (const object of [...kept.sessions, ...kept.cdrs]) {
        assert.ok(left.includes(`\`${String(object["id"])}\` of IN*${String(object["party_id"])}`), left);
      }
      const { steps } = sheetOf(step);
      assert.ok(steps.every(({ verdict }) => verdict !== "fails"));
      // The other direction is never said to work because of what the runner can do.
      const own = steps.filter(({ expected }) => expected.includes("curl"));
      assert.equal(own.length, 2);
      for (const { verdict, expected } of own) {
        assert.equal(verdict, "not tried");
        assert.match(expected, /"Authorization: Token \$OCPI_HUB_TOKEN"/);
      }
    });

    it("is found so again by the next rehearsal, which names nothing as left over", async () => {
      const step = await rehearse("EMSP");
      assert.deepEqual(seriousBy(step), []);
      assert.equal(scenario.sandbox.platform.kept.cdrs.length, 2);
    });
  });

  const faults: Readonly<Record<Role, readonly (readonly [Partial<PlatformSwitches>, ...expected: string[]])[]>> = {
    CPO: [
      [{ authorize: "no envelope" }, "RCV-07 error"],
      [{ authorize: "unknown word" }, "RCV-07 error"],
      [{ authorize: "accepts everything" }, "RCV-07 error"],
      [{ authorize: "500" }, "RCV-07 error"],
      [{ realTime: "POST only" }, "RCV-07 error"],
      [{ proxy404: ["tokens"] }, "RCV-07 error"],
      [{ thirdParty: "404" }, "RCV-17 error"],
      [{ commands: "no timeout" }, "RCV-09 warning"],
      [{ commands: "unknown word" }, "RCV-09 warning"],
      [{ commands: "500" }, "RCV-09 error"],
      [{ commands: "accepts everything" }, "RCV-09 error"],
      [{ missingReceivers: ["commands"] }, "RCV-09 error"],
      [{ failingReceivers: ["commands"] }, "RCV-09 error"],
      [{ openReceivers: ["commands"] }, "RCV-08 error"],
    ],
    EMSP: [
      [{ cdrLocation: "absent" }, "RCV-13 warning"],
      [{ cdrLocation: "relative" }, "RCV-13 warning"],
      [{ cdrLocation: "too long" }, "RCV-13 warning"],
      [{ cdrLocation: "404" }, "RCV-13 warning"],
      // One for each of the two handlers.
      [{ repeats: "conflict" }, "RCV-14 error", "RCV-14 error"],
      [{ repeats: "500" }, "RCV-14 error", "RCV-14 error"],
      // From outside nothing shows that it keeps both: it answers each well, and gives back one.
      [{ repeats: "twice" }],
      [{ outOfOrder: "takes older" }, "RCV-14 error"],
      [{ brokenJson: "500" }, "RCV-15 warning"],
      [{ brokenJson: "accepts" }, "RCV-15 warning"],
      [{ mismatchedIds: "accepts" }],
      [{ thirdParty: "404" }, "RCV-17 error", "RCV-17 error"],
      [{ missingReceivers: ["sessions"] }, "RCV-11 error"],
      [{ failingReceivers: ["cdrs"] }, "RCV-11 error"],
      [{ proxy404: ["cdrs"] }, "RCV-11 error"],
      // The Hub needs no GET: what a platform makes of one says nothing of its deliveries.
      [{ unknownObjects: "500" }],
      [{ unknownObjects: "made up" }],
      [{ unknownObjects: "401" }],
      [{ deletesSessions: true }],
    ],
  };
  for (const role of ["CPO", "EMSP"] as const) {
    for (const [switches, ...expected] of faults[role]) {
      it(`finds in a platform (${role}) with ${JSON.stringify(switches)} exactly ${expected.join(", ") || "nothing serious"}`, async () => {
        become(scenario, role, switches);
        const step = await rehearse(role);
        assert.deepEqual(seriousBy(step), expected, JSON.stringify(reportOf(step).findings, null, 1));
        // Each fault is a line of the sheet, with what is wrong.
        const wrong = sheetOf(step).steps.filter(({ verdict }) => verdict === "fails");
        assert.equal(wrong.length > 0, expected.length > 0);
        for (const line of wrong) if (!line.step.startsWith("Close")) assert.notEqual(line.why ?? "", "", line.step);
      });
    }
  }

  it("has one finding for a platform that refuses its token, and tries nothing more", async () => {
    become(scenario, "EMSP");
    scenario.sandbox.platform.tokenInstalled = false;
    const step = await rehearse("EMSP");
    scenario.sandbox.platform.tokenInstalled = true;
    assert.deepEqual(seriousBy(step), ["PRT-04 error"]);
    const delivered = sheetOf(step).steps.filter(({ step: what }) => what.startsWith("Deliver"));
    assert.ok(delivered.every(({ why }) => why === "Your platform does not accept the platform token."));
  });

  it("does not say of a CDR without a place that it is kept once", async () => {
    become(scenario, "EMSP", { cdrLocation: "absent" });
    const again = sheetOf(await rehearse("EMSP")).steps.find(({ step: what }) => what === "Deliver the same CDR again");
    assert.deepEqual(
      [again?.verdict, again?.why],
      ["not tried", "Without a Location it does not show whether the CDR is kept once."],
    );
  });

  it("notes an id in the URL that is not that of the body, and calls it no fault", async () => {
    become(scenario, "EMSP", { mismatchedIds: "accepts" });
    assert.equal(finding(await rehearse("EMSP"), "RCV-16").severity, "info");
  });

  it("ends at once where a test command is ACCEPTED, and says so before all else", async () => {
    become(scenario, "CPO", { authorize: "accepts everything", commands: "accepts everything" });
    const before = scenario.platformRequests.length;
    const step = await rehearse("CPO");
    const asked = scenario.platformRequests.slice(before);
    assert.equal(asked.at(-1), "POST /ocpi/2.2.1/commands/START_SESSION");
    // Two calls without the platform's token, and the one that was accepted.
    assert.equal(asked.filter((line) => line.startsWith("POST")).length, 3);
    assert.deepEqual(seriousBy(step), ["RCV-09 error", "RCV-07 error"]);
    assert.match(step.summary, /^## ❌ Your platform ACCEPTED a test command/);
    const accepted = finding(step, "RCV-09");
    assert.match(accepted.message, /may be doing something real right now/);
    assert.match(step.summary, /curl -i -X POST .*START_SESSION/);
    assert.match(step.summary, /Authorization: Token \$OCPI_PLATFORM_TOKEN/);
    const notTried = sheetOf(step).steps.filter(({ why }) => why?.startsWith("The rehearsal ended"));
    assert.equal(notTried.length, 4);
    assert.equal(step.exitCode, 1);
  });

  it("makes no object for the other role where a command is ACCEPTED, so that nothing is left to put away", async () => {
    become(scenario, "CPO", { commands: "accepts everything" });
    const { platform, hub } = scenario.sandbox;
    platform.switches.role = "both";
    const config = [
      "version: 1",
      "connections:",
      "  sandbox:",
      `    hub: { url: "${hub.origin}" }`,
      "    platform:",
      `      url: ${platform.url}`,
      "      roles:",
      "        - { role: EMSP, country_code: IN, party_id: XYZ, business_details: { name: Your eMSP Ltd } }",
      "        - { role: CPO, country_code: IN, party_id: ABC, business_details: { name: Your CPO Ltd } }",
    ].join("\n");
    const none = { role: undefined, "country-code": undefined, "party-id": undefined, "business-name": undefined };
    const before = scenario.platformRequests.length;
    const step = await scenario.run(
      { ...given, ...consent, ...none, "platform-url": undefined, "hub-url": undefined },
      { workspace: { "ocpi.yml": config } },
    );
    assert.equal(scenario.platformRequests.at(-1), "POST /ocpi/2.2.1/commands/START_SESSION");
    assert.ok(scenario.platformRequests.length > before);
    assert.deepEqual([platform.kept.sessions, platform.kept.cdrs], [[], []]);
    assert.deepEqual(seriousBy(step), ["RCV-09 error"]);
    const delivered = sheetOf(step).steps.filter(({ step: what }) => what.startsWith("Deliver"));
    assert.ok(delivered.length > 0 && delivered.every(({ verdict }) => verdict === "not tried"));
  });

  it("goes on where a token is allowed that was never issued", async () => {
    become(scenario, "CPO", { authorize: "accepts everything" });
    const before = scenario.platformRequests.length;
    await rehearse("CPO");
    assert.equal(scenario.platformRequests.slice(before).at(-1), "POST /ocpi/2.2.1/commands/STOP_SESSION");
  });

  it("closes what a delivery made whose answer was lost", async () => {
    become(scenario, "EMSP");
    const { faults: played } = scenario.sandbox.platform.server;
    const path = "/ocpi/2.2.1/sessions/IN/CIH/OCPI-TEST-SESSION-INXYZ";
    played.add({ method: "PUT", path, times: 1, act: { kind: "drop", when: "after" } });
    const step = await rehearse("EMSP");
    played.clear();
    assert.match(finding(step, "RCV-11").message, /gives no answer in time when the hub delivers a session/);
    assert.deepEqual(
      scenario.sandbox.platform.kept.sessions.map(({ status }) => status),
      ["COMPLETED"],
    );
    assert.match(finding(step, "INPUT").message, /session `OCPI-TEST-SESSION-INXYZ` of IN\*CIH \(`COMPLETED`\)/);
  });

  it("waits no longer than it has to, and names what may still arrive", async () => {
    become(scenario, "EMSP");
    const { faults: played } = scenario.sandbox.platform.server;
    const path = "/ocpi/2.2.1/sessions/IN/CIH/OCPI-TEST-SESSION-INXYZ";
    played.add({ method: "PUT", path, times: 1, act: { kind: "delay", ms: 1500 } });
    const step = await rehearse("EMSP", { "request-timeout": "1s" });
    played.clear();
    assert.match(finding(step, "RCV-11").message, /no answer within the time limit/);
    assert.match(finding(step, "INPUT").message, /session `OCPI-TEST-SESSION-INXYZ` of IN\*CIH \(`may be there`\)/);
  });

  describe("without consent", () => {
    it("needs no token, presents none but a made-up one, and says what would be tried", async () => {
      become(scenario, "EMSP");
      const before = scenario.sandbox.platform.server.requests.length;
      const step = await rehearse("EMSP", { "allow-test-writes": undefined, "platform-token": undefined });
      assert.equal(step.outputs["result"], "done");
      assert.deepEqual(seriousBy(step), []);
      // The Hub's own health check comes in between, where a test before has registered.
      const asked = scenario.sandbox.platform.server.requests
        .slice(before)
        .filter(({ headers }) => headers["x-correlation-id"] === reportOf(step).correlation_id);
      assert.ok(asked.length > 0);
      for (const { headers, body, path } of asked) {
        assert.match(headers["authorization"] ?? "Token not-a-token", /^Token not-a-token$/);
        assert.match(body, /^(?:\{\})?$/);
        if (path.includes("/sessions/")) assert.match(path, /\/OCPI-TEST-/);
      }
      assert.deepEqual(scenario.sandbox.platform.kept.sessions, []);
      const open = sheetOf(step).steps.filter(({ why = "" }) => why.includes("allow-test-writes: 127.0.0.1"));
      assert.ok(open.length >= 10 && open.every(({ verdict, got }) => verdict === "not tried" && got === ""));
    });

    it("runs on a pull request, at a platform that an input names; with consent it is refused there", async () => {
      const env = { GITHUB_EVENT_NAME: "pull_request" };
      const free = await scenario.run({ ...given, ...partyOf.CPO }, { env });
      assert.equal(free.outputs["result"], "done");
      const before = scenario.platformRequests.length;
      const refused = await scenario.run({ ...given, ...partyOf.CPO, ...consent }, { env });
      assert.equal(refused.outputs["result"], "invalid");
      assert.match(finding(refused, "INPUT").message, /changes something at your platform/);
      assert.equal(refused.outputs["go-live"], "");
      assert.equal(scenario.platformRequests.length, before);
    });
  });

  it("sends nothing where the consent is for another host", async () => {
    const before = scenario.platformRequests.length;
    const step = await rehearse("CPO", { "allow-test-writes": "platform.example.com" });
    assert.equal(step.outputs["result"], "invalid");
    assert.match(finding(step, "INPUT").message, /which is not the host of `platform-url`/);
    assert.equal(scenario.platformRequests.length, before);
  });

  it("closes what it made when it is stopped, and lists what stays", async () => {
    become(scenario, "EMSP");
    let stop: ((signal: NodeJS.Signals) => void) | undefined;
    const step = await scenario.run(
      { ...given, ...partyOf.EMSP, ...consent },
      {
        onStart: (signal) => (stop = signal),
        onLine: ({ text }) => {
          if (text.startsWith("POST ") && text.includes("/cdrs: HTTP 201")) stop?.("SIGINT");
        },
      },
    );
    assert.equal(step.outputs["result"], "cancelled");
    const { kept } = scenario.sandbox.platform;
    assert.deepEqual(
      kept.sessions.map(({ status }) => status),
      ["COMPLETED", "COMPLETED"],
    );
    assert.equal(kept.cdrs.length, 1);
    const messages = reportOf(step)
      .findings.map(({ message }) => message)
      .join("\n");
    assert.match(messages, /CDR `OCPI-TEST-CDR-INXYZ` of IN\*CIH/);
    assert.match(step.summary, /Cancelled: the rehearsal was stopped before its end/);
    assert.ok(sheetOf(step).steps.some(({ why }) => why === "The run was stopped."));
  });

  it("has a line for what the hub shows, with a hub token", async () => {
    become(scenario, "CPO");
    await scenario.register();
    const { hub, party } = scenario.sandbox;
    // The Hub's health check comes by the time of this machine.
    while (hub.statusOf(party) !== "CONNECTED") await wait(50);
    const step = await rehearse("CPO", { "hub-token": scenario.hubToken });
    const lines = sheetOf(step).steps.filter(({ step: what }) => what.startsWith("ChargeIndia Hub "));
    assert.deepEqual(
      lines.map(({ step: what, got, verdict }) => [what, got, verdict]),
      [
        ["ChargeIndia Hub takes the hub token", "it opens, as it is", "works"],
        ["ChargeIndia Hub lists IN*ABC (CPO)", "CONNECTED", "works"],
      ],
    );
    assert.equal(step.outputs["connection-status"], "CONNECTED");
    // The example of the documents is this very sheet, but for its ports and its id.
    const [, sheet] = /(### Go-live sheet[^]*?)\n\n<details>/.exec(step.summary) ?? [];
    assert.ok(sheet !== undefined, step.summary);
    const shown = sheet
      .replaceAll(scenario.sandbox.platform.origin, "http://platform.sandbox")
      .replaceAll(scenario.sandbox.hub.origin, "http://hub.sandbox")
      .replace(reportOf(step).correlation_id, "…");
    const documented = readFileSync(new URL("../../docs/go-live.md", import.meta.url), "utf8");
    assert.ok(documented.endsWith(`${shown}\n`), shown);
    assert.equal(step.outputs["result"], "done");
  });
});
