import { EnvHttpProxyAgent, fetch, type RequestInit } from "undici";
import { fetchOptions, refusedByProxy, transportFailure } from "../core/peer/transport.ts";
import type { PeerFetch } from "../core/ports.ts";

// Node's own fetch ignores the proxy variables that self-hosted runners depend on; this agent follows them.
const CONNECT_TIMEOUT_MS = 10_000;
// The request's own signal ends it; undici's limits only must not come first.
const LONG_MS = 10 * 60_000;

/** The runner's way to a peer: through its proxy where there is one, never following a redirect. */
export function actionFetch(): { fetch: PeerFetch; close: () => Promise<void> } {
  const shared = newAgent();
  return {
    async fetch(request) {
      const agent = request.unsafe ? newAgent() : shared;
      try {
        const response = await fetch(request.url, {
          ...(fetchOptions(request) as Omit<RequestInit, "dispatcher">),
          dispatcher: agent,
        });
        return response as unknown as Response;
      } catch (error) {
        const refusal = refusalOfProxy(error);
        throw refusal === undefined ? transportFailure(error) : refusedByProxy(refusal, error);
      } finally {
        // Lets the answer's body arrive, and then closes the connection that nobody else may use.
        if (agent !== shared) void agent.close().catch(() => undefined);
      }
    },
    close: () => shared.destroy(),
  };
}

/** The status with which a proxy refused to connect: undici tells it only in words, beneath errors that say nothing. */
function refusalOfProxy(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  const status = /^Proxy response \((\d{3})\)/.exec(error.message)?.[1];
  return status === undefined ? refusalOfProxy(error.cause) : Number(status);
}

function newAgent(): EnvHttpProxyAgent {
  return new EnvHttpProxyAgent({
    connect: { timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: LONG_MS,
    bodyTimeout: LONG_MS,
    allowH2: false,
    // Gateways may add much, and none of it may cost the answer.
    maxHeaderSize: 64 * 1024,
  });
}
