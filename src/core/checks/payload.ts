import type { PayloadFinding } from "../findings/offline.ts";
import type { Source } from "../findings/source.ts";
import { isCountryCode, partyName, roleNames, type CredentialsRole, type Party } from "../ocpi/party.ts";
import { tokenStrength } from "../ocpi/token-strength.ts";
import {
  hasOnlyTokenCharacters,
  hasScheme,
  isRehearsalToken,
  isPlaceholderToken,
  TOKEN_MAX_LENGTH,
  type AnyToken,
} from "../ocpi/token.ts";
import { isLoopback } from "../peer/hub-address.ts";
import type { Profile } from "../profiles/profile.ts";

const URL_MAX_LENGTH = 255;
const NAME_MAX_LENGTH = 100;
/** What a random UUID carries; a platform token must not carry less, because the capsule's key is made from it. */
const TOKEN_MIN_BITS = 122;

/** PAY-02 to PAY-05 for a token that a person gave. At most one finding: the first that explains the others. */
export function checkToken(token: AnyToken, input: string = token.kind): PayloadFinding[] {
  const value = token.reveal();
  if (/^\s/.test(value)) return [{ code: "token-whitespace", input, where: "start" }];
  if (/\s$/.test(value)) return [{ code: "token-whitespace", input, where: "end" }];
  if (isRehearsalToken(value)) return [{ code: "token-rehearsal", input }];
  if (value.startsWith("ocpi-")) return [{ code: "token-capsule", input }];
  if (isShortened(value)) return [{ code: "token-shortened", input }];
  // A hub may issue what looks like a sample or a header: nothing more is asked of its tokens.
  if (token.kind === "hub-token") return [];
  if (hasScheme(value)) return [{ code: "token-scheme", input }];
  if (isPlaceholderToken(value)) return [{ code: "token-placeholder", input }];
  if (!hasOnlyTokenCharacters(value)) return [{ code: "token-characters", input }];
  if (value.length > TOKEN_MAX_LENGTH) return [{ code: "token-length", input, encoded: token.seemsEncoded }];
  return [];
}

/** What is left of a token in a text that shortens or masks it. */
function isShortened(value: string): boolean {
  return /[…•●]/.test(value) || /^\*+$/.test(value);
}

/** PAY-06: the platform token must be hard to guess. */
export function checkStrength(token: AnyToken, input: string = token.kind): PayloadFinding[] {
  return tokenStrength(token.reveal()) < TOKEN_MIN_BITS ? [{ code: "token-weak", input }] : [];
}

/** PAY-07: no two of the tokens are the same, each by the name of its input. */
export function checkDistinct(tokens: Readonly<Record<string, AnyToken | undefined>>): PayloadFinding[] {
  const given = Object.entries(tokens).filter((entry): entry is [string, AnyToken] => entry[1] !== undefined);
  return given.flatMap(([input, token], index) =>
    given
      .slice(index + 1)
      .filter(([, other]) => other.equals(token))
      .map(([other]) => ({ code: "token-same" as const, input, other })),
  );
}

/**
 * PAY-10, PAY-11, PAY-13: the URL is absolute, https, not too long and without credentials.
 * @param sandbox whether the hub is on this machine; then a URL whose own host is this machine, too, may do without https.
 */
export function checkUrl(
  value: string,
  source: Source,
  sandbox: boolean,
  expected = "https://your-platform.com/ocpi/2.2.1",
): PayloadFinding[] {
  const parsed = URL.parse(value);
  if (parsed === null || !/^https?:$/.test(parsed.protocol) || /\s/.test(value)) {
    return [{ code: "url-malformed", source, value, expected }];
  }
  if (parsed.username !== "" || parsed.password !== "") return [{ code: "url-credentials", source }];
  if (parsed.protocol === "http:" && !(sandbox && isLoopback(value))) return [{ code: "url-insecure", source, value }];
  if (value.length > URL_MAX_LENGTH) return [{ code: "url-length", source, length: value.length }];
  return [];
}

/**
 * PAY-16 to PAY-29 for `roles`. `sourceOf` tells where a role's field was given.
 * @param isApplicant the account team has yet to assign the party's codes: they may be empty.
 */
export function checkRoles(
  roles: readonly CredentialsRole[],
  profile: Profile,
  sourceOf: (index: number, field: string) => Source,
  isApplicant = false,
): PayloadFinding[] {
  if (roles.length === 0) return [{ code: "roles-empty", source: sourceOf(0, "") }];
  const findings = roles.flatMap((role, index) =>
    checkRole(role, profile, (field) => sourceOf(index, field), isApplicant),
  );
  return [...findings, ...checkUnique(roles, (index) => sourceOf(index, "party_id"))];
}

