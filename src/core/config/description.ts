import { checkRoles, checkUrl } from "../checks/payload.ts";
import { checkPlatformUrl } from "../checks/platform-url.ts";
import { offlineEntryFor, type OfflineFinding } from "../findings/offline.ts";
import type { Source } from "../findings/source.ts";
import { hostFault } from "../ocpi/public-address.ts";
import type { CredentialsRole, Party } from "../ocpi/party.ts";
import type { TokenEncoding } from "../ocpi/token.ts";
import type { Connection, PlatformConnection } from "../onboarding/connection.ts";
import { hubAddress, isLoopback, mistakenAddress } from "../peer/hub-address.ts";
import type { Profile } from "../profiles/profile.ts";
import { reportedOf } from "./reported-findings.ts";

/** A value with the place where it was given. */
export interface Given<T> {
  readonly value: T;
  readonly source: Source;
}

/** A connection as the file and the inputs describe it together, before it is checked. */
export interface Description {
  readonly name: string;
  readonly profile: Profile;
  readonly hubUrl: Given<string>;
  readonly encoding: TokenEncoding | "auto";
  /** The hub's own party, such as `IN*CIH`, where it is another one than the profile's. */
  readonly hubParty?: string | undefined;
  readonly allowedOrigins: readonly Given<string>[];
  readonly platformUrl: Given<string> | undefined;
  readonly roles: readonly CredentialsRole[];
  readonly receivers: readonly (Given<string> & { readonly module: string })[];
  readonly routing: readonly Party[];
  /** Where a role's field was given. */
  readonly sourceOfRole: (index: number, field: string) => Source;
}

/** The same, where the hub need not be known: to look at a platform. */
export type PlatformDescription = Omit<Description, "hubUrl"> & { readonly hubUrl: Given<string> | undefined };

/**
 * Checks a description offline, for a run that looks at the platform alone. A party may be without its codes: the account team has
 * not assigned them yet. Nothing is asked of the network.
 */
export function describedPlatform(
  description: PlatformDescription,
): { readonly connection: PlatformConnection } | { readonly findings: readonly OfflineFinding[] } {
  const { hubUrl, platformUrl, roles, sourceOfRole } = description;
  const profile = profileOf(description);
  // A platform on this machine is a sandbox's, where no hub says otherwise.
  const sandbox = isLoopback(hubUrl?.value ?? platformUrl?.value ?? "");
  const address = hubUrl === undefined ? undefined : hubAddress(hubUrl.value, profile);
  const found: OfflineFinding[] = [
    ...(hubUrl === undefined ? [] : checkHubUrl(hubUrl, profile, sandbox)),
    ...checkPlatformSide(description, profile, sandbox),
    ...(platformUrl === undefined || sandbox ? [] : checkPublic(platformUrl)),
    ...(roles.length > 0 ? checkRoles(roles, profile, sourceOfRole, true) : []),
  ];
  return connectionOf(description, profile, address, found);
}

/**
 * Checks a description offline and makes a connection of it. Nothing is asked of the network.
 * @param registers whether the connection is to be registered, so that the platform's side must be complete.
 */
export function describedConnection(
  description: Description,
  registers: boolean,
): { readonly connection: Connection } | { readonly findings: readonly OfflineFinding[] } {
  const { hubUrl, roles } = description;
  const profile = profileOf(description);
  // A hub on this machine is a sandbox, and so is a platform on this machine that is registered there.
  const sandbox = isLoopback(hubUrl.value);
  const address = hubAddress(hubUrl.value, profile);
  const found: OfflineFinding[] = [
    ...checkHubUrl(hubUrl, profile, sandbox),
    ...description.allowedOrigins.flatMap(({ value, source }) => checkOrigin(value, source, sandbox)),
    ...checkPlatformSide(description, profile, sandbox),
    ...(registers || roles.length > 0 ? checkRoles(roles, profile, description.sourceOfRole) : []),
  ];
  const described = connectionOf(description, profile, address, found);
  if ("findings" in described || address === undefined) return { findings: reportedIn(description, found) };
  return { connection: { ...described.connection, address } };
}

/** PRT-01: who plays the hub does not call what no hub can reach. A name may lead there, too: that is for the run to see. */
function checkPublic({ value, source }: Given<string>): OfflineFinding[] {
  const url = URL.parse(value);
  return url !== null && hostFault(url) === "private" ? [{ code: "url-private", source, host: url.hostname }] : [];
}

function checkPlatformSide(
  { platformUrl, receivers }: PlatformDescription,
  profile: Profile,
  sandbox: boolean,
): OfflineFinding[] {
  const ofReceivers = receivers.flatMap(({ value, source }) => checkUrl(value, source, sandbox));
  if (platformUrl === undefined) return ofReceivers;
  const { value, source } = platformUrl;
  const ofPlatform = checkUrl(value, source, sandbox);
  // What is no URL to begin with says nothing of itself.
  return [...(ofPlatform.length > 0 ? ofPlatform : checkPlatformUrl(value, source, profile)), ...ofReceivers];
}

function connectionOf(
  description: PlatformDescription,
  profile: Profile,
  address: PlatformConnection["address"],
  found: readonly OfflineFinding[],
): { readonly connection: PlatformConnection } | { readonly findings: readonly OfflineFinding[] } {
  const findings = reportedIn(description, found);
  // What is merely unusual, such as a foreign country, does not keep a run from starting.
  if (found.some((finding) => offlineEntryFor(finding).severity === "error")) return { findings };
  return {
    connection: {
      name: description.name,
      profile,
      encodings: description.encoding === "auto" ? profile.encodings : [description.encoding],
      address,
      allowedOrigins: description.allowedOrigins.map(({ value }) => new URL(value).origin),
      roles: description.roles,
      receivers: Object.fromEntries(description.receivers.map(({ module, value }) => [module, value])),
      routing: description.routing,
      warnings: findings,
    },
  };
}

function reportedIn(
  { hubUrl, platformUrl }: PlatformDescription,
  found: readonly OfflineFinding[],
): readonly OfflineFinding[] {
  return reportedOf(found, hubUrl?.source.file ?? platformUrl?.source.file ?? "ocpi.yml");
}

/** The profile of the hub, with the party that the description names for it. */
function profileOf({ profile, hubParty }: PlatformDescription): Profile {
  if (hubParty === undefined) return profile;
  const [country_code = "", party_id = ""] = hubParty.split("*");
  return { ...profile, hub: { role: "HUB", country_code, party_id } };
}

function checkHubUrl({ value, source }: Given<string>, profile: Profile, sandbox: boolean): OfflineFinding[] {
  const findings = checkUrl(value, source, sandbox, "https://hub.chargeindia.com");
  const known = hubAddress(value, profile) !== undefined;
  if (findings.length > 0 || known) return findings;
  const mistaken = mistakenAddress(value, profile);
  if (mistaken !== undefined) return [{ code: "hub-url-mistaken", source, value, ...mistaken }];
  return [{ code: "hub-url-path", source, value, versionsPath: profile.paths?.versions }];
}

function checkOrigin(value: string, source: Source, sandbox: boolean): OfflineFinding[] {
  const findings = checkUrl(value, source, sandbox);
  if (findings.length > 0 || new URL(value).origin === value.replace(/\/$/, "")) return findings;
  return [{ code: "url-malformed", source, value, expected: new URL(value).origin }];
}
