import * as z from "zod/mini";
import { authMethod } from "./auth-method.ts";
import { cdrLocation } from "./cdr-location.ts";
import { cdrToken } from "./cdr-token.ts";
import { periodOfCdr } from "./charging-period.ts";
import { dateTime } from "./date-time.ts";
import { signedData } from "./signed-data.ts";
import { tariff } from "./tariff.ts";
import { ciString, countryCode, currency, many, optional, price, some, text } from "./types.ts";

/** OCPI 2.2.1 mod_cdrs, CDR. */
export const cdr = z.looseObject({
  country_code: countryCode,
  party_id: ciString(3),
  id: ciString(39),
  start_date_time: dateTime,
  end_date_time: dateTime,
  session_id: optional(ciString(36)),
  cdr_token: cdrToken,
  auth_method: authMethod,
  authorization_reference: optional(ciString(36)),
  cdr_location: cdrLocation,
  meter_id: optional(text(255)),
  currency,
  tariffs: many(tariff),
  charging_periods: some(periodOfCdr),
  signed_data: optional(signedData),
  total_cost: price,
  total_fixed_cost: optional(price),
  total_energy: z.number(),
  total_energy_cost: optional(price),
  total_time: z.number(),
  total_time_cost: optional(price),
  total_parking_time: optional(z.number()),
  total_parking_cost: optional(price),
  total_reservation_cost: optional(price),
  remark: optional(text(255)),
  invoice_reference_id: optional(ciString(39)),
  credit: optional(z.boolean()),
  credit_reference_id: optional(ciString(39)),
  home_charging_compensation: optional(z.boolean()),
  last_updated: dateTime,
});
