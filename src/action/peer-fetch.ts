import { Agent, EnvHttpProxyAgent, fetch, type Dispatcher, type RequestInit } from "undici";
import { isLoopback } from "../core/peer/hub-address.ts";
import { fetchOptions, refusedByProxy, transportFailure } from "../core/peer/transport.ts";
import { TransportFailure, type PeerFetch, type PeerRequest, type PeerResponse } from "../core/ports.ts";
import { proxiesIn, VERIFIED } from "./proxy.ts";

// The request's own signal ends it; undici's limits only must not come first.
const LONG_MS = 10 * 60_000;

/** How long a connection may take, TLS and a proxy included. */
export const CONNECT_TIMEOUT_MS = 10_000;
/** Gateways may add much, and none of it may cost the answer. */
export const MAX_HEADER_BYTES = 64 * 1024;

/** The runner's way to a peer for GETs: through its proxy where there is one, never following a redirect. */
export function actionFetch(): { fetch: PeerFetch; close: () => Promise<void> } {
  let shared: Dispatcher | undefined;
  // What is on this machine is not asked for at a proxy, whose machine is another.
  let direct: Dispatcher | undefined;
  return {
    fetch: async (request) =>
      fetchOver(isLoopback(request.url) ? (direct ??= new Agent(settings)) : (shared ??= newAgent()), request),
    close: async () => {
      await Promise.all([shared?.destroy(), direct?.destroy()]);
    },
  };
}

/** The same, once, on a connection that no other request may use: through a proxy that only undici speaks to. */
export async function fetchOnce(request: PeerRequest): Promise<PeerResponse> {
  const agent = newAgent();
  try {
    return await fetchOver(agent, request);
  } finally {
    // Lets the answer's body arrive, and then closes the connection.
    void agent.close().catch(() => undefined);
  }
}

async function fetchOver(dispatcher: Dispatcher, request: PeerRequest): Promise<PeerResponse> {
  try {
    return (await fetch(request.url, {
      ...(fetchOptions(request) as Omit<RequestInit, "dispatcher">),
      dispatcher,
    })) as unknown as PeerResponse;
  } catch (error) {
    const refusal = refusalOfProxy(error);
    throw refusal === undefined ? transportFailure(error) : refusedByProxy(refusal, error);
  }
}

/** The status with which a proxy refused to connect: undici says it only in words, in the causes of errors that do not. */
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
