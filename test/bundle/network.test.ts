import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, request as httpRequest, type IncomingMessage, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect, type AddressInfo, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { finding, Scenario } from "../support/scenario.ts";

/** A proxy on loopback that asks for a user and a password, and notes what it let through. */
class Proxy {
  readonly seen: string[] = [];
  readonly #server: Server;

  constructor() {
    this.#server = createServer();
    this.#server.on("connect", (request: IncomingMessage, client: Duplex) => this.#tunnel(request, client));
    // Plain http targets may come as absolute-form requests as well.
    this.#server.on("request", (request, response) => {
      if (!isAuthorised(request)) return response.writeHead(407).end();
      this.seen.push(`${request.method} ${request.url}`);
      const onward = httpRequest(request.url ?? "", { method: request.method, headers: request.headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      request.pipe(onward);
      return undefined;
    });
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
    const { hostname, port } = new URL(`http://${request.url}`);
    const target: Socket = connect(Number(port), hostname, () => {
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

describe("networks, through the bundle", () => {
  let scenario: Scenario;

  afterEach(() => scenario.end());

  it("goes through a proxy with a password, and keeps the password to itself", async () => {
    scenario = await Scenario.start();
    scenario.isSecret(password);
    const proxy = new Proxy();
    const address = await proxy.start();
    try {
      const url = `http://me:${password}@${address}`;
      const step = await scenario.run({}, { env: { HTTP_PROXY: url, HTTPS_PROXY: url, NO_PROXY: "" } });
      assert.equal(step.outputs["result"], "connected", step.raw);
      const { hub, platform } = scenario.sandbox;
      for (const { origin } of [hub, platform])
        assert.ok(
          proxy.seen.some((line) => line.includes(new URL(origin).host)),
          origin,
        );
    } finally {
      proxy.stop();
    }
  });

  it("leaves the proxy aside where NO_PROXY says so", async () => {
    scenario = await Scenario.start();
    const proxy = new Proxy();
    const address = await proxy.start();
    try {
      const env = { HTTP_PROXY: `http://${address}`, HTTPS_PROXY: `http://${address}`, NO_PROXY: "127.0.0.1" };
      const step = await scenario.run({}, { env });
      assert.equal(step.outputs["result"], "connected", step.raw);
      assert.deepEqual(proxy.seen, []);
    } finally {
      proxy.stop();
    }
  });

  it("names the proxy's refusal", async () => {
    scenario = await Scenario.start();
    const proxy = new Proxy();
    const address = await proxy.start();
    try {
      const step = await scenario.run({}, { env: { HTTP_PROXY: `http://${address}`, NO_PROXY: "" } });
      assert.equal(step.outputs["result"], "unreachable");
      assert.match(step.summary, /The proxy on the way to the hub asks for a login\. It answered HTTP 407 to GET /);
      assert.match(step.summary, /HTTPS_PROXY`, out of a secret/);
      assert.deepEqual(scenario.unsafe, []);
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
          "subjectAltName=IP:127.0.0.1",
          "-keyout",
          join(folder, "key.pem"),
          "-out",
          join(folder, "cert.pem"),
        ],
        { stdio: "ignore" },
      );
      const [key, cert] = ["key.pem", "cert.pem"].map((name) => readFileSync(join(folder, name)));
      // A TLS front before the sandbox Hub of the running test.
      tls = createTlsServer({ key, cert }, (request, response) => {
        const target = new URL(request.url ?? "/", scenario.sandbox.hub.origin);
        const onward = httpRequest(
          target,
          { method: request.method, headers: { ...request.headers, host: target.host } },
          (answer) => {
            const chunks: Buffer[] = [];
            answer
              .on("data", (chunk: Buffer) => chunks.push(chunk))
              .on("end", () => {
                const text = Buffer.concat(chunks).toString("utf8").replaceAll(scenario.sandbox.hub.origin, origin);
                response.writeHead(answer.statusCode ?? 502, { "content-type": "application/json" }).end(text);
              });
          },
        );
        request.pipe(onward);
      });
      await new Promise<void>((done) => tls.listen(0, "127.0.0.1", done));
      origin = `https://127.0.0.1:${(tls.address() as AddressInfo).port}`;
    });

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

    it("goes through a proxy, too, to the platform and to the hub", async () => {
      scenario = await Scenario.start();
      scenario.isSecret(password);
      const proxy = new Proxy();
      const url = `http://me:${password}@${await proxy.start()}`;
      try {
        const step = await scenario.run(
          { "hub-url": origin },
          { env: { NODE_EXTRA_CA_CERTS: join(folder, "cert.pem"), HTTP_PROXY: url, NO_PROXY: "" } },
        );
        assert.equal(step.outputs["result"], "connected", step.raw);
        // The GETs share connections; the POST and the PUT have one each.
        const { host } = new URL(origin);
        assert.ok(proxy.seen.filter((line) => line === `CONNECT ${host}`).length > 2, proxy.seen.join("\n"));
      } finally {
        proxy.stop();
      }
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
