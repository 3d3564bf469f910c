import * as z from "zod/mini";
import { ciString, optional, text, url } from "./types.ts";

const pixels = z.int().check(z.gte(0), z.lte(99_999));

/** OCPI 2.2.1 mod_locations, Image. */
export const image = z.looseObject({
  url,
  thumbnail: optional(url),
  category: z.enum(["CHARGER", "ENTRANCE", "LOCATION", "NETWORK", "OPERATOR", "OTHER", "OWNER"]),
  type: ciString(4),
  width: optional(pixels),
  height: optional(pixels),
});

/** OCPI 2.2.1 mod_locations, BusinessDetails. */
export const businessDetails = z.looseObject({ name: text(100), website: optional(url), logo: optional(image) });
