import * as z from "zod/mini";
import { dateTime } from "./date-time.ts";
import { tokenType } from "./token-type.ts";
import { ciString, countryCode, language, optional, text } from "./types.ts";

const energyContract = z.looseObject({ supplier_name: text(64), contract_id: optional(text(64)) });

/** OCPI 2.2.1 mod_tokens, Token: what a driver identifies with. It authorises no request between platforms. */
export const token = z.looseObject({
  country_code: countryCode,
  party_id: ciString(3),
  uid: ciString(36),
  type: tokenType,
  contract_id: ciString(36),
  visual_number: optional(text(64)),
  issuer: text(64),
  group_id: optional(ciString(36)),
  valid: z.boolean(),
  whitelist: z.enum(["ALWAYS", "ALLOWED", "ALLOWED_OFFLINE", "NEVER"]),
  language: optional(language),
  default_profile_type: optional(z.enum(["CHEAP", "FAST", "GREEN", "REGULAR"])),
  energy_contract: optional(energyContract),
  last_updated: dateTime,
});
