import * as z from "zod/mini";
import { image } from "./business-details.ts";
import { connector } from "./connector.ts";
import { dateTime } from "./date-time.ts";
import { geoLocation } from "./geo-location.ts";
import { ciString, displayText, many, optional, some, text } from "./types.ts";

const status = z.enum([
  "AVAILABLE",
  "BLOCKED",
  "CHARGING",
  "INOPERATIVE",
  "OUTOFORDER",
  "PLANNED",
  "REMOVED",
  "RESERVED",
  "UNKNOWN",
]);

const statusSchedule = z.looseObject({ period_begin: dateTime, period_end: optional(dateTime), status });

const capability = z.enum([
  "CHARGING_PROFILE_CAPABLE",
  "CHARGING_PREFERENCES_CAPABLE",
  "CHIP_CARD_SUPPORT",
  "CONTACTLESS_CARD_SUPPORT",
  "CREDIT_CARD_PAYABLE",
  "DEBIT_CARD_PAYABLE",
  "PED_TERMINAL",
  "REMOTE_START_STOP_CAPABLE",
  "RESERVABLE",
  "RFID_READER",
  "START_SESSION_CONNECTOR_REQUIRED",
  "TOKEN_GROUP_CAPABLE",
  "UNLOCK_CAPABLE",
]);

/** OCPI 2.2.1 mod_locations, EVSE. */
export const evse = z.looseObject({
  uid: ciString(36),
  evse_id: optional(ciString(48)),
  status,
  status_schedule: many(statusSchedule),
  capabilities: many(capability),
  connectors: some(connector),
  floor_level: optional(text(4)),
  coordinates: optional(geoLocation),
  physical_reference: optional(text(16)),
  directions: many(displayText),
  parking_restrictions: many(z.enum(["EV_ONLY", "PLUGGED", "DISABLED", "CUSTOMERS", "MOTORCYCLES"])),
  images: many(image),
  last_updated: dateTime,
});
