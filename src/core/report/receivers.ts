import type { Party } from "../ocpi/party.ts";
import type { Profile } from "../profiles/profile.ts";
import type { ReceiverUrl } from "./report.ts";

/** The URLs at which the hub calls this platform, by the documented paths, for the roles that it has. */
export function receiverUrls(platformUrl: string, parties: readonly Party[], profile: Profile): ReceiverUrl[] {
  const origin = URL.parse(platformUrl)?.origin;
  if (origin === undefined) return [];
  const roles = [...new Set(parties.map((party) => party.role))];
  return profile.receivers.flatMap((route) =>
    roles
      .filter((role) => route.roles.some((name) => name === role))
      .map((role) => ({ module: route.module, role, method: route.method, url: origin + route.path })),
  );
}
