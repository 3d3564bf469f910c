import { HubToken } from "../ocpi/token.ts";
import { Redaction } from "../ocpi/redaction.ts";
import { Guards } from "../peer/guards.ts";
import { Peer } from "../peer/peer.ts";
import type { Ports } from "../ports.ts";
import { defaultProfile } from "../profiles/hubs.ts";
import type { OpenedCapsule } from "./capsule.ts";
import { tryAtHub } from "./probe-hub.ts";

const REQUEST_TIMEOUT_MS = 10_000;

/** Whether the capsule's own hub accepts the token that is in it, within 20 seconds. */
export async function opensItsHub(
  content: OpenedCapsule,
  { fetch, clock, random }: Pick<Ports, "fetch" | "clock" | "random">,
): Promise<boolean> {
  const { origin } = new URL(content.versions_url);
  const redaction = new Redaction();
  const token = new HubToken(content.token);
  redaction.add(token);
  const hub = new Peer(
    {
      name: "hub",
      origins: [origin],
      correlationId: content.correlation_id,
      requestTimeoutMs: REQUEST_TIMEOUT_MS,
      rateLimitedCode: undefined,
    },
    { fetch, clock, random, redaction, observe: () => undefined },
  );
  // The capsule names no profile: where the details are is what versions say.
  const undiscovered = { details: undefined, credentials: undefined, hubclientinfo: undefined, locations: undefined };
  const address = { origin, versions: content.versions_url, ...undiscovered };
  if (!hub.admits(content.versions_url)) return false;
  // The capsule does not name the hub's profile, so what a hub documents does not count: the hub has to refuse a made-up token.
  const profile = { ...defaultProfile, documentsGuards: false };
  const signal = AbortSignal.timeout(2 * REQUEST_TIMEOUT_MS);
  const probe = {
    hub,
    guards: new Guards(hub, profile, signal),
    address,
    profile,
    encodings: [content.encoding] as const,
    signal,
  };
  return (await tryAtHub(probe, token, {})).tokenStatus === "accepted";
}
