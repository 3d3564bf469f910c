import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { actionNetwork } from "../support/action-network.ts";
import { behindProxy } from "../support/behind-proxy.ts";
import { Redaction } from "../../src/core/ocpi/redaction.ts";
import { HubToken } from "../../src/core/ocpi/token.ts";
import { Peer } from "../../src/core/peer/peer.ts";
import { TransportFailure, type PeerFetch, type PeerRequest } from "../../src/core/ports.ts";
import { editorFetch } from "../../src/extension/platform/peer-fetch.ts";
import { textOf } from "../support/peer-response.ts";

/** An address at which no server listens any more. */
async function closedOrigin(): Promise<string> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return `http://127.0.0.1:${port}`;
}

const network = actionNetwork();
const faces: Readonly<Record<string, PeerFetch>> = { Action: network.fetch, editor: editorFetch };

describe("both faces' way to a peer", () => {
  const seen: string[] = [];
  const framing: string[] = [];
  const server = createServer((request, response) => {
    framing.push(`${request.headers["content-length"]} ${request.headers["transfer-encoding"]}`);
    seen.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    if (request.url === "/misdirected") response.writeHead(421, { "content-type": "application/json" }).end("{}");
    else if (request.url === "/moved") response.writeHead(302, { location: "/elsewhere" }).end();
    else if (request.url === "/broken") request.socket.destroy();
    else response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  let origin = "";

  before(async () => {
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(async () => {
    server.closeAllConnections();
    server.close();
    await network.close();
  });

  const request = (url: string, changes: Partial<PeerRequest> = {}): PeerRequest => ({
    method: "GET",
    url,
    headers: { authorization: "Token t" },
    unsafe: false,
    signal: AbortSignal.timeout(5000),
    ...changes,
  });

  for (const [face, fetch] of Object.entries(faces)) {
    it(`${face}: sends what it is given, and never follows a redirect`, async () => {
      seen.length = 0;
      const posted = await fetch(request(`${origin}/posted`, { method: "POST", body: "{}", unsafe: true }));
      assert.equal(await textOf(posted), "{}");
      assert.equal((await fetch(request(`${origin}/moved`))).status, 302);
      assert.deepEqual(seen, ["POST /posted Token t", "GET /moved Token t"]);
    });

    it(`${face}: sends what changes something once, also after HTTP 421, and tells its length`, async () => {
      seen.length = 0;
      for (const [method, body] of [
        ["POST", "{}"],
        ["PUT", "{}"],
        ["DELETE", undefined],
      ] as const) {
        const sent = { method, unsafe: true, ...(body === undefined ? {} : { body }) };
        assert.equal((await fetch(request(`${origin}/misdirected`, sent))).status, 421);
      }
      assert.deepEqual(seen, ["POST /misdirected Token t", "PUT /misdirected Token t", "DELETE /misdirected Token t"]);
      assert.deepEqual(framing.slice(-3, -1), ["2 undefined", "2 undefined"]);
      assert.ok(!framing.at(-1)?.includes("chunked"));
    });

    it(`${face}: knows what certainly did not leave`, async () => {
      const failureOf = async (url: string): Promise<TransportFailure> => {
        try {
          await fetch(request(url));
        } catch (error) {
          if (error instanceof TransportFailure) return error;
        }
        return assert.fail("it did not fail as it should");
      };
      const refused = await failureOf(await closedOrigin());
      assert.deepEqual([refused.code, refused.notSent], ["ECONNREFUSED", true]);
      const unknown = await failureOf("http://nobody.invalid/");
      assert.match(unknown.code, /^(?:ENOTFOUND|EAI_AGAIN)$/);
      assert.equal(unknown.notSent, true);
      assert.equal((await failureOf(`${origin}/broken`)).notSent, false);
    });
  }

  it("Action: knows that nothing left when the proxy asks for a login, and does not ask the proxy again", async () => {
    const asked: string[] = [];
    const proxy = createServer().on("connect", ({ url }, socket) => {
      asked.push(url ?? "");
      socket.end("HTTP/1.1 407 Who are you?\r\nContent-Length: 0\r\n\r\n");
    });
    await new Promise<void>((done) => proxy.listen(0, "127.0.0.1", done));
    const { port } = proxy.address() as AddressInfo;
    await behindProxy(`http://127.0.0.1:${port}`, async () => {
      const behind = actionNetwork();
      const ports = {
        fetch: behind.fetch,
        clock: { now: () => new Date(), sleep: () => Promise.resolve() },
        random: { uuid: () => "id", fraction: () => 0 },
        redaction: new Redaction(),
        observe: () => undefined,
      };
      const settings = {
        name: "hub",
        correlationId: "id",
        requestTimeoutMs: 5000,
        rateLimitedCode: undefined,
      } as const;
      const hub = new Peer({ ...settings, origins: ["https://hub.invalid"] }, ports);
      const token = new HubToken("hub-token-1234567890");
      const answer = await hub.get("https://hub.invalid/", token, "plain", AbortSignal.timeout(5000));
      assert.partialDeepStrictEqual(answer, { kind: "unanswered", code: "PROXY_407", notSent: true });
      await behind.close();
    }).finally(() => proxy.close());
    assert.deepEqual(asked, ["hub.invalid:443"]);
  });
});
