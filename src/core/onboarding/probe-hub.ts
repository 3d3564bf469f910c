import {
  checkDetails,
  checkEnvelopeForm,
  checkSlash,
  checkUsable,
  checkVersions,
  chooseEndpoint,
  type ChosenEndpoint,
} from "../checks/hub.ts";
import type { Finding, HubFinding } from "../findings/catalogue.ts";
import type { Party } from "../ocpi/party.ts";
import { hasOnlyTokenCharacters, type HubToken, type InitialToken, type TokenEncoding } from "../ocpi/token.ts";
import type { Endpoint, VersionDetails } from "../ocpi/versions.ts";
import { dataOf } from "../peer/answer.ts";
import { inEachEncoding, type Told } from "../peer/encodings.ts";
import type { Profile } from "../profiles/profile.ts";
import { isTurnedDown, tokenStatusOf, type TokenStatus } from "../peer/token-status.ts";
import type { PartiesStatus } from "./parties.ts";
import { tryInEncoding, type HubProbe, type HubTry } from "./try-token.ts";

/** The hub as seen with one token. */
export interface HubStatus {
  readonly tokenStatus: "accepted" | "refused" | "inconclusive";
  /**
   * What of the hub is guarded, and opened to the token. Where there is nothing, the token is unproven, and the encoding is not
   * settled.
   */
  readonly opened: readonly string[];
  /** The hub is open to the token, but not its list of parties: so it is to a hub token that is in truth an initial one, too. */
  readonly limited: boolean;
  readonly encoding: TokenEncoding;
  /** The hub offers the version, and a place to register. */
  readonly fit: boolean;
  /** What the version details made of the token. */
  readonly details: TokenStatus;
  readonly endpoints: readonly Endpoint[];
  /** Where they are, as far as that is documented or was discovered. */
  readonly detailsUrl: string | undefined;
  readonly credentialsUrl: string | undefined;
  readonly hubclientinfoUrl: string | undefined;
  /** The details were read, and do not list hubclientinfo. */
  readonly isPartiesUnlisted: boolean;
  readonly findings: readonly Finding[];
  /** The own parties, where they were asked for. */
  readonly parties: PartiesStatus | undefined;
}

/**
 * Looks at the hub with a token: versions and details, and the own parties where they are given, all in parallel.
 */
export async function probeHub(
  probe: HubProbe,
  token: InitialToken | HubToken,
  parties: readonly Party[],
): Promise<HubStatus> {
  probe.guards.prepare(probe.address.versions, probe.encodings[0]);
  return concluded(probe, token, await tryAtHub(probe, token, { parties }));
}

/** Tries a token at the hub, in each encoding until one settles the matter. */
export async function tryAtHub(
  probe: HubProbe,
  token: InitialToken | HubToken,
  wanted: { readonly parties?: readonly Party[]; readonly expectsDetails?: boolean },
): Promise<Told<HubTry>> {
  const { hub, encodings, signal } = probe;
  return inEachEncoding(
    encodings,
    async (encoding, attempt) => tryInEncoding(probe, token, { ...wanted, encoding, attempt }),
    // With one encoding alone each GET was repeated by itself.
    async (pair, attempt) =>
      encodings.length > 1 &&
      hub.pause(
        pair.map(({ telling }) => telling),
        attempt,
        signal,
      ),
  );
}

// The modules whose URLs are chosen, and reported, one by one.
const chosen = new Set(["credentials", "hubclientinfo"]);

