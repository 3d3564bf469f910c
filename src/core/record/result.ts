import type { NotConnected } from "../findings/parties.ts";
import { connectionStatuses, type Party } from "../ocpi/party.ts";

/** What a run came to, in the order of the documentation. */
export const results = [
  "connected",
  "registered",
  "done",
  "not-ready",
  "refused",
  "unreachable",
  "in-doubt",
  "unstored",
  "cancelled",
  "invalid",
] as const;
/** The result of a run, which decides whether a step fails. */
export type Result = (typeof results)[number];

/** A party's status at the hub, with what the hub itself has no word for. */
export type PartyConnection = NotConnected | "CONNECTED";

/** The statuses, the worst first. */
export const worstStatusFirst: readonly PartyConnection[] = [
  "SUSPENDED",
  "NOT_LISTED",
  "OFFLINE",
  "PLANNED",
  "UNKNOWN",
  "CONNECTED",
];

/** One own party as the hub lists it. */
export interface PartyStatus {
  readonly party: Party;
  readonly status: PartyConnection;
  readonly lastUpdated: string | undefined;
  /** What the hub's entry says in its own words; undefined where the hub lists no such party. */
  readonly written?: { readonly role: string | undefined; readonly status: string | undefined };
}

/** A partner that `routing` names, as the hub shows it. */
export interface PartnerStatus extends PartyStatus {
  /** Of a CPO, where we are an eMSP: how many of its locations the hub shows us; with `more` it may be more than these. */
  readonly visible?: { readonly locations: number; readonly more: boolean };
}

/** The worst status of all own parties; UNKNOWN when there is none to look at. */
export function connectionStatus(parties: readonly PartyStatus[]): PartyConnection {
  return worstStatusFirst.find((status) => parties.some((party) => party.status === status)) ?? "UNKNOWN";
}

/** The hub's word for a status as one of ours, in whatever letters; a word that OCPI does not know is UNKNOWN. */
export function partyConnection(status: string | undefined): PartyConnection {
  return connectionStatuses.find((known) => known === status?.trim().toUpperCase()) ?? "UNKNOWN";
}
