import { EnvHttpProxyAgent, fetch, type Dispatcher, type RequestInit } from "undici";
import { fetchOptions, refusedByProxy, transportFailure } from "../core/peer/transport.ts";
import { TransportFailure, type PeerFetch, type PeerRequest, type PeerResponse } from "../core/ports.ts";
import { proxiesIn } from "./proxy.ts";
import { undiciSettings } from "./undici-settings.ts";
import { VERIFIED } from "./verified-tls.ts";

/** The way through the runner's proxy, for GETs. Undici is loaded with it: it speaks to every kind of proxy. */
export function proxiedFetch(): { readonly fetch: PeerFetch; readonly close: () => Promise<void> } {
  let shared: Dispatcher | undefined;
  return {
    fetch: async (request) => fetchOver((shared ??= newAgent()), request),
    close: async () => shared?.destroy(),
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

/**
 * Node's own fetch ignores the proxy variables that self-hosted runners depend on; this agent follows them.
 * @throws TransportFailure when what they name is no proxy.
 */
function newAgent(): EnvHttpProxyAgent {
  try {
    return new EnvHttpProxyAgent({
      ...proxiesIn(process.env),
      ...undiciSettings,
      requestTls: VERIFIED,
      // No proxyTls: undici then speaks TLS to a SOCKS proxy, too. An HTTPS proxy is verified as Node does it by itself.
    });
  } catch {
    // What undici says of it may quote a password.
    throw new TransportFailure("ERR_INVALID_PROXY", true);
  }
}
