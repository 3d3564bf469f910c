import type { Finding } from "../findings/catalogue.ts";
import type { NotConnected } from "../findings/parties.ts";
import { partyKey, partyName, sameParty, type Party } from "../ocpi/party.ts";
import type { Peer } from "../peer/peer.ts";
import type { PartnerStatus, PartyStatus } from "../record/result.ts";
import type { Connection } from "./connection.ts";
import { readPartners, type AuthHeader } from "./parties.ts";
import type { HubStatus } from "./probe-hub.ts";
import type { Run } from "./run.ts";
import { countLocations, type LocationsProbe, type VisibleLocations } from "./visible-locations.ts";

/**
 * Looks at the partners that `routing` names: the status of each, and, where we are an eMSP, whether the hub shows locations of
 * each CPO. Only an eMSP sees a routing rule at work.
 * @param own the own parties as they were seen.
 */
export async function lookAtRouting(
  run: Run,
  hub: Peer,
  connection: Connection,
  look: HubStatus,
  auth: AuthHeader,
  own: readonly PartyStatus[],
): Promise<readonly PartnerStatus[]> {
  const { routing, profile } = connection;
  if (routing.length === 0) return [];
  const { cancelled: signal } = run.ports;
  // A hub shows nothing to a party that is not connected, whatever its rules are.
  const emsps = own.filter(
    ({ party, status }) => party.role === "EMSP" && (status === "CONNECTED" || !profile.listsCaller),
  );
  const cpos = emsps.length === 0 ? [] : routing.filter(({ role }) => role === "CPO");
  const locations = locationsUrl(hub, connection, look);
  const url = look.hubclientinfoUrl;
  const [read, visible] = await Promise.all([
    url === undefined ? undefined : readPartners({ hub, url, profile, signal }, auth, routing),
    cpos.length === 0 || locations === undefined
      ? undefined
      : countLocations({ hub, url: locations, signal }, auth, cpos),
  ]);
  if (signal.aborted) return [];
  const unread = routing.map((party) => ({ party, status: "UNKNOWN" as const, lastUpdated: undefined }));
  const partners = (read?.parties ?? unread).map((partner) => withVisible(partner, visible));
  // Whom we may reach at this hub is worth a warning where that is arranged pair by pair.
  const severity = profile.routes ? "warning" : "info";
  run.found((read?.findings ?? []).map(asPartners), { severity });
  // What the account team can enable now comes before what another operator has to mend.
  run.found(onLocations(partners, emsps, visible));
  run.found(notConnected(partners, read?.findings ?? []), { severity });
  run.found(unseen(connection, cpos));
  return partners;
}

/** Where the hub's locations are read: where its details list them, if a token may go there; else where they are documented. */
function locationsUrl(hub: Peer, { address }: Connection, { endpoints }: HubStatus): LocationsProbe["url"] | undefined {
  const listed = endpoints.find(({ identifier, role }) => identifier === "locations" && role !== "RECEIVER");
  return listed !== undefined && hub.admits(listed.url) ? listed.url : address.locations;
}

function withVisible(partner: PartyStatus, seen: VisibleLocations | undefined): PartnerStatus {
  const locations = partner.party.role === "CPO" ? seen?.counts.get(partyKey(partner.party)) : undefined;
  return locations === undefined || seen === undefined
    ? partner
    : { ...partner, visible: { locations, more: !seen.isWhole } };
}

/** A partner in another role is to be mended in `routing`, and not in what the own party is. */
function asPartners(finding: Finding): Finding {
  return finding.code === "party-other-role"
    ? { code: "partner-other-role", partner: finding.party, role: finding.role, listed: finding.listed }
    : finding;
}

const statuses: readonly NotConnected[] = ["SUSPENDED", "NOT_LISTED", "OFFLINE", "PLANNED", "UNKNOWN"];

/** One finding for all partners of one status. Of one whose entry is another role's, or of a list that cannot be read, more is said. */
function notConnected(partners: readonly PartnerStatus[], found: readonly Finding[]): Finding[] {
  const isUnread = found.some(({ code }) => code !== "party-other-role");
  const inOtherRole = (party: Party): boolean =>
    found.some(({ code, ...of }) => code === "party-other-role" && "party" in of && of.party === partyName(party));
  return statuses.flatMap((status): Finding[] => {
    const those = partners.filter(
      ({ party, written, ...partner }) =>
        partner.status === status &&
        !inOtherRole(party) &&
        !(status === "UNKNOWN" && written === undefined && isUnread),
    );
    return those.length === 0 ? [] : [{ code: "partners-not-connected", partners: those.map(named), status }];
  });
}

/** What the locations show: of a CPO that is CONNECTED, and of which a whole list has none, that its rule is missing. */
function onLocations(
  partners: readonly PartnerStatus[],
  emsps: readonly PartyStatus[],
  seen: VisibleLocations | undefined,
): readonly Finding[] {
  const hidden = partners.filter(({ status, visible }) => status === "CONNECTED" && visible?.locations === 0);
  if (seen === undefined) return [];
  // What was not read matters only for a partner whose locations were not among what was.
  if (!seen.isWhole) return hidden.length === 0 ? [] : seen.findings;
  return hidden.length === 0
    ? []
    : [{ code: "routing-rule-missing", own: emsps.map(named), partners: hidden.map(named) }];
}

/** What cannot be seen of routing from this side: all of it but what a CPO shows to an eMSP. */
function unseen({ roles, routing }: Connection, cpos: readonly Party[]): Finding[] {
  const others = roles.filter(({ role }) => role !== "EMSP");
  const partners = routing.filter((party) => !cpos.some((cpo) => sameParty(cpo, party)));
  return others.length === 0 || partners.length === 0
    ? []
    : [
        {
          code: "routing-unseen",
          own: others.map((party) => named({ party })),
          partners: partners.map((party) => named({ party })),
        },
      ];
}

function named({ party }: { readonly party: Party }): string {
  return `${partyName(party)} (${party.role})`;
}
