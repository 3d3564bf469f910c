import { wantsRoutingHeaders } from "../checks/parties.ts";
import type { Finding } from "../findings/catalogue.ts";
import { clientInfoSchema, partyKey, partyName, type ClientInfo, type Party } from "../ocpi/party.ts";
import type { HubToken, InitialToken, TokenEncoding } from "../ocpi/token.ts";
import { keepValid } from "../ocpi/versions.ts";
import { dataOf, type Answer } from "../peer/answer.ts";
import { tokenStatusOf } from "../peer/token-status.ts";
import type { GetOptions, Peer } from "../peer/peer.ts";
import type { Profile } from "../profiles/profile.ts";
import { partyConnection, type PartyStatus } from "../record/result.ts";
import { pageElsewhere, pagesFrom, type CutShort } from "./pages.ts";

/** What hubclientinfo says of the own parties. */
export interface PartiesStatus {
  readonly parties: readonly PartyStatus[];
  readonly findings: readonly Finding[];
  /** Not every party has an entry at its own path, so that the list is needed to look again, too. */
  readonly listNeeded: boolean;
  /** The hub does not accept the token here, whatever it did elsewhere. */
  readonly refused: boolean;
  /** What was answered first, by each URL. */
  readonly answers: readonly Answer[];
  /** There is nothing of it where it was looked for. */
  readonly missing: boolean;
}

/** What it takes to ask a hub for parties. */
export interface PartiesProbe {
  readonly hub: Peer;
  /** Of hubclientinfo. */
  readonly url: string;
  readonly profile: Profile;
  readonly signal: AbortSignal;
  readonly options?: GetOptions;
}

/** A token, in the encoding in which the hub takes it. */
export interface AuthHeader {
  readonly token: InitialToken | HubToken;
  readonly encoding: TokenEncoding;
}

// With 10,000 parties in pages of 100 a hub has 100 pages; a list that goes on beyond is one that never ends.
const PAGE_LIMIT = 200;
const FIELDS_SHOWN = 3;

/**
 * Finds the own parties: each by its documented path and the list's first page, all in parallel; further pages only
 * for a party that neither of them has. `withList: false` leaves the list alone.
 */
export async function readParties(
  probe: PartiesProbe,
  auth: AuthHeader,
  wanted: readonly Party[],
  withList = true,
): Promise<PartiesStatus> {
  const { hub, url, profile, signal, options } = probe;
  const get = (at: string): Promise<Answer> => hub.get(at, auth.token, auth.encoding, signal, options);
  const [first, ...singles] = await Promise.all([
    withList ? get(url) : undefined,
    ...(profile.singleParty ? wanted : []).map((party) => get(singlePartyUrl(url, party))),
  ]);
  const findings: Finding[] = [];
  const known = singles.flatMap((answer) => (answer === undefined ? [] : entriesOf(answer)));
  const list =
    first === undefined
      ? { entries: [], complete: false, broken: undefined }
      : await readList(probe, get, wanted, known, first, findings);
  const entries = [...known, ...list.entries];
  const asked = [first, ...singles].filter((answer) => answer !== undefined);
  const refused = asked.every((answer) => isRefusal(answer, profile));
  const isFound = (party: Party): boolean => entries.some((entry) => isOf(entry, party));
  if (first !== undefined && !list.complete && !wanted.every(isFound)) {
    findings.push(...whyUnread(list.broken ?? first, refused));
  }
  const parties = wanted.map((party) => find(party, entries, list.complete, findings));
  return {
    parties,
    findings,
    refused,
    answers: asked,
    missing: asked.length > 0 && asked.every((answer) => answer.kind === "answered" && answer.httpStatus === 404),
    listNeeded: !wanted.every((party) => known.some((entry) => isOf(entry, party))),
  };
}

/** Sends what {@link readParties} asks first, before its answers are wanted. */
export function askForParties(
  { hub, url, profile, signal }: PartiesProbe,
  { token, encoding }: AuthHeader,
  wanted: readonly Party[],
): void {
  const singles = profile.singleParty ? wanted.map((party) => singlePartyUrl(url, party)) : [];
  for (const at of [url, ...singles]) hub.askAhead(at, token, encoding, signal);
}

function isRefusal(answer: Answer, profile: Profile): boolean {
  return tokenStatusOf(answer, profile) === "refused";
}

