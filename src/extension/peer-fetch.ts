import { transportFailure } from "../core/peer/transport.ts";
import type { PeerFetch } from "../core/ports.ts";

/**
 * The editor's way to a peer: the global fetch, which follows the user's proxy and certificates. It is looked up for each
 * request, because VS Code puts its own there. Redirects are not followed.
 */
export const editorFetch: PeerFetch = async (request) => {
  try {
    return await globalThis.fetch(request.url, {
      method: request.method,
      headers: request.headers,
      ...(request.body === undefined ? {} : { body: request.body }),
      redirect: "manual",
      signal: request.signal,
    });
  } catch (error) {
    throw transportFailure(error);
  }
};
