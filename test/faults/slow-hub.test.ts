import assert from "node:assert/strict";
import { TransportFailure } from "../../src/core/ports.ts";
import { quietWorld } from "./quiet-world.ts";
import { SECRET, LOCK, type World } from "./world.ts";

// The first is longer than a run may use its lock. After the second, another run may take the lock over.
const LONG_MS = 130_000;
const TOO_LONG_MS = 310_000;

describe("a hub that is so slow that another run may take the lock over", () => {
  let world: World;

  beforeEach(async () => {
    world = await quietWorld();
  });

  const sent = (method: string): number => world.hub.seen.filter((request) => request.method === method).length;

  it("gets no second POST from a run that found out too late that the first one was lost", async () => {
    let posts = 0;
    world.intercept = ({ method, url }) => {
      if (method === "GET" && posts > 0 && url.endsWith("/credentials")) world.clock.pass(LONG_MS);
      if (method !== "POST") return undefined;
      posts += 1;
      throw new TransportFailure("ECONNRESET", false);
    };
    const { initialToken } = world.hub;
    const ended = await world.run({ job: "exchange", initialToken, hubToken: undefined });
    assert.equal(posts, 1);
    assert.equal(ended.result, "in-doubt");
    assert.match(ended.log.join("\n"), /took too long, so it sent nothing more/);
    assert.deepEqual(world.github.names, [LOCK]);
  });

  for (const { job, given, unsafe } of [
    {
      job: "an exchange",
      given: ({ hub }: World) => ({ job: "exchange" as const, initialToken: hub.initialToken, hubToken: undefined }),
      unsafe: "POST",
    },
    {
      job: "a rotation",
      given: ({ github }: World) => ({
        job: "rotate" as const,
        initialToken: undefined,
        hubToken: github.value(SECRET),
      }),
      unsafe: "PUT",
    },
  ]) {
    it(`is not in doubt about ${job} that GitHub held up until it was too late to begin it`, async () => {
      if (job === "a rotation") {
        await world.run({ job: "exchange", initialToken: world.hub.initialToken, hubToken: undefined });
      }
      const before = [sent(unsafe), world.github.names];
      // Once the lock is taken, the second look waits three times, a minute each.
      world.github.faults.set("GET secret", [
        undefined,
        ...Array.from({ length: 3 }, () => "secondary-limit" as const),
      ]);
      const ended = await world.run(given(world));
      assert.equal(ended.result, "unreachable", ended.log.join("\n"));
      assert.match(ended.log.join("\n"), /took too long, so it sent nothing more/);
      assert.deepEqual([sent(unsafe), world.github.names], before);
    });
  }

  it("gets no confirmation then: the token is stored, and the next run confirms", async () => {
    world.intercept = ({ method }) => {
      if (method === "POST") world.clock.pass(LONG_MS);
      return undefined;
    };
    const { initialToken } = world.hub;
    const ended = await world.run({ job: "exchange", initialToken, hubToken: undefined });
    assert.equal(ended.result, "registered", ended.log.join("\n"));
    assert.equal(sent("PUT"), 0);
    assert.deepEqual(world.github.names, [SECRET, LOCK]);
    world.intercept = () => undefined;
    world.clock.pass(TOO_LONG_MS);
    const hubToken = world.github.value(SECRET);
    const next = await world.run({ job: "exchange", initialToken: undefined, hubToken });
    assert.equal(next.result, "connected", next.log.join("\n"));
    assert.deepEqual([sent("POST"), sent("PUT"), world.github.names], [1, 1, [SECRET]]);
  });

  it("makes no run overwrite another run's token or delete its lock: the late token is in the capsule", async () => {
    world.intercept = ({ method }) => {
      if (method !== "POST") return undefined;
      world.clock.pass(TOO_LONG_MS);
      world.github.set(SECRET, "of another run");
      world.github.set(LOCK, "of another run, too");
      return undefined;
    };
    const { initialToken } = world.hub;
    const ended = await world.run({ job: "exchange", initialToken, hubToken: undefined, post: "none" });
    assert.equal(ended.result, "unstored", ended.log.join("\n"));
    assert.equal(world.github.value(SECRET), "of another run");
    assert.equal(world.github.value(LOCK), "of another run, too");
    assert.deepEqual([...(await world.tokensIn(ended.capsules))], [world.hub.issued[0]?.value]);
  });

  it("has its token stored all the same when there is no other run", async () => {
    world.intercept = ({ method }) => {
      if (method === "POST") world.clock.pass(TOO_LONG_MS);
      return undefined;
    };
    const { initialToken } = world.hub;
    await world.run({ job: "exchange", initialToken, hubToken: undefined });
    assert.equal(world.github.value(SECRET), world.hub.issued[0]?.value);
  });
});
