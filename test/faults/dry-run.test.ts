import assert from "node:assert/strict";
import { quietWorld } from "./quiet-world.ts";
import { LOCK, SECRET, type Ended, type World } from "./world.ts";

describe("a dry run that is stopped", () => {
  const methods = (world: World): Set<string> => new Set(world.hub.seen.map(({ method }) => method));

  /** Plays a dry run for each of its effects until one comes to its end. */
  async function atEachEffect(
    stop: (at: number) => { killAt?: number; cancelAt?: number },
    check: (world: World, ended: Ended) => Promise<void>,
  ): Promise<string[]> {
    const results: string[] = [];
    for (let at = 1; at < 200 && results.at(-1) !== "done"; at += 1) {
      const world = await quietWorld();
      const initialToken = world.hub.initialToken;
      const ended = await world.run({
        job: "exchange",
        initialToken,
        hubToken: undefined,
        isDry: true,
        post: "all inputs",
        ...stop(at),
      });
      assert.deepEqual(
        [...methods(world)].filter((method) => method !== "GET"),
        [],
        String(at),
      );
      assert.equal(world.github.value(SECRET), undefined);
      await check(world, ended);
      results.push(ended.result);
    }
    return results;
  }

  it("by a kill leaves a lock only where it is not certain whose it is, and the next exchange goes its way", async () => {
    let left = 0;
    const results = await atEachEffect(
      (killAt) => ({ killAt }),
      async (world, { life }) => {
        const isLeft = world.github.value(LOCK) !== undefined;
        if (isLeft) {
          left += 1;
          // Between the write and the word that it was this run's it may be another run's, too.
          assert.match(life.lastEffect, /PUT lock, answered|state marked, before/);
          world.clock.pass(5 * 60_000);
        }
        const next = await world.run({ job: "exchange", initialToken: world.hub.initialToken, hubToken: undefined });
        assert.equal(next.result, "connected", life.lastEffect);
      },
    );
    assert.ok(results.length > 15, String(results.length));
    assert.ok(results.slice(0, -1).every((result) => result === "killed"));
    assert.ok(left > 0);
  });

  it("by its user gives the lock back itself", async () => {
    const results = await atEachEffect(
      (cancelAt) => ({ cancelAt: cancelAt * 4 }),
      async (world) => assert.equal(world.github.value(LOCK), undefined),
    );
    assert.ok(results.length > 2);
    assert.deepEqual([...new Set(results)], ["cancelled", "done"]);
  });
});

describe("a dry run", () => {
  it("opens no connection for a request that it will not send, as an exchange does at the look, the lock, the POST and the proof", async () => {
    const world = await quietWorld();
    const given = { job: "exchange", initialToken: world.hub.initialToken, hubToken: undefined } as const;
    assert.equal((await world.run({ ...given, isDry: true })).result, "done");
    assert.deepEqual(world.connectedAhead, []);
    assert.equal((await world.run(given)).result, "connected");
    assert.deepEqual(
      world.connectedAhead.map((url) => new URL(url).pathname),
      Array.from({ length: 4 }, () => "/ocpi/2.2.1/credentials"),
    );
  });
});
