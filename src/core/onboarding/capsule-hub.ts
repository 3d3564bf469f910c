import { HubToken } from "../ocpi/token.ts";
import { Redaction } from "../ocpi/redaction.ts";
import { checkVersions } from "../checks/hub.ts";
import { dataOf, verdictOn } from "../peer/answer.ts";
import { Peer } from "../peer/peer.ts";
import type { Ports } from "../ports.ts";
import { defaultProfile } from "../profiles/hubs.ts";
import type { OpenedCapsule } from "./capsule.ts";

const REQUEST_TIMEOUT_MS = 10_000;

/** Whether the capsule's own hub accepts the token that is in it: for versions and their details, within ten seconds. */
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
  const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
  const versions = await hub.get(content.versions_url, token, content.encoding, signal);
  if (verdictOn(versions, defaultProfile) !== "opens") return false;
  // Versions may be open to everybody.
  const { detailsUrl } = checkVersions(dataOf(versions)?.data, content.versions_url, defaultProfile);
  if (detailsUrl === undefined || !hub.admits(detailsUrl)) return true;
  return verdictOn(await hub.get(detailsUrl, token, content.encoding, signal), defaultProfile) === "opens";
}
