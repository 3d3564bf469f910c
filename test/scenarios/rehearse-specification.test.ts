import assert from "node:assert/strict";
import { asSpecified } from "../../src/sandbox/hub.ts";
import type { PlatformSwitches } from "../../src/sandbox/platform/switches.ts";
import { consent, given, reportOf, seriousBy } from "../support/rehearsals.ts";
import { quickClock } from "../support/quick-clock.ts";
import { Scenario } from "../support/scenario.ts";

type Role = "CPO" | "EMSP";

describe("rehearse as a hub does that keeps to the specification", () => {
  quickClock();
  for (const [role, switches, ...expected] of [
    ["CPO", {}],
    ["CPO", { clientInfo: "404" }, "RCV-18 warning"],
    ["EMSP", {}],
    ["EMSP", { authorize: "accepts everything" }, "RCV-07 error"],
    ["EMSP", { thirdParty: "404" }, "RCV-17 error", "RCV-17 error", "RCV-17 error", "RCV-17 error"],
  ] as readonly (readonly [Role, Partial<PlatformSwitches>, ...string[]])[]) {
    it(`at a ${role}'s platform with ${JSON.stringify(switches)}: ${expected.join(", ") || "nothing serious"}`, async () => {
      const scenario = await Scenario.inProcess(asSpecified, { role, ...switches });
      const { platform, hub } = scenario.sandbox;
      const step = await scenario.run({
        ...given,
        ...consent,
        "hub-profile": "ocpi-2.2.1",
        "hub-url": hub.versionsUrl,
        "platform-url": platform.versionsUrl,
      });
      assert.deepEqual(seriousBy(step), expected, JSON.stringify(reportOf(step).findings, null, 1));
      const base64 = `Token ${Buffer.from(platform.token).toString("base64")}`;
      const calls = platform.server.requests.filter(
        ({ headers, method }) => headers["authorization"] === base64 && method !== "GET",
      );
      assert.ok(calls.length > 3);
      for (const { headers, path } of calls) {
        const isRouted = !path.includes("/hubclientinfo/");
        assert.equal(headers["ocpi-from-party-id"], isRouted ? "ZZZ" : undefined, path);
        assert.equal(headers["ocpi-to-party-id"], isRouted ? scenario.sandbox.party.party_id : undefined, path);
      }
      // No tariff stays: OCPI has a DELETE for it.
      assert.deepEqual(platform.kept.tariffs, []);
      await scenario.end();
    });
  }
});
