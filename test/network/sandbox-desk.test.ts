import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, request, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Worker } from "node:worker_threads";
import type { SandboxAddress } from "../../src/sandbox/address.ts";
import { sandboxParty } from "../../src/sandbox/party.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/sandbox.ts";

const DESK = { "x-sandbox-desk": "1" };

interface Asked {
  readonly status: number;
  readonly body: string;
  readonly headers: IncomingMessage["headers"];
}

/** A request with any headers at all: `fetch` writes some of them itself. */
async function ask(
  origin: string,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body = "",
): Promise<Asked> {
  const { port } = new URL(origin);
  const sent = request({ host: "127.0.0.1", port, method, path, headers, agent: false });
  sent.end(body);
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  return { status: answer.statusCode ?? 0, body: await text(answer), headers: answer.headers };
}

describe("the sandbox's desk", () => {
  let sandbox: Sandbox;

  beforeEach(async () => {
    sandbox = await startSandbox();
    sandbox.github.setSecret("OCPI_HUB_TOKEN", "kept");
  });

  afterEach(() => sandbox.stop());

  const hubStatus = (): string => sandbox.hub.statusOf(sandboxParty);

  /** Everything that the desks of both servers do: which server, method, path, body. */
  const acts = [
    ["hub", "GET", "/desk", ""],
    ["hub", "POST", "/desk/initial-tokens", JSON.stringify(sandboxParty)],
    ["hub", "POST", "/desk/parties/IN/ABC/suspend", ""],
    ["hub", "POST", "/desk/parties/IN/ABC/routing", '{"with":"IN*ABC"}'],
    ["hub", "DELETE", "/desk/parties/IN/ABC/routing", ""],
    ["hub", "POST", "/desk/parties/IN/ABC/reset/initial-token", ""],
    ["platform", "GET", "/desk", ""],
    ["hub", "GET", "/desk/platforms", ""],
    ["hub", "POST", "/desk/platforms", '{"url":"http://127.0.0.1:1"}'],
    ["hub", "POST", "/%64esk/parties/IN/ABC/suspend", ""],
    ["github", "GET", "/desk/secrets/OCPI_HUB_TOKEN", ""],
    ["github", "DELETE", "/desk/secrets/OCPI_HUB_TOKEN", ""],
  ] as const;

  function isUnchanged(): void {
    assert.equal(hubStatus(), "NOT_REGISTERED");
    assert.equal(sandbox.github.secret("OCPI_HUB_TOKEN"), "kept");
  }

  for (const [server, method, path, body] of acts) {
    const port = (): string => new URL(sandbox[server].origin).port;

    it(`is closed to pages whose name was bound to this machine: ${method} ${path}`, async () => {
      for (const host of [
        "evil.example",
        `evil.example:${port()}`,
        `localhost.evil.example:${port()}`,
        `127.0.0.1.nip.io:${port()}`,
        `127.0.0.1:${Number(port()) + 1}`,
        "127.0.0.1",
        `0.0.0.0:${port()}`,
        `user@127.0.0.1:${port()}`,
      ]) {
        const answer = await ask(sandbox[server].origin, method, path, { ...DESK, host }, body);
        // A server may refuse a malformed Host before the request comes to the desk.
        assert.ok(answer.status === 403 || answer.status === 400, `${host}: ${answer.status}`);
      }
      isUnchanged();
    });

    it(`is closed to pages of others: ${method} ${path}`, async () => {
      for (const headers of [
        { origin: "https://evil.example" },
        { origin: "null" },
        { origin: `http://127.0.0.1:${Number(port()) + 1}` },
        { origin: `https://127.0.0.1:${port()}` },
        { "sec-fetch-site": "cross-site" },
        { "sec-fetch-site": "same-site" },
      ]) {
        const answer = await ask(sandbox[server].origin, method, path, { ...DESK, ...headers }, body);
        assert.equal(answer.status, 403, JSON.stringify(headers));
        assert.equal(answer.headers["access-control-allow-origin"], undefined);
      }
      isUnchanged();
    });

    it(`tells a client that calls it without its header how to call it: ${method} ${path}`, async () => {
      const answer = await ask(sandbox[server].origin, method, path, {}, body);
      if (method === "GET") return assert.equal(answer.status, 200);
      assert.equal(answer.status, 403);
      assert.match(answer.body, /X-Sandbox-Desk: 1/);
      return isUnchanged();
    });

    it(`is open to its own address by each of its names: ${method} ${path}`, async () => {
      for (const host of ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"]) {
        const own = { host: `${host}:${port()}`, origin: `http://${host}:${port()}`.toLowerCase() };
        const answer = await ask(sandbox[server].origin, method, path, { ...DESK, ...own }, body);
        assert.ok(answer.status < 300, `${host}: ${answer.status} ${answer.body}`);
        sandbox.github.setSecret("OCPI_HUB_TOKEN", "kept");
      }
    });
  }

  for (const [server, method, path, body, done] of [
    ["hub", "POST", "/desk/parties/IN/ABC/suspend", "", "IN*ABC is suspended: the Hub refuses its hub token."],
    ["hub", "POST", "/desk/parties/IN/ABC/resume", "", "IN*ABC is suspended no more."],
    ["hub", "POST", "/desk/parties/IN/ABC/activate", "", "IN*ABC is activated."],
    [
      "hub",
      "POST",
      "/desk/parties/IN/ABC/revoke",
      "",
      "The hub token of IN*ABC is revoked: the Hub refuses it for good.",
    ],
    [
      "hub",
      "POST",
      "/desk/parties/IN/ABC/routing",
      '{"with":"IN*ABC"}',
      "The routing between IN*ABC and IN*ABC is enabled.",
    ],
    ["hub", "DELETE", "/desk/parties/IN/ABC/routing", "", "The routing between IN*ABC and every partner is disabled."],
    [
      "hub",
      "POST",
      "/desk/platforms",
      '{"url":"http://127.0.0.1:1/a"}',
      "The Hub calls the platform at http://127.0.0.1:1 from now on.",
    ],
    [
      "hub",
      "POST",
      "/desk/parties/IN/ABC/reset/initial-token",
      "",
      "The registration of IN*ABC is reset. It can register again with this initial token.",
    ],
    [
      "hub",
      "POST",
      "/desk/initial-tokens",
      '{"role":"EMSP","country_code":"IN","party_id":"QRS"}',
      "IN*QRS can register with this initial token.",
    ],
    ["github", "DELETE", "/desk/secrets/OCPI_HUB_TOKEN", "", "The secret OCPI_HUB_TOKEN is deleted."],
  ] as const) {
    it(`says in words what it changed, on lines of its own: ${method} ${path}`, async () => {
      const answer = await ask(sandbox[server].origin, method, path, DESK, body);
      assert.equal((JSON.parse(answer.body) as { done: string }).done, done);
      assert.ok(answer.body.endsWith("}\n"));
    });
  }

  it("says what it does not know, and what there is", async () => {
    const { origin } = sandbox.hub;
    const noParty = await ask(origin, "POST", "/desk/parties/IN/QRS/suspend", DESK);
    assert.equal(noParty.status, 404);
    assert.match(noParty.body, /GET \/desk lists those/);
    const noOrder = await ask(origin, "POST", "/desk/parties/IN/ABC/toString", DESK);
    assert.equal(noOrder.status, 404);
    assert.match(noOrder.body, /routing, activate, suspend, resume, revoke/);
    assert.match((await ask(origin, "POST", "/desk/parties/IN/ABC/suspend")).body, /X-Sandbox-Desk: 1.*\n\}\n$/);
  });

  it("hands over a secret of an environment, and a token, bare for a shell", async () => {
    const { github, hub } = sandbox;
    github.addEnvironment("production");
    const none = await ask(github.origin, "GET", "/desk/environments/production/secrets/OCPI_HUB_TOKEN");
    assert.equal(none.status, 404);
    assert.equal((await ask(github.origin, "GET", "/desk/secrets/ocpi_hub_token")).body, "kept");
    const plain = { ...DESK, accept: "text/plain" };
    const token = await ask(hub.origin, "POST", "/desk/parties/IN/ABC/reset/initial-token", plain);
    assert.match(token.body, /^\S+$/);
  });

  it("gives no page leave to send its header", async () => {
    const asking = { origin: "https://evil.example", "access-control-request-headers": "x-sandbox-desk" };
    const answer = await ask(sandbox.hub.origin, "OPTIONS", "/desk/platforms", asking);
    assert.equal(answer.status, 403);
    assert.ok(!Object.keys(answer.headers).some((name) => name.startsWith("access-control-")));
  });

  describe("and the calls of its hub", () => {
    const seen: string[] = [];
    const other = createServer((incoming, outgoing) => {
      seen.push(`${incoming.method} ${incoming.url}`);
      outgoing.end("{}");
    });
    let url = "";

    before(async () => {
      other.listen(0, "127.0.0.1");
      await once(other, "listening");
      url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    });

    after(() => {
      other.close();
      other.closeAllConnections();
    });

    beforeEach(() => {
      seen.length = 0;
    });

    async function register(hubOrigin: string, initialToken: string, platformUrl: unknown): Promise<Asked> {
      const body = JSON.stringify({ token: "x".repeat(40), url: platformUrl, roles: [sandboxParty] });
      const headers = { authorization: `Token ${initialToken}`, "content-type": "application/json" };
      return ask(hubOrigin, "POST", "/ocpi/2.2.1/credentials", headers, body);
    }

    it("go to no address that it was not told of", async () => {
      for (const address of [
        `${url}/admin`,
        url.replace("127.0.0.1", "localhost"),
        "http://[::1]:1/",
        "file:///etc/passwd",
      ]) {
        const answer = await register(sandbox.hub.origin, sandbox.initialToken, address);
        assert.match(answer.body, /"status_code":3001.*\/desk\/platforms/, address);
      }
      assert.match((await register(sandbox.hub.origin, sandbox.initialToken, "nowhere")).body, /"status_code":2001/);
      assert.deepEqual(seen, []);
    });

    it("go to a platform that the desk was told of, and to no other port of its host", async () => {
      const told = await ask(
        sandbox.hub.origin,
        "POST",
        "/desk/platforms",
        DESK,
        JSON.stringify({ url: `${url}/a/b` }),
      );
      assert.equal(told.status, 201, told.body);
      await register(sandbox.hub.origin, sandbox.initialToken, `${url}/ocpi/2.2.1`);
      assert.deepEqual(seen, ["GET /ocpi/versions", "GET /ocpi/2.2.1"]);
      const others = await register(sandbox.hub.origin, sandbox.initialToken, sandbox.github.origin);
      assert.match(others.body, /"status_code":3001/);
    });

    it("reach no further address by a text that is no platform's address", async () => {
      for (const body of ["", "{}", '{"url":7}', '{"url":"nowhere"}', '{"url":"ftp://127.0.0.1"}', "[]", "null"]) {
        const told = await ask(sandbox.hub.origin, "POST", "/desk/platforms", DESK, body);
        assert.equal(told.status, 400, body);
      }
    });

    it("go to the platform that it was started with", async () => {
      const answer = await register(sandbox.hub.origin, sandbox.initialToken, sandbox.platform.url);
      assert.match(answer.body, /"status_code":3001/, "the token of this registration is not the platform's");
      assert.ok(sandbox.platform.server.requests.length > 0);
      const listed = await ask(sandbox.hub.origin, "GET", "/desk/platforms");
      assert.deepEqual(JSON.parse(listed.body), [sandbox.platform.origin]);
    });

    it("go to the platform that an editor's or an Action's sandbox starts with", async () => {
      const thread = new Worker(new URL("../../src/sandbox/worker.ts", import.meta.url));
      try {
        const [address] = (await once(thread, "message")) as [SandboxAddress];
        const answer = await register(address.hubUrl, address.initialToken, address.platformUrl);
        assert.match(answer.body, /could not be used/);
      } finally {
        await thread.terminate();
      }
    });
  });
});
