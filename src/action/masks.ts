import { setSecret } from "@actions/core";
import type { Secret } from "../core/ocpi/redaction.ts";
import { decodedText } from "../core/ocpi/token-forms.ts";

/** Masks many secret inputs: hundreds of lines for the runner, in one write. */
export function maskInputs(values: readonly string[]): void {
  process.stdout.cork();
  try {
    for (const value of values) maskInput(value);
  } finally {
    process.stdout.uncork();
  }
}

/** Masks a secret input, as it was given and without the white space around it. */
export function maskInput(value: string): void {
  if (value.trim() === "") return;
  for (const form of new Set([value, ...formsToMask(value.trim())])) setSecret(form);
}

/** Masks a token that this run came to know. */
export function maskToken(token: Secret): void {
  for (const form of formsToMask(token.reveal())) setSecret(form);
}

/**
 * A token, its Base64, and what it decodes to where that is printable: hubs print what they decoded. The runner masks Base64
 * by itself, too.
 */
function formsToMask(token: string): string[] {
  const text = decodedText(token);
  return [token, Buffer.from(token, "utf8").toString("base64"), ...(text === undefined ? [] : [text])];
}
