import * as z from "zod/mini";
import { dateTime } from "./date-time.ts";
import { energyMix } from "./energy-mix.ts";
import {
  ciString,
  countryCode,
  currency,
  displayText,
  formed,
  many,
  optional,
  price,
  some,
  timeOfDay,
  url,
} from "./types.ts";

const priceComponent = z.looseObject({
  type: z.enum(["ENERGY", "FLAT", "PARKING_TIME", "TIME"]),
  price: z.number(),
  vat: optional(z.number()),
  step_size: z.int(),
});

// A day in the location's own time zone.
const day = formed(10, /^[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, "2026-12-24");

const tariffRestrictions = z.looseObject({
  start_time: optional(timeOfDay),
  end_time: optional(timeOfDay),
  start_date: optional(day),
  end_date: optional(day),
  min_kwh: optional(z.number()),
  max_kwh: optional(z.number()),
  min_current: optional(z.number()),
  max_current: optional(z.number()),
  min_power: optional(z.number()),
  max_power: optional(z.number()),
  // In seconds.
  min_duration: optional(z.int()),
  max_duration: optional(z.int()),
  day_of_week: many(z.enum(["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"])),
  reservation: optional(z.enum(["RESERVATION", "RESERVATION_EXPIRES"])),
});

/** OCPI 2.2.1 mod_tariffs, Tariff. */
export const tariff = z.looseObject({
  country_code: countryCode,
  party_id: ciString(3),
  id: ciString(36),
  currency,
  type: optional(z.enum(["AD_HOC_PAYMENT", "PROFILE_CHEAP", "PROFILE_FAST", "PROFILE_GREEN", "REGULAR"])),
  tariff_alt_text: many(displayText),
  tariff_alt_url: optional(url),
  min_price: optional(price),
  max_price: optional(price),
  elements: some(z.looseObject({ price_components: some(priceComponent), restrictions: optional(tariffRestrictions) })),
  start_date_time: optional(dateTime),
  end_date_time: optional(dateTime),
  energy_mix: optional(energyMix),
  last_updated: dateTime,
});
