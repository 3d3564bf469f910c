import { closestMatch } from "leven";
import type { Finding } from "../core/findings/catalogue.ts";

// Farther away it is another word.
const MAX_DISTANCE = 3;

/** That an input has none of its values, and which one was probably meant. */
export function notOneOf(input: string, value: string, allowed: readonly string[]): Finding {
  const nearest = value === "" ? undefined : closestMatch(value.toLowerCase(), allowed, { maxDistance: MAX_DISTANCE });
  return { code: "input-not-one-of", input, value, allowed, nearest };
}
