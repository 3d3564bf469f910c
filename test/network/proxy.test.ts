import assert from "node:assert/strict";
import { createServer } from "node:http";
import { createServer as createTcpServer, type AddressInfo } from "node:net";
import { actionNetwork } from "../support/action-network.ts";
import { TransportFailure, type PeerRequest } from "../../src/core/ports.ts";

const names = ["http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"] as const;

describe("the Action's proxy", () => {
  const asked: string[] = [];
  const proxy = createServer().on("connect", ({ url, headers }, socket) => {
    asked.push(`${url} ${headers["proxy-authorization"] ?? ""}`.trim());
    socket.end("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n");
  });
  const former = names.map((name) => [name, process.env[name]] as const);
  let address = "";

  before(async () => {
    await new Promise<void>((done) => proxy.listen(0, "127.0.0.1", done));
    address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  });

  after(() => {
    for (const [name, value] of former) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    proxy.close();
  });

  /** How a request ends: at the proxy, or because no machine has this name. */
  async function wayOf(url: string, method: PeerRequest["method"]): Promise<string> {
    const network = actionNetwork();
    asked.length = 0;
    try {
      await network.fetch({
        method,
        url,
        headers: { authorization: "Token t" },
        ...(method === "GET" ? {} : { body: "{}" }),
        unsafe: method !== "GET",
        signal: AbortSignal.timeout(15_000),
      });
    } catch (error) {
      assert.ok(error instanceof TransportFailure && error.notSent, String(error));
      if (error.code === "PROXY_403") return `the proxy was asked for ${asked.join()}`;
      assert.match(error.code, /^(?:ENOTFOUND|EAI_AGAIN)$/);
      return "directly";
    } finally {
      await network.close();
    }
    return assert.fail("a server answered");
  }

  const http = "http://hub.example.invalid/ocpi";
  const https = "https://hub.example.invalid:8443/ocpi";
  const through = (target: string): string => `the proxy was asked for ${target}`;
  const byHttp = through("hub.example.invalid:80");
  const byHttps = through("hub.example.invalid:8443");

  for (const [variables, url, expected] of [
    [{}, http, "directly"],
    [{ HTTP_PROXY: "<proxy>" }, http, byHttp],
    [{ http_proxy: "<proxy>" }, https, byHttps],
    [{ HTTPS_PROXY: "<proxy>" }, https, byHttps],
    [{ HTTPS_PROXY: "<proxy>" }, http, "directly"],
    [{ HTTP_PROXY: "<proxy>", NO_PROXY: "*" }, http, "directly"],
    [{ HTTP_PROXY: "<proxy>", NO_PROXY: "hub.example.invalid" }, http, "directly"],
    [{ HTTP_PROXY: "<proxy>", NO_PROXY: "HUB.example.invalid" }, https, "directly"],
    [{ HTTP_PROXY: "<proxy>", NO_PROXY: "example.invalid" }, http, "directly"],
    [{ HTTP_PROXY: "<proxy>", NO_PROXY: ".example.invalid" }, http, "directly"],
    [{ HTTP_PROXY: "<proxy>", NO_PROXY: "*.example.invalid" }, http, "directly"],
    [{ HTTP_PROXY: "<proxy>", NO_PROXY: "b.example.invalid" }, http, byHttp],
    [{ HTTP_PROXY: "<proxy>", NO_PROXY: "localhost, other.invalid" }, http, byHttp],
    [{ HTTP_PROXY: "<proxy>", NO_PROXY: "localhost hub.example.invalid" }, http, "directly"],
    [{ HTTP_PROXY: "<proxy>", NO_PROXY: "hub.example.invalid:80" }, http, "directly"],
    [{ HTTP_PROXY: "<proxy>", NO_PROXY: "hub.example.invalid:8443" }, https, "directly"],
    [{ HTTP_PROXY: "<proxy>", NO_PROXY: "hub.example.invalid:80" }, https, byHttps],
    [{ HTTP_PROXY: "<proxy>", no_proxy: "", NO_PROXY: "*" }, http, byHttp],
    [{ HTTP_PROXY: "" }, http, "directly"],
  ] as const) {
    it(`takes GET and POST the same way, ${expected}, to ${url} with ${JSON.stringify(variables)}`, async () => {
      for (const name of names) delete process.env[name];
      for (const [name, value] of Object.entries(variables)) process.env[name] = value.replace("<proxy>", address);
      assert.equal(await wayOf(url, "GET"), expected);
      assert.equal(await wayOf(url, "POST"), expected);
    });
  }

  it("needs no scheme", async () => {
    for (const name of names) delete process.env[name];
    process.env["HTTP_PROXY"] = new URL(address).host;
    for (const method of ["GET", "POST"] as const) assert.equal(await wayOf(http, method), byHttp);
  });

  it("lets nothing through when its URL is not usable", async () => {
    for (const name of names) delete process.env[name];
    process.env["HTTP_PROXY"] = "http://us%er:p%zz@127.0.0.1:1";
    const network = actionNetwork();
    for (const method of ["GET", "POST"] as const) {
      const sent = network.fetch({
        method,
        url: http,
        headers: {},
        unsafe: method === "POST",
        signal: AbortSignal.timeout(5000),
      });
      await assert.rejects(sent, (error) => error instanceof TransportFailure && error.notSent);
    }
    await network.close();
  });

  it("speaks SOCKS, if its URL says so, for GET and POST", async () => {
    const greetings: string[] = [];
    const socks = createTcpServer((socket) => {
      socket
        .on("error", () => undefined)
        .once("data", (data) => {
          greetings.push(data.toString("hex"));
          socket.destroy();
        });
    });
    await new Promise<void>((done) => socks.listen(0, "127.0.0.1", done));
    for (const name of names) delete process.env[name];
    process.env["HTTP_PROXY"] = `socks5://127.0.0.1:${(socks.address() as AddressInfo).port}`;
    const network = actionNetwork();
    for (const method of ["GET", "POST"] as const) {
      await network
        .fetch({ method, url: http, headers: {}, unsafe: method === "POST", signal: AbortSignal.timeout(5000) })
        .catch(() => undefined);
    }
    await network.close();
    socks.close();
    assert.equal(greetings.length, 2);
    for (const greeting of greetings) assert.match(greeting, /^05/);
  });

  it("gets the login, whatever its characters", async () => {
    for (const name of names) delete process.env[name];
    process.env["HTTP_PROXY"] = address.replace("//", "//me%40work:p%3Ass@");
    const login = `Basic ${Buffer.from("me@work:p:ss").toString("base64")}`;
    for (const method of ["GET", "POST"] as const)
      assert.equal(await wayOf(http, method), through(`hub.example.invalid:80 ${login}`));
  });
});
