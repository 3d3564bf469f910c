import { partyName, type Party } from "../ocpi/party.ts";
import type { Profile } from "../profiles/profile.ts";

/** How the ids of everything begin that we name at a platform: what begins so is of no customer, and may be deleted. */
export const TEST_ID = "OCPI-TEST-";

/** A party that is at no hub: whatever a hub forwards comes from parties that a platform has not heard of. */
export const THIRD_PARTY = { country_code: "IN", party_id: "ZZZ" } as const;

/** The party in whose name the hub's own calls are made at a platform: the hub's, where it is known. */
export function callingParty({ hub }: Profile): Pick<Party, "country_code" | "party_id"> {
  return hub ?? THIRD_PARTY;
}

/**
 * A receiver's URL with its placeholders filled: the party's codes, and for every id one that begins with {@link TEST_ID}.
 * @param command for `{command}`: OCPI 2.2.1 mod_commands, CommandType.
 */
export function receiverTarget(
  url: string,
  party: Pick<Party, "country_code" | "party_id">,
  command = "START_SESSION",
): string {
  const [country = "", id = ""] = partyName(party).split("*").map(encodeURIComponent);
  return url
    .replaceAll("{country_code}", country)
    .replaceAll("{party_id}", id)
    .replaceAll("{command}", command)
    .replace(/\{(\w+)_(?:uid|id)\}/g, (_all, object: string) => `${TEST_ID}${object.toUpperCase()}`);
}
