import type { HubFinding, RegistrationFinding } from "../findings/catalogue.ts";
import type { ReceivedIdentity } from "../ocpi/credentials.ts";
import type { Renamed } from "../findings/hub.ts";
import { partyName } from "../ocpi/party.ts";
import { asSpecified, readVersionDetails, readVersions, type Endpoint, type VersionDetails } from "../ocpi/versions.ts";
import { dataOf, envelopeOf, isRedirect, type Answer } from "../peer/answer.ts";
import type { HubAddress } from "../peer/hub-address.ts";
import type { Profile } from "../profiles/profile.ts";

/** Why an answer of the hub is of no use: silence, a redirect, or something that is not OCPI. */
export function checkUsable(answer: Answer): HubFinding[] {
  const response = answer.summary;
  if (answer.kind === "unanswered") return [{ code: "hub-no-answer", response }];
  if (isRedirect(answer)) return [{ code: "hub-redirects", response }];
  return dataOf(answer) === undefined ? [{ code: "hub-unusable-answer", response }] : [];
}

/** HUB-37: the hub redirects to the same path with a slash at its end, or without it. */
export function checkSlash({ summary }: Answer, asked: string): HubFinding[] {
  return summary.url === asked ? [] : [{ code: "hub-slash", url: asked, answers: summary.url }];
}

/** HUB-08, HUB-12, HUB-13: the form of the envelope. */
export function checkEnvelopeForm(answer: Answer): HubFinding[] {
  const envelope = envelopeOf(answer);
  if (answer.kind === "unanswered" || envelope === undefined) return [];
  const { url } = answer.summary;
  const contentType = answer.headers.get("content-type") ?? "";
  const findings: HubFinding[] = [];
  if (!/^application\/json\b/i.test(contentType)) findings.push({ code: "hub-content-type", url, contentType });
  if (envelope.timestamp === undefined) findings.push({ code: "hub-no-timestamp", url });
  else if (!isDateTime(envelope.timestamp)) findings.push({ code: "hub-timestamp", url, value: envelope.timestamp });
  return findings;
}

/**
 * Whether a timestamp is an OCPI DateTime: RFC 3339 in UTC, `Z` or no designator, at most 25 characters
 * (OCPI 2.2.1 types, DateTime). Offsets such as `+05:30` are not allowed on the wire.
 */
function isDateTime(value: string): boolean {
  return value.length <= 25 && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z?$/.test(value);
}

/** The version list as read, with HUB-15, HUB-16 and HUB-17. `detailsUrl` is where the list says the details are. */
export function checkVersions(
  data: unknown,
  url: string,
  profile: Profile,
): { findings: HubFinding[]; detailsUrl: string | undefined } {
  const list = readVersions(data);
  if (list === undefined) return { findings: [{ code: "hub-versions-unreadable", url }], detailsUrl: undefined };
  const findings: HubFinding[] = [];
  if (list.wrapped) findings.push({ code: "hub-versions-wrapped", url });
  if (list.unreadable > 0) findings.push({ code: "hub-entries-unreadable", url, count: list.unreadable });
  const wanted = list.versions.find((entry) => entry.version === profile.version);
  if (wanted === undefined) {
    const offered = list.versions.map((entry) => entry.version);
    findings.push({ code: "hub-version-missing", offered, wanted: profile.version });
  }
  return { findings, detailsUrl: wanted?.url };
}

/** The version details as read, with HUB-21 to HUB-24. Modules and roles in them are written as OCPI has them. */
export function checkDetails(
  data: unknown,
  url: string,
  profile: Profile,
): { findings: HubFinding[]; details: VersionDetails | undefined } {
  const details = readVersionDetails(data);
  if (details === undefined) return { findings: [{ code: "hub-details-unreadable", url }], details };
  const findings: HubFinding[] = [];
  if (details.unreadable > 0) findings.push({ code: "hub-entries-unreadable", url, count: details.unreadable });
  if (details.version !== undefined && details.version !== profile.version) {
    findings.push({ code: "hub-details-version", version: details.version, wanted: profile.version });
  }
  const endpoints = details.endpoints.map(asSpecified);
  const renamed = details.endpoints.flatMap((entry, index) => renaming(entry, endpoints[index]));
  if (renamed.length > 0) findings.push({ code: "hub-identifier-form", renamed: renamed.slice(0, 5) });
  return { findings, details: { ...details, endpoints } };
}

/** What is read as something else than it is written: the module, or its role. */
function renaming(written: Endpoint, read: Endpoint = written): Renamed[] {
  if (written.identifier !== read.identifier) return [{ written: written.identifier, read: read.identifier }];
  return written.role === read.role ? [] : [{ written: written.role ?? "", read: read.role ?? "" }];
}

/** Where a module of the hub is called. */
export interface ChosenEndpoint {
  readonly findings: HubFinding[];
  readonly url: string | undefined;
  /** The hub lists it. */
  readonly listed: boolean;
}

/**
 * The URL at which a module of the hub is called: the discovered one if a token may go there, else the documented one.
 * HUB-20, HUB-25, HUB-27, HUB-30. The host is never switched silently.
 */
export function chooseEndpoint(
  module: "credentials" | "hubclientinfo",
  endpoints: readonly Endpoint[],
  address: HubAddress,
  admits: (url: string) => boolean,
): ChosenEndpoint {
  const documented = address[module];
  // The role of the credentials endpoint has no meaning (ocpi/ocpi#403); of hubclientinfo the hub has the SENDER's.
  const found = endpoints.find(
    (entry) => entry.identifier === module && (module === "credentials" || entry.role !== "RECEIVER"),
  );
  if (found === undefined) {
    return { findings: [{ code: "hub-endpoint-missing", module, documented }], url: documented, listed: false };
  }
  if (!admits(found.url)) {
    const findings: HubFinding[] = [
      { code: "hub-url-elsewhere", what: module, url: found.url, origin: address.origin },
    ];
    return { findings, url: documented, listed: true };
  }
  const url = new URL(found.url).href;
  const isDocumented = documented === undefined || url.replace(/\/$/, "") === documented;
  const findings: HubFinding[] = isDocumented ? [] : [{ code: "hub-endpoint-undocumented", module, url, documented }];
  return { findings, url, listed: true };
}

/**
 * HSK-17, HSK-18, HSK-20: the hub that answered is the hub that was meant, where that is known. Only another party is another
 * hub: a hub that does not say who it is, or writes it in another way, may be the one.
 */
export function checkIdentity({ roles }: ReceivedIdentity, profile: Profile): RegistrationFinding[] {
  if (profile.hub === undefined) return [];
  const expected = partyName(profile.hub);
  const got = roles.map((role) => `${partyName(role)} (${role.role || "no role"})`).join(", ");
  if (roles.length === 0) return [{ code: "hub-identity-absent", expected }];
  const hub = roles.find((role) => partyName(role).toUpperCase() === expected.toUpperCase());
  if (hub === undefined) {
    const named = roles.find(({ role }) => role === "HUB") ?? roles[0];
    return [{ code: "hub-other-party", got, expected, named: named === undefined ? got : partyName(named) }];
  }
  const findings: RegistrationFinding[] = [];
  if (hub.role !== "HUB" || partyName(hub) !== expected) findings.push({ code: "hub-identity-form", got, expected });
  if (roles.length > 1) findings.push({ code: "hub-not-alone", roles: roles.length });
  if (hub.business_details?.name === undefined) findings.push({ code: "hub-no-business-details" });
  return findings;
}
