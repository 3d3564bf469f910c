import type { ClientRequest, IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { BODY_LIMIT } from "../core/peer/answer.ts";
import { transportFailure } from "../core/peer/transport.ts";
import { TransportFailure, type PeerRequest, type PeerResponse } from "../core/ports.ts";
import { answerHeaders } from "./answer-headers.ts";
import { MAX_HEADER_BYTES } from "./connection-limits.ts";
import { httpFor } from "./node-http.ts";
import { ownConnection } from "./own-connection.ts";
import { proxyFor } from "./proxy.ts";
import { unpacked } from "./unpack.ts";

/**
 * Sends what changes something at the hub, on a connection of its own, through the proxy if there is one. The answer may
 * hold the one token that the hub issues, so everything that came is given to who reads it: what is careless HTTP as far as
 * it can be read, and what is none as it came. A `fetch` throws such answers away, and so does undici, which does so even
 * with a `100 Continue` that was not asked for (RFC 9110, 15.2: every client has to read it).
 * @param withinMs how long a connection may take.
 * @throws TransportFailure when there was no answer at all. What failed before there was a connection did not leave.
 */
export async function sendOnce(request: PeerRequest, withinMs?: number): Promise<PeerResponse> {
  const target = new URL(request.url);
  if (!isHttpProxied(target)) return (await import("./proxied-fetch.ts")).fetchOnce(request);
  const { signal } = request;
  return sendOver(await ownConnection(target, { signal, ...(withinMs === undefined ? {} : { withinMs }) }), request);
}

/** Whether a URL is reached directly or by an HTTP proxy: only undici speaks SOCKS. */
export function isHttpProxied({ href }: URL): boolean {
  return /^https?:/.test(proxyFor(href, process.env) ?? "http:");
}

/**
 * The same, on this connection, which is open. The request's first byte is written in this turn of the event loop.
 * @throws TransportFailure when there was no answer at all.
 */
export async function sendOver(socket: Socket, request: PeerRequest): Promise<PeerResponse> {
  const received = new Received();
  // Before the parser, which closes the connection at what it cannot read.
  socket.on("data", (chunk: Buffer) => received.add(chunk));
  return new Promise((resolve, reject) => {
    // Once there is a response, its body is what breaks off, and nothing waits for this any more.
    const fail = (error: Error): void => {
      received.failure ??= error;
      const unparsed = received.unparsed();
      if (unparsed !== undefined) resolve(unparsed);
      else reject(new TransportFailure(transportFailure(error).code, false, { cause: error }));
    };
    outgoingOver(socket, request)
      .once("response", (incoming) => resolve(responseOf(incoming, received)))
      // No other protocol was asked for, and without a listener Node does not say how this ended.
      .once("upgrade", (_incoming, upgraded) => {
        fail(new TransportFailure("HPE_UPGRADE", false));
        upgraded.destroy();
      })
      .on("error", fail)
      .once("close", () => fail(new TransportFailure("ECONNRESET", false)))
      // As bytes: with a text Node would write the head in UTF-8, too, and a token in Latin-1 would not be what it was.
      .end(Buffer.from(request.body ?? "", "utf8"));
  });
}

function outgoingOver(socket: Socket, { url, method, headers, body = "", signal }: PeerRequest): ClientRequest {
  const target = new URL(url);
  return httpFor(target).request(target, {
    method,
    // An answer that comes once is asked for as it is.
    headers: { ...headers, "content-length": Buffer.byteLength(body), "accept-encoding": "identity" },
    createConnection: () => socket,
    maxHeaderSize: MAX_HEADER_BYTES,
    // No other answer can follow on this connection, so a careless one does no harm.
    insecureHTTPParser: true,
    signal,
  });
}

/** What came over the connection, as it came, for when the parser makes nothing of it. */
class Received {
  failure: Error | undefined;
  readonly #chunks: Buffer[] = [];
  #size = 0;

  /** Takes as much as is read of any answer. */
  add(chunk: Buffer): void {
    if (this.#size < BODY_LIMIT) this.#chunks.push(chunk);
    this.#size += chunk.length;
  }

  /** The parser gave up. */
  get isUnreadable(): boolean {
    return this.failure !== undefined && "code" in this.failure && String(this.failure.code).startsWith("HPE_");
  }

  /** The final answer's status, and everything behind its head, framing included. Undefined where only its head can have begun. */
  get remains(): { readonly status: number; readonly body: Buffer } | undefined {
    const all = Buffer.concat(this.#chunks);
    const text = all.toString("latin1");
    const head = /^HTTP\/\d(?:\.\d)? ([2-5]\d\d)\b/m.exec(text);
    // HTTP before 1.0 had bodies alone. What holds no token is no HTTP at all.
    if (head === null)
      return text.includes('"token"') && !text.startsWith("HTTP/") ? { status: 200, body: all } : undefined;
    const [end] = /\r?\n\r?\n/.exec(text.slice(head.index)) ?? [];
    const from = end === undefined ? head.index : text.indexOf(end, head.index) + end.length;
    return { status: Number(head[1]), body: all.subarray(from) };
  }

  /** An answer of which the parser could not even read the head. */
  unparsed(): PeerResponse | undefined {
    const remains = this.isUnreadable ? this.remains : undefined;
    if (remains === undefined) return undefined;
    return {
      status: remains.status,
      headers: answerHeaders({}),
      body: broken([remains.body], this.failure),
    };
  }
}

function responseOf(incoming: IncomingMessage, received: Received): PeerResponse {
  return {
    status: incoming.statusCode ?? 0,
    headers: answerHeaders(incoming.headersDistinct),
    body: bodyOf(incoming, received),
  };
}

// No string goes on behind it.
const SEPARATOR = Buffer.of(0);

/**
 * The body, and what came although there should be nothing, behind the announced length or with a status that has no body,
 * where that may hold a token. After an error of the parser all of it comes once more, as it came: a token may be where the
 * parser stopped.
 */
async function* bodyOf(incoming: IncomingMessage, received: Received): AsyncGenerator<Uint8Array> {
  const { "content-encoding": packing, "transfer-encoding": framing } = incoming.headers;
  let given = 0;
  try {
    for await (const chunk of unpacked(incoming, packing)) {
      given += chunk.length;
      yield chunk;
    }
  } catch (error) {
    const rest = received.isUnreadable ? received.remains?.body : undefined;
    if (rest !== undefined) yield* [SEPARATOR, rest];
    throw error;
  }
  if ((packing ?? "identity") !== "identity" || framing !== undefined) return;
  const whole = received.remains?.body;
  if (whole?.includes('"token"')) yield whole.subarray(given);
}

/** A body that ends in a failure: what comes before it is not all there was. */
async function* broken(chunks: readonly Uint8Array[], failure: unknown): AsyncGenerator<Uint8Array> {
  yield* chunks;
  throw failure;
}
