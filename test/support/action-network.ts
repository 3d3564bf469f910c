import { actionFetch } from "../../src/action/peer-fetch.ts";
import { sendOnce } from "../../src/action/unsafe-request.ts";
import type { PeerFetch } from "../../src/core/ports.ts";

/** The Action's two ways to a peer, as a run chooses between them. */
export function actionNetwork(): { fetch: PeerFetch; close: () => Promise<void> } {
  const { fetch, close } = actionFetch();
  return { fetch: (request) => (request.unsafe ? sendOnce(request) : fetch(request)), close };
}
