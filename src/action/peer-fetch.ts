import { EnvHttpProxyAgent, fetch } from "undici";
import { TransportFailure, type PeerFetch } from "../core/ports.ts";

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
        throw new TransportFailure(...codeOf(error), { cause: error });
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

// Errors that come before the first byte of a request is written.
const beforeSending = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function codeOf(error: unknown): [code: string, notSent: boolean] {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  // Happy Eyeballs reports one error for each address; they all come before anything is sent.
  const first = cause instanceof AggregateError ? cause.errors[0] : cause;
  const code = first instanceof Error && "code" in first ? String(first.code) : "";
  if (code === "") return ["NETWORK", false];
  const tls = /CERT|SIGNATURE|TLS|SSL/.test(code);
  return [code, tls || beforeSending.has(code)];
}