/** What is the matter with an answer that should have been parties; nothing where it was read to its last entry. */
function whyUnread(answer: Answer, refused: boolean): Finding[] {
  const response = answer.summary;
  if (refused) return [{ code: "hub-token-limited", response, issued: false }];
  const body = dataOf(answer);
  if (body === undefined)
    return [{ code: wantsRoutingHeaders(answer) ? "parties-need-routing" : "parties-unreadable", response }];
  const { url } = response;
  const isEntry = (value: unknown): boolean => clientInfoSchema.safeParse(value).success;
  if (!Array.isArray(body.data)) {
    return isEntry(body.data) ? [] : [{ code: "parties-no-list", url, ...contentOf(body.data) }];
  }
  const entries: readonly unknown[] = body.data;
  const broken = entries.findIndex((entry) => !isEntry(entry));
  return broken === -1
    ? []
    : [{ code: "parties-entry-unreadable", url, entries: entries.length, lacks: lackOf(entries[broken]) }];
}

/** What a value is, and of an object the first names of its fields: values are not ours to show. */
function contentOf(value: unknown): { readonly holds: string; readonly fields: readonly string[] } {
  if (value === undefined) return { holds: "nothing", fields: [] };
  if (value === null) return { holds: "null", fields: [] };
  return { holds: typeof value, fields: typeof value === "object" ? Object.keys(value).slice(0, FIELDS_SHOWN) : [] };
}

/** Which of the fields that say whose entry it is are not there. */
function lackOf(entry: unknown): readonly string[] {
  const fields: Readonly<Record<string, unknown>> = typeof entry === "object" && entry !== null ? { ...entry } : {};
  return ["country_code", "party_id"].filter((name) => typeof fields[name] !== "string");
}

/**
 * The list, page by page, as far as it is needed. `complete`: it was read to its end, or has everybody. `broken`: a page of
 * which not every entry can be read.
 */
async function readList(
  probe: PartiesProbe,
  get: (at: string) => Promise<Answer>,
  wanted: readonly Party[],
  known: readonly ClientInfo[],
  first: Answer,
  findings: Finding[],
): Promise<{ entries: ClientInfo[]; complete: boolean; broken: Answer | undefined }> {
  const entries: ClientInfo[] = [];
  let broken: Answer | undefined;
  for await (const { page, isLast } of pagesOf(probe, get, first, findings)) {
    // Only whom we look for: a hub may list thousands.
    entries.push(...entriesOf(page).filter((entry) => wanted.some((party) => partyKey(entry) === partyKey(party))));
    const missing = wanted.some((party) => ![...known, ...entries].some((entry) => isOf(entry, party)));
    if (!isWhole(page)) broken ??= page;
    if (!missing || isLast) return { entries, complete: !missing || broken === undefined, broken };
  }
  return { entries, complete: false, broken };
}

// As many as a hub stands without being noticed.
const AT_ONCE = 8;

/**
 * Finds others than the own parties, of whom there may be hundreds: each by its documented path, eight at once; and in the
 * list those whom that does not show, or all of them at a hub that has no such path.
 */