/** Where a field of a role was given. It is asked for only where something is wrong: most often nothing is. */
type SourceOfField = (field: string) => Source;

function checkRole(
  role: CredentialsRole,
  profile: Profile,
  sourceOf: SourceOfField,
  isApplicant: boolean,
): PayloadFinding[] {
  const { country_code: country, party_id: party } = role;
  return [
    ...checkRoleName(role.role, profile, sourceOf),
    ...(isApplicant && country === "" ? [] : checkCountry(country, profile, sourceOf)),
    ...(isApplicant && party === "" ? [] : checkPartyId(party, sourceOf)),
    ...checkNotHub(role, profile, sourceOf),
    ...checkBusinessDetails(role, sourceOf),
  ];
}

// PAY-17 exact upper case, PAY-18 not HUB, PAY-19 a role that this hub has.
function checkRoleName(value: string, profile: Profile, sourceOf: SourceOfField): PayloadFinding[] {
  if (value === "HUB") return [{ code: "role-hub", source: sourceOf("role") }];
  if (profile.roles.some((role) => role === value)) return [];
  if (roleNames.some((role) => role === value.toUpperCase()) && value !== value.toUpperCase()) {
    return [{ code: "lower-case", source: sourceOf("role"), value }];
  }
  return [{ code: "role-unknown", source: sourceOf("role"), value, allowed: profile.roles }];
}

// PAY-22 two letters that ISO 3166-1 assigns, PAY-23 the hub's country, PAY-24 upper case.
function checkCountry(value: string, profile: Profile, sourceOf: SourceOfField): PayloadFinding[] {
  if (!isCountryCode(value.toUpperCase())) return [{ code: "country-code", source: sourceOf("country_code"), value }];
  if (value !== value.toUpperCase()) return [{ code: "lower-case", source: sourceOf("country_code"), value }];
  if (profile.country !== undefined && value !== profile.country) {
    return [{ code: "country-foreign", source: sourceOf("country_code"), value, expected: profile.country }];
  }
  return [];
}

// PAY-20, PAY-21 three letters or digits, PAY-24 upper case.
function checkPartyId(value: string, sourceOf: SourceOfField): PayloadFinding[] {
  if (!/^[A-Za-z0-9]{3}$/.test(value)) return [{ code: "party-id", source: sourceOf("party_id"), value }];
  return value === value.toUpperCase() ? [] : [{ code: "lower-case", source: sourceOf("party_id"), value }];
}

// PAY-27
function checkNotHub(role: Party, profile: Profile, sourceOf: SourceOfField): PayloadFinding[] {
  const name = partyName(role);
  return profile.hub !== undefined && name.toUpperCase() === partyName(profile.hub)
    ? [{ code: "party-is-hub", source: sourceOf("party_id"), party: name }]
    : [];
}

// PAY-28, PAY-29
function checkBusinessDetails(role: CredentialsRole, sourceOf: SourceOfField): PayloadFinding[] {
  const details: CredentialsRole["business_details"] | undefined = role.business_details;
  if (details === undefined) return [{ code: "business-details", source: sourceOf("business_details") }];
  const name = details.name;
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  const wrong = name.trim() === "" || name.length > NAME_MAX_LENGTH || /[\u0000-\u001F\u007F]/.test(name);
  return wrong ? [{ code: "business-name", source: sourceOf("business_details.name"), length: name.length }] : [];
}

// PAY-25: CiString, compared without case.
function checkUnique(roles: readonly Party[], sourceOf: (index: number) => Source): PayloadFinding[] {
  const seen = new Set<string>();
  return roles.flatMap((role, index) => {
    const key = `${role.role} ${partyName(role)}`.toUpperCase();
    const again = seen.has(key);
    seen.add(key);
    return again
      ? [{ code: "party-twice" as const, source: sourceOf(index), party: partyName(role), role: role.role }]
      : [];
  });
}

/** PAY-26: the parties given inline are among those that the file names as assigned. */
export function checkAssigned(given: readonly Party[], assigned: readonly Party[]): PayloadFinding[] {
  if (assigned.length === 0) return [];
  const known = assigned.map(partyName);
  return given
    .filter((party) => !known.includes(partyName(party)))
    .map((party) => ({ code: "party-other-than-assigned" as const, party: partyName(party), assigned: known }));
}
