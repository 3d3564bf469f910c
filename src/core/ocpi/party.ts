import * as z from "zod/mini";

/** OCPI 2.2.1 types, Role. */
export const roleNames = ["CPO", "EMSP", "HUB", "NAP", "NSP", "OTHER", "SCSP"] as const;

/** OCPI 2.2.1 types, Role. */
export type RoleName = (typeof roleNames)[number];

/** A party as it travels: who it is, and in which role. */
export interface Party {
  readonly role: string;
  readonly country_code: string;
  readonly party_id: string;
}

/** OCPI 2.2.1 mod_locations, BusinessDetails; unknown fields such as India's `gstin` travel along. */
interface BusinessDetails {
  readonly name: string;
  readonly website?: string;
  readonly [field: string]: unknown;
}

/** One entry of `credentials.roles` as we send it: OCPI 2.2.1 credentials, CredentialsRole. */
export interface CredentialsRole extends Party {
  readonly business_details: BusinessDetails;
}

/** The party as people write it: `IN*ABC`. */
export function partyName(party: Pick<Party, "country_code" | "party_id">): string {
  return `${party.country_code}*${party.party_id}`;
}

/** The party with its role, `IN*ABC (CPO)`: the role alone, where the account team has not assigned its codes yet. */
export function partyWithRole(party: Party): string {
  return party.country_code === "" || party.party_id === "" ? party.role : `${partyName(party)} (${party.role})`;
}

/** What two namings of one party share: country codes and party ids are compared without case (OCPI 2.2.1 types, CiString). */
export function partyKey(party: Pick<Party, "country_code" | "party_id">): string {
  return partyName(party).toUpperCase();
}

/** Whether both are the same party in the same role. */
export function sameParty(a: Party, b: Party): boolean {
  return a.role === b.role && partyKey(a) === partyKey(b);
}

/** OCPI 2.2.1 mod_hub_client_info, ConnectionStatus. */
export const connectionStatuses = ["CONNECTED", "OFFLINE", "PLANNED", "SUSPENDED"] as const;

/** One entry of hubclientinfo, read with tolerance: what is missing or unknown becomes a finding, not a failure. */
export const clientInfoSchema = z.object({
  party_id: z.string(),
  country_code: z.string(),
  role: z.catch(z.optional(z.string()), undefined),
  status: z.optional(z.unknown()),
  last_updated: z.catch(z.optional(z.string()), undefined),
});

/** A party as hubclientinfo lists it. OCPI 2.2.1 mod_hub_client_info, "ClientInfo". */
export type ClientInfo = z.infer<typeof clientInfoSchema>;

// ISO 3166-1 alpha-2, the officially assigned codes: the second letters, for each first one from A to Z.
const countries = (
  "DEFGILMOQRSTUWXZ|ABDEFGHIJLMNOQRSTVWYZ|ACDFGHIKLMNORUVWXYZ|EJKMOZ|CEGHRST|IJKMOR|" +
  "ABDEFGHILMNPQRSTUWY|KMNRTU|DELMNOQRST|EMOP|EGHIMNPRWYZ|ABCIKRSTUVY|ACDEFGHKLMNOPQRSTUVWXYZ|" +
  "ACEFGILOPRUZ|M|AEFGHKLMNRSTWY|A|EOSUW|ABCDEGHIJKLMNORSTVXYZ|CDFGHJKLMNORTVWZ|AGMSYZ|ACEGINU|FS||ET|" +
  "AMW"
).split("|");

/** Every alpha-2 code that ISO 3166-1 assigns, in the order of the alphabet. */
export function countryCodes(): string[] {
  return countries.flatMap((seconds, index) => [...seconds].map((second) => String.fromCharCode(65 + index) + second));
}

/** Whether ISO 3166-1 assigns this alpha-2 code, in upper case. */
export function isCountryCode(code: string): boolean {
  const [first = "", second = ""] = code;
  return code.length === 2 && countries[first.charCodeAt(0) - 65]?.includes(second) === true;
}
