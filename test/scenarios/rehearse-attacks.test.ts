import assert from "node:assert/strict";
import { Hono } from "hono/tiny";
import type { Bindings } from "../../src/sandbox/bindings.ts";
import { rightPlatform, type PlatformSwitches } from "../../src/sandbox/platform/switches.ts";
import type { StepResult } from "../../src/sandbox/runner.ts";
import { startServer, type RunningServer } from "../../src/sandbox/server.ts";
import { quickClock } from "../support/quick-clock.ts";
import { Scenario, finding } from "../support/scenario.ts";

const given = { command: "rehearse", "allow-test-writes": "127.0.0.1", "initial-token": undefined };

describe("rehearse at a platform that is hostile", () => {
  quickClock();
  let scenario: Scenario;
  /** Another host, to which nothing may go. */
  let elsewhere: RunningServer;
  before(async () => {
    scenario = await Scenario.inProcess({}, { role: "EMSP" });
    elsewhere = await startServer(new Hono<Bindings>());
  });
  after(async () => {
    assert.deepEqual(elsewhere.requests, [], "nothing went there");
    await elsewhere.close();
    await scenario.end();
  });

  async function rehearse(faults: Partial<PlatformSwitches> = {}): Promise<StepResult> {
    const { switches, server } = scenario.sandbox.platform;
    Object.assign(switches, rightPlatform, { role: "EMSP" }, faults);
    const step = await scenario.run(given);
    server.faults.clear();
    return step;
  }

  function answerCdrs(headers: Record<string, string>, status = 201): void {
    const body = JSON.stringify({ status_code: 1000, timestamp: "2026-01-01T00:00:00Z" });
    const act = { kind: "answer", when: "before", status, headers, body } as const;
    const { token } = scenario.sandbox.platform;
    scenario.sandbox.platform.server.faults.add({ method: "POST", path: "/ocpi/2.2.1/cdrs", token, act });
  }

  const places: readonly (readonly [string, () => string, RegExp])[] = [
    ["on another host", () => `${elsewhere.origin}/cdrs/1`, /gives a URL on another host/],
    ["at a private address", () => "http://10.0.0.1/cdrs/1", /gives a URL on another host/],
    ["with a password in it", () => scenario.sandbox.platform.origin.replace("//", "//me:secret@"), /another host/],
    ["that is a script", () => "javascript:alert(1)", /gives no whole URL/],
    ["without a host", () => "//", /gives no whole URL/],
  ];
  for (const [what, location, words] of places) {
    it(`asks for no CDR whose Location is a place ${what}`, async () => {
      answerCdrs({ location: location() });
      const step = await rehearse();
      assert.match(finding(step, "RCV-13").message, words);
    });
  }

  it("follows no redirect", async () => {
    answerCdrs({ location: `${elsewhere.origin}/ocpi/2.2.1/cdrs` }, 307);
    const step = await rehearse();
    assert.match(finding(step, "RCV-11").message, /answers with a redirect, which the hub does not follow/);
  });

  it("calls no receiver that its details list on another host, with or without a token", async () => {
    const step = await rehearse({
      lists: (endpoints) =>
        endpoints.map(({ identifier, role }) => ({ identifier, role, url: `${elsewhere.origin}/${identifier}` })),
    });
    assert.match(finding(step, "PRT-19").message, /is on another host/);
    const sheet = JSON.parse(step.outputs["go-live"] ?? "") as {
      steps: { step: string; verdict: string; why?: string }[];
    };
    const delivered = sheet.steps.filter(({ step: what }) => what.startsWith("Deliver"));
    assert.ok(delivered.length > 0);
    assert.ok(delivered.every(({ verdict }) => verdict === "not tried"));
    assert.match(delivered[0]?.why ?? "", /on another host than your platform/);
  });

  it("prints no command that a shell would run, whatever the platform lists as a URL", async () => {
    const step = await rehearse({
      missingReceivers: ["x'$(id)"],
      lists: (endpoints) => endpoints.map((endpoint) => ({ ...endpoint, url: `${endpoint.url}/x'$(id)` })),
    });
    assert.match(step.summary, /curl -i -X PUT '[^']*sessions\/x'\\''\$\(id\)\//);
  });

  it("shows no word of what it is answered with success", async () => {
    const secret = "driver-9911-of-the-platform";
    const body = JSON.stringify({ status_code: 1000, timestamp: "2026-01-01T00:00:00Z", data: { id: secret } });
    const { token, server } = scenario.sandbox.platform;
    for (const method of ["GET", "PUT"]) {
      const act = { kind: "answer", when: "before", status: 200, body } as const;
      server.faults.add({ method, path: "/ocpi/2.2.1/sessions/", token, act });
    }
    const step = await rehearse();
    assert.ok(!JSON.stringify([step.log, step.outputs, step.summary]).includes(secret));
  });
});
