import * as z from "zod/mini";
import { authMethod } from "./auth-method.ts";
import { cdrToken } from "./cdr-token.ts";
import { periodOfSession } from "./charging-period.ts";
import { dateTime } from "./date-time.ts";
import { ciString, countryCode, currency, many, optional, price, text } from "./types.ts";

/** OCPI 2.2.1 mod_sessions, Session. */
export const session = z.looseObject({
  country_code: countryCode,
  party_id: ciString(3),
  id: ciString(36),
  start_date_time: dateTime,
  end_date_time: optional(dateTime),
  kwh: z.number(),
  cdr_token: cdrToken,
  auth_method: authMethod,
  authorization_reference: optional(ciString(36)),
  location_id: ciString(36),
  evse_uid: ciString(36),
  connector_id: ciString(36),
  meter_id: optional(text(255)),
  currency,
  charging_periods: many(periodOfSession),
  total_cost: optional(price),
  status: z.enum(["ACTIVE", "COMPLETED", "INVALID", "PENDING", "RESERVATION"]),
  last_updated: dateTime,
});
