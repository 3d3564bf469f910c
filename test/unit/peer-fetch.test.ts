import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { actionFetch } from "../../src/action/peer-fetch.ts";
import { TransportFailure, type PeerFetch, type PeerRequest } from "../../src/core/ports.ts";
import { editorFetch } from "../../src/extension/peer-fetch.ts";

/** An address at which nobody listens any more. */
async function closedOrigin(): Promise<string> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return `http://127.0.0.1:${port}`;
}

const network = actionFetch();
const faces: Readonly<Record<string, PeerFetch>> = { Action: network.fetch, editor: editorFetch };

describe("both faces' way to a peer", () => {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    if (request.url === "/moved") response.writeHead(302, { location: "/elsewhere" }).end();
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
      assert.equal(await posted.text(), "{}");
      assert.equal((await fetch(request(`${origin}/moved`))).status, 302);
      assert.deepEqual(seen, ["POST /posted Token t", "GET /moved Token t"]);
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
});
