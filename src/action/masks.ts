import { setSecret } from "@actions/core";
import type { AnyToken } from "../core/ocpi/token.ts";
import { decodedText } from "../core/ocpi/token-forms.ts";
import { secretInputs, secretOf, type Inputs } from "./inputs.ts";

/** Masks what the inputs hold before anything can be printed. The runner masks a secret's Base64 by itself, too. */
export function maskInputs(inputs: Inputs): void {
  for (const name of secretInputs) {
    const value = secretOf(inputs, name);
    if (value.trim() === "") continue;
    for (const form of new Set([value, ...formsToMask(value.trim())])) setSecret(form);
  }
}

/** Masks a token that this run came to know. */
export function maskToken(token: AnyToken): void {
  for (const form of formsToMask(token.reveal())) setSecret(form);
}

/** A token, its Base64, and what it decodes to where that is printable: hubs print what they decoded. */
function formsToMask(token: string): string[] {
  const text = decodedText(token);
  return [token, Buffer.from(token, "utf8").toString("base64"), ...(text === undefined ? [] : [text])];
}
