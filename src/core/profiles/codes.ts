import type { Profile } from "./profile.ts";

// OCPI 2.2.1 status_codes.
const specified: Readonly<Record<number, string>> = {
  1000: "success",
  2000: "client error",
  2001: "invalid or missing parameters",
  2002: "not enough information",
  2003: "unknown location",
  2004: "unknown token",
  3000: "server error",
  3001: "the hub could not use the platform's API",
  3002: "unsupported version",
  3003: "no matching endpoints, or expected endpoints are missing",
  4000: "hub error",
  4001: "unknown receiver",
  4002: "timeout on a forwarded request",
  4003: "receiving party not connected",
};

/** What an OCPI status code means at this hub, and in the specification where that is something else. */
export function codeMeaning(code: number, profile: Profile): string {
  const here = profile.codeMeanings[code];
  const inSpecification = specified[code] ?? "a code that OCPI 2.2.1 does not define";
  return here === undefined ? inSpecification : `${here} (in OCPI itself: ${inSpecification})`;
}
