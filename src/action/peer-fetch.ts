import { EnvHttpProxyAgent, fetch } from "undici";
import { transportFailure } from "../core/peer/transport.ts";
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
          method: request.method,
          headers: request.headers,
          ...(request.body === undefined ? {} : { body: request.body }),
          redirect: "manual",
          signal: request.signal,
          dispatcher: agent,
        });
        return response as unknown as Response;
      } catch (error) {
        throw transportFailure(error);
      } finally {
        // Lets the answer's body arrive, and then closes the connection that nobody else may use.
        if (agent !== shared) void agent.close().catch(() => undefined);
      }
    },
    close: () => shared.destroy(),
  };
}

function newAgent(): EnvHttpProxyAgent {
  return new EnvHttpProxyAgent({
    connect: { timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: LONG_MS,
    bodyTimeout: LONG_MS,
    allowH2: false,
  });
}
