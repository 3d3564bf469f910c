import { EnvHttpProxyAgent, fetch, type RequestInit } from "undici";
import { fetchOptions, refusedByProxy, transportFailure } from "../core/peer/transport.ts";
import type { PeerFetch, PeerResponse } from "../core/ports.ts";
import { CONNECT_TIMEOUT_MS, MAX_HEADER_BYTES, sendOnce } from "./unsafe-request.ts";

// The request's own signal ends it; undici's limits only must not come first.
const LONG_MS = 10 * 60_000;

/** The runner's way to a peer: through its proxy where there is one, never following a redirect. */
export function actionFetch(): { fetch: PeerFetch; close: () => Promise<void> } {
  const agent = newAgent();
  return {
    async fetch(request) {
      if (request.unsafe) return sendOnce(request);
      try {
        return (await fetch(request.url, {
          ...(fetchOptions(request) as Omit<RequestInit, "dispatcher">),
          dispatcher: agent,
        })) as unknown as PeerResponse;
      } catch (error) {
        const refusal = refusalOfProxy(error);
        throw refusal === undefined ? transportFailure(error) : refusedByProxy(refusal, error);
      }
    },
    close: () => agent.destroy(),
  };
}

/** The status with which a proxy refused to connect: undici tells it only in words, beneath errors that say nothing. */
function refusalOfProxy(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  const status = /^Proxy response \((\d{3})\)/.exec(error.message)?.[1];
  return status === undefined ? refusalOfProxy(error.cause) : Number(status);
}

/** Node's own fetch ignores the proxy variables that self-hosted runners depend on; this agent follows them. */
function newAgent(): EnvHttpProxyAgent {
  return new EnvHttpProxyAgent({
    connect: { timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: LONG_MS,
    bodyTimeout: LONG_MS,
    allowH2: false,
    maxHeaderSize: MAX_HEADER_BYTES,
  });
}
