import { Agent, EnvHttpProxyAgent, fetch, type Dispatcher, type RequestInit } from "undici";
import { isLoopback } from "../core/peer/hub-address.ts";
import { fetchOptions, refusedByProxy, transportFailure } from "../core/peer/transport.ts";
import { TransportFailure, type PeerFetch, type PeerResponse } from "../core/ports.ts";
import { proxiesIn, proxyFor, VERIFIED } from "./proxy.ts";
import { CONNECT_TIMEOUT_MS, MAX_HEADER_BYTES, sendOnce } from "./unsafe-request.ts";

// The request's own signal ends it; undici's limits only must not come first.
const LONG_MS = 10 * 60_000;

/** The runner's way to a peer: through its proxy where there is one, never following a redirect. */
export function actionFetch(): { fetch: PeerFetch; close: () => Promise<void> } {
  let shared: Dispatcher | undefined;
  // What is on this machine is not asked for at a proxy, whose machine is another.
  let direct: Dispatcher | undefined;
  return {
    async fetch(request) {
      const proxy = proxyFor(request.url, process.env);
      if (request.unsafe && (proxy === undefined || /^https?:/.test(proxy))) return sendOnce(request, proxy);
      // Only undici speaks SOCKS.
      const agent = request.unsafe
        ? newAgent()
        : isLoopback(request.url)
          ? (direct ??= new Agent(settings))
          : (shared ??= newAgent());
      try {
        return (await fetch(request.url, {
          ...(fetchOptions(request) as Omit<RequestInit, "dispatcher">),
          dispatcher: agent,
        })) as unknown as PeerResponse;
      } catch (error) {
        const refusal = refusalOfProxy(error);
        throw refusal === undefined ? transportFailure(error) : refusedByProxy(refusal, error);
      } finally {
        // Lets the answer's body arrive, and then closes the connection, which no other request may use.
        if (request.unsafe) void agent.close().catch(() => undefined);
      }
    },
    close: async () => {
      await Promise.all([shared?.destroy(), direct?.destroy()]);
    },
  };
}

/** The status with which a proxy refused to connect: undici tells it only in words, beneath errors that say nothing. */
function refusalOfProxy(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  const status = /^Proxy response \((\d{3})\)/.exec(error.message)?.[1];
  return status === undefined ? refusalOfProxy(error.cause) : Number(status);
}

const settings = {
  connect: { ...VERIFIED, timeout: CONNECT_TIMEOUT_MS },
  headersTimeout: LONG_MS,
  bodyTimeout: LONG_MS,
  allowH2: false,
  maxHeaderSize: MAX_HEADER_BYTES,
};

/**
 * Node's own fetch ignores the proxy variables that self-hosted runners depend on; this agent follows them.
 * @throws TransportFailure when what they name is no proxy.
 */
function newAgent(): EnvHttpProxyAgent {
  try {
    return new EnvHttpProxyAgent({
      ...proxiesIn(process.env),
      ...settings,
      requestTls: VERIFIED,
      // No proxyTls: undici then speaks TLS to a SOCKS proxy, too. An HTTPS proxy is verified as Node does it by itself.
    });
  } catch {
    // What undici says of it may quote a password.
    throw new TransportFailure("ERR_INVALID_PROXY", true);
  }
}
