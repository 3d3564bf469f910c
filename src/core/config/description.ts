import type { Fact, Source } from "../checks/fact.ts";
import { checkRoles, checkUrl } from "../checks/payload.ts";
import type { Connection } from "../onboarding/connection.ts";
import type { CredentialsRole, Party } from "../ocpi/party.ts";
import type { TokenEncoding } from "../ocpi/token.ts";
import { hubAddress } from "../peer/hub-address.ts";
import type { Profile } from "../profiles/profile.ts";

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
): { readonly connection: Connection } | { readonly facts: readonly Fact[] } {
  const { hubUrl, platformUrl, profile, roles } = description;
  const address = hubAddress(hubUrl.value, profile);
  const facts: Fact[] = [
    ...checkHubUrl(hubUrl, profile),
    ...description.allowedOrigins.flatMap(({ value, source }) => checkOrigin(value, source)),
    ...(platformUrl === undefined ? [] : checkUrl(platformUrl.value, platformUrl.source)),
    ...description.receivers.flatMap(({ value, source }) => checkUrl(value, source)),
    ...(registers || roles.length > 0 ? checkRoles(roles, profile, description.sourceOfRole) : []),
  ];
  // What is merely unusual, such as a foreign country, does not keep a run from starting.
  if (address === undefined || facts.some((fact) => fact.code !== "country-foreign")) return { facts };
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
      remarks: facts,
    },
  };
}

function checkHubUrl({ value, source }: Given<string>, profile: Profile): Fact[] {
  const facts = checkUrl(value, source, "https://hub.chargeindia.com");
  const known = hubAddress(value, profile) !== undefined;
  if (facts.length > 0 || known) return facts;
  return [{ code: "hub-url-path", source, value, versionsPath: profile.paths?.versions }];
}

function checkOrigin(value: string, source: Source): Fact[] {
  const facts = checkUrl(value, source);
  if (facts.length > 0 || new URL(value).origin === value.replace(/\/$/, "")) return facts;
  return [{ code: "url-malformed", source, value, expected: new URL(value).origin }];
}
