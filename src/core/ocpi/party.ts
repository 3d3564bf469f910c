import * as z from "zod/mini";

/** OCPI 2.2.1 types, Role. */
export const roleNames = ["CPO", "EMSP", "HUB", "NAP", "NSP", "OTHER", "SCSP"] as const;
export type RoleName = (typeof roleNames)[number];

/** A party as it travels: who somebody is, and in which role. */
export interface Party {
  readonly role: string;
  readonly country_code: string;
  readonly party_id: string;
}

/** OCPI 2.2.1 mod_locations, BusinessDetails; unknown fields such as India's `gstin` travel along. */
export interface BusinessDetails {
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

/** Whether both are the same party in the same role. CiString: OCPI compares country and party without case. */
export function sameParty(a: Party, b: Party): boolean {
  return a.role === b.role && partyName(a).toUpperCase() === partyName(b).toUpperCase();
}

/** OCPI 2.2.1 mod_hub_client_info, ConnectionStatus. */
export const connectionStatuses = ["CONNECTED", "OFFLINE", "PLANNED", "SUSPENDED"] as const;
export type ConnectionStatus = (typeof connectionStatuses)[number];

/** One entry of hubclientinfo, read with tolerance: what is missing or unknown becomes a finding, not a failure. */
export const clientInfoSchema = z.object({
  party_id: z.string(),
  country_code: z.string(),
  role: z.string(),
  status: z.string(),
  last_updated: z.catch(z.optional(z.string()), undefined),
});
export type ClientInfo = z.infer<typeof clientInfoSchema>;

// ISO 3166-1 alpha-2, the officially assigned codes.
const countries = new Set(
  (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ " +
    "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO " +
    "FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE " +
    "JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO " +
    "MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW " +
    "PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM " +
    "TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"
  ).split(" "),
);

/** Whether ISO 3166-1 assigns this alpha-2 code, in upper case. */
export function isCountryCode(code: string): boolean {
  return countries.has(code);
}
