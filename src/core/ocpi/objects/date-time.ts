import * as z from "zod/mini";

/** OCPI 2.2.1 types, DateTime: string(25). */
export const DATE_TIME_MAX_LENGTH = 25;

// RFC 3339 as OCPI narrows it: UTC, written as `Z` or as nothing at all. An offset, even +00:00, is not allowed.
const written = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z?$/;

/**
 * The moment that an OCPI DateTime names, in milliseconds since 1970; undefined where the text is none. OCPI 2.2.1 types, DateTime:
 * without a `Z` it is UTC all the same, where JavaScript would read local time.
 */
export function instantOf(text: string): number | undefined {
  if (!written.test(text) || text.length > DATE_TIME_MAX_LENGTH) return undefined;
  const instant = Date.parse(text.endsWith("Z") ? text : `${text}Z`);
  // JavaScript takes the 30th of February for the 2nd of March, and 24:00 for the next day.
  const isReal = !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text.slice(0, 19));
  return isReal ? instant : undefined;
}

/** OCPI 2.2.1 types, DateTime. */
export const dateTime = z.string().check(z.refine((text) => instantOf(text) !== undefined, "time"));
