import * as z from "zod/mini";
import { displayText, many } from "./types.ts";

/** OCPI 2.2.1 mod_commands, CommandResponse: what a CPO answers at once to a command. */
export const commandResponse = z.looseObject({
  result: z.enum(["NOT_SUPPORTED", "REJECTED", "ACCEPTED", "UNKNOWN_SESSION"]),
  // In seconds.
  timeout: z.int(),
  message: many(displayText),
});
