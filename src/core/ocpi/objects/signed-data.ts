import * as z from "zod/mini";
import { ciString, optional, some, text } from "./types.ts";

/** What a meter signs may have line breaks. Its length was corrected after 2.2.1-d2, from 512 characters. */
const signedText = z.string().check(z.maxLength(5000));

/** OCPI 2.2.1 mod_cdrs, SignedData. */
export const signedData = z.looseObject({
  encoding_method: ciString(36),
  encoding_method_version: optional(z.int()),
  public_key: optional(text(512)),
  signed_values: some(z.looseObject({ nature: ciString(32), plain_data: signedText, signed_data: signedText })),
  url: optional(text(512)),
});
