import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect, type AddressInfo, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { text } from "node:stream/consumers";
import { finding, Scenario } from "../support/scenario.ts";

/** A hub beyond this machine, as far as a run can tell: only the proxy knows where it is. */
const HUB = "https://hub.example.test";
const PLATFORM = "https://platform.example.test";

/** A proxy on loopback that asks for a user and a password, leads to one place, and notes what it let through. */
class Proxy {
  readonly seen: string[] = [];
  readonly #server: Server;
  readonly #leadsTo: number;

  /** @param leadsTo the port on this machine that every name stands for. */
  constructor(leadsTo = 0) {
    this.#leadsTo = leadsTo;
    this.#server = createServer();
    this.#server.on("connect", (request: IncomingMessage, client: Duplex) => this.#tunnel(request, client));
  }

  async start(): Promise<string> {
    await new Promise<void>((done) => this.#server.listen(0, "127.0.0.1", done));
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #tunnel(request: IncomingMessage, client: Duplex): void {
    if (!isAuthorised(request)) {
      client.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
      return;
    }
    this.seen.push(`CONNECT ${request.url}`);
    const target: Socket = connect(this.#leadsTo, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      target.pipe(client).pipe(target);
    });
    target.on("error", () => client.destroy());
    client.on("error", () => target.destroy());
  }
}

const password = "proxy-pass-word-9f86d081";

function isAuthorised({ headers }: IncomingMessage): boolean {
  return headers["proxy-authorization"] === `Basic ${Buffer.from(`me:${password}`).toString("base64")}`;
}

