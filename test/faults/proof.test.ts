import assert from "node:assert/strict";
import type { Ended, World } from "./world.ts";
import { quietWorld } from "./quiet-world.ts";
import { SECRET, LOCK } from "./world.ts";

describe("the proof of a new token", () => {
  /** An exchange with a hub at which the token that the POST issues works only after so many milliseconds. */
  async function exchange(worksAfterMs: number): Promise<{ world: World; ended: Ended; triedForMs: number }> {
    const world = await quietWorld();
    const { hub, clock } = world;
    let issuedAt: number | undefined;
    world.intercept = () => {
      const [issued] = hub.issued;
      if (issued === undefined || issuedAt !== undefined) return undefined;
      issuedAt = clock.ms;
      issued.worksFrom = clock.ms + worksAfterMs;
      return undefined;
    };
    const ended = await world.run({ job: "exchange", initialToken: hub.initialToken, hubToken: undefined });
    const lastAt = hub.seen.findLast(({ method }) => method === "GET")?.at ?? 0;
    return { world, ended, triedForMs: lastAt - (issuedAt ?? 0) };
  }

  for (const seconds of [3, 12, 20, 25]) {
    it(`waits for a token that works only after ${seconds} seconds, and confirms with it`, async () => {
      const { world, ended } = await exchange(seconds * 1000);
      assert.equal(ended.result, "connected", ended.log.join("\n"));
      assert.equal(world.hub.confirmed, true);
      assert.deepEqual(world.github.names, [SECRET]);
    });
  }

  for (const [what, worksAfterMs] of [
    ["never works", Number.POSITIVE_INFINITY],
    ["works only after 40 seconds", 40_000],
  ] as const) {
    it(`gives up a token that ${what} after 30 seconds; it stays stored, and unconfirmed`, async () => {
      const { world, ended, triedForMs } = await exchange(worksAfterMs);
      assert.ok(triedForMs >= 25_000 && triedForMs <= 30_000, String(triedForMs));
      assert.equal(ended.result, "registered", ended.log.join("\n"));
      assert.ok(!world.hub.seen.some(({ method }) => method === "PUT"));
      assert.equal(world.github.value(SECRET), world.hub.issued[0]?.value);
      // It tells the next run that the confirmation is outstanding.
      assert.deepEqual(world.github.names, [SECRET, LOCK]);
    });
  }
});
