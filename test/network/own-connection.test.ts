import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { createServer as createTcpServer, type AddressInfo, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { actionNetwork } from "../support/action-network.ts";
import { behindProxy } from "../support/behind-proxy.ts";
import { sendOnce } from "../../src/action/unsafe-request.ts";
import { TransportFailure, type PeerRequest } from "../../src/core/ports.ts";
import { textOf } from "../support/peer-response.ts";

describe("the Action's connections to a hub", () => {
  /** In the order in which they were opened. */
  const sockets: Socket[] = [];
  const versions = new Set<string>();
  const server = createServer((request, response) => {
    versions.add(request.httpVersion);
    request.resume().on("end", () => response.end(String(sockets.indexOf(request.socket))));
  }).on("connection", (socket) => sockets.push(socket));
  const { fetch, close } = actionNetwork();
  let origin = "";

  before(async () => {
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(async () => {
    await close();
    server.closeAllConnections();
    server.close();
  });

  /** Sends a request: on the how-manieth connection it came. */
  async function connectionOf(method: PeerRequest["method"]): Promise<number> {
    const response = await fetch({
      method,
      url: `${origin}/ocpi/2.2.1/credentials`,
      headers: { authorization: "Token t" },
      ...(method === "POST" || method === "PUT" ? { body: "{}" } : {}),
      unsafe: method !== "GET",
      signal: AbortSignal.timeout(5000),
    });
    const connection = Number(await textOf(response));
    // An agent takes a connection back a moment after the answer's last byte.
    await wait(20);
    return connection;
  }

  it("are shared by GETs, and a new one is opened for each request that changes something, and for it alone", async () => {
    const shared = new Set<number>();
    const own: number[] = [];
    for (const method of ["GET", "GET", "POST", "GET", "PUT", "PUT", "DELETE", "GET"] as const) {
      const before = sockets.length;
      const connection = await connectionOf(method);
      if (method === "GET") shared.add(connection);
      else own.push(connection);
      if (method !== "GET") assert.ok(connection >= before, `${method} came on a connection that was open already`);
    }
    assert.equal(new Set(own).size, 4);
    for (const connection of own) assert.ok(!shared.has(connection), "a GET came on the connection of another request");
    assert.ok(shared.size < 4, "no GET shares its connection with another");
    assert.deepEqual([...versions], ["1.1"]);
  });

  for (const [what, host, isProxied] of [
    ["a host that accepts them and never speaks TLS", "https://127.0.0.1", false],
    ["a proxy that accepts them and never answers", "http://hub.invalid", true],
  ] as const) {
    it(`are given up after a while with ${what}, and then nothing has left`, async () => {
      const heard: string[] = [];
      const silent = createTcpServer((socket) =>
        socket.on("error", () => undefined).on("data", (data) => heard.push(data.toString("latin1"))),
      );
      await new Promise<void>((done) => silent.listen(0, "127.0.0.1", done));
      const { port } = silent.address() as AddressInfo;
      const request: PeerRequest = {
        method: "POST",
        url: `${host}:${port}/ocpi/2.2.1/credentials`,
        headers: { authorization: "Token t" },
        body: "{}",
        unsafe: true,
        signal: AbortSignal.timeout(5000),
      };
      await behindProxy(isProxied ? `http://127.0.0.1:${port}` : "", () =>
        assert.rejects(
          sendOnce(request, 200),
          (error) => error instanceof TransportFailure && error.notSent && error.code === "UND_ERR_CONNECT_TIMEOUT",
        ),
      );
      assert.ok(!heard.join("").includes("Token t"));
      silent.close();
    });
  }

  it("are closed after a request that changes something, while that of the GETs stays open", async () => {
    const shared = await connectionOf("GET");
    const own = await connectionOf("POST");
    const socket = sockets[own];
    if (socket?.closed === false) await once(socket, "close");
    assert.equal(sockets[shared]?.closed, false);
  });

  it("carry a token that is not ASCII as it is, whatever the method", async () => {
    const heard = new Map<string, string | undefined>();
    const listener = createServer((request, response) => {
      heard.set(request.method ?? "", request.headers.authorization);
      request.resume().on("end", () => response.end());
    });
    await new Promise<void>((done) => listener.listen(0, "127.0.0.1", done));
    const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`;
    const headers = { authorization: "Token t\u00f6k\u00e9n" };
    for (const method of ["GET", "POST", "PUT", "DELETE"] as const) {
      const body = method === "POST" || method === "PUT" ? { body: '{"name":"Caf\u00e9 \u20ac"}' } : {};
      await textOf(await fetch({ method, url, headers, ...body, unsafe: true, signal: AbortSignal.timeout(5000) }));
      assert.equal(heard.get(method), headers.authorization, method);
    }
    listener.closeAllConnections();
    listener.close();
  });
});
