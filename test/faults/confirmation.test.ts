import assert from "node:assert/strict";
import type { PeerRequest } from "../../src/core/ports.ts";
import { quietWorld } from "./quiet-world.ts";
import { SECRET, LOCK, type Ended, type World } from "./world.ts";

const unauthorised = (): Response => new Response('{"status_code":2002}', { status: 401 });

describe("the confirmation", () => {
  let world: World;
  let puts: PeerRequest[];

  async function start(nature: Parameters<typeof quietWorld>[0] = {}): Promise<void> {
    world = await quietWorld(nature);
    puts = [];
    world.intercept = (request) => {
      if (request.method === "PUT") puts.push(request);
      return undefined;
    };
  }

  async function exchange(stop?: AbortController): Promise<Ended> {
    const { initialToken } = world.hub;
    return world.run({ job: "exchange", initialToken, hubToken: undefined, ...(stop === undefined ? {} : { stop }) });
  }

  /** From its answer to the first PUT on, the hub also refuses every GET. */
  function refuseGetsAfterThePut(): void {
    const before = world.intercept;
    let isDead = false;
    world.intercept = (request) => {
      if (request.method === "GET" && isDead) return unauthorised();
      isDead ||= request.method === "PUT";
      return before(request);
    };
  }

  it("that finishes an interrupted run says what becomes of a rotation, which it cannot see", async () => {
    await start();
    await exchange();
    world.hub.faults.set("PUT", ["reset-after", "reset-after"]);
    const hubToken = world.github.value(SECRET);
    const rotation = await world.run({ job: "rotate", initialToken: undefined, hubToken });
    assert.equal(rotation.result, "in-doubt", rotation.log.join("\n"));
    assert.equal(world.hub.platformToken, world.newPlatformToken);
    world.clock.pass(310_000);
    const ended = await world.run({ job: "exchange", initialToken: undefined, hubToken });
    assert.equal(ended.result, "connected", ended.log.join("\n"));
    assert.equal(world.hub.platformToken, world.platformToken);
    assert.match(
      ended.log.join("\n"),
      /^Note: .* If that run was to rotate it, do so again \(`?command: rotate`?\): this one undoes it\./m,
    );
  });

  for (const status of [401, 405]) {
    const refuse = (): void => {
      const before = world.intercept;
      world.intercept = (request) => {
        const answer = before(request);
        return request.method === "PUT" ? new Response("", { status }) : answer;
      };
    };

    it(`refused with ${status} while the token opens versions is a warning, and the run goes on`, async () => {
      await start({ needsConfirmation: false });
      refuse();
      const ended = await exchange();
      assert.equal(ended.result, "connected", ended.log.join("\n"));
      assert.ok(
        ended.log.some((line) => line.startsWith("Warning: The hub does not take a confirmation.")),
        ended.log.join("\n"),
      );
      assert.ok(!ended.log.some((line) => line.startsWith("Error:")), ended.log.join("\n"));
      assert.equal(puts.length, 1);
      assert.equal(world.github.value(SECRET), world.hub.issued[0]?.value);
      assert.deepEqual(world.github.names, [SECRET]);
    });

    it(`refused with ${status} while the token does not open versions is in doubt, and the lock stays`, async () => {
      await start();
      refuse();
      refuseGetsAfterThePut();
      const ended = await exchange();
      assert.equal(ended.result, "in-doubt", ended.log.join("\n"));
      assert.equal(puts.length, 1);
      assert.deepEqual(world.github.names, [SECRET, LOCK]);
    });
  }

  for (const lost of ["reset-before", "reset-after", "timeout-before", "timeout-after", "500-after"] as const) {
    it(`whose answer is lost (${lost}) is sent once more, the same byte for byte`, async () => {
      await start();
      world.hub.faults.set("PUT", [lost]);
      const ended = await exchange();
      assert.equal(ended.result, "connected", ended.log.join("\n"));
      const [first, second, ...more] = puts;
      assert.deepEqual(more, []);
      assert.ok(first?.body !== undefined && second?.body !== undefined);
      assert.deepEqual(Buffer.from(second.body, "utf8"), Buffer.from(first.body, "utf8"));
      assert.deepEqual(
        [second.url, second.headers["authorization"], second.headers["content-type"]],
        [first.url, first.headers["authorization"], first.headers["content-type"]],
      );
      assert.deepEqual(JSON.parse(second.body), {
        token: world.platformToken,
        url: "https://platform.example/ocpi/2.2.1",
        roles: [{ role: "CPO", country_code: "IN", party_id: "ABC", business_details: { name: "Test" } }],
      });
      assert.deepEqual(world.github.names, [SECRET]);
    });
  }

  it("that did not leave and is refused when it is sent again is refused", async () => {
    await start();
    world.hub.faults.set("PUT", ["not-sent", "405"]);
    const ended = await exchange();
    assert.equal(ended.result, "registered", ended.log.join("\n"));
    assert.match(ended.log.join("\n"), /The hub does not take a confirmation/);
    assert.deepEqual([puts.length, world.github.names], [2, [SECRET]]);
  });

  for (const lie of ["401-after", "405-after"] as const) {
    it(`that was done and answered like a refusal (${lie}) is in doubt where versions open to everybody`, async () => {
      await start({ put: "replaces", versionsForEverybody: true });
      world.hub.faults.set("PUT", [lie]);
      const ended = await exchange();
      assert.equal(ended.result, "in-doubt", ended.log.join("\n"));
      assert.deepEqual(world.github.names, [SECRET, LOCK]);
    });
  }

  it("that comes before the token works is in doubt, although the hub refuses a made-up token for a moment", async () => {
    await start({ versionsForEverybody: true, detailsForEverybody: true });
    world.hub.faults.set("POST", ["late"]);
    const before = world.intercept;
    let refusals = 1;
    world.intercept = (request) => {
      const isControl = request.headers["authorization"] === "Token not-a-token";
      return isControl && refusals-- > 0 ? unauthorised() : before(request);
    };
    const early = await exchange();
    assert.equal(early.result, "in-doubt", early.log.join("\n"));
    assert.deepEqual(world.github.names, [SECRET, LOCK]);
    world.clock.pass(310_000);
    const later = await world.run({ job: "exchange", initialToken: undefined, hubToken: world.github.value(SECRET) });
    assert.equal(later.result, "connected", later.log.join("\n"));
    assert.deepEqual([puts.length, world.github.names], [2, [SECRET]]);
  });

  for (const [what, nature] of [
    ["show an initial token nothing", { initialOpensVersions: false }],
    ["show an initial token no more than everybody", { initialOpensVersions: false, versionsForEverybody: true }],
  ] as const) {
    for (const lie of ["401-after", "405-after"] as const) {
      it(`that was done and answered like a refusal (${lie}) is in doubt at hubs that ${what}`, async () => {
        await start({ put: "replaces", ...nature });
        world.hub.faults.set("PUT", [lie]);
        const ended = await exchange();
        assert.equal(ended.result, "in-doubt", ended.log.join("\n"));
        assert.deepEqual(world.github.names, [SECRET, LOCK]);
      });
    }
  }

  for (const [what, hinder, result] of [
    ["the run is stopped", (stop: AbortController) => void stop.abort(), "in-doubt"],
    // Its credentials tell which of the two works.
    ["the hub has trouble", () => new Response("", { status: 503 }), "connected"],
  ] as const) {
    it(`that brings a dead token keeps the first where versions open to everybody, and ${what} at the details`, async () => {
      await start({ put: "issues-a-dead-one", versionsForEverybody: true });
      const stop = new AbortController();
      const before = world.intercept;
      world.intercept = (request) => {
        const answer = before(request);
        const isHindered = puts.length > 0 && request.method === "GET" && request.url.endsWith("/2.2.1");
        return isHindered ? (hinder(stop) ?? answer) : answer;
      };
      const ended = await exchange(stop);
      assert.equal(ended.result, result, ended.log.join("\n"));
      assert.equal(world.github.value(SECRET), world.hub.issued[0]?.value);
      assert.deepEqual(world.github.names, result === "in-doubt" ? [SECRET, LOCK] : [SECRET]);
    });
  }

  it("that brings a new token gives up neither when the run is stopped before one of them is proven", async () => {
    await start({ put: "overlaps" });
    world.hub.faults.set("PUT", ["late"]);
    const stop = new AbortController();
    let isLate = false;
    const before = world.intercept;
    world.intercept = (request) => {
      // The first token still opens versions, and the new one does not yet.
      if (request.method === "GET" && isLate) stop.abort();
      isLate ||= request.method === "PUT";
      return before(request);
    };
    const ended = await exchange(stop);
    assert.equal(ended.result, "in-doubt", ended.log.join("\n"));
    assert.deepEqual(world.github.names, [SECRET, LOCK]);
    const [first, second] = world.hub.issued;
    assert.equal(world.github.value(SECRET), first?.value);
    assert.deepEqual([...(await world.tokensIn(ended.capsules))], [second?.value]);
  });

  it("that brings a new token does not have it stored unproven for a hub that is down, whatever its code", async () => {
    await start({ put: "issues-a-dead-one" });
    let isDown = false;
    const before = world.intercept;
    world.intercept = (request) => {
      if (request.method === "GET" && isDown) return new Response('{"status_code":2002}', { status: 503 });
      isDown ||= request.method === "PUT";
      return before(request);
    };
    const ended = await exchange();
    assert.equal(ended.result, "in-doubt", ended.log.join("\n"));
    assert.equal(world.github.value(SECRET), world.hub.issued[0]?.value);
    assert.deepEqual(world.github.names, [SECRET, LOCK]);
  });

  it("whose answer is lost twice is in doubt, and is not sent a third time", async () => {
    await start();
    world.hub.faults.set("PUT", ["reset-before", "reset-before"]);
    const ended = await exchange();
    assert.equal(ended.result, "in-doubt", ended.log.join("\n"));
    assert.equal(puts.length, 2);
    assert.deepEqual(world.github.names, [SECRET, LOCK]);
  });

  it("whose answer is lost is not sent again with a token that does not open versions any more", async () => {
    await start();
    world.hub.faults.set("PUT", ["reset-after"]);
    refuseGetsAfterThePut();
    const ended = await exchange();
    assert.equal(ended.result, "in-doubt", ended.log.join("\n"));
    assert.equal(puts.length, 1);
    assert.deepEqual(world.github.names, [SECRET, LOCK]);
  });
});
