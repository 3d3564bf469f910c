import { checkDetails, checkEnvelopeForm, checkUsable, checkVersions, chooseEndpoint } from "../checks/hub.ts";
import { oddAnswer } from "../checks/odd-answer.ts";
import type { Fact } from "../findings/catalogue.ts";
import type { Party } from "../ocpi/party.ts";
import { HubToken, type InitialToken, type TokenEncoding } from "../ocpi/token.ts";
import type { Endpoint, VersionDetails } from "../ocpi/versions.ts";
import { dataOf, verdictOn, type Answer, type TokenVerdict } from "../peer/answer.ts";
import { inEachEncoding, type ProbeVerdict } from "../peer/encodings.ts";
import type { HubAddress } from "../peer/hub-address.ts";
import type { Peer } from "../peer/peer.ts";
import type { Profile } from "../profiles/profile.ts";
import type { Asked } from "../record/request.ts";
import { readParties, type PartiesStatus } from "./parties.ts";

/** The hub as seen with one token. */
export interface HubStatus {
  readonly verdict: "opens" | "refused" | "unclear";
  /** Versions open, but what a token of this kind is for does not. To a hub token that is in truth an initial one, too. */
  readonly limited: boolean;
  readonly encoding: TokenEncoding;
  /** Whether the verdict settled the encoding. */
  readonly settled: boolean;
  /** The hub offers the version, and a place to register. */
  readonly fit: boolean;
  /** What the version details made of the token. */
  readonly details: TokenVerdict;
  readonly endpoints: readonly Endpoint[];
  /** Where they are, as far as that is documented or was discovered. */
  readonly detailsUrl: string | undefined;
  readonly credentialsUrl: string | undefined;
  readonly hubclientinfoUrl: string | undefined;
  readonly facts: readonly Fact[];
  /** The own parties, where they were asked for. */
  readonly parties: PartiesStatus | undefined;
}

/** What it takes to look at a hub. */
export interface HubProbe {
  readonly hub: Peer;
  readonly address: HubAddress;
  readonly profile: Profile;
  readonly encodings: Profile["encodings"];
  readonly signal: AbortSignal;
}

/**
 * Looks at the hub with a token: versions and details, and the own parties where they are given, all in parallel.
 */
export async function probeHub(
  probe: HubProbe,
  token: InitialToken | HubToken,
  parties: readonly Party[],
): Promise<HubStatus> {
  const probed = await inEachEncoding(probe.encodings, (encoding) => lookOnce(probe, token, encoding, parties));
  return concluded(probe, token, probed);
}

interface HubProbed {
  readonly encoding: TokenEncoding;
  readonly verdict: ProbeVerdict;
  readonly versions: Answer;
  /** What the versions list as their details. */
  readonly listed: string | undefined;
  /** Where the details were looked for, if a token may go there, and what came of it. */
  readonly details: { readonly url: string; readonly answer: Answer } | undefined;
  readonly parties: PartiesStatus | undefined;
}

async function lookOnce(
  probe: HubProbe,
  token: InitialToken | HubToken,
  encoding: TokenEncoding,
  wanted: readonly Party[],
): Promise<HubProbed> {
  const { hub, address, profile, signal } = probe;
  const [seen, parties] = await Promise.all([
    versionsAndDetails(probe, token, encoding),
    wanted.length === 0 || address.hubclientinfo === undefined
      ? undefined
      : readParties({ hub, url: address.hubclientinfo, profile, signal }, { token, encoding }, wanted),
  ]);
  return { ...seen, encoding, parties, verdict: await verdictOf({ ...seen, encoding, parties }, token, probe) };
}

/**
 * Versions, and with them the details at the place that is documented; or after them where they are listed, if that is
 * another place. Where no token may go, or nothing opens, the documented place counts if it opens: only then.
 */
export async function versionsAndDetails(
  probe: Omit<HubProbe, "encodings">,
  token: InitialToken | HubToken,
  encoding: TokenEncoding,
): Promise<Pick<HubProbed, "versions" | "listed" | "details">> {
  const { hub, address, profile, signal } = probe;
  const get = async (url: string, asks: Asked): Promise<Answer> => hub.get(url, token, encoding, signal, { asks });
  const [versions, documented] = await Promise.all([
    get(address.versions, "versions"),
    address.details === undefined ? undefined : get(address.details, "details"),
  ]);
  const { detailsUrl: listed } = checkVersions(dataOf(versions)?.data, address.versions, profile);
  const there =
    address.details !== undefined && documented !== undefined
      ? { url: address.details, answer: documented }
      : undefined;
  const url = placeOf(listed, address);
  if (url === undefined || url.replace(/\/$/, "") === address.details) return { versions, listed, details: there };
  const found = hub.admits(url) ? { url, answer: await get(url, "details") } : undefined;
  const opens = [found, there].find((details) => details !== undefined && dataOf(details.answer) !== undefined);
  return { versions, listed, details: opens ?? found };
}

/** The URL that a hub lists, on the hub's own scheme: behind a proxy it may call itself `http:`, or give a path alone. */
function placeOf(listed: string | undefined, { origin, versions }: HubAddress): string | undefined {
  const url = listed === undefined ? null : URL.parse(listed, versions);
  if (url === null) return listed;
  const own = new URL(origin);
  if (url.host === own.host) url.protocol = own.protocol;
  return url.href;
}

