import type { Fact } from "../checks/fact.ts";
import { checkDetails, checkDress, checkUsable, checkVersions, chooseEndpoint } from "../checks/hub.ts";
import { oddAnswer } from "../checks/odd-answer.ts";
import { checkAnswers, checkGivenUrl, checkVersionList, type PlatformLook } from "../checks/platform.ts";
import type { Party } from "../ocpi/party.ts";
import type { HubToken, InitialToken, PlatformToken, TokenEncoding } from "../ocpi/token.ts";
import type { Endpoint, VersionDetails } from "../ocpi/versions.ts";
import { dataOf, verdictOn, type Answer, type TokenVerdict } from "../peer/answer.ts";
import type { HubAddress } from "../peer/hub-address.ts";
import { inEachEncoding } from "../peer/encodings.ts";
import type { Peer } from "../peer/peer.ts";
import type { Profile } from "../profiles/profile.ts";
import { readParties, type PartiesLook } from "./parties.ts";

/** The hub as seen with one token. */
export interface HubLook {
  readonly verdict: "opens" | "refused" | "unclear";
  readonly encoding: TokenEncoding;
  /** Whether the verdict settled the encoding. */
  readonly settled: boolean;
  /** The hub offers the version. */
  readonly fit: boolean;
  readonly endpoints: readonly Endpoint[];
  readonly credentialsUrl: string;
  readonly hubclientinfoUrl: string;
  readonly facts: readonly Fact[];
  /** The own parties, where they were asked for. */
  readonly parties: PartiesLook | undefined;
}

export interface HubSight {
  readonly hub: Peer;
  readonly address: HubAddress;
  readonly profile: Profile;
  readonly encodings: Profile["encodings"];
  readonly signal: AbortSignal;
}

/**
 * Looks at the hub with a token: versions and details, and the own parties where they are given, all in parallel.
 */
export async function lookAtHub(
  sight: HubSight,
  token: InitialToken | HubToken,
  parties: readonly Party[],
): Promise<HubLook> {
  const sighting = await inEachEncoding(sight.encodings, (encoding) => lookOnce(sight, token, encoding, parties));
  return concluded(sight, token, sighting);
}

interface Sighting {
  readonly encoding: TokenEncoding;
  readonly verdict: TokenVerdict;
  readonly versions: Answer;
  readonly details: Answer;
  readonly parties: PartiesLook | undefined;
}

async function lookOnce(
  { hub, address, profile, signal }: HubSight,
  token: InitialToken | HubToken,
  encoding: TokenEncoding,
  wanted: readonly Party[],
): Promise<Sighting> {
  const [versions, details, parties] = await Promise.all([
    hub.get(address.versions, token, encoding, signal),
    hub.get(address.details, token, encoding, signal),
    wanted.length === 0
      ? undefined
      : readParties({ hub, url: address.hubclientinfo, profile, signal }, { token, encoding }, wanted),
  ]);
  return { encoding, verdict: verdictOn(versions, profile), versions, details, parties };
}

// Whose URLs are chosen, and told of, one by one.
const chosen = new Set(["credentials", "hubclientinfo"]);

