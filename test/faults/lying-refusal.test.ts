import assert from "node:assert/strict";
import { quietWorld } from "./quiet-world.ts";
import { LOCK, type Ended, type World } from "./world.ts";

describe("a refusal by a hub that did register, and shows its versions to everybody", () => {
  let world: World;

  beforeEach(async () => {
    world = await quietWorld({ versionsForEverybody: true });
  });

  const exchange = async (): Promise<Ended> =>
    world.run({ job: "exchange", initialToken: world.hub.everyInitialToken[0], hubToken: undefined });

  for (const lie of ["401-after", "405-after", "code-2000-after"] as const) {
    it(`is believed (${lie}) only while the details open to the initial token, too`, async () => {
      world.hub.faults.set("POST", [lie]);
      const ended = await exchange();
      assert.equal(ended.result, "in-doubt", ended.log.join("\n"));
      assert.doesNotMatch(ended.log.join("\n"), /with the same initial token/);
      assert.deepEqual(world.github.names, [LOCK]);
      world.clock.pass(310_000);
      const again = await exchange();
      assert.equal(again.result, "in-doubt", again.log.join("\n"));
      assert.deepEqual([world.hub.issued.length, world.github.names], [1, [LOCK]]);
    });
  }

  it("is no refusal after a lost answer, when the details do not open to the initial token any more", async () => {
    world.hub.faults.set("POST", ["reset-after", "code-2000"]);
    const ended = await exchange();
    assert.equal(ended.result, "in-doubt", ended.log.join("\n"));
    assert.deepEqual(world.github.names, [LOCK]);
  });

  it("is no refusal after a lost answer, when the hub does not answer for its details", async () => {
    world.hub.faults.set("POST", ["reset-after", "code-2000"]);
    world.intercept = ({ method, url }) =>
      method === "GET" && url.endsWith("/2.2.1") ? new Response("", { status: 503 }) : undefined;
    const ended = await exchange();
    assert.equal(ended.result, "in-doubt", ended.log.join("\n"));
    assert.deepEqual(world.github.names, [LOCK]);
  });

  it("is a refusal, and the initial token is not used up, when the details open to it", async () => {
    world.hub.faults.set("POST", ["code-2000"]);
    const ended = await exchange();
    assert.equal(ended.result, "refused", ended.log.join("\n"));
    assert.match(ended.log.join("\n"), /with the same initial token/);
    assert.deepEqual(world.github.names, []);
    assert.equal((await exchange()).result, "connected");
  });
});
