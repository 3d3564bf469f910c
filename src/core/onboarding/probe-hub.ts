import { checkDetails, checkEnvelopeForm, checkUsable, checkVersions, chooseEndpoint } from "../checks/hub.ts";
import type { Finding } from "../findings/catalogue.ts";
import type { Party } from "../ocpi/party.ts";
import { HubToken, type InitialToken, type TokenEncoding } from "../ocpi/token.ts";
import type { Endpoint, VersionDetails } from "../ocpi/versions.ts";
import { dataOf, type Answer } from "../peer/answer.ts";
import { tokenStatusOf, type TokenStatus } from "../peer/token-status.ts";
import { inEachEncoding, type ProbedStatus } from "../peer/encodings.ts";
import type { HubAddress } from "../peer/hub-address.ts";
import type { Peer } from "../peer/peer.ts";
import type { Profile } from "../profiles/profile.ts";
import type { Asked } from "../record/request.ts";
import { readParties, type PartiesStatus } from "./parties.ts";

/** The hub as seen with one token. */
export interface HubStatus {
  readonly tokenStatus: "accepted" | "refused" | "inconclusive";
  /** Versions open, but what a token of this kind is for does not. To a hub token that is in truth an initial one, too. */
  readonly limited: boolean;
  readonly encoding: TokenEncoding;
  /** Whether the look settled the encoding. */
  readonly settled: boolean;
  /** The hub offers the version, and a place to register. */
  readonly fit: boolean;
  /** What the version details made of the token. */
  readonly details: TokenStatus;
  readonly endpoints: readonly Endpoint[];
  /** Where they are, as far as that is documented or was discovered. */
  readonly detailsUrl: string | undefined;
  readonly credentialsUrl: string | undefined;
  readonly hubclientinfoUrl: string | undefined;
  readonly findings: readonly Finding[];
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
  readonly tokenStatus: ProbedStatus;
  readonly versions: Answer;
  /** What the versions list as their details. */
  readonly listed: string | undefined;
  /** What came of the details, if a token may go there. */
  readonly details: Answer | undefined;
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
  return { ...seen, encoding, parties, tokenStatus: await statusOf({ ...seen, encoding, parties }, token, probe) };
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
  const url = placeOf(listed, address);
  if (url === undefined || url.replace(/\/$/, "") === address.details) return { versions, listed, details: documented };
  const found = hub.admits(url) ? await get(url, "details") : undefined;
  const opens = [found, documented].find((details) => details !== undefined && dataOf(details) !== undefined);
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
async function statusOf(
  { versions, details, encoding, parties }: Pick<HubProbed, "versions" | "details" | "encoding" | "parties">,
  token: InitialToken | HubToken,
  probe: HubProbe,
): Promise<ProbedStatus> {
  const { address, profile } = probe;
  const tokenStatus = tokenStatusOf(versions, profile);
  if (tokenStatus !== "accepted" || parties?.opened === true) return tokenStatus;
  const ofDetails = details === undefined ? "inconclusive" : tokenStatusOf(details, profile);
  if (ofDetails === "refused" || ofDetails === "wrong-encoding") {
    // Some hubs show an initial token no more than their versions, which will do where it is known how to go on.
    if (token.kind === "initial-token" && address.credentials !== undefined) return "versions-only";
    if (!(await versionsProve(probe, encoding))) return ofDetails;
  }
  return parties?.refused === true ? "versions-only" : "accepted";
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
  return tokenStatusOf(await hub.get(address.versions, BOGUS_TOKEN, encoding, signal), profile) === "refused";
}

// The modules whose URLs are chosen, and reported, one by one.
const chosen = new Set(["credentials", "hubclientinfo"]);

function concluded(probe: HubProbe, token: InitialToken | HubToken, probed: HubProbed): HubStatus {
  const { address, profile, hub } = probe;
  const undiscovered = {
    limited: probed.tokenStatus === "versions-only",
    encoding: probed.encoding,
    settled: false,
    fit: false,
    details: probed.details === undefined ? ("inconclusive" as const) : tokenStatusOf(probed.details, profile),
    endpoints: [],
    detailsUrl: address.details,
    credentialsUrl: address.credentials,
    hubclientinfoUrl: address.hubclientinfo,
    parties: probed.parties,
  };
  if (probed.tokenStatus !== "accepted" && probed.tokenStatus !== "versions-only") {
    const refused = probed.tokenStatus === "refused";
    const answer =
      tokenStatusOf(probed.versions, profile) === "accepted" && probed.details !== undefined
        ? probed.details
        : probed.versions;
    const findings = refused ? [refusalOf(token, probed, probe)] : checkUsable(answer);
    return { ...undiscovered, tokenStatus: refused ? "refused" : "inconclusive", findings };
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
    tokenStatus: "accepted",
    // What is open to every client says nothing of the encoding either.
    settled: !undiscovered.limited,
    fit: versions.detailsUrl !== undefined && credentials.url !== undefined,
    endpoints,
    detailsUrl: details.url,
    credentialsUrl: credentials.url,
    hubclientinfoUrl: hubclientinfo.url,
    findings: [
      ...(probed.encoding === probe.encodings[0]
        ? []
        : [{ code: "hub-wants-other-encoding" as const, encoding: probed.encoding }]),
      ...checkEnvelopeForm(probed.versions),
      ...versions.findings,
      ...details.findings,
      ...credentials.findings,
      ...hubclientinfo.findings,
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
): Finding {
  const shown = details !== undefined && tokenStatusOf(versions, profile) === "accepted";
  const response = shown ? details.summary : versions.summary;
  if (token.kind === "hub-token") return { code: "hub-token-refused", response };
  return { code: address.credentials === undefined ? "post-unauthorised" : "initial-token-refused", response };
}

/** The version details: at the documented path, or where the version list says they are, if a token may go there. */
function readDetails(
  probe: HubProbe,
  token: InitialToken | HubToken,
  { tokenStatus, listed, details: answer }: HubProbed,
): { findings: Finding[]; details: VersionDetails | undefined; url: string | undefined } {
  const { hub, address, profile } = probe;
  const findings: Finding[] =
    listed !== undefined && !hub.admits(listed)
      ? [{ code: "hub-url-elsewhere", what: "version details", url: listed, origin: address.origin }]
      : [];
  if (answer === undefined) return { findings, details: undefined, url: undefined };
  const { url } = answer.summary;
  const data = dataOf(answer);
  if (data === undefined) {
    // As where versions refuse it: that alone stops nothing.
    const isInitial = token.kind === "initial-token" && tokenStatus === "versions-only";
    const why = isInitial
      ? [{ code: "initial-token-refused" as const, response: answer.summary }]
      : checkUsable(answer);
    return { findings: [...findings, ...why], details: undefined, url };
  }
  const checked = checkDetails(data.data, url, profile);
  return { findings: [...findings, ...checked.findings], details: checked.details, url };
}