async function concluded(sight: HubSight, token: InitialToken | HubToken, sighting: Sighting): Promise<HubLook> {
  const { address, profile, hub } = sight;
  const undiscovered = {
    encoding: sighting.encoding,
    settled: false,
    fit: false,
    endpoints: [],
    credentialsUrl: address.credentials,
    hubclientinfoUrl: address.hubclientinfo,
    parties: sighting.parties,
  };
  if (sighting.verdict !== "opens") {
    const refused = sighting.verdict === "refused";
    const facts: Fact[] = refused
      ? [{ code: `${token.kind}-refused`, odd: oddAnswer("GET", address.versions, sighting.versions) }]
      : checkUsable("GET", address.versions, sighting.versions);
    return { ...undiscovered, verdict: refused ? "refused" : "unclear", facts };
  }
  // Versions open to initial tokens, too; what a hub token is for does not.
  if (token.kind === "hub-token" && sighting.parties?.refused === true) {
    const facts = sighting.parties.facts.map((fact) =>
      fact.code === "parties-unreadable" ? { code: "hub-token-limited" as const, odd: fact.odd } : fact,
    );
    return { ...undiscovered, verdict: "refused", facts };
  }
  const versions = checkVersions(dataOf(sighting.versions)?.data, address.versions, profile);
  const details = await findDetails(sight, token, sighting, versions.detailsUrl);
  const endpoints = details.details?.endpoints ?? [];
  const admits = (url: string): boolean => hub.admits(url);
  const elsewhere = endpoints.filter(({ identifier, url }) => !chosen.has(identifier) && !admits(url));
  const credentials = chooseEndpoint("credentials", endpoints, address, admits);
  const hubclientinfo = chooseEndpoint("hubclientinfo", endpoints, address, admits);
  return {
    ...undiscovered,
    verdict: "opens",
    settled: true,
    fit: versions.detailsUrl !== undefined,
    endpoints,
    credentialsUrl: credentials.url,
    hubclientinfoUrl: hubclientinfo.url,
    facts: [
      ...(sighting.encoding === profile.encodings[0]
        ? []
        : [{ code: "hub-wants-other-encoding" as const, encoding: sighting.encoding }]),
      ...checkDress(address.versions, sighting.versions),
      ...versions.facts,
      ...details.facts,
      ...credentials.facts,
      ...hubclientinfo.facts,
      ...elsewhere.slice(0, 5).map((entry) => ({
        code: "hub-module-elsewhere" as const,
        module: entry.identifier,
        url: entry.url,
        origin: address.origin,
      })),
    ],
  };
}

/** The version details: at the documented path, or where the version list says they are, if a token may go there. */
async function findDetails(
  { hub, address, profile, signal }: HubSight,
  token: InitialToken | HubToken,
  sighting: Sighting,
  listed: string | undefined,
): Promise<{ facts: Fact[]; details: VersionDetails | undefined }> {
  const elsewhere = listed !== undefined && listed.replace(/\/$/, "") !== address.details;
  const facts: Fact[] = [];
  let url = address.details;
  let answer = sighting.details;
  if (elsewhere && hub.admits(listed)) {
    url = new URL(listed).href;
    answer = await hub.get(listed, token, sighting.encoding, signal);
  } else if (elsewhere) {
    facts.push({ code: "hub-url-elsewhere", what: "version details", url: listed, origin: address.origin });
  }
  const data = dataOf(answer);
  if (data === undefined) return { facts: [...facts, ...checkUsable("GET", url, answer)], details: undefined };
  const checked = checkDetails(data.data, url, profile);
  return { facts: [...facts, ...checked.facts], details: checked.details };
}

/**
 * Looks at the platform as the hub will see it: the URL that is sent to the hub, and the path that the hub probes, in
 * parallel, with the token that the hub will present.
 */
export async function lookAtPlatform(
  platform: Peer,
  url: string,
  token: PlatformToken,
  profile: Profile,
  signal: AbortSignal,
): Promise<Fact[]> {
  const health = new URL(url).origin + profile.healthPath;
  const [given, probed] = await Promise.all([
    lookAtUrl(platform, url, token, profile, signal),
    url === health ? undefined : lookAtUrl(platform, health, token, profile, signal),
  ]);
  const facts = [...checkAnswers(given, profile), ...checkGivenUrl(given, profile)];
  if (probed === undefined) return facts;
  const more = [...checkAnswers(probed, profile), ...checkVersionList(probed, profile)];
  // One cause, one finding: where both URLs fail alike the first one says it.
  return [
    ...facts,
    ...more.filter((fact) => !facts.some((first) => first.code === fact.code && sayTheSame(first, fact))),
  ];
}

function sayTheSame(a: Fact, b: Fact): boolean {
  return (
    a.code === "platform-only-base64" ||
    (a.code === "platform-no-answer" && b.code === a.code && a.odd.error === b.odd.error) ||
    (a.code === "platform-refuses-token" && b.code === a.code)
  );
}

async function lookAtUrl(
  platform: Peer,
  url: string,
  token: PlatformToken,
  profile: Profile,
  signal: AbortSignal,
): Promise<PlatformLook> {
  return inEachEncoding(profile.encodings, async (encoding) => {
    const answer = await platform.get(url, token, encoding, signal);
    return { url, answer, verdict: verdictOn(answer, profile), encoding };
  });
}