export async function readPartners(
  probe: PartiesProbe,
  auth: AuthHeader,
  wanted: readonly Party[],
): Promise<Pick<PartiesStatus, "parties" | "findings">> {
  const { hub, url, profile, signal } = probe;
  const get = (at: string): Promise<Answer> => hub.get(at, auth.token, auth.encoding, signal);
  const known: ClientInfo[] = [];
  const waiting = profile.singleParty ? [...wanted] : [];
  const work = async (): Promise<void> => {
    for (let party = waiting.shift(); party !== undefined && !signal.aborted; party = waiting.shift()) {
      const asked = party;
      // Only whom was asked for: whatever else an answer holds is not kept.
      known.push(
        ...entriesOf(await get(singlePartyUrl(url, asked))).filter((entry) => partyKey(entry) === partyKey(asked)),
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const missing = wanted.filter((party) => !known.some((entry) => isOf(entry, party)));
  const findings: Finding[] = [];
  let list: { entries: readonly ClientInfo[]; complete: boolean } = { entries: [], complete: true };
  if (missing.length > 0 && !signal.aborted) {
    const first = await get(url);
    const { entries, complete, broken } = await readList(probe, get, missing, known, first, findings);
    if (!complete) findings.push(...whyUnread(broken ?? first, isRefusal(first, profile)));
    list = { entries, complete };
  }
  const entries = [...known, ...list.entries];
  return { parties: wanted.map((party) => find(party, entries, list.complete && !signal.aborted, findings)), findings };
}

/**
 * Everybody whom hubclientinfo lists, page by page: for who wants to see them all.
 * @returns `complete: false` when the list could not be read to its end; `findings` say why.
 */
export async function listParties(
  probe: PartiesProbe,
  auth: AuthHeader,
): Promise<{
  readonly parties: readonly PartyStatus[];
  readonly complete: boolean;
  readonly findings: readonly Finding[];
}> {
  const { hub, url, profile, signal } = probe;
  const get = (at: string): Promise<Answer> => hub.get(at, auth.token, auth.encoding, signal);
  const first = await get(url);
  const findings: Finding[] = [];
  const parties: PartyStatus[] = [];
  let complete = false;
  for await (const { page, isLast } of pagesOf(probe, get, first, findings)) {
    parties.push(
      ...entriesOf(page).map((entry) => {
        const { role = "", country_code, party_id } = entry;
        return statusIn(entry, { role, country_code, party_id });
      }),
    );
    complete = isLast;
  }
  findings.push(...whyUnread(first, isRefusal(first, profile)));
  return { parties, complete, findings };
}

/** The pages of the list, with what is found where there is no last one. */
function pagesOf(
  { hub, url }: PartiesProbe,
  get: (at: string) => Promise<Answer>,
  first: Answer,
  findings: Finding[],
): ReturnType<typeof pagesFrom> {
  return pagesFrom({ hub, url, get, atMost: PAGE_LIMIT }, first, (cut) => findings.push(whyCutShort(cut, url)));
}

function whyCutShort(cut: CutShort, list: string): Finding {
  switch (cut.why) {
    case "elsewhere":
      return pageElsewhere("parties", cut.url, list, true);
    case "circle":
    case "limit":
      return { code: "parties-endless", url: cut.url, pages: cut.pages };
    case "unread":
      return { code: "parties-unreadable", response: cut.answer.summary };
  }
}

function find(party: Party, entries: readonly ClientInfo[], complete: boolean, findings: Finding[]): PartyStatus {
  const own = entries.find((entry) => isOf(entry, party));
  if (own !== undefined) return statusIn(own, party);
  const other = entries.find((entry) => partyKey(entry) === partyKey(party));
  if (other?.role !== undefined) {
    findings.push({ code: "party-other-role", party: partyName(party), role: party.role, listed: other.role });
  }
  return { party, status: complete ? "NOT_LISTED" : "UNKNOWN", lastUpdated: undefined };
}

/** What an entry says of the party that it is about. A status may be anything; what is no text is shown as JSON. */
function statusIn({ role, status, last_updated: lastUpdated }: ClientInfo, party: Party): PartyStatus {
  const word = typeof status === "string" || status === undefined ? status : JSON.stringify(status);
  return { party, status: partyConnection(word), lastUpdated, written: { role, status: word } };
}

/** Whether an entry is the party's. OCPI has roles in capitals; one that is written otherwise, or not at all, is no other role. */
function isOf(entry: ClientInfo, party: Party): boolean {
  return (
    partyKey(entry) === partyKey(party) && (entry.role === undefined || entry.role.trim().toUpperCase() === party.role)
  );
}

/** The entries of an answer: `data` is a list, or one entry. What cannot be read is left out. */
function entriesOf(answer: Answer): readonly ClientInfo[] {
  return keepValid(listOf(answer), clientInfoSchema);
}

function listOf(answer: Answer): readonly unknown[] {
  const data = dataOf(answer)?.data;
  return Array.isArray(data) ? data : [data];
}

/** Whether every entry of the answer could be read, so that who is not in it is not there. */
function isWhole(answer: Answer): boolean {
  return dataOf(answer) !== undefined && entriesOf(answer).length === listOf(answer).length;
}

/** The documented address of one party's hubclientinfo entry. */
function singlePartyUrl(hubclientinfo: string, party: Party): string {
  const [country, id] = partyName(party).split("*");
  return `${hubclientinfo.replace(/\/$/, "")}/${encodeURIComponent(country ?? "")}/${encodeURIComponent(id ?? "")}`;
}
