import * as z from "zod/mini";
import { dateTime } from "./date-time.ts";
import { ciString, optional, some } from "./types.ts";

const dimensions = [
  "ENERGY",
  "MAX_CURRENT",
  "MIN_CURRENT",
  "MAX_POWER",
  "MIN_POWER",
  "PARKING_TIME",
  "RESERVATION_TIME",
  "TIME",
] as const;

const dimensionsOfSessions = ["CURRENT", "ENERGY_EXPORT", "ENERGY_IMPORT", "POWER", "STATE_OF_CHARGE"] as const;

function chargingPeriod<const D extends readonly string[]>(types: D) {
  return z.looseObject({
    start_date_time: dateTime,
    dimensions: some(z.looseObject({ type: z.enum(types), volume: z.number() })),
    tariff_id: optional(ciString(36)),
  });
}

/** OCPI 2.2.1 mod_cdrs, ChargingPeriod of a CDR. */
export const periodOfCdr = chargingPeriod(dimensions);

/** OCPI 2.2.1 mod_cdrs, ChargingPeriod of a session, which may have dimensions that a CDR must not have. */
export const periodOfSession = chargingPeriod([...dimensions, ...dimensionsOfSessions]);
