import assert from "node:assert/strict";
import { TransportFailure } from "../../src/core/ports.ts";
import { quietWorld } from "./quiet-world.ts";

const TOKEN = "issued-0123456789-abcdef";

function envelope(data: unknown, message = "fine"): Response {
  return Response.json({ status_code: 1000, status_message: message, data, timestamp: "2026-11-22T10:00:00Z" });
}

describe("an answer that may hold a token that the run does not know yet", () => {
  it("is not told of, wherever the hub takes credentials", async () => {
    const world = await quietWorld();
    const { initialToken, base, origin } = world.hub;
    // A path that does not say what it is for.
    const registration = `${origin}/ocpi/2.2.1/registration`;
    let looked = false;
    world.intercept = ({ method, url }) => {
      if (method === "GET" && url.endsWith("/2.2.1")) {
        const credentials = { role: "RECEIVER", identifier: "credentials", url: registration };
        const info = { role: "SENDER", identifier: "hubclientinfo", url: `${base}/2.2.1/hubclientinfo` };
        return envelope({ version: "2.2.1", endpoints: [credentials, info] });
      }
      if (url !== registration) return undefined;
      if (method === "POST") throw new TransportFailure("ECONNRESET", false);
      // The look after the lost answer: the hub shows the token, and speaks of it.
      looked = true;
      return envelope({ token: TOKEN, url: base, roles: [] }, `this is yours: ${TOKEN}`);
    };
    const ended = await world.run({ job: "exchange", initialToken, hubToken: undefined });
    assert.ok(looked);
    assert.ok(!ended.sinks.includes(TOKEN), "the token is in a sink");
  });

  it("is not quoted when it is an error, and its words say what it did", async () => {
    for (const [method, status, code] of [
      ["POST", 400, 2001],
      ["POST", 200, 2001],
      ["POST", 500, 3000],
      ["PUT", 400, 2001],
    ] as const) {
      const world = await quietWorld();
      const { initialToken, base } = world.hub;
      const words = `Look at this: ${TOKEN}`;
      const body = { status_code: code, status_message: words, data: { token: TOKEN, url: base, roles: [] } };
      world.intercept = (request) => (request.method === method ? Response.json(body, { status }) : undefined);
      const { sinks } = await world.run({ job: "exchange", initialToken, hubToken: undefined });
      assert.ok(!sinks.includes("Look at this"), `${method} ${status}`);
      assert.ok(!sinks.includes(TOKEN));
    }
  });

  it("is quoted without it when only the words of the refusal hold it", async () => {
    const world = await quietWorld();
    const { initialToken } = world.hub;
    const body = { status_code: 2001, status_message: `Look at this: ${TOKEN} or token Sesame` };
    world.intercept = ({ method }) => (method === "POST" ? Response.json(body, { status: 400 }) : undefined);
    const { sinks } = await world.run({ job: "exchange", initialToken, hubToken: undefined });
    assert.match(sinks, /: "Look at this: … or token …"/);
    assert.ok(!sinks.includes(TOKEN));
  });
});
