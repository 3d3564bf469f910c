/**
 * Whether a timestamp is an OCPI DateTime: RFC 3339 in UTC, `Z` or no designator, at most 25 characters
 * (OCPI 2.2.1 types, DateTime). Offsets such as `+05:30` are not allowed on the wire.
 */
export function isDateTime(value: string): boolean {
  return value.length <= 25 && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z?$/.test(value);
}
