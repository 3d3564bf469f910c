import { once } from "node:events";
import type { Agent, ClientRequest, IncomingMessage } from "node:http";
import { transportFailure } from "../core/peer/transport.ts";
import { TransportFailure, type PeerFetch, type PeerRequest, type PeerResponse } from "../core/ports.ts";
import { answerHeaders } from "./answer-headers.ts";
import { httpFor } from "./node-http.ts";
import { CONNECT_TIMEOUT_MS, MAX_HEADER_BYTES } from "./connection-limits.ts";
import { VERIFIED } from "./verified-tls.ts";
import { PACKINGS, unpacked } from "./unpack.ts";

/**
 * The way to a peer without a proxy, for GETs: connections are kept open and used again, and TLS sessions are resumed. A
 * redirect is an answer.
 */
export function directRequests(): { readonly fetch: PeerFetch; readonly close: () => void } {
  let plain: Agent | undefined;
  let secure: Agent | undefined;
  const send = async (request: PeerRequest, fresh: boolean): Promise<PeerResponse> => {
    const target = new URL(request.url);
    const isSecure = target.protocol === "https:";
    const agent = isSecure ? (secure ??= secureAgent()) : (plain ??= plainAgent());
    const outgoing = httpFor(target).request(target, {
      ...VERIFIED,
      method: request.method,
      headers: { ...request.headers, "accept-encoding": PACKINGS },
      agent: fresh ? false : agent,
      maxHeaderSize: MAX_HEADER_BYTES,
      signal: request.signal,
    });
    try {
      return responseOf(await answerTo(outgoing));
    } catch (error) {
      // The peer closed a connection that was kept open, in the moment in which it was used again.
      if (outgoing.reusedSocket && isClosed(error)) return send(request, true);
      throw transportFailure(error);
    }
  };
  return {
    fetch: async (request) => send(request, false),
    close: () => {
      plain?.destroy();
      secure?.destroy();
    },
  };
}

// A connection that is used again is the one that was used last: it is the least likely to have been closed.
const kept = { keepAlive: true, scheduling: "lifo" } as const;

function plainAgent(): Agent {
  const { Agent: Plain } = process.getBuiltinModule("node:http");
  return new Plain(kept);
}

function secureAgent(): Agent {
  const { Agent: Secure } = process.getBuiltinModule("node:https");
  return new Secure({ ...kept, ...VERIFIED });
}

async function answerTo(outgoing: ClientRequest): Promise<IncomingMessage> {
  const tooSlow = setTimeout(
    () => outgoing.destroy(new TransportFailure("UND_ERR_CONNECT_TIMEOUT", true)),
    CONNECT_TIMEOUT_MS,
  );
  outgoing.once("socket", (socket) => {
    const connected = (): void => clearTimeout(tooSlow);
    if (socket.connecting) socket.once("encrypted" in socket ? "secureConnect" : "connect", connected);
    else connected();
  });
  // No other protocol was asked for, and without a listener Node does not say how this ended.
  outgoing.once("upgrade", (_incoming, socket) => {
    socket.destroy();
    outgoing.destroy(new TransportFailure("HPE_UPGRADE", false));
  });
  // What fails once the answer began breaks off its body.
  outgoing.end().on("error", () => undefined);
  try {
    const [incoming] = (await once(outgoing, "response")) as [IncomingMessage];
    return incoming;
  } finally {
    clearTimeout(tooSlow);
  }
}

function isClosed(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ECONNRESET" || error.code === "EPIPE");
}

function responseOf(incoming: IncomingMessage): PeerResponse {
  return {
    status: incoming.statusCode ?? 0,
    headers: answerHeaders(incoming.headersDistinct),
    body: unpacked(incoming, incoming.headers["content-encoding"]),
  };
}
