import type { Fact } from "../checks/fact.ts";
import { checkDetails, checkDress, checkUsable, checkVersions, chooseEndpoint } from "../checks/hub.ts";
import { oddAnswer } from "../checks/odd-answer.ts";
import type { Party } from "../ocpi/party.ts";
import type { HubToken, InitialToken, TokenEncoding } from "../ocpi/token.ts";
import type { Endpoint, VersionDetails } from "../ocpi/versions.ts";
import { dataOf, verdictOn, type Answer } from "../peer/answer.ts";
import { inEachEncoding, type SightVerdict } from "../peer/encodings.ts";
import type { HubAddress } from "../peer/hub-address.ts";
import type { Peer } from "../peer/peer.ts";
import type { Profile } from "../profiles/profile.ts";
import { readParties, type PartiesLook } from "./parties.ts";

/** The hub as seen with one token. */
export interface HubLook {
  readonly verdict: "opens" | "refused" | "unclear";
  /** Versions open, but what a token of this kind is for does not. To a hub token that is in truth an initial one, too. */
  readonly limited: boolean;
  readonly encoding: TokenEncoding;
  /** Whether the verdict settled the encoding. */
  readonly settled: boolean;
  /** The hub offers the version, and a place to register. */
  readonly fit: boolean;
  /** What opened to the token: versions, and their details. */
  readonly opened: readonly string[];
  readonly endpoints: readonly Endpoint[];
  /** Where they are, as far as that is documented or was discovered. */
  readonly detailsUrl: string | undefined;
  readonly credentialsUrl: string | undefined;
  readonly hubclientinfoUrl: string | undefined;
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
  readonly verdict: SightVerdict;
  readonly versions: Answer;
  /** Where the profile documents a path for them. */
  readonly details: Answer | undefined;
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
    address.details === undefined ? undefined : hub.get(address.details, token, encoding, signal),
    wanted.length === 0 || address.hubclientinfo === undefined
      ? undefined
      : readParties({ hub, url: address.hubclientinfo, profile, signal }, { token, encoding }, wanted),
  ]);
  const verdict = verdictOn(versions, profile);
  // Versions may be open to everybody, and then they say nothing of the token.
  const isLimited = parties?.refused ?? (details !== undefined && verdictOn(details, profile) === "refused");
  return { encoding, verdict: verdict === "opens" && isLimited ? "limited" : verdict, versions, details, parties };
}

// Whose URLs are chosen, and told of, one by one.
const chosen = new Set(["credentials", "hubclientinfo"]);

async function concluded(sight: HubSight, token: InitialToken | HubToken, sighting: Sighting): Promise<HubLook> {
  const { address, profile, hub } = sight;
  const undiscovered = {
    limited: sighting.verdict === "limited",
    encoding: sighting.encoding,
    settled: false,
    fit: false,
    opened: [],
    endpoints: [],
    detailsUrl: address.details,
    credentialsUrl: address.credentials,
    hubclientinfoUrl: address.hubclientinfo,
    parties: sighting.parties,
  };
  if (sighting.verdict !== "opens" && sighting.verdict !== "limited") {
    const refused = sighting.verdict === "refused";
    const facts = refused
      ? [refusalOf(token, sighting, address)]
      : checkUsable("GET", address.versions, sighting.versions);
    return { ...undiscovered, verdict: refused ? "refused" : "unclear", facts };
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
    // What is open to everybody tells nothing of the encoding either.
    settled: !undiscovered.limited,
    fit: versions.detailsUrl !== undefined && credentials.url !== undefined,
    opened: [address.versions, ...(details.details === undefined || details.url === undefined ? [] : [details.url])],
    endpoints,
    detailsUrl: details.url,
    credentialsUrl: credentials.url,
    hubclientinfoUrl: hubclientinfo.url,
    facts: [
      ...(sighting.encoding === sight.encodings[0]
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

/** A token that versions refuse. An initial token may still open credentials, if it is known where they are. */
function refusalOf(token: InitialToken | HubToken, { versions }: Sighting, address: HubAddress): Fact {
  const odd = oddAnswer("GET", address.versions, versions);
  if (token.kind === "hub-token") return { code: "hub-token-refused", odd };
  return { code: address.credentials === undefined ? "post-unauthorised" : "initial-token-refused", odd };
}

/** The version details: at the documented path, or where the version list says they are, if a token may go there. */
async function findDetails(
  { hub, address, profile, signal }: HubSight,
  token: InitialToken | HubToken,
  sighting: Sighting,
  listed: string | undefined,
): Promise<{ facts: Fact[]; details: VersionDetails | undefined; url: string | undefined }> {
  const documented = address.details;
  const there = listed !== undefined && hub.admits(listed);
  const moved = listed !== undefined && listed.replace(/\/$/, "") !== documented;
  const facts: Fact[] =
    moved && !there
      ? [{ code: "hub-url-elsewhere", what: "version details", url: listed, origin: address.origin }]
      : [];
  const url = moved && there ? new URL(listed).href : documented;
  if (url === undefined) return { facts, details: undefined, url };
  const known = url === documented ? sighting.details : undefined;
  const answer = known ?? (await hub.get(url, token, sighting.encoding, signal));
  const data = dataOf(answer);
  if (data === undefined) {
    // As where versions refuse it: that alone stops nothing.
    const isInitial = token.kind === "initial-token" && sighting.verdict === "limited";
    const why = isInitial
      ? [{ code: "initial-token-refused" as const, odd: oddAnswer("GET", url, answer) }]
      : checkUsable("GET", url, answer);
    return { facts: [...facts, ...why], details: undefined, url };
  }
  const checked = checkDetails(data.data, url, profile);
  return { facts: [...facts, ...checked.facts], details: checked.details, url };
}
