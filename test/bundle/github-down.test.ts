import assert from "node:assert/strict";
import { openCapsule } from "../../src/core/onboarding/capsule.ts";
import { PlatformToken } from "../../src/core/ocpi/token.ts";
import type { FaultAct } from "../../src/sandbox/faults.ts";
import { Scenario } from "../support/scenario.ts";

const SECRETS = "/repos/your-company/ocpi/actions/secrets";
const TOKEN = `${SECRETS}/OCPI_HUB_TOKEN`;

interface Call {
  readonly what: string;
  readonly method: string;
  readonly path: string;
  readonly skip?: number;
  /** Whether it comes before anything was sent to the hub. */
  readonly before: boolean;
}

// The slot's path begins like the token's, so each of its calls is skipped where the token's is meant.
const calls: readonly Call[] = [
  { what: "GET of the public key", method: "GET", path: `${SECRETS}/public-key`, before: true },
  { what: "GET of the slot", method: "GET", path: `${TOKEN}_PENDING`, before: true },
  { what: "PUT of the slot", method: "PUT", path: `${TOKEN}_PENDING`, before: true },
  { what: "second look at the secret", method: "GET", path: TOKEN, skip: 2, before: true },
  { what: "PUT of the token", method: "PUT", path: TOKEN, skip: 1, before: false },
  { what: "DELETE of the slot", method: "DELETE", path: `${TOKEN}_PENDING`, before: false },
];

const refusals: readonly (readonly [string, FaultAct])[] = [
  ["401", { kind: "answer", when: "before", status: 401, body: '{"message":"Bad credentials"}' }],
  ["403", { kind: "answer", when: "before", status: 403, body: '{"message":"Resource not accessible"}' }],
  ["404", { kind: "answer", when: "before", status: 404, body: '{"message":"Not Found"}' }],
  ["422", { kind: "answer", when: "before", status: 422, body: '{"message":"Validation Failed"}' }],
  ["500", { kind: "answer", when: "before", status: 500, body: "" }],
  ["a reset", { kind: "drop", when: "before" }],
];

describe("GitHub is not trusted to be up, the bundle against the sandbox", () => {
  for (const { what, before, ...at } of calls) {
    for (const [fault, act] of refusals) {
      it(`${fault} at the ${what}`, async () => {
        const scenario = await Scenario.start({ probeEveryMs: 50 });
        const { github, platform } = scenario.sandbox;
        github.server.faults.add({ ...at, act });
        const step = await scenario.run({}, { withPost: false });
        const { result } = step.outputs;
        const vanishes = fault === "404" && at.method === "GET" && !at.path.endsWith("public-key");
        // GitHub says 404 of a secret that is not there.
        if (vanishes) assert.equal(result, "connected", step.raw);
        else if (before) {
          assert.match(result ?? "", /^(?:not-ready|in-doubt)$/, step.raw);
          assert.deepEqual(scenario.unsafe, []);
          assert.equal(github.secret("OCPI_HUB_TOKEN"), undefined);
        } else if (at.method === "PUT") {
          assert.equal(result, "unstored", step.raw);
          const opener = new PlatformToken(platform.token);
          const opened = await openCapsule(step.outputs["recovery-capsule"] ?? "", opener);
          assert.ok("content" in opened && opened.content.token === scenario.hubToken);
        } else {
          assert.equal(result, "connected", step.raw);
          assert.equal(github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
        }
        await scenario.end();
      });
    }
  }

  it("silence at the PUT of the slot: it may be there, so nothing is sent", async function () {
    this.timeout(60_000);
    const scenario = await Scenario.start();
    const { faults } = scenario.sandbox.github.server;
    faults.add({ method: "PUT", path: `${TOKEN}_PENDING`, act: { kind: "delay", ms: 20_000 } });
    const step = await scenario.run({}, { withPost: false });
    assert.equal(step.outputs["result"], "in-doubt", step.raw);
    assert.deepEqual(scenario.unsafe, []);
    await scenario.end();
  });
});