/** What a try shows of the hub. */
export function concluded(probe: HubProbe, token: InitialToken | HubToken, probed: Told<HubTry>): HubStatus {
  const { address, profile, hub } = probe;
  const undiscovered = {
    opened: probed.opened,
    limited: probed.limited,
    encoding: probed.encoding,
    fit: false,
    details: probed.details === undefined ? ("inconclusive" as const) : tokenStatusOf(probed.details, profile),
    endpoints: [],
    detailsUrl: address.details,
    credentialsUrl: address.credentials,
    hubclientinfoUrl: address.hubclientinfo,
    isPartiesUnlisted: false,
    parties: probed.parties,
  };
  if (!["accepted", "open", "versions-only"].includes(probed.tokenStatus)) {
    const refused = probed.tokenStatus === "refused";
    const encoded: Finding[] = token.seemsEncoded ? [{ code: "token-maybe-encoded", input: token.kind }] : [];
    const findings = refused ? [...refusalOf(token, probed, probe), ...encoded] : checkUsable(probed.telling);
    return { ...undiscovered, tokenStatus: refused ? "refused" : "inconclusive", findings };
  }
  // A registration that works needs no list of versions, where it is documented what else there is.
  const needed = token.kind === "initial-token" || address.credentials === undefined;
  const versions = checkVersions(dataOf(probed.versions)?.data, probe, needed);
  const details = readDetails(probe, token, probed, versions.detailsUrl);
  const listed = details.details?.endpoints;
  const endpoints = (listed ?? []).filter(({ url }) => url !== "");
  const elsewhere = endpoints.filter(({ identifier, url }) => !chosen.has(identifier) && !hub.admits(url));
  const credentials = chooseEndpoint("credentials", listed, probe, token.kind === "initial-token");
  const hubclientinfo = chooseEndpoint("hubclientinfo", listed, probe);
  return {
    ...undiscovered,
    tokenStatus: "accepted",
    fit: versions.offered && credentials.url !== undefined,
    endpoints,
    detailsUrl: details.url,
    credentialsUrl: credentials.url,
    hubclientinfoUrl: hubclientinfo.url,
    isPartiesUnlisted: details.details !== undefined && !hubclientinfo.listed,
    findings: [
      ...(probed.encoding === probe.encodings[0] ? [] : [otherEncoding(token, probed.encoding)]),
      ...checkSlash(probed.versions, address.versions),
      ...checkEnvelopeForm(probed.versions),
      ...versions.findings,
      ...details.findings,
      ...credentials.findings,
      ...findingsOnParties(hubclientinfo, profile),
      ...elsewhere.slice(0, 5).map((entry) => ({
        code: "hub-module-elsewhere" as const,
        module: entry.identifier,
        url: entry.url,
        origin: address.origin,
      })),
    ],
  };
}

/**
 * What is found of where hubclientinfo is, as far as it is listed: that it is not is found by who looks for the parties there. Where the
 * hub need not list the caller, nothing depends on where it is.
 */
function findingsOnParties({ listed, url, findings }: ChosenEndpoint, { listsCaller }: Profile): HubFinding[] {
  if (!listed) return [];
  return url === undefined && !listsCaller ? findings.flatMap(asModuleElsewhere) : findings;
}

function asModuleElsewhere(finding: HubFinding): HubFinding[] {
  if (finding.code !== "hub-url-elsewhere") return [finding];
  const { what: module, url, origin } = finding;
  return [{ code: "hub-module-elsewhere", module, url, origin }];
}

/** The hub takes the token in another form than it documents; or the token that was given is in that form already. */
function otherEncoding(token: InitialToken | HubToken, encoding: TokenEncoding): Finding {
  return encoding === "plain" && token.seemsEncoded
    ? { code: "token-encoded-already", input: token.kind }
    : { code: "hub-wants-other-encoding", encoding };
}

/** A token that the hub refuses. An initial token may still open credentials, if it is known where they are. */
function refusalOf(
  token: InitialToken | HubToken,
  { telling, encoding, crash }: Told<HubTry>,
  { address }: HubProbe,
): Finding[] {
  const response = telling.summary;
  const isBesideCrash = crash !== undefined;
  const crashes: Finding[] = isBesideCrash
    ? [{ code: "hub-crashes-at-encoding", response: crash.telling.summary, encoding: crash.encoding, other: encoding }]
    : [];
  if (token.kind === "hub-token") {
    const isAscii = hasOnlyTokenCharacters(token.reveal());
    return [{ code: "hub-token-refused", response, isBesideCrash, isAscii }, ...crashes];
  }
  if (address.credentials !== undefined) return [{ code: "initial-token-refused", response }, ...crashes];
  return [{ code: "post-unauthorised", response, isBesideCrash }, ...crashes];
}

/** The version details: at the documented path, or where the version list says they are, if a token may go there. */
function readDetails(
  probe: HubProbe,
  token: InitialToken | HubToken,
  { details: answer }: HubTry,
  listed: string | undefined,
): { findings: Finding[]; details: VersionDetails | undefined; url: string | undefined } {
  const { hub, address, profile } = probe;
  const { origin } = address;
  const needed = address.credentials === undefined;
  const findings: Finding[] =
    listed !== undefined && !hub.admits(listed)
      ? [
          {
            code: "hub-url-elsewhere",
            what: "version details",
            url: listed,
            origin,
            needed,
            documented: address.details,
          },
        ]
      : [];
  if (answer === undefined) return { findings, details: undefined, url: undefined };
  const { url } = answer.summary;
  const data = dataOf(answer);
  if (data === undefined) {
    // As where versions refuse it: that alone stops nothing.
    const isInitial = token.kind === "initial-token" && isTurnedDown(tokenStatusOf(answer, profile));
    const known: Finding = isInitial
      ? { code: "initial-token-refused", response: answer.summary }
      : { code: "hub-details-unread", response: answer.summary };
    const why = needed ? checkUsable(answer) : [known];
    return { findings: [...findings, ...why], details: undefined, url };
  }
  const checked = checkDetails(data.data, url, probe);
  return { findings: [...findings, ...checked.findings], details: checked.details, url };
}
