import * as z from "zod/mini";
import { tokenType } from "./token-type.ts";
import { ciString, countryCode } from "./types.ts";

/** OCPI 2.2.1 mod_cdrs, CdrToken: whose driver charged. The eMSP's party in it is new in 2.2.1, and required. */
export const cdrToken = z.looseObject({
  country_code: countryCode,
  party_id: ciString(3),
  uid: ciString(36),
  type: tokenType,
  contract_id: ciString(36),
});
