import type { Party } from "../ocpi/party.ts";
import type { Profile } from "../profiles/profile.ts";

/** A URL at which the hub calls the platform. */
export interface ReceiverUrl {
  readonly module: string;
  readonly role: string;
  readonly method: string;
  readonly url: string;
}

/**
 * The URLs at which the hub calls this platform, for the roles that it has: by the documented paths, or where the config
 * says that a module is.
 */
export function receiverUrls(
  platformUrl: string | undefined,
  parties: readonly Party[],
  profile: Profile,
  overrides: Readonly<Record<string, string>>,
): ReceiverUrl[] {
  const origin = URL.parse(platformUrl ?? "")?.origin;
  const roles = [...new Set(parties.map((party) => party.role))];
  return profile.receivers.flatMap((route) => {
    const documented = origin === undefined ? undefined : origin + route.path;
    const url = Object.hasOwn(overrides, route.module) ? overrides[route.module] : documented;
    if (url === undefined) return [];
    return roles
      .filter((role) => route.roles.some((name) => name === role))
      .map((role) => ({ module: route.module, role, method: route.method, url }));
  });
}
