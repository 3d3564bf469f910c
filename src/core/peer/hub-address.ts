import type { Profile } from "../profiles/profile.ts";

/** Where the hub is: its documented URLs, made from its origin or its versions URL. */
export interface HubAddress {
  readonly origin: string;
  readonly versions: string;
  readonly details: string;
  readonly credentials: string;
  readonly hubclientinfo: string;
}

/**
 * The hub's documented URLs. `url` is its origin (`https://hub.example.com`) or its versions URL
 * (`https://hub.example.com/ocpi/versions`, also with something before `/ocpi`).
 * @returns undefined when it is neither.
 */
export function hubAddress(url: string, profile: Profile): HubAddress | undefined {
  const parsed = URL.parse(url);
  if (parsed === null || parsed.search !== "" || parsed.hash !== "") return undefined;
  const path = parsed.pathname.replace(/\/+$/, "");
  if (path !== "" && !path.endsWith(profile.paths.versions)) return undefined;
  const base = parsed.origin + path.slice(0, path.length - profile.paths.versions.length);
  return {
    origin: parsed.origin,
    versions: base + profile.paths.versions,
    details: base + profile.paths.details,
    credentials: base + profile.paths.credentials,
    hubclientinfo: base + profile.paths.hubclientinfo,
  };
}

/** Whether the URL's host is this machine: 127.0.0.0/8, ::1 or localhost. What is there is a sandbox. */
export function isLoopback(url: string): boolean {
  const host = URL.parse(url)?.hostname ?? "";
  return /^127(?:\.\d{1,3}){3}$/.test(host) || host === "[::1]" || host === "localhost" || host.endsWith(".localhost");
}
