import type { Finding } from "../core/findings/catalogue.ts";
import { takesAll } from "./all-commands.ts";
import { nearestFirst, nearestName } from "./nearest-names.ts";

/** That the config has no connection of this name, and which one was probably meant. */
export function unknownConnection(name: string, known: readonly string[], command: string): Finding {
  return {
    code: "connection-unknown",
    name,
    known: nearestFirst(name, known),
    nearest: nearestName(name, known),
    takesAll: takesAll(command),
  };
}
