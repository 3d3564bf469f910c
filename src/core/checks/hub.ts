import { isDateTime } from "./date-time.ts";
import type { HubFinding, RegistrationFinding } from "../findings/catalogue.ts";
import { isBareSuccess } from "../findings/response-summary.ts";
import type { ReceivedIdentity } from "../ocpi/credentials.ts";
import type { Renamed } from "../findings/hub.ts";
import { isRecord } from "../ocpi/json.ts";
import { partyName } from "../ocpi/party.ts";
import { asSpecified, readVersionDetails, readVersions, type Endpoint, type VersionDetails } from "../ocpi/versions.ts";
import { dataOf, envelopeOf, isRedirect, type Answer } from "../peer/answer.ts";
import type { HubAddress } from "../peer/hub-address.ts";
import { listedUrl } from "../peer/listed-url.ts";
import type { Peer } from "../peer/peer.ts";
import type { Profile } from "../profiles/profile.ts";

/** Why an answer of the hub is of no use: silence, a redirect, or something that is not OCPI. */
export function checkUsable(answer: Answer): HubFinding[] {
  const response = answer.summary;
  if (answer.kind === "unanswered") return [{ code: "hub-no-answer", response }];
  if (isRedirect(answer)) return [{ code: "hub-redirects", response }];
  if (dataOf(answer) !== undefined) return [];
  return [{ code: isBareSuccess(response) ? "hub-no-envelope" : "hub-unusable-answer", response }];
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

/** The hub whose answers are checked. */
interface CheckedHub {
  readonly hub: Pick<Peer, "admits" | "origins">;
  readonly address: HubAddress;
  readonly profile: Profile;
}

/**
 * The version list as read, with HUB-15 to HUB-17. `detailsUrl` is where the list says the details are.
 * @param needed the run cannot go on without the list.
 */
export function checkVersions(
  data: unknown,
  { hub, address, profile }: CheckedHub,
  needed: boolean,
): { findings: HubFinding[]; offered: boolean; detailsUrl: string | undefined } {
  const url = address.versions;
  const other = address.details === undefined ? otherThanVersions(data) : undefined;
  const list = other === undefined ? readVersions(data) : undefined;
  if (list === undefined) {
    const finding: HubFinding =
      other === undefined ? { code: "hub-versions-unreadable", url, needed } : { code: "hub-url-of", url, what: other };
    return { findings: [finding], offered: !needed, detailsUrl: undefined };
  }
  const findings: HubFinding[] = [];
  if (list.wrapped) findings.push({ code: "hub-versions-wrapped", url });
  if (list.unreadable > 0) findings.push({ code: "hub-entries-unreadable", url, count: list.unreadable });
  const wanted = list.versions.find((entry) => entry.version === profile.version);
  if (wanted === undefined) {
    const offered = list.versions.map((entry) => entry.version);
    findings.push({ code: "hub-version-missing", offered, wanted: profile.version });
    return { findings, offered: false, detailsUrl: undefined };
  }
  const read = readUrls([{ name: wanted.version, url: wanted.url }], url, hub, address.details === undefined);
  return { findings: [...findings, ...read.findings], offered: true, detailsUrl: read.urls[0] };
}

/** What stands at a hub's URL that was given for that of its versions. */
function otherThanVersions(data: unknown): "details" | "credentials" | undefined {
  if (readVersionDetails(data) !== undefined) return "details";
  return isRecord(data) && "token" in data && "url" in data ? "credentials" : undefined;
}

/**
 * The version details as read, with HUB-21 to HUB-24. Modules and roles in them are written as OCPI has them.
 * @param url where they were read.
 */
export function checkDetails(
  data: unknown,
  url: string,
  { hub, address, profile }: CheckedHub,
): { findings: HubFinding[]; details: VersionDetails | undefined } {
  const needed = address.credentials === undefined;
  const details = readVersionDetails(data, profile.version);
  if (details === undefined) return { findings: [{ code: "hub-details-unreadable", url, needed }], details };
  const findings: HubFinding[] = [];
  if (details.listed) findings.push({ code: "hub-details-listed", url });
  if (details.unreadable > 0) findings.push({ code: "hub-entries-unreadable", url, count: details.unreadable });
  if (details.version !== undefined && details.version !== profile.version) {
    findings.push({ code: "hub-details-version", version: details.version, wanted: profile.version });
  }
  const endpoints = details.endpoints.map(asSpecified);
  const renamed = details.endpoints.flatMap((entry, index) => renaming(entry, endpoints[index]));
  if (renamed.length > 0) findings.push({ code: "hub-identifier-form", renamed: renamed.slice(0, 5) });
  const named = endpoints.map((endpoint) => ({ name: endpoint.identifier, url: endpoint.url }));
  const isCredentials = ({ identifier, url: written }: Endpoint): boolean =>
    identifier === "credentials" && written === "";
  const read = readUrls(named, url, hub, needed && endpoints.some(isCredentials));
  return {
    findings: [...findings, ...read.findings],
    details: {
      ...details,
      endpoints: endpoints.map((endpoint, index) => ({ ...endpoint, url: read.urls[index] ?? "" })),
    },
  };
}

/** What is read as something else than it is written: the module, or its role. */
function renaming(written: Endpoint, read: Endpoint = written): Renamed[] {
  if (written.identifier !== read.identifier) return [{ written: written.identifier, read: read.identifier }];
  return written.role === read.role ? [] : [{ written: written.role ?? "", read: read.role ?? "" }];
}

/** HUB-16, HUB-20, HUB-23, HUB-32: the URLs of what an answer lists, as they are to be used, and how they are written. */
function readUrls(
  entries: readonly { readonly name: string; readonly url: string }[],
  at: string,
  { origins }: CheckedHub["hub"],
  needed: boolean,
): { urls: (string | undefined)[]; findings: HubFinding[] } {
  const read = entries.map(({ name, url: written }) => ({ name, written, ...listedUrl(written, at, origins) }));
  const notWhole = read.find(({ form }) => form === "not-whole");
  const odd = read.find(({ form }) => form === "other-scheme");
  const without = read.filter(({ form }) => form === "none").map(({ name }) => name);
  const findings: HubFinding[] = [];
  if (notWhole !== undefined) findings.push({ code: "hub-url-not-whole", url: notWhole.written });
  if (odd?.url !== undefined) findings.push({ code: "hub-url-scheme", url: odd.written, used: odd.url });
  if (without.length > 0) findings.push({ code: "hub-entry-without-url", url: at, entries: without, needed });
  return { urls: read.map(({ url }) => url), findings };
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
 * @param endpoints undefined where the details could not be read: nothing is said of what they list then.
 * @param wanted the run cannot go on without this module.
 */
export function chooseEndpoint(
  module: "credentials" | "hubclientinfo",
  endpoints: readonly Endpoint[] | undefined,
  { hub, address }: CheckedHub,
  wanted = false,
): ChosenEndpoint {
  const documented = address[module];
  if (endpoints === undefined) return { findings: [], url: documented, listed: false };
  // The role of the credentials endpoint has no meaning (ocpi/ocpi#403); of hubclientinfo the hub has the SENDER's.
  const found = endpoints.find(
    (entry) => entry.identifier === module && (module === "credentials" || entry.role !== "RECEIVER"),
  );
  if (found === undefined) {
    const needed = wanted && documented === undefined;
    const findings: HubFinding[] = [{ code: "hub-endpoint-missing", module, documented, needed }];
    return { findings, url: documented, listed: false };
  }
  // That it is listed without a URL is found where the details are read.
  if (found.url === "") return { findings: [], url: documented, listed: true };
  if (!hub.admits(found.url)) {
    const { origin } = address;
    const needed = wanted && documented === undefined;
    const findings: HubFinding[] = [
      { code: "hub-url-elsewhere", what: module, url: found.url, origin, needed, documented },
    ];
    return { findings, url: documented, listed: true };
  }
  const url = new URL(found.url).href;
  const isDocumented = documented === undefined || url.replace(/\/$/, "") === documented;
  const findings: HubFinding[] = isDocumented ? [] : [{ code: "hub-endpoint-undocumented", module, url, documented }];
  return { findings, url, listed: true };
}

/** HUB-31: what the hub has to offer partners of these roles, and does not list. An endpoint without a role may be either side. */
export function checkOffers(
  endpoints: readonly Endpoint[],
  roles: readonly string[],
  { offers }: Pick<Profile, "offers">,
): HubFinding[] {
  return [...new Set(roles)].flatMap((role): HubFinding[] => {
    const missing = (offers[role] ?? []).flatMap(([module, side]) => {
      const listed = endpoints.filter(({ identifier }) => identifier === module);
      const isOffered = listed.some((endpoint) => (endpoint.role ?? side) === side);
      return isOffered ? [] : [{ module, side, isOtherSide: listed.length > 0 }];
    });
    return missing.length === 0 ? [] : [{ code: "hub-modules-missing", role, missing }];
  });
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
