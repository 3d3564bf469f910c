import { fetchOptions, refusedByProxy, transportFailure } from "../../core/peer/transport.ts";
import { UNVERIFIED } from "../../core/findings/transport-codes.ts";
import { TransportFailure, type PeerFetch } from "../../core/ports.ts";

/**
 * The editor's way to a peer: the global fetch, which follows the user's proxy and certificates. It is looked up for each
 * request, because VS Code puts its own there. Redirects are not followed.
 * @throws TransportFailure, also where the environment that the editor was started in keeps certificates from being verified:
 * the variable is every extension's, so it stays as it is, and nothing is sent.
 */
export const editorFetch: PeerFetch = async (request) => {
  if (request.url.startsWith("https:") && process.env["NODE_TLS_REJECT_UNAUTHORIZED"] === "0") {
    throw new TransportFailure(UNVERIFIED, true);
  }
  try {
    return await globalThis.fetch(request.url, fetchOptions(request));
  } catch (error) {
    const beneath = innermost(error);
    const refusal = refusalOfProxy(beneath);
    throw refusal === undefined ? transportFailure(beneath) : refusedByProxy(refusal, error);
  }
};

/** What it began with: VS Code's fetch wraps what happened at a proxy once more, in an error that says nothing. */
function innermost(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? innermost(error.cause) : error;
}

/** The status with which a proxy refused to connect. */
function refusalOfProxy(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("connectResponseStatusCode" in error)) return undefined;
  return typeof error.connectResponseStatusCode === "number" ? error.connectResponseStatusCode : undefined;
}
