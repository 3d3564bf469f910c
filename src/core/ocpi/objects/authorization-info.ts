import * as z from "zod/mini";
import { token } from "./token.ts";
import { ciString, displayText, many, optional } from "./types.ts";

const locationReferences = z.looseObject({ location_id: ciString(36), evse_uids: many(ciString(36)) });

/** OCPI 2.2.1 mod_tokens, AuthorizationInfo: what an eMSP answers to an authorisation in real time. */
export const authorizationInfo = z.looseObject({
  allowed: z.enum(["ALLOWED", "BLOCKED", "EXPIRED", "NO_CREDIT", "NOT_ALLOWED"]),
  token,
  location: optional(locationReferences),
  authorization_reference: optional(ciString(36)),
  info: optional(displayText),
});
