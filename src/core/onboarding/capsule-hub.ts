import { HubToken } from "../ocpi/token.ts";
import { Redaction } from "../ocpi/redaction.ts";
import { verdictOn } from "../peer/answer.ts";
import { Peer } from "../peer/peer.ts";
import type { Ports } from "../ports.ts";
import { defaultProfile } from "../profiles/hubs.ts";
import type { OpenedCapsule } from "./capsule.ts";

const REQUEST_TIMEOUT_MS = 10_000;

/** Whether the capsule's own hub accepts the token that is in it: one GET of versions, within ten seconds. */
export async function opensItsHub(
  content: OpenedCapsule,
  { fetch, clock, random }: Pick<Ports, "fetch" | "clock" | "random">,
): Promise<boolean> {
  const redaction = new Redaction();
  const token = new HubToken(content.token);
  redaction.add(token);
  const hub = new Peer(
    {
      name: "hub",
      origins: [new URL(content.versions_url).origin],
      correlationId: content.correlation_id,
      requestTimeoutMs: REQUEST_TIMEOUT_MS,
      rateLimitedCode: undefined,
    },
    { fetch, clock, random, redaction, observe: () => undefined },
  );
  const answer = await hub.get(content.versions_url, token, content.encoding, AbortSignal.timeout(REQUEST_TIMEOUT_MS));
  return verdictOn(answer, defaultProfile) === "opens";
}
