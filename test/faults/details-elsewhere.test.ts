import assert from "node:assert/strict";
import { quietWorld } from "./quiet-world.ts";
import { SECRET, type Ended, type World } from "./world.ts";

const listing = (url: string): Response =>
  Response.json({ status_code: 1000, timestamp: "2026-11-22T10:00:00Z", data: [{ version: "2.2.1", url }] });

describe("a hub whose version details are not where they are documented", () => {
  let world: World;

  const exchange = async (): Promise<Ended> =>
    world.run({ job: "exchange", initialToken: world.hub.everyInitialToken[0], hubToken: undefined });

  /** An exchange, and another one when its token is dead and no party can be read. */
  const exchangeWithDeadToken = async (): Promise<Ended> => {
    assert.equal((await exchange()).result, "connected");
    world.intercept = ({ url }) => (url.includes("hubclientinfo") ? new Response("", { status: 503 }) : undefined);
    const hubToken = world.github.value(SECRET);
    world.hub.reset();
    return world.run({ job: "exchange", initialToken: undefined, hubToken });
  };

  const liveTokens = (): string[] => world.hub.issued.flatMap(({ live, value }) => (live ? [value] : []));

  for (const status of [401, 403, 404]) {
    for (const put of ["keeps", "replaces", "issues-a-dead-one"] as const) {
      it(`but on a host that gets no token, and ${status} in their place: proves nothing (PUT ${put})`, async () => {
        world = await quietWorld({ put });
        const { hub, github } = world;
        world.intercept = ({ method, url, headers }) => {
          if (method !== "GET" || !url.startsWith(hub.base)) return undefined;
          if (url.endsWith("/2.2.1")) return new Response('{"message":"Forbidden"}', { status });
          // Only where the hub's own versions would open.
          const token = (headers["authorization"] ?? "").replace("Token ", "");
          const works = token === hub.initialToken || hub.issued.some(({ value, live }) => live && value === token);
          return url.endsWith("/versions") && works ? listing("https://elsewhere.example/ocpi/2.2.1") : undefined;
        };
        const ended = await exchange();
        assert.equal(ended.result, "connected", ended.log.join("\n"));
        assert.deepEqual([github.value(SECRET)], liveTokens());
        assert.deepEqual([...new Set(hub.seen.map(({ origin }) => origin))], [hub.origin]);
      });
    }
  }

  it("but elsewhere on its own host, and shows an initial token nothing: is believed where it lists them", async () => {
    world = await quietWorld({ initialOpensVersions: false });
    const { hub } = world;
    world.intercept = ({ method, url, headers }) => {
      if (method !== "GET") return undefined;
      if (url.endsWith("/ocpi/2.2.1")) return new Response('{"status_code":2002}', { status: 401 });
      const token = (headers["authorization"] ?? "").replace("Token ", "");
      const works = hub.issued.some(({ value, live }) => live && value === token);
      if (url.endsWith("/versions") && works) return listing(`${hub.base}/details/of/2.2.1`);
      if (!url.endsWith("/details/of/2.2.1")) return undefined;
      const endpoints = ["credentials", "hubclientinfo"].map((identifier) => ({
        identifier,
        role: identifier === "credentials" ? "RECEIVER" : "SENDER",
        url: `${hub.base}/2.2.1/${identifier}`,
      }));
      return Response.json({
        status_code: 1000,
        timestamp: "2026-11-22T10:00:00Z",
        data: { version: "2.2.1", endpoints },
      });
    };
    const ended = await exchange();
    assert.equal(ended.result, "connected", ended.log.join("\n"));
  });

  for (const lists of ["by http", "a path"] as const) {
    for (const [what, nature] of [
      ["a successor that is dead", { put: "issues-a-dead-one" }],
      ["a token in the wrong encoding", { encoding: "base64" }],
      ["a token that is shown without its end", { shows: "masked", secondPost: "registers-anew" }],
    ] as const) {
      it(`but listed as ${lists}, with versions open to all: does not take ${what} for one that works`, async () => {
        world = await quietWorld({ versionsForEverybody: true, lists, ...nature });
        const { hub, github } = world;
        if ("shows" in nature) hub.faults.set("POST", ["reset-after"]);
        const ended = await exchange();
        assert.equal(ended.result, "connected", ended.log.join("\n"));
        assert.deepEqual([github.value(SECRET)], liveTokens());
      });
    }
  }

  it("and a gateway forbids the listed place: the documented one counts, and no dead token is stored", async () => {
    world = await quietWorld({ lists: "a forbidden place", put: "issues-a-dead-one", versionsForEverybody: true });
    const ended = await exchange();
    assert.equal(ended.result, "connected", ended.log.join("\n"));
    assert.equal(world.github.value(SECRET), world.hub.issued[0]?.value);
  });

  for (const details of ["to no client", "not understood"] as const) {
    for (const put of ["keeps", "issues-a-dead-one"] as const) {
      it(`and shows them ${details}: versions that refuse a wrong token prove one (PUT ${put})`, async () => {
        world = await quietWorld({ details, put });
        const ended = await exchange();
        assert.equal(ended.result, "connected", ended.log.join("\n"));
        const hubToken = world.github.value(SECRET);
        assert.equal(hubToken, world.hub.issued[0]?.value);
        const rerun = await world.run({ job: "exchange", initialToken: undefined, hubToken });
        assert.equal(rerun.result, "connected", rerun.log.join("\n"));
      });
    }
  }

  it("and shows only its versions before the confirmation: the token that opens them confirms", async () => {
    world = await quietWorld();
    const { hub } = world;
    world.intercept = ({ method, url }) => {
      const isShown = hub.confirmed || url.endsWith("/versions") || url.endsWith("/credentials");
      return method !== "GET" || isShown || !url.startsWith(hub.base)
        ? undefined
        : Response.json({ status_code: 2002, timestamp: "2026-11-22T10:00:00Z" }, { status: 403 });
    };
    const ended = await exchange();
    assert.equal(ended.result, "connected", ended.log.join("\n"));
  });

  it("and understands no request for them, where versions are open to everybody: asks for its credentials", async () => {
    world = await quietWorld({ details: "not understood", versionsForEverybody: true });
    const ended = await exchangeWithDeadToken();
    assert.equal(ended.result, "refused", ended.log.join("\n"));
    assert.match(
      ended.log.join("\n"),
      /^Error: .*GET https:\/\/hub\.example\/ocpi\/2\.2\.1\/credentials answered HTTP 401/m,
    );
  });

  it("and does not answer for its parties either: a token that is dead is not taken for one that works", async () => {
    world = await quietWorld({ versionsForEverybody: true });
    const ended = await exchangeWithDeadToken();
    assert.equal(ended.result, "refused", ended.log.join("\n"));
  });
});
