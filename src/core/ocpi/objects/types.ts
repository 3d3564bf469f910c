import * as z from "zod/mini";
import { isCountryCode } from "../party.ts";

/*
 * OCPI 2.2.1 types. The message of a check is no sentence: it names what is wrong (`ascii`, `visible`, `url`, `time`) or shows
 * how a right value looks (`18:15`). A check of samples makes a sentence of it; another caller may ask only whether the value fits.
 */

/** CiString(n): printable ASCII, compared without case. */
export function ciString(max: number): z.ZodMiniString {
  return z.string().check(z.maxLength(max), z.regex(/^[\x20-\x7e]*$/, "ascii"));
}

/** string(n): printable UTF-8. */
export function text(max: number): z.ZodMiniString {
  return z.string().check(z.maxLength(max), z.regex(/^\P{Cc}*$/u, "visible"));
}

/** A string(n) that looks in one way only. */
export function formed(max: number, form: RegExp, example: string): z.ZodMiniString {
  return z.string().check(z.maxLength(max), z.regex(form, example));
}

/** A field of cardinality `?` or, over a list, `*`: it may be absent or null. OCPI 2.2.1 terminology, Cardinality. */
export function optional<T extends z.core.SomeType>(schema: T): z.ZodMiniOptional<z.ZodMiniNullable<T>> {
  return z.nullish(schema);
}

/** A field of cardinality `+`: a list with one entry at least. OCPI 2.2.1 terminology, Cardinality. */
export function some<T extends z.core.SomeType>(schema: T): z.ZodMiniArray<T> {
  return z.array(schema).check(z.minLength(1));
}

/** A field of cardinality `*`. */
export function many<T extends z.core.SomeType>(schema: T): z.ZodMiniOptional<z.ZodMiniNullable<z.ZodMiniArray<T>>> {
  return optional(z.array(schema));
}

/** URL: string(255). */
export const url = text(255).check(z.refine((value) => URL.canParse(value), "url"));

/** The country code of an owner: CiString(2), ISO 3166-1 alpha-2. */
export const countryCode = ciString(2).check(z.refine((code) => isCountryCode(code.toUpperCase()), "IN"));

/** The country of a place: string(3), ISO 3166-1 alpha-3. */
export const country = formed(3, /^[A-Z]{3}$/, "IND");

/** string(3), ISO 4217. */
export const currency = formed(3, /^[A-Z]{3}$/, "INR");

/** string(2), ISO 639-1. */
export const language = formed(2, /^[A-Za-z]{2}$/, "en");

/** A time of day in the location's own time zone: string(5). */
export const timeOfDay = formed(5, /^(?:[01]\d|2[0-3]):[0-5]\d$/, "18:15");

/** Price: without VAT, and with it where the party knows it. */
export const price = z.looseObject({ excl_vat: z.number(), incl_vat: optional(z.number()) });

/** DisplayText: what a driver reads. */
export const displayText = z.looseObject({ language, text: text(512) });

/** A share in percent. */
export const percentage = z.number().check(z.gte(0), z.lte(100));
