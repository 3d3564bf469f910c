import { request as httpRequest, type ClientRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP, type Socket } from "node:net";
import { Readable } from "node:stream";
import { connect as connectTls, TLSSocket } from "node:tls";
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from "node:zlib";
import { transportFailure } from "../core/peer/transport.ts";
import { TransportFailure, type PeerRequest, type PeerResponse } from "../core/ports.ts";
import { proxyFor, tunnel } from "./proxy.ts";

/** How long a connection may take, TLS and a proxy included. */
export const CONNECT_TIMEOUT_MS = 10_000;
/** Gateways may add much, and none of it may cost the answer. */
export const MAX_HEADER_BYTES = 64 * 1024;
// More is read by nobody.
const RAW_LIMIT = 5_000_000;

/**
 * Sends what changes something at the hub, on a connection of its own. The answer may hold the one token that the hub
 * issues, so everything that came is given to who reads it: what no client should have to read as far as it can be read,
 * and what is no HTTP as it came. A `fetch` throws such answers away, and so does undici.
 * @throws TransportFailure when there was no answer at all. What failed before there was a connection did not leave.
 */
export async function sendOnce(request: PeerRequest): Promise<PeerResponse> {
  const hurry = AbortSignal.timeout(CONNECT_TIMEOUT_MS);
  const target = new URL(request.url);
  const proxy = proxyFor(target, process.env);
  try {
    const through = proxy && (await tunnel(proxy, target, AbortSignal.any([hurry, request.signal])));
    return await exchangeOver(open(request, target, through), request.body, hurry);
  } catch (error) {
    if (error instanceof TransportFailure) throw error;
    // Nothing but the way to a proxy fails with anything else.
    throw unsent(hurry.aborted ? tooSlow() : error);
  }
}

function exchangeOver(outgoing: ClientRequest, body: string | undefined, hurry: AbortSignal): Promise<PeerResponse> {
  const received = new Received();
  let isConnected = false;
  const giveUp = (): unknown => isConnected || outgoing.destroy(tooSlow());
  hurry.addEventListener("abort", giveUp, { once: true });
  return new Promise((resolve, reject) => {
    outgoing
      .once("socket", (socket) => {
        // Before the parser, which closes the connection at what it cannot read.
        socket.prependListener("data", (chunk: Buffer) => received.add(chunk));
        whenConnected(socket, () => (isConnected = true));
      })
      .once("response", (incoming) => resolve(responseOf(incoming, received)))
      // Once there is a response, its body is what breaks off, and nobody waits for this any more.
      .on("error", (error) => {
        received.failure ??= error;
        const unparsed = received.unparsed();
        if (unparsed !== undefined) resolve(unparsed);
        else reject(isConnected ? transportFailure(error) : unsent(error));
      })
      .end(body ?? "");
  });
}

function tooSlow(): TransportFailure {
  return new TransportFailure("UND_ERR_CONNECT_TIMEOUT", true);
}

/** What failed before there was a connection, whatever it was. */
function unsent(error: unknown): TransportFailure {
  return new TransportFailure(transportFailure(error).code, true, { cause: error });
}

function open(
  { method, headers, body = "", signal }: PeerRequest,
  target: URL,
  through: Socket | undefined,
): ClientRequest {
  const send = target.protocol === "https:" ? httpsRequest : httpRequest;
  return send(target, {
    method,
    // An answer that comes once is asked for as it is.
    headers: { ...headers, "content-length": Buffer.byteLength(body), "accept-encoding": "identity" },
    ...(through === undefined ? { agent: false } : { createConnection: () => securely(through, target) }),
    maxHeaderSize: MAX_HEADER_BYTES,
    // Nobody else's answer can follow on this connection, so a careless one does no harm.
    insecureHTTPParser: true,
    signal,
  });
}

/** A tunnel is where TLS begins, if the URL asks for it. */
function securely(socket: Socket, { protocol, hostname }: URL): Socket {
  if (protocol !== "https:") return socket;
  const host = hostname.replace(/^\[|\]$/g, "");
  return connectTls({ socket, host, ...(isIP(host) ? {} : { servername: host }) });
}

function whenConnected(socket: Socket, connected: () => void): void {
  if (socket instanceof TLSSocket) socket.once("secureConnect", connected);
  else if (socket.connecting) socket.once("connect", connected);
  else connected();
}

/** What came over the connection, as it came, for when the parser makes nothing of it. */
class Received {
  failure: Error | undefined;
  readonly #chunks: Buffer[] = [];
  #size = 0;

  add(chunk: Buffer): void {
    if (this.#size < RAW_LIMIT) this.#chunks.push(chunk);
    this.#size += chunk.length;
  }

  /** The parser gave up. */
  get isUnreadable(): boolean {
    return this.failure !== undefined && "code" in this.failure && String(this.failure.code).startsWith("HPE_");
  }

  /** Everything behind the head, its framing included. */
  get body(): Buffer {
    const all = Buffer.concat(this.#chunks);
    const [end] = /\r?\n\r?\n/.exec(all.toString("latin1")) ?? [];
    return end === undefined ? all : all.subarray(all.indexOf(end) + end.length);
  }

  /** An answer that is no HTTP but for its first line. */
  unparsed(): PeerResponse | undefined {
    const beginning = this.#chunks[0]?.toString("latin1") ?? "";
    const [, status] = /^HTTP\/\d(?:\.\d)? ([2-5]\d\d)\b/.exec(beginning) ?? [];
    if (!this.isUnreadable || status === undefined) return undefined;
    const { body, failure } = this;
    return { status: Number(status), headers: new Headers(), body: broken([body], failure) };
  }
}

function responseOf(incoming: IncomingMessage, received: Received): PeerResponse {
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) {
      try {
        headers.append(name, value);
      } catch {
        // No header that anybody could have meant.
      }
    }
  }
  return { status: incoming.statusCode ?? 0, headers, body: bodyOf(incoming, received) };
}

async function* bodyOf(incoming: IncomingMessage, received: Received): AsyncGenerator<Uint8Array> {
  const unpack = unpackers[incoming.headers["content-encoding"]?.trim().toLowerCase() ?? ""];
  try {
    yield* unpack === undefined ? (incoming as AsyncIterable<Buffer>) : unpacked(incoming, unpack);
  } catch (error) {
    if (received.isUnreadable) yield received.body;
    throw error;
  }
}

const unpackers: Readonly<Record<string, () => NodeJS.ReadWriteStream>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
};

/** What was packed although it was asked not to be; or as it came, when it only says that it is packed. */
async function* unpacked(
  incoming: AsyncIterable<Buffer>,
  unpack: () => NodeJS.ReadWriteStream,
): AsyncGenerator<Uint8Array> {
  const packed: Buffer[] = [];
  let failure: unknown;
  let size = 0;
  try {
    for await (const chunk of incoming) {
      packed.push(chunk);
      size += chunk.length;
      if (size > RAW_LIMIT) break;
    }
  } catch (error) {
    failure = error;
  }
  let isPacked = false;
  try {
    for await (const chunk of Readable.from(packed).pipe(unpack())) {
      isPacked = true;
      yield chunk as unknown as Uint8Array;
    }
  } catch (error) {
    if (isPacked) failure ??= error;
    else yield* packed;
  }
  if (failure !== undefined) throw failure;
}

/** A body that ends in a failure: what comes before it is not all there was. */
async function* broken(chunks: readonly Uint8Array[], failure: unknown): AsyncGenerator<Uint8Array> {
  yield* chunks;
  throw failure;
}
