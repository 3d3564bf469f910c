import { asSpecified, type Endpoint } from "../ocpi/versions.ts";
import type { Party } from "../ocpi/party.ts";
import type { Profile, ReceiverRoute } from "../profiles/profile.ts";

/** A URL at which the hub calls the platform. */
export interface ReceiverUrl {
  readonly module: string;
  readonly role: string;
  readonly method: string;
  readonly url: string;
  /** What the platform made of a call there that presents no token of the platform's; undefined where none was made. */
  readonly probe?: ReceiverProbe;
}

/** What came of a call to a receiver without a token. */
export interface ReceiverProbe {
  readonly outcome: ReceiverOutcome;
  readonly http_status?: number;
  readonly status_code?: number;
}

/**
 * - `guarded`: it refuses a call without a token;
 * - `open`: it does not;
 * - `missing`: there is nothing there, or not for this method;
 * - `error`: it answers, and not so that it is known which;
 * - `unreachable`: it gave no answer;
 * - `skipped`: it was not asked, because it is on another host than the platform.
 */
export type ReceiverOutcome = "guarded" | "open" | "missing" | "error" | "unreachable" | "skipped";

/** What is known of a platform's receivers, without a request. */
export interface ReceiversKnown {
  readonly platformUrl: string | undefined;
  readonly parties: readonly Pick<Party, "role">[];
  readonly profile: Profile;
  /** By module, from the config. */
  readonly overrides: Readonly<Record<string, string>>;
  /** What the platform's own details list, where they were read. */
  readonly endpoints?: readonly Endpoint[];
}

/** A receiver with the route that it is for. */
export interface RoutedReceiver extends ReceiverUrl {
  readonly route: ReceiverRoute;
}

/**
 * The URLs at which the hub calls this platform, for the roles that it has: where the config says that a module is, else where the
 * platform's own details list it, else by the documented path. What none of them names is left out.
 */
export function routedReceivers(known: ReceiversKnown): RoutedReceiver[] {
  const roles = [...new Set(known.parties.map((party) => party.role))];
  return known.profile.receivers.flatMap((route) => {
    const url = urlOf(route, known);
    if (url === undefined) return [];
    return roles
      .filter((role) => route.roles.some((name) => name === role))
      .map((role) => ({ module: route.module, role, method: route.method, url, route }));
  });
}

/** The same for a record, without what it took to find them. */
export function receiverUrls(known: ReceiversKnown): ReceiverUrl[] {
  return routedReceivers(known).map(({ module, role, method, url }) => ({ module, role, method, url }));
}

function urlOf(route: ReceiverRoute, known: ReceiversKnown): string | undefined {
  const { overrides, profile, platformUrl, endpoints = [] } = known;
  const given = Object.hasOwn(overrides, route.module) ? overrides[route.module] : undefined;
  if (given !== undefined) return given;
  const platform = URL.parse(platformUrl ?? "");
  if (platform === null) return undefined;
  const { healthPath, receiverBase } = profile;
  if (route.interfaceRole === undefined) {
    return healthPath === undefined ? undefined : platform.origin + healthPath;
  }
  const listed = endpoints
    .map(asSpecified)
    .find(({ identifier, role, url }) => identifier === route.module && role === route.interfaceRole && url !== "");
  const at = listed && URL.parse(listed.url, platform.href);
  if (at) return withoutSlash(at.href) + route.path;
  return receiverBase === undefined ? undefined : `${baseOf(platform, receiverBase)}/${route.module}${route.path}`;
}

/** Where the documented paths begin: at a platform below another path, such as `/api/ocpi/2.2.1`, there. */
function baseOf({ origin, pathname }: URL, documented: string): string {
  const path = withoutSlash(pathname);
  return origin + (path.endsWith(documented) ? path : documented);
}

function withoutSlash(url: string): string {
  return url.replace(/\/$/, "");
}