/** Versions may be open to everybody, and then they say nothing of the token. */
async function verdictOf(
  { versions, details, encoding, parties }: Pick<HubProbed, "versions" | "details" | "encoding" | "parties">,
  token: InitialToken | HubToken,
  probe: HubProbe,
): Promise<ProbeVerdict> {
  const { address, profile } = probe;
  const verdict = verdictOn(versions, profile);
  if (verdict !== "opens" || parties?.opened === true) return verdict;
  const ofDetails = details === undefined ? "unclear" : verdictOn(details.answer, profile);
  if (ofDetails === "refused" || ofDetails === "undecodable") {
    // Some hubs show an initial token no more than their versions, which will do where it is known how to go on.
    if (token.kind === "initial-token" && address.credentials !== undefined) return "limited";
    if (!(await versionsProve(probe, encoding))) return ofDetails;
  }
  return parties?.refused === true ? "limited" : "opens";
}

const BOGUS_TOKEN = new HubToken("not-a-token");

/**
 * Whether versions that opened prove a token: they do where they refuse one that no hub issued. To be asked only where
 * the details, which hubs do not show to every client, have not opened.
 */
export async function versionsProve(
  { hub, address, profile, signal }: Omit<HubProbe, "encodings">,
  encoding: TokenEncoding,
): Promise<boolean> {
  // Breakage: versions count as proof without a look whether they are open to everybody
  return verdictOn(await hub.get(address.versions, BOGUS_TOKEN, encoding, signal), profile) === "refused";
}

// Whose URLs are chosen, and told of, one by one.
const chosen = new Set(["credentials", "hubclientinfo"]);

function concluded(probe: HubProbe, token: InitialToken | HubToken, probed: HubProbed): HubStatus {
  const { address, profile, hub } = probe;
  const undiscovered = {
    limited: probed.verdict === "limited",
    encoding: probed.encoding,
    settled: false,
    fit: false,
    details: probed.details === undefined ? ("unclear" as const) : verdictOn(probed.details.answer, profile),
    endpoints: [],
    detailsUrl: address.details,
    credentialsUrl: address.credentials,
    hubclientinfoUrl: address.hubclientinfo,
    parties: probed.parties,
  };
  if (probed.verdict !== "opens" && probed.verdict !== "limited") {
    const refused = probed.verdict === "refused";
    const { url, answer } =
      verdictOn(probed.versions, profile) === "opens" && probed.details !== undefined
        ? probed.details
        : { url: address.versions, answer: probed.versions };
    const facts = refused ? [refusalOf(token, probed, probe)] : checkUsable("GET", url, answer);
    return { ...undiscovered, verdict: refused ? "refused" : "unclear", facts };
  }
  const versions = checkVersions(dataOf(probed.versions)?.data, address.versions, profile);
  const details = readDetails(probe, token, probed);
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
    endpoints,
    detailsUrl: details.url,
    credentialsUrl: credentials.url,
    hubclientinfoUrl: hubclientinfo.url,
    facts: [
      ...(probed.encoding === probe.encodings[0]
        ? []
        : [{ code: "hub-wants-other-encoding" as const, encoding: probed.encoding }]),
      ...checkEnvelopeForm(address.versions, probed.versions),
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

/** A token that the hub refuses. An initial token may still open credentials, if it is known where they are. */
function refusalOf(
  token: InitialToken | HubToken,
  { versions, details }: HubProbed,
  { address, profile }: HubProbe,
): Fact {
  const shown = details !== undefined && verdictOn(versions, profile) === "opens";
  const odd = shown ? oddAnswer("GET", details.url, details.answer) : oddAnswer("GET", address.versions, versions);
  if (token.kind === "hub-token") return { code: "hub-token-refused", odd };
  return { code: address.credentials === undefined ? "post-unauthorised" : "initial-token-refused", odd };
}

/** The version details: at the documented path, or where the version list says they are, if a token may go there. */
function readDetails(
  probe: HubProbe,
  token: InitialToken | HubToken,
  { verdict, listed, details: found }: HubProbed,
): { facts: Fact[]; details: VersionDetails | undefined; url: string | undefined } {
  const { hub, address, profile } = probe;
  const facts: Fact[] =
    listed !== undefined && !hub.admits(listed)
      ? [{ code: "hub-url-elsewhere", what: "version details", url: listed, origin: address.origin }]
      : [];
  if (found === undefined) return { facts, details: undefined, url: undefined };
  const { url, answer } = found;
  const data = dataOf(answer);
  if (data === undefined) {
    // As where versions refuse it: that alone stops nothing.
    const isInitial = token.kind === "initial-token" && verdict === "limited";
    const why = isInitial
      ? [{ code: "initial-token-refused" as const, odd: oddAnswer("GET", url, answer) }]
      : checkUsable("GET", url, answer);
    return { facts: [...facts, ...why], details: undefined, url };
  }
  const checked = checkDetails(data.data, url, profile);
  return { facts: [...facts, ...checked.facts], details: checked.details, url };
}
