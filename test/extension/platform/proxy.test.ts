import assert from "node:assert/strict";
import { createServer } from "node:http";
import { connect, type AddressInfo, type Server, type Socket } from "node:net";
import {
  createFetchPatch,
  createProxyAuthorizationLookup,
  createProxyResolver,
  type ProxyAgentParams,
} from "@vscode/proxy-agent";
import { TransportFailure, type PeerRequest } from "../../../src/core/ports.ts";
import { gitHubApi } from "../../../src/extension/github/api.ts";
import { editorFetch } from "../../../src/extension/platform/peer-fetch.ts";
import { textOf } from "../../support/peer-response.ts";

// No machine resolves this name: an answer from it came through the proxy.
const HUB = "http://hub.chargeindia.invalid";

const original = globalThis.fetch;

async function listening(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return (server.address() as AddressInfo).port;
}

/** The fetch of VS Code's own package for its extensions, with VS Code's default settings and this `http.proxy`. */
function fetchOfEditor(
  proxyUrl: string,
  credentials: { username: string; password: string } | undefined,
): typeof globalThis.fetch {
  const silent = (): void => undefined;
  const log = { trace: silent, debug: silent, info: silent, warn: silent, error: silent };
  const parameters: ProxyAgentParams = {
    getProxyURL: () => proxyUrl,
    getProxySupport: () => "override",
    resolveProxy: async () => undefined,
    isAdditionalFetchSupportEnabled: () => true,
    isWebSocketPatchEnabled: () => true,
    isUseHostProxyEnabled: () => true,
    addCertificatesV1: () => false,
    addCertificatesV2: () => true,
    loadSystemCertificatesFromNode: () => false,
    loadAdditionalCertificates: async () => [],
    lookupProxyAuthorization: createProxyAuthorizationLookup({
      log,
      // The user cancels when asked a second time.
      lookupAuthorization: async ({ attempt }) => (attempt === 1 ? credentials : undefined),
    }),
    log,
    getLogLevel: () => 0,
    proxyResolveTelemetry: silent,
    env: {},
  };
  return createFetchPatch(parameters, original, createProxyResolver(parameters).resolveProxyURL);
}

describe("the editor's way to a peer, by VS Code's own proxy agent", () => {
  const seen: string[] = [];
  const connected: string[] = [];
  const sockets = new Set<Socket>();
  let wanted: string | undefined;
  let proxyUrl: string;
  const hub = createServer((received, response) => {
    let body = "";
    received.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
    received.on("end", () => {
      seen.push([received.method, received.url, received.headers.authorization, body].join(" ").trimEnd());
      response
        .writeHead(received.url === "/moved" ? 302 : 200, {
          location: "/elsewhere",
          "content-type": "application/json",
        })
        .end("{}");
    });
  });
  const proxy = createServer();

  before(async () => {
    const hubPort = await listening(hub);
    proxy.on("connect", (asked, socket: Socket) => {
      const given = asked.headers["proxy-authorization"];
      connected.push(asked.url ?? "");
      if (wanted !== undefined && given !== `Basic ${Buffer.from(wanted).toString("base64")}`) {
        socket.end('HTTP/1.1 407 Who are you?\r\nProxy-Authenticate: Basic realm="work"\r\nContent-Length: 0\r\n\r\n');
        return;
      }
      const through = connect(hubPort, "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
        through.pipe(socket).pipe(through);
      });
      for (const one of [socket, through]) {
        sockets.add(one);
        one.on("error", () => undefined);
      }
    });
    proxyUrl = `http://127.0.0.1:${await listening(proxy)}`;
  });

  beforeEach(() => {
    wanted = undefined;
    seen.length = 0;
    connected.length = 0;
    globalThis.fetch = fetchOfEditor(proxyUrl, { username: "user", password: "secret" });
  });

  afterEach(() => {
    globalThis.fetch = original;
  });

  after(() => {
    for (const socket of sockets) socket.destroy();
    for (const server of [hub, proxy]) {
      server.closeAllConnections();
      server.close();
    }
  });

  function request(path: string, changes: Partial<PeerRequest> = {}): PeerRequest {
    const headers = { authorization: "Token t" };
    return {
      method: "GET",
      url: `${HUB}${path}`,
      headers,
      unsafe: false,
      signal: AbortSignal.timeout(5000),
      ...changes,
    };
  }

  async function failureOf(sent: Promise<unknown>): Promise<TransportFailure> {
    try {
      await sent;
    } catch (error) {
      if (error instanceof TransportFailure) return error;
    }
    return assert.fail("it did not fail as it should");
  }

  it("goes through the user's proxy, and never follows a redirect", async () => {
    const posted = await editorFetch(request("/credentials", { method: "POST", body: "{}", unsafe: true }));
    assert.equal(await textOf(posted), "{}");
    assert.equal((await editorFetch(request("/moved"))).status, 302);
    assert.deepEqual(seen, ["POST /credentials Token t {}", "GET /moved Token t"]);
    assert.ok(connected.length > 0 && connected.every((target) => target === "hub.chargeindia.invalid:80"));
  });

  it("is let in by a proxy that asks for a login", async () => {
    wanted = "user:secret";
    assert.equal((await editorFetch(request("/versions"))).status, 200);
    assert.deepEqual(seen, ["GET /versions Token t"]);
  });

  it("knows that nothing left when the proxy refuses the login, or is not there", async () => {
    wanted = "somebody:else";
    const refused = await failureOf(editorFetch(request("/versions")));
    assert.deepEqual(seen, []);
    assert.deepEqual([refused.code, refused.notSent], ["PROXY_407", true]);
    globalThis.fetch = fetchOfEditor("http://127.0.0.1:1", undefined);
    const absent = await failureOf(editorFetch(request("/versions")));
    assert.deepEqual([absent.code, absent.notSent], ["ECONNREFUSED", true]);
  });

  it("reaches a sandbox on this computer without the proxy", async () => {
    const { port } = hub.address() as AddressInfo;
    assert.equal((await editorFetch(request("/", { url: `http://127.0.0.1:${port}/versions` }))).status, 200);
    assert.deepEqual(connected, []);
  });

  it("sends requests to GitHub through the proxy, too", async () => {
    const api = gitHubApi(HUB, "gho_token");
    await api("PUT /repos/{owner}/{repo}/actions/secrets/{name}", { owner: "a", repo: "b/c", name: "N", key_id: "1" });
    assert.deepEqual(seen, ['PUT /repos/a/b%2Fc/actions/secrets/N Bearer gho_token {"key_id":"1"}']);
    assert.ok(connected.length > 0);
  });

  it("would not arrive without the proxy", async () => {
    globalThis.fetch = original;
    const direct = await failureOf(editorFetch(request("/versions")));
    assert.match(direct.code, /^(?:ENOTFOUND|EAI_AGAIN)$/);
  });
});
