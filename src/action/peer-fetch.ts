import type { PeerFetch } from "../core/ports.ts";
import { directRequests } from "./direct-request.ts";
import { proxyFor } from "./proxy.ts";

/** A way to peers for GETs. */
interface Way {
  readonly fetch: PeerFetch;
  readonly close: () => void | Promise<void>;
}

/**
 * The runner's way to a peer for GETs: through its proxy where there is one, never following a redirect.
 * @param isForMany whether thousands of requests are to be made: what makes each of them quicker is loaded for it.
 */
export function actionFetch(isForMany = false): { readonly fetch: PeerFetch; readonly close: () => Promise<void> } {
  let direct: Promise<Way> | Way | undefined;
  let proxied: Promise<Way> | undefined;
  return {
    fetch: async (request) => {
      if (proxyFor(request.url, process.env) === undefined) {
        direct ??= isForMany
          ? import("./pooled-requests.ts").then(({ pooledRequests }) => pooledRequests())
          : directRequests();
        return (await direct).fetch(request);
      }
      proxied ??= import("./proxied-fetch.ts").then(({ proxiedFetch }) => proxiedFetch());
      return (await proxied).fetch(request);
    },
    close: async () => {
      await (await direct)?.close();
      await (await proxied)?.close();
    },
  };
}
