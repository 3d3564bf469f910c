import { parseJson } from "./json.ts";

/** The OCPI response envelope, read at every HTTP status. OCPI 2.2.1 transport_and_format, "Response format". */
export interface Envelope {
  readonly statusCode: number;
  readonly statusMessage: string | undefined;
  readonly timestamp: string | undefined;
  readonly data: unknown;
}

/** What a body turned out to be. */
export type Body =
  | { readonly kind: "envelope"; readonly envelope: Envelope }
  /** JSON, but not an envelope: `status_code` is missing or no whole number of four digits. */
  | { readonly kind: "json"; readonly value: unknown }
  /** A page: HTML, XHTML, or whatever else begins with a tag or a comment of markup. */
  | { readonly kind: "html" }
  | { readonly kind: "empty" }
  | { readonly kind: "text" };

/** Reads a response body. Never throws: what it is not able to read it names. */
export function readBody(text: string): Body {
  const bare = text.trim();
  if (bare === "") return { kind: "empty" };
  let value: unknown;
  try {
    value = parseJson(bare);
  } catch {
    return { kind: bare.startsWith("<") ? "html" : "text" };
  }
  if (!isRecord(value)) return { kind: "json", value };
  const statusCode = value["status_code"];
  if (typeof statusCode !== "number" || !Number.isInteger(statusCode) || statusCode < 1000 || statusCode > 9999) {
    return { kind: "json", value };
  }
  return {
    kind: "envelope",
    envelope: {
      statusCode,
      statusMessage: textOf(value["status_message"]),
      timestamp: textOf(value["timestamp"]),
      data: value["data"],
    },
  };
}

/** Whether the code means success: 1000, and 1900 to 1999 for custom successes (OCPI 2.2.1 status_codes). */
export function isSuccess(statusCode: number): boolean {
  return statusCode >= 1000 && statusCode <= 1999;
}

/**
 * Whether a timestamp is an OCPI DateTime: RFC 3339 in UTC, `Z` or no designator, at most 25 characters
 * (OCPI 2.2.1 types, DateTime). Offsets such as `+05:30` are not allowed on the wire.
 */
export function isDateTime(value: string): boolean {
  return value.length <= 25 && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z?$/.test(value);
}

/** Whether a parsed value is an object, and no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
