import * as z from "zod/mini";
import { connectorFormat, connectorType, powerType } from "./connector.ts";
import { geoLocation } from "./geo-location.ts";
import { ciString, country, optional, text } from "./types.ts";

/** OCPI 2.2.1 mod_cdrs, CdrLocation: where the driver charged, as it was then. */
export const cdrLocation = z.looseObject({
  id: ciString(36),
  name: optional(text(255)),
  address: text(45),
  city: text(45),
  postal_code: optional(text(10)),
  state: optional(text(20)),
  country,
  coordinates: geoLocation,
  evse_uid: ciString(36),
  evse_id: ciString(48),
  connector_id: ciString(36),
  connector_standard: connectorType,
  connector_format: connectorFormat,
  connector_power_type: powerType,
});
