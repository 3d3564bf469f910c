import { checkRoles, checkUrl } from "../checks/payload.ts";
import type { Finding } from "../findings/catalogue.ts";
import type { Source } from "../findings/source.ts";
import type { CredentialsRole, Party } from "../ocpi/party.ts";
import type { TokenEncoding } from "../ocpi/token.ts";
import type { Connection } from "../onboarding/connection.ts";
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

/**
 * Checks a description offline and makes a connection of it. Nothing is asked of the network.
 * @param registers whether the connection is to be registered, so that the platform's side must be complete.
 */
export function describedConnection(
  description: Description,
  registers: boolean,
): { readonly connection: Connection } | { readonly findings: readonly Finding[] } {
  const { hubUrl, platformUrl, roles } = description;
  const profile = profileOf(description);
  // A hub on this machine is a sandbox, and so is a platform on this machine that is registered there.
  const sandbox = isLoopback(hubUrl.value);
  const address = hubAddress(hubUrl.value, profile);
  const found: Finding[] = [
    ...checkHubUrl(hubUrl, profile, sandbox),
    ...description.allowedOrigins.flatMap(({ value, source }) => checkOrigin(value, source, sandbox)),
    ...(platformUrl === undefined ? [] : checkUrl(platformUrl.value, platformUrl.source, sandbox)),
    ...description.receivers.flatMap(({ value, source }) => checkUrl(value, source, sandbox)),
    ...(registers || roles.length > 0 ? checkRoles(roles, profile, description.sourceOfRole) : []),
  ];
  const findings = reportedOf(found, hubUrl.source.file ?? "ocpi.yml");
  // What is merely unusual, such as a foreign country, does not keep a run from starting.
  if (address === undefined || found.some((finding) => finding.code !== "country-foreign")) return { findings };
  return {
    connection: {
      name: description.name,
      profile,
      encodings: description.encoding === "auto" ? profile.encodings : [description.encoding],
      address,
      allowedOrigins: description.allowedOrigins.map(({ value }) => new URL(value).origin),
      roles,
      receivers: Object.fromEntries(description.receivers.map(({ module, value }) => [module, value])),
      routing: description.routing,
      warnings: findings,
    },
  };
}

/** The profile of the hub, with the party that the description names for it. */
function profileOf({ profile, hubParty }: Description): Profile {
  if (hubParty === undefined) return profile;
  const [country_code = "", party_id = ""] = hubParty.split("*");
  return { ...profile, hub: { role: "HUB", country_code, party_id } };
}

function checkHubUrl({ value, source }: Given<string>, profile: Profile, sandbox: boolean): Finding[] {
  const findings = checkUrl(value, source, sandbox, "https://hub.chargeindia.com");
  const known = hubAddress(value, profile) !== undefined;
  if (findings.length > 0 || known) return findings;
  const mistaken = mistakenAddress(value, profile);
  if (mistaken !== undefined) return [{ code: "hub-url-mistaken", source, value, ...mistaken }];
  return [{ code: "hub-url-path", source, value, versionsPath: profile.paths?.versions }];
}

function checkOrigin(value: string, source: Source, sandbox: boolean): Finding[] {
  const findings = checkUrl(value, source, sandbox);
  if (findings.length > 0 || new URL(value).origin === value.replace(/\/$/, "")) return findings;
  return [{ code: "url-malformed", source, value, expected: new URL(value).origin }];
}
