import * as z from "zod/mini";

/** OCPI 2.2.1 mod_cdrs, AuthMethod. */
export const authMethod = z.enum(["AUTH_REQUEST", "COMMAND", "WHITELIST"]);
