import type { Fact } from "../checks/fact.ts";
import { oddAnswer } from "../checks/odd-answer.ts";
import { clientInfoSchema, partyName, sameParty, type ClientInfo, type Party } from "../ocpi/party.ts";
import type { HubToken, InitialToken, TokenEncoding } from "../ocpi/token.ts";
import { keepValid } from "../ocpi/versions.ts";
import { dataOf, envelopeOf, type Answer } from "../peer/answer.ts";
import { nextPage } from "../peer/pagination.ts";
import { singlePartyUrl, type Peer } from "../peer/peer.ts";
import type { Profile } from "../profiles/profile.ts";
import { partyConnection, type PartyStatus } from "../report/result.ts";

/** What hubclientinfo says of the own parties. */
export interface PartiesLook {
  readonly parties: readonly PartyStatus[];
  readonly facts: readonly Fact[];
}

export interface PartiesSight {
  readonly hub: Peer;
  /** Of hubclientinfo. */
  readonly url: string;
  readonly profile: Profile;
  readonly signal: AbortSignal;
}

export interface Presented {
  readonly token: InitialToken | HubToken;
  readonly encoding: TokenEncoding;
}

// With 10,000 parties in pages of 100 a hub has 100 pages; a list that goes on beyond is one that never ends.
const PAGE_LIMIT = 200;

/**
 * Finds the own parties: each by its documented path and the list's first page, all in parallel; further pages only
 * for a party that neither of them has.
 */
export async function readParties(
  sight: PartiesSight,
  presented: Presented,
  wanted: readonly Party[],
): Promise<PartiesLook> {
  const { hub, url, profile, signal } = sight;
  const [first, ...singles] = await Promise.all([
    hub.get(url, presented.token, presented.encoding, signal),
    ...(profile.singleParty ? wanted : []).map((party) =>
      hub.get(singlePartyUrl(url, party), presented.token, presented.encoding, signal),
    ),
  ]);
  const known = singles.flatMap(entriesOf);
  const pages = await readPages(sight, presented, wanted, known, first);
  if (pages.entries === undefined && !singles.some(saysSomething)) {
    const odd = oddAnswer("GET", url, first);
    return {
      parties: wanted.map((party) => statusOf(party, undefined, "UNKNOWN")),
      facts: [{ code: "parties-unreadable", odd }],
    };
  }
  return conclude(
    wanted,
    [...known, ...(pages.entries ?? [])],
    pages.entries !== undefined || singles.every(saysSomething),
  );
}

async function readPages(
  { hub, url, signal }: PartiesSight,
  { token, encoding }: Presented,
  wanted: readonly Party[],
  known: readonly ClientInfo[],
  first: Answer,
): Promise<{ entries: ClientInfo[] | undefined }> {
  if (dataOf(first) === undefined) return { entries: undefined };
  const entries: ClientInfo[] = [];
  const seen = new Set([url]);
  let page = first;
  for (let count = 1; ; count += 1) {
    entries.push(...entriesOf(page));
    const missing = wanted.some((party) => ![...known, ...entries].some((entry) => sameParty(entry, party)));
    const link = page.kind === "answered" ? nextPage(page.headers) : undefined;
    // Taken verbatim, as OCPI asks; but never in a circle, and never to a host that is not the hub's.
    if (!missing || link === undefined || seen.has(link) || !hub.admits(link) || count >= PAGE_LIMIT)
      return { entries };
    seen.add(link);
    page = await hub.get(link, token, encoding, signal);
    if (dataOf(page) === undefined) return { entries };
  }
}

function conclude(wanted: readonly Party[], entries: readonly ClientInfo[], complete: boolean): PartiesLook {
  const facts: Fact[] = [];
  const parties = wanted.map((party) => {
    const own = entries.find((entry) => sameParty(entry, party));
    if (own !== undefined) return statusOf(party, own.last_updated, partyConnection(own.status));
    const other = entries.find((entry) => partyName(entry).toUpperCase() === partyName(party).toUpperCase());
    if (other !== undefined) {
      facts.push({ code: "party-other-role", party: partyName(party), role: party.role, listed: other.role });
    }
    return statusOf(party, undefined, complete ? "NOT_LISTED" : "UNKNOWN");
  });
  return { parties, facts };
}

/** The entries of an answer: `data` is a list, or one entry. */
function entriesOf(answer: Answer): ClientInfo[] {
  const data = dataOf(answer)?.data;
  return keepValid(Array.isArray(data) ? data : [data], clientInfoSchema);
}

/** Whether the answer about one party is one: an entry, or the hub's word that it has none. */
function saysSomething(answer: Answer): boolean {
  if (dataOf(answer) !== undefined) return true;
  return answer.kind === "answered" && answer.httpStatus === 404 && envelopeOf(answer) !== undefined;
}

function statusOf(party: Party, lastUpdated: string | undefined, status: PartyStatus["status"]): PartyStatus {
  return { party, status, lastUpdated };
}
