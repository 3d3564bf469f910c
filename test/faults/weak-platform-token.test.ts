import assert from "node:assert/strict";
import { quietWorld } from "./quiet-world.ts";
import { SECRET, LOCK, type World } from "./world.ts";

const weak = ["password-password-password", "abcdefghijklmnopqrstuvwxyz", "MyCompanyPlatformToken2024!"];

/** What left for the hub. */
function watch(world: World): string[] {
  const asked: string[] = [];
  world.intercept = ({ method, url }) => {
    if (url.startsWith(world.hub.origin)) asked.push(method);
    return undefined;
  };
  return asked;
}

describe("a platform token from which no capsule's key may be made", () => {
  for (const token of weak) {
    it(`${token}: no exchange and no rotation begins`, async () => {
      for (const job of ["exchange", "rotate"] as const) {
        const world = await quietWorld({}, { platform: token, successor: token });
        const asked = watch(world);
        const { initialToken } = world.hub;
        const hubToken = job === "rotate" ? "hub-0123456789" : undefined;
        const run = await world.run({ job, initialToken, hubToken });
        assert.equal(run.result, "invalid");
        assert.deepEqual(asked, []);
        assert.deepEqual(world.github.names, []);
        assert.match(run.summary, /too easy to guess/);
        const dry = await world.run({ job, initialToken, hubToken, isDry: job === "exchange" });
        assert.deepEqual([dry.result, asked], ["invalid", []]);
      }
    });
  }

  it("stops no run that only looks at a working registration", async () => {
    const strong = await quietWorld();
    await strong.run({ job: "exchange", initialToken: strong.hub.initialToken, hubToken: undefined });
    const hubToken = strong.github.value(SECRET);
    // The same hub, and a registration that was made when less was asked of a token.
    Object.assign(strong, { platformToken: weak[0] });
    const asked = watch(strong);
    const run = await strong.run({ job: "exchange", initialToken: undefined, hubToken });
    assert.equal(run.result, "connected", run.summary);
    assert.ok(asked.every((method) => method === "GET"));
  });

  it("leaves an outstanding confirmation alone, and the note of it", async () => {
    const world = await quietWorld();
    const { initialToken } = world.hub;
    await world.run({ job: "exchange", initialToken, hubToken: undefined, killAt: undefined });
    const hubToken = world.github.value(SECRET);
    world.github.set(LOCK, "an exchange");
    await world.clock.sleep(6 * 60_000, new AbortController().signal);
    Object.assign(world, { platformToken: weak[0] });
    const asked = watch(world);
    for (const isDry of [true, false]) {
      const run = await world.run({ job: "exchange", initialToken: undefined, hubToken, isDry });
      assert.equal(run.result, "not-ready", run.summary);
      assert.match(run.summary, /too easy to guess/);
    }
    assert.ok(asked.every((method) => method === "GET"));
    assert.ok(world.github.value(LOCK) !== undefined);
  });
});
