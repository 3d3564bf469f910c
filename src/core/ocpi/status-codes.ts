// OCPI 2.2.1 status_codes.
const meanings: Readonly<Record<number, string>> = {
  1000: "success",
  2000: "client error",
  2001: "invalid or missing parameters",
  2002: "not enough information",
  2003: "unknown location",
  2004: "unknown token",
  3000: "server error",
  3001: "unable to use the client's API",
  3002: "unsupported version",
  3003: "no matching endpoints, or expected endpoints are missing",
  4000: "hub error",
  4001: "unknown receiver",
  4002: "timeout on a forwarded request",
  4003: "receiving party not connected",
};

/** What a status code means in OCPI 2.2.1 itself. */
export function specifiedMeaning(code: number): string {
  return meanings[code] ?? "not defined";
}

/** Whether the code means success: 1000, and 1900 to 1999 for custom successes (OCPI 2.2.1 status_codes). */
export function isSuccess(statusCode: number): boolean {
  return statusCode >= 1000 && statusCode <= 1999;
}
