import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { createServer as createTlsServer, rootCertificates, setDefaultCACertificates, type TLSSocket } from "node:tls";
import { setTimeout as wait } from "node:timers/promises";
import { text } from "node:stream/consumers";
import { certificate } from "../../scripts/bench/long-wire.ts";
import { EarlyConnections } from "../../src/action/early-connections.ts";
import type { PeerRequest } from "../../src/core/ports.ts";

const ANSWER = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}";

/** A server that notes on which of its connections a request came, by the order in which they were opened. */
class Connections {
  readonly sockets: Socket[] = [];
  readonly requests: number[] = [];
  readonly server: Server;

  constructor(server: Server, event: "connection" | "secureConnection" = "connection") {
    this.server = server.on(event, (socket: Socket) => {
      const number = this.sockets.push(socket);
      socket
        .on("error", () => undefined)
        .on("data", () => {
          this.requests.push(number);
          socket.end(ANSWER);
        });
    });
  }

  async listen(): Promise<number> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    return (this.server.address() as AddressInfo).port;
  }

  /** Waits until so many connections were opened. */
  async opened(count: number): Promise<void> {
    while (this.sockets.length < count) await wait(2);
  }
}

function post(url: string): PeerRequest {
  const signal = AbortSignal.timeout(10_000);
  return { method: "POST", url, headers: { authorization: "Token t" }, body: "{}", unsafe: true, signal };
}

describe("a connection that was opened for a POST ahead of it", () => {
  let hub: Connections;
  let url: string;
  let early: EarlyConnections;

  beforeEach(async () => {
    hub = new Connections(createServer());
    url = `http://127.0.0.1:${await hub.listen()}/ocpi/2.2.1/credentials`;
    early = new EarlyConnections();
  });

  afterEach(() => {
    early.close();
    for (const socket of hub.sockets) socket.destroy();
    hub.server.close();
  });

  async function send(): Promise<void> {
    const { status, body } = await early.sendOnce(post(url));
    assert.equal(status, 200);
    assert.equal(body === null ? "" : await text(body), "{}");
  }

  it("carries that POST, and no other request", async () => {
    early.connectAhead(url);
    early.connectAhead(url);
    await hub.opened(1);
    await send();
    await send();
    assert.deepEqual(hub.requests, [1, 2]);
  });

  it("carries it also when it is still being opened", async () => {
    early.connectAhead(url);
    await send();
    assert.deepEqual(hub.requests, [1]);
    assert.equal(hub.sockets.length, 1);
  });

  for (const [how, close] of [
    ["closed", (socket: Socket) => socket.end()],
    ["broken", (socket: Socket) => socket.resetAndDestroy()],
    ["answered to before anything was asked", (socket: Socket) => socket.write("HTTP/1.1 408 Request Timeout\r\n\r\n")],
    ["answered to and closed", (socket: Socket) => socket.end("HTTP/1.1 408 Request Timeout\r\n\r\n")],
  ] as const) {
    it(`is left when the hub has ${how}${how.startsWith("answered") ? "" : " it"}: the POST leaves on a new one, once`, async () => {
      early.connectAhead(url);
      await hub.opened(1);
      const [first] = hub.sockets;
      assert.ok(first !== undefined);
      close(first);
      await wait(50);
      await send();
      assert.deepEqual(hub.requests, [2]);
    });
  }

  it("is left when it is older than three seconds", async () => {
    early.connectAhead(url);
    await wait(3050);
    await send();
    assert.deepEqual(hub.requests, [2]);
  });

  it("is opened anew ahead of the POST when the first became too old", async () => {
    early.connectAhead(url);
    await wait(3050);
    early.connectAhead(url);
    await hub.opened(2);
    await send();
    assert.deepEqual(hub.requests, [2]);
  });

  it("is closed when the run ends without a POST", async () => {
    early.connectAhead(url);
    await hub.opened(1);
    const [first] = hub.sockets;
    assert.ok(first !== undefined);
    const closed = once(first.resume(), "close");
    early.close();
    await closed;
    assert.deepEqual(hub.requests, []);
  });

  it("that cannot be opened leaves it to the POST to say why", async () => {
    hub.server.close();
    await once(hub.server, "close");
    early.connectAhead(url);
    await assert.rejects(early.sendOnce(post(url)), { code: "ECONNREFUSED", notSent: true });
  });
});

describe("a connection with TLS that was opened ahead", () => {
  it("resumes the session of the one before it", async () => {
    const made = await certificate();
    setDefaultCACertificates([...rootCertificates, made.cert]);
    const hub = new Connections(createTlsServer({ key: made.key, cert: made.cert }), "secureConnection");
    const resumed: boolean[] = [];
    hub.server.on("secureConnection", (socket: TLSSocket) => resumed.push(socket.isSessionReused()));
    const early = new EarlyConnections();
    try {
      const url = `https://127.0.0.1:${await hub.listen()}/ocpi/2.2.1/credentials`;
      for (const count of [1, 2]) {
        early.connectAhead(url);
        await hub.opened(count);
        const { status, body } = await early.sendOnce(post(url));
        assert.equal(status, 200);
        assert.equal(body === null ? "" : await text(body), "{}");
      }
      assert.deepEqual(hub.requests, [1, 2]);
      assert.deepEqual(resumed, [false, true]);
    } finally {
      early.close();
      hub.server.close();
      setDefaultCACertificates([...rootCertificates]);
      await made.remove();
    }
  });
});
