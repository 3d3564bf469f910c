import * as z from "zod/mini";
import { displayText, formed, optional } from "./types.ts";

const latitude = formed(10, /^-?\d{1,2}\.\d{5,7}$/, "28.613939");
const longitude = formed(11, /^-?\d{1,3}\.\d{5,7}$/, "77.209021");

/** OCPI 2.2.1 mod_locations, GeoLocation. */
export const geoLocation = z.looseObject({ latitude, longitude });

/** OCPI 2.2.1 mod_locations, AdditionalGeoLocation. */
export const additionalGeoLocation = z.looseObject({ latitude, longitude, name: optional(displayText) });
