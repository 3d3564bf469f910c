import * as z from "zod/mini";

/** OCPI 2.2.1 mod_tokens, TokenType. */
export const tokenType = z.enum(["AD_HOC_USER", "APP_USER", "OTHER", "RFID"]);
