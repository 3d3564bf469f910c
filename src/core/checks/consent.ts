import type { Finding } from "../findings/catalogue.ts";
import type { NoConsent } from "../findings/inputs.ts";

/** Whether a text consents to test objects on this platform: it has to be the platform's host name, and nothing else. */
export function checkConsent(text: string, platformUrl: string): Finding[] {
  const host = URL.parse(platformUrl)?.hostname;
  // What is wrong with the URL is said elsewhere.
  if (host === undefined) return [];
  const value = text.trim();
  const why = whyNone(value, host);
  return why === undefined ? [] : [{ code: "consent-host", why, value, host }];
}

function whyNone(value: string, host: string): NoConsent | undefined {
  if (value === "") return "blank";
  // Names of hosts have no case: RFC 4343.
  if (value.toLowerCase() === host) return undefined;
  if (value.includes("://")) return "scheme";
  if (value.includes("*")) return "star";
  if (/[/?#@\s]/.test(value)) return "path";
  return /^(?:\[[^\]]*\]|[^:]+):\d*$/.test(value) ? "port" : "other";
}
