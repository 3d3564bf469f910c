import type { Party } from "./party.ts";

type Named = Pick<Party, "country_code" | "party_id">;

/**
 * The headers by which a hub says whose message it is, and for whom. OCPI 2.2.1 transport_and_format, "Message routing".
 * @param to undefined where the account team has not assigned its codes yet.
 */
export function routingHeaders(sender: Named, to: Named | undefined): Record<string, string> {
  const isKnown = to !== undefined && to.country_code !== "" && to.party_id !== "";
  return { ...(isKnown ? named("to", to) : {}), ...named("from", sender) };
}

function named(direction: "to" | "from", { country_code, party_id }: Named): Record<string, string> {
  return { [`ocpi-${direction}-country-code`]: country_code, [`ocpi-${direction}-party-id`]: party_id };
}
