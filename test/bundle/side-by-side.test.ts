import assert from "node:assert/strict";
import { proofSize } from "../support/proof-size.ts";
import { Scenario } from "../support/scenario.ts";

// Processes: two runs at once have nothing in common but the servers.
describe("two runs that start in the same second, the bundle against the sandbox", () => {
  let scenario: Scenario;

  beforeEach(async () => {
    scenario = await Scenario.start({ probeEveryMs: 50 });
  });

  afterEach(() => scenario.end());

  for (let round = 1; round <= proofSize.pairsAtOnce; round += 1) {
    it(`one registers, the other sends nothing (${round})`, async () => {
      const [a, b] = await Promise.all([scenario.run(), scenario.run()]);
      const ended = [a.outputs["result"], b.outputs["result"]].toSorted();
      assert.equal(ended[0], "connected", `${a.raw}\n${b.raw}`);
      // The lock was the other's, or the token was stored already.
      assert.match(ended[1] ?? "", /^(?:in-doubt|not-ready)$/);
      assert.deepEqual(scenario.unsafe, ["POST /ocpi/2.2.1/credentials", "PUT /ocpi/2.2.1/credentials"]);
      assert.equal(scenario.sandbox.github.secret("OCPI_HUB_TOKEN"), scenario.hubToken);
      assert.deepEqual(scenario.sandbox.github.secretNames, ["OCPI_HUB_TOKEN"]);
    });
  }
});
