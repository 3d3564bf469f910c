import assert from "node:assert/strict";
import { TransportFailure } from "../../src/core/ports.ts";
import { quietWorld } from "./quiet-world.ts";
import { SECRET } from "./world.ts";

describe("an answer that may hold a token that nobody knows yet", () => {
  it("is not told of, wherever the hub takes credentials", async () => {
    const world = await quietWorld({ shows: "issued" });
    const { initialToken } = world.hub;
    const path = "/ocpi/2.2.1/registration";
    const said = (token: string): string => `this is yours: ${token}`;
    let token = "";
    world.intercept = ({ method, url, headers }) => {
      const envelope = (data: unknown, message = "fine"): Response =>
        Response.json({ status_code: 1000, status_message: message, data, timestamp: "2026-11-22T10:00:00Z" });
      if (method === "GET" && url.endsWith("/2.2.1")) {
        const role = { role: "RECEIVER", identifier: "credentials", url: `${world.hub.origin}${path}` };
        const info = { role: "SENDER", identifier: "hubclientinfo", url: `${world.hub.base}/2.2.1/hubclientinfo` };
        return envelope({ version: "2.2.1", endpoints: [role, info] });
      }
      if (!url.endsWith(path)) return undefined;
      if (method === "POST") {
        token = "issued-0123456789-abcdef";
        throw new TransportFailure("ECONNRESET", false);
      }
      void headers;
      return envelope({ token, url: world.hub.base, roles: [] }, said(token));
    };
    const ended = await world.run({ job: "exchange", initialToken, hubToken: undefined });
    assert.notEqual(token, "");
    assert.ok(!ended.sinks.includes(token), "the token is in a sink");
    void SECRET;
  });
});
