import type { PeerFetch } from "../core/ports.ts";
import { directRequests } from "./direct-request.ts";
import { proxyFor } from "./proxy.ts";
import type { proxiedFetch } from "./proxied-fetch.ts";

/** The runner's way to a peer for GETs: through its proxy where there is one, never following a redirect. */
export function actionFetch(): { readonly fetch: PeerFetch; readonly close: () => Promise<void> } {
  const direct = directRequests();
  let proxied: Promise<ReturnType<typeof proxiedFetch>> | undefined;
  return {
    fetch: async (request) => {
      if (proxyFor(request.url, process.env) === undefined) return direct.fetch(request);
      proxied ??= import("./proxied-fetch.ts").then((loaded) => loaded.proxiedFetch());
      return (await proxied).fetch(request);
    },
    close: async () => {
      direct.close();
      await (await proxied)?.close();
    },
  };
}