// A process: Node reads the proxies, the authorities and the switch of TLS from the environment in which it starts.
describe("networks, through the bundle", () => {
  let scenario: Scenario;

  afterEach(() => scenario.end());

  it("goes through no proxy to what is on this machine, which to a proxy is another one", async () => {
    scenario = await Scenario.start();
    const proxy = new Proxy();
    const url = `http://me:${password}@${await proxy.start()}`;
    try {
      const step = await scenario.run({}, { env: { HTTP_PROXY: url, HTTPS_PROXY: url, NO_PROXY: "" } });
      assert.equal(step.outputs["result"], "connected", step.raw);
      assert.deepEqual(proxy.seen, []);
    } finally {
      proxy.stop();
    }
  });

  describe("TLS", () => {
    let folder: string;
    let tls: ReturnType<typeof createTlsServer>;
    let origin: string;

    before(async () => {
      folder = mkdtempSync(join(tmpdir(), "ocpi-tls-"));
      execFileSync(
        "openssl",
        [
          "req",
          "-x509",
          "-newkey",
          "rsa:2048",
          "-nodes",
          "-days",
          "1",
          "-subj",
          "/CN=127.0.0.1",
          "-addext",
          `subjectAltName=IP:127.0.0.1,DNS:${new URL(HUB).hostname},DNS:${new URL(PLATFORM).hostname}`,
          "-keyout",
          join(folder, "key.pem"),
          "-out",
          join(folder, "cert.pem"),
        ],
        { stdio: "ignore" },
      );
      const [key, cert] = ["key.pem", "cert.pem"].map((name) => readFileSync(join(folder, name)));
      tls = createTlsServer({ key, cert }, (request, response) => void answer(request, response));
      await new Promise<void>((done) => tls.listen(0, "127.0.0.1", done));
      origin = `https://127.0.0.1:${(tls.address() as AddressInfo).port}`;
    });

    /**
     * TLS before the sandbox Hub and platform of the running test, which speak none: each is called by its own name outside,
     * and the Hub finds the platform by the one that it has in here.
     */
    async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const { hub, platform } = scenario.sandbox;
      const own = `https://${request.headers.host}`;
      const { origin: inside } = own === PLATFORM ? platform : hub;
      const sent = (await text(request)).replaceAll(PLATFORM, platform.origin);
      const { host: _host, "content-length": _length, ...headers } = request.headers;
      const onward = await fetch(new URL(request.url ?? "/", inside), {
        method: request.method ?? "GET",
        headers: headers as Record<string, string>,
        ...(sent === "" ? {} : { body: sent }),
      });
      const shown = (await onward.text()).replaceAll(inside, own);
      response.writeHead(onward.status, { "content-type": "application/json" }).end(shown);
    }

    const port = (): number => (tls.address() as AddressInfo).port;

    after(() => {
      tls.close();
      tls.closeAllConnections();
      rmSync(folder, { recursive: true, force: true });
    });

    it("trusts a private authority that NODE_EXTRA_CA_CERTS names", async () => {
      scenario = await Scenario.start();
      const step = await scenario.run(
        { "hub-url": origin },
        { env: { NODE_EXTRA_CA_CERTS: join(folder, "cert.pem") } },
      );
      assert.equal(step.outputs["result"], "connected", step.raw);
    });

    it("goes through a proxy with a password, and keeps the password to itself", async () => {
      scenario = await Scenario.start();
      scenario.isSecret(password);
      const proxy = new Proxy(port());
      const url = `http://me:${password}@${await proxy.start()}`;
      try {
        const step = await scenario.run(
          { "hub-url": HUB, "platform-url": `${PLATFORM}/ocpi/2.2.1` },
          { env: { NODE_EXTRA_CA_CERTS: join(folder, "cert.pem"), HTTP_PROXY: url, NO_PROXY: "" } },
        );
        assert.equal(step.outputs["result"], "connected", step.raw);
        // The GETs share connections; the POST and the PUT have one each.
        const { host } = new URL(HUB);
        assert.ok(proxy.seen.filter((line) => line === `CONNECT ${host}:443`).length > 2, proxy.seen.join("\n"));
      } finally {
        proxy.stop();
      }
    });

    it("names the proxy's refusal", async () => {
      scenario = await Scenario.start();
      const proxy = new Proxy(port());
      const address = await proxy.start();
      try {
        const step = await scenario.run(
          { "hub-url": HUB, "platform-url": `${PLATFORM}/ocpi/2.2.1` },
          { env: { HTTP_PROXY: `http://${address}`, NO_PROXY: "" } },
        );
        assert.equal(step.outputs["result"], "unreachable");
        const { message, fix = "" } = finding(step, "NET");
        assert.match(message, /The proxy on the way to the hub asks for a login\. It answered HTTP 407 to GET /);
        assert.match(fix, /HTTPS_PROXY`, out of a secret/);
        assert.deepEqual(scenario.unsafe, []);
      } finally {
        proxy.stop();
      }
    });

    it("verifies certificates although the environment says not to: of the hub, the platform and GitHub", async () => {
      scenario = await Scenario.start();
      const off = { NODE_TLS_REJECT_UNAUTHORIZED: "0" };
      const hub = await scenario.run({ "hub-url": origin }, { env: off });
      assert.equal(hub.outputs["result"], "unreachable", hub.raw);
      assert.match(hub.summary, /This run verifies them all the same/);
      const platform = await scenario.run({ "platform-url": `${origin}/ocpi/2.2.1` }, { env: off });
      assert.equal(platform.outputs["result"], "not-ready", platform.raw);
      const github = await scenario.run({}, { env: { ...off, GITHUB_API_URL: origin } });
      assert.equal(github.outputs["result"], "not-ready", github.raw);
      assert.deepEqual(scenario.unsafe, []);
      assert.ok(!scenario.hubRequests.some((line) => line.includes("/repos/")));
    });

    it("trusts no other, and says what to do", async () => {
      scenario = await Scenario.start();
      const step = await scenario.run({ "hub-url": origin });
      assert.equal(step.outputs["result"], "unreachable");
      assert.match(finding(step, "NET").message, /certificate is not trusted/);
      assert.match(finding(step, "NET").fix ?? "", /NODE_EXTRA_CA_CERTS/);
      assert.deepEqual(scenario.hubRequests, []);
    });

    it("tells a port that does not speak TLS", async () => {
      scenario = await Scenario.start();
      const step = await scenario.run({ "hub-url": scenario.sandbox.hub.origin.replace("http:", "https:") });
      assert.equal(step.outputs["result"], "unreachable");
      assert.match(finding(step, "NET").message, /no TLS on this port/);
    });
  });
});

describe("GitHub Enterprise Server", () => {
  it("is used where GITHUB_API_URL and GITHUB_SERVER_URL say", async () => {
    const scenario = await Scenario.start();
    const step = await scenario.run(
      { "github-token": undefined },
      { env: { GITHUB_SERVER_URL: "https://ghe.example.com" } },
    );
    assert.match(step.summary, /\(https:\/\/ghe\.example\.com\/settings\/personal-access-tokens\/new\?/);
    assert.ok(scenario.githubRequests.length > 0);
    await scenario.end();
  });
});
