import { parsedUrl } from "../ocpi/parsed-url.ts";
import type { Profile } from "../profiles/profile.ts";

/** Where the hub is: its versions URL, and what else is known before anything was asked. */
export interface HubAddress {
  readonly origin: string;
  readonly versions: string;
  readonly details: string | undefined;
  readonly credentials: string | undefined;
  readonly hubclientinfo: string | undefined;
  readonly locations: string | undefined;
}

/**
 * The hub's URLs. Where the profile documents paths, `url` is the hub's origin (`https://hub.example.com`) or its versions
 * URL (`https://hub.example.com/ocpi/versions`, also with something before `/ocpi`); elsewhere it is the versions URL.
 * @returns undefined when it is neither.
 */
export function hubAddress(url: string, { paths }: Profile): HubAddress | undefined {
  const parsed = URL.parse(url);
  if (parsed === null || parsed.search !== "" || parsed.hash !== "") return undefined;
  const path = parsed.pathname.replace(/\/+$/, "");
  if (paths === undefined) {
    if (path === "") return undefined;
    const undiscovered = {
      details: undefined,
      credentials: undefined,
      hubclientinfo: undefined,
      locations: undefined,
    };
    return { origin: parsed.origin, versions: parsed.href, ...undiscovered };
  }
  if (path !== "" && !path.endsWith(paths.versions)) return undefined;
  const base = parsed.origin + path.slice(0, path.length - paths.versions.length);
  return {
    origin: parsed.origin,
    versions: base + paths.versions,
    details: base + paths.details,
    credentials: base + paths.credentials,
    hubclientinfo: base + paths.hubclientinfo,
    locations: base + paths.locations,
  };
}

/** A URL of the hub's that was given for that of its versions: what it is, and where its versions are. */
export interface MistakenAddress {
  readonly what: "details" | "credentials";
  readonly versions: string;
}

/** Whether a URL is another documented one of the hub's than that of its versions. */
export function mistakenAddress(url: string, { paths }: Profile): MistakenAddress | undefined {
  const parsed = URL.parse(url);
  if (parsed === null || paths === undefined) return undefined;
  const path = parsed.pathname.replace(/\/+$/, "");
  const what = (["details", "credentials"] as const).find((one) => path.endsWith(paths[one]));
  if (what === undefined) return undefined;
  return { what, versions: parsed.origin + path.slice(0, path.length - paths[what].length) + paths.versions };
}

/**
 * Whether the URL's host is this machine: the literals 127.0.0.0/8 and ::1, and exactly `localhost`. What is there is a
 * sandbox. Whatever else may lead here is left to DNS, to the system or to a proxy, which may lead it elsewhere.
 */
export function isLoopback(url: string): boolean {
  const host = parsedUrl(url)?.hostname ?? "";
  return /^127(?:\.\d{1,3}){3}$/.test(host) || host === "[::1]" || host === "localhost";
}

/** Whether a token may travel there: by `https:`, or on this machine by `http:`, each URL by its own host. */
export function keepsTokensSafe(url: string): boolean {
  const { protocol } = parsedUrl(url) ?? {};
  return protocol === "https:" || (protocol === "http:" && isLoopback(url));
}
