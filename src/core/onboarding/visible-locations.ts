import * as z from "zod/mini";
import type { Finding } from "../findings/catalogue.ts";
import { partyKey, type Party } from "../ocpi/party.ts";
import { keepValid } from "../ocpi/versions.ts";
import { dataOf, type Answer } from "../peer/answer.ts";
import type { Peer } from "../peer/peer.ts";
import type { AuthHeader } from "./parties.ts";
import { pageElsewhere, pagesFrom, type CutShort } from "./pages.ts";

// The whole of a hub's list may have thousands of pages, and the hub counts how often it is asked.
const PAGE_LIMIT = 20;
// A location with its EVSEs has some kilobytes, and an answer that is read five megabytes.
const PAGE_SIZE = 100;

/** Where and how locations are read. */
export interface LocationsProbe {
  readonly hub: Peer;
  /** Of the list. */
  readonly url: string;
  readonly signal: AbortSignal;
}

/** What a list of locations shows of some CPOs. */
export interface VisibleLocations {
  /** By the CPOs' names in capitals. */
  readonly counts: ReadonlyMap<string, number>;
  /** The list was read to its end, and of each entry it is known whose it is: who is not in it shows nothing. */
  readonly isWhole: boolean;
  /** Why it is not whole. */
  readonly findings: readonly Finding[];
}

/** Of a location nothing is read but whose it is: OCPI 2.2.1 mod_locations, Location. */
const ownerSchema = z.object({ country_code: z.string(), party_id: z.string() });

/** Counts the locations that the hub shows of each of these CPOs, in at most 20 pages, one after the other. */
export async function countLocations(
  { hub, url: list, signal }: LocationsProbe,
  auth: AuthHeader,
  cpos: readonly Party[],
): Promise<VisibleLocations> {
  const get = (at: string): Promise<Answer> => hub.get(at, auth.token, auth.encoding, signal);
  const url = withLimit(list);
  const counts = new Map(cpos.map((cpo) => [partyKey(cpo), 0]));
  const findings: Finding[] = [];
  const first = await get(url);
  const read = { pages: 0, entries: 0, isLast: false, isKnown: true, total: Number.NaN };
  const cutShort = (cut: CutShort): void => void findings.push(whyCutShort(cut, list));
  for await (const { page, isLast } of pagesFrom({ hub, url, get, atMost: PAGE_LIMIT }, first, cutShort)) {
    const entries = dataOf(page)?.data;
    const owners = Array.isArray(entries) ? keepValid(entries, ownerSchema) : [];
    for (const key of owners.map(partyKey)) if (counts.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
    read.isKnown &&= Array.isArray(entries) && owners.length === entries.length;
    read.entries += owners.length;
    read.pages += 1;
    read.isLast = isLast;
    read.total = totalOf(page);
  }
  if (read.pages === 0) findings.push({ code: "locations-unread", why: "answer", response: first.summary });
  else if (!read.isKnown) findings.push({ code: "locations-unread", why: "unnamed", response: first.summary });
  else if (read.isLast && read.entries < read.total)
    findings.push({ code: "locations-unread", why: "short", response: first.summary, total: read.total });
  return { counts, isWhole: findings.length === 0, findings };
}

/** How many entries the hub says that the list has; no number where it does not say it. */
function totalOf(page: Answer): number {
  const header = page.kind === "answered" ? page.headers.get("x-total-count") : null;
  return header === null ? Number.NaN : Number(header);
}

function whyCutShort(cut: CutShort, list: string): Finding {
  switch (cut.why) {
    case "elsewhere":
      return pageElsewhere("locations", cut.url, list, false);
    case "circle":
    case "limit":
      return { code: "locations-beyond", why: cut.why, url: cut.url, pages: cut.pages };
    case "unread":
      return { code: "locations-unread", why: "answer", response: cut.answer.summary };
  }
}

/** The first page of the list: a hub that may give less at once does. */
function withLimit(list: string): string {
  const url = new URL(list);
  url.searchParams.set("limit", String(PAGE_SIZE));
  return url.href;
}
