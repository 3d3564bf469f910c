import * as z from "zod/mini";
import { businessDetails, image } from "./business-details.ts";
import { dateTime } from "./date-time.ts";
import { energyMix } from "./energy-mix.ts";
import { evse } from "./evse.ts";
import { additionalGeoLocation, geoLocation } from "./geo-location.ts";
import { hours } from "./hours.ts";
import { tokenType } from "./token-type.ts";
import { ciString, country, countryCode, displayText, many, optional, text } from "./types.ts";

const publishTokenType = z.looseObject({
  uid: optional(ciString(36)),
  type: optional(tokenType),
  visual_number: optional(text(64)),
  issuer: optional(text(64)),
  group_id: optional(ciString(36)),
});

const facility = z.enum([
  "HOTEL",
  "RESTAURANT",
  "CAFE",
  "MALL",
  "SUPERMARKET",
  "SPORT",
  "RECREATION_AREA",
  "NATURE",
  "MUSEUM",
  "BIKE_SHARING",
  "BUS_STOP",
  "TAXI_STAND",
  "TRAM_STOP",
  "METRO_STATION",
  "TRAIN_STATION",
  "AIRPORT",
  "PARKING_LOT",
  "CARPOOL_PARKING",
  "FUEL_STATION",
  "WIFI",
]);

const parkingType = z.enum([
  "ALONG_MOTORWAY",
  "PARKING_GARAGE",
  "PARKING_LOT",
  "ON_DRIVEWAY",
  "ON_STREET",
  "UNDERGROUND_GARAGE",
]);

/**
 * OCPI 2.2.1 mod_locations, Location. Its text was corrected after 2.2.1-d2: `address` and `state` had 45 and 20 characters there, by
 * mistake.
 */
export const location = z.looseObject({
  country_code: countryCode,
  party_id: ciString(3),
  id: ciString(36),
  publish: z.boolean(),
  publish_allowed_to: many(publishTokenType),
  name: optional(text(255)),
  address: text(255),
  city: text(45),
  postal_code: optional(text(10)),
  state: optional(text(45)),
  country,
  coordinates: geoLocation,
  related_locations: many(additionalGeoLocation),
  parking_type: optional(parkingType),
  evses: many(evse),
  directions: many(displayText),
  operator: optional(businessDetails),
  suboperator: optional(businessDetails),
  owner: optional(businessDetails),
  facilities: many(facility),
  time_zone: text(255).check(z.refine(isTimeZone, "Asia/Kolkata")),
  opening_times: optional(hours),
  charging_when_closed: optional(z.boolean()),
  images: many(image),
  energy_mix: optional(energyMix),
  last_updated: dateTime,
});

/** Whether IANA's tzdata has it; an offset such as `+05:30` is a time zone to JavaScript, and none to OCPI. */
function isTimeZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat("en", { timeZone: name }).format() !== "";
  } catch {
    return false;
  }
}
