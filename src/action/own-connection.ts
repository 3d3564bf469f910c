import { once } from "node:events";
import { connect, isIP, type Socket } from "node:net";
import { transportFailure } from "../core/peer/transport.ts";
import { TransportFailure } from "../core/ports.ts";
import { CONNECT_TIMEOUT_MS } from "./connection-limits.ts";
import { portOf, proxyFor, tunnel } from "./proxy.ts";
import { VERIFIED } from "./verified-tls.ts";

/** How a connection is opened. */
export interface Opening {
  readonly signal: AbortSignal;
  /** How long it may take, in milliseconds. */
  readonly withinMs?: number;
  /** What a peer gave for the next connection: it makes that quicker. */
  readonly session?: Buffer | undefined;
  /** Is given what the peer gives for the next one. */
  readonly onSession?: ((session: Buffer) => void) | undefined;
}

/**
 * Opens a connection to a URL's host for one request alone: through the proxy if there is one, TLS done.
 * @throws TransportFailure when there is none; then nothing was sent.
 */
export async function ownConnection(target: URL, opening: Opening): Promise<Socket> {
  const { signal, withinMs = CONNECT_TIMEOUT_MS } = opening;
  const tooSlow = AbortSignal.timeout(withinMs);
  const ended = AbortSignal.any([tooSlow, signal]);
  const proxy = proxyFor(target.href, process.env);
  try {
    const through = proxy === undefined ? undefined : await tunnel(proxy, target, ended);
    return await connected(target, through, ended, opening);
  } catch (error) {
    if (error instanceof TransportFailure) throw error;
    // With the code that undici gives it: for a GET and for a POST it is the same trouble.
    const code = tooSlow.aborted ? "UND_ERR_CONNECT_TIMEOUT" : transportFailure(error).code;
    throw new TransportFailure(code, true, { cause: error });
  }
}

/** A tunnel is where TLS begins, if the URL asks for it. */
async function connected(
  target: URL,
  through: Socket | undefined,
  ended: AbortSignal,
  { session, onSession }: Opening,
): Promise<Socket> {
  const host = target.hostname.replace(/^\[|\]$/g, "");
  const isSecure = target.protocol === "https:";
  if (through !== undefined && !isSecure) return quiet(through);
  const way = through === undefined ? { host, port: Number(portOf(target)) } : { socket: through, host };
  const servername = isIP(host) ? {} : { servername: host };
  const options = { ...VERIFIED, ...way, ...servername, session, ALPNProtocols: ["http/1.1"] };
  const socket = isSecure
    ? process.getBuiltinModule("node:tls").connect(options)
    : connect({ host, port: Number(portOf(target)) });
  if (onSession !== undefined) socket.on("session", onSession);
  try {
    await once(socket, isSecure ? "secureConnect" : "connect", { signal: ended });
    return quiet(socket.setNoDelay(true));
  } catch (error) {
    quiet(socket).destroy();
    throw error;
  }
}

/** What goes wrong before a request is written shows when it is to be: nothing else waits for it. */
function quiet(socket: Socket): Socket {
  return socket.on("error", () => undefined);
}
