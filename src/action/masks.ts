import { setSecret } from "@actions/core";
import type { AnyToken } from "../core/ocpi/token.ts";
import { secretInputs, secretOf, type Inputs } from "./inputs.ts";

/** Masks what the inputs hold before anything can be printed. The runner masks a secret's Base64 by itself, too. */
export function maskInputs(inputs: Inputs): void {
  for (const name of secretInputs) {
    const value = secretOf(inputs, name);
    if (value.trim() === "") continue;
    for (const form of new Set([value, value.trim(), Buffer.from(value.trim(), "utf8").toString("base64")]))
      setSecret(form);
  }
}

/** Masks a token that this run came to know. */
export function maskToken(token: AnyToken): void {
  setSecret(token.reveal());
  setSecret(Buffer.from(token.reveal(), "utf8").toString("base64"));
}
