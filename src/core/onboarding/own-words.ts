import { partyName } from "../ocpi/party.ts";
import type { PlatformConnection } from "./connection.ts";

/**
 * What a run says of itself, which a token may hold and which no redaction has to take out: the hosts, the parties, the names
 * of the connection and of the hub.
 */
export function ownWords(connection: PlatformConnection | undefined, platformUrl?: string): string[] {
  if (connection === undefined) return [];
  const { name, address, allowedOrigins, profile, roles, routing } = connection;
  const hosts = [address?.origin ?? "", ...allowedOrigins, platformUrl ?? ""].map(
    (url) => URL.parse(url)?.hostname ?? "",
  );
  const parties = [...(profile.hub === undefined ? [] : [profile.hub]), ...roles, ...routing];
  const businesses = roles.map((role) => role.business_details.name);
  return [name, profile.name, profile.title, ...hosts, ...parties.map(partyName), ...businesses];
}
