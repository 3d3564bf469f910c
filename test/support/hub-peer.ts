import { Redaction } from "../../src/core/ocpi/redaction.ts";
import { Peer } from "../../src/core/peer/peer.ts";
import type { Clock, PeerFetch } from "../../src/core/ports.ts";

export const HUB = "https://hub.example.com";

/** What a test may set about a peer. */
export interface HubPeerSettings {
  readonly requestTimeoutMs?: number;
  readonly rateLimitedCode?: number;
  /** Without one, the client never waits, and no time passes. */
  readonly clock?: Clock;
}

/** The hub as a run sees it, over this way to it. */
export function hubPeer(fetch: PeerFetch, settings: HubPeerSettings = {}): Peer {
  const { requestTimeoutMs = 30_000, rateLimitedCode } = settings;
  const clock = settings.clock ?? { now: () => new Date(0), sleep: () => Promise.resolve() };
  return new Peer(
    { name: "hub", origins: [HUB], correlationId: "c", requestTimeoutMs, rateLimitedCode },
    {
      fetch,
      clock,
      random: { uuid: () => "id", fraction: () => 0 },
      redaction: new Redaction(),
      observe: () => undefined,
    },
  );
}
