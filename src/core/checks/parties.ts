import type { AnswerHeaders } from "../ports.ts";
import type { Finding, PartyListFinding } from "../findings/catalogue.ts";
import { clientInfoSchema, partyName, roleNames, type ClientInfo, type Party } from "../ocpi/party.ts";
import { keepValid } from "../ocpi/versions.ts";
import { dataOf, type Answer } from "../peer/answer.ts";
import { nextPage } from "../peer/pagination.ts";
import { isDateTime } from "./date-time.ts";

// A hub's clock and the runner's may differ that much.
const CLOCK_SKEW_MS = 5 * 60_000;

/** HCI-03 to HCI-05, HCI-07, HCI-09 and HCI-10, on a page of hubclientinfo as it was answered. What is no list is found elsewhere. */
export function checkPartyList(answer: Answer, now: Date): PartyListFinding[] {
  const list = dataOf(answer)?.data;
  if (!Array.isArray(list) || answer.kind !== "answered") return [];
  const entries = keepValid(list, clientInfoSchema);
  const { url } = answer.summary;
  return [
    ...checkFields(entries, url),
    ...checkIds(entries, url),
    ...checkRoleNames(entries, url),
    ...checkUpdated(entries, url, now),
    ...checkTwice(entries, url),
    ...checkTotal(answer.headers, list.length, url),
  ];
}

/** HCI-03: whom an entry is about is read elsewhere, and its status has a check of its own. */
function checkFields(entries: readonly ClientInfo[], url: string): PartyListFinding[] {
  const lacks = (["role", "last_updated"] as const).filter((name) =>
    entries.some((entry) => entry[name] === undefined),
  );
  const without = entries.filter((entry) => lacks.some((name) => entry[name] === undefined));
  return lacks.length === 0 ? [] : [{ code: "parties-without-field", url, lacks, count: without.length }];
}

/** HCI-04: OCPI 2.2.1 mod_hub_client_info, ClientInfo. */
function checkIds(entries: readonly ClientInfo[], url: string): PartyListFinding[] {
  const odd = entries.filter(
    ({ country_code, party_id }) => country_code.length !== 2 || party_id === "" || party_id.length > 3,
  );
  return someOf(odd.map(partyName), (written, count) => ({ code: "parties-id-form", url, written, count }));
}

/** HCI-05: OCPI 2.2.1 types, Role. In other letters it is read all the same. */
function checkRoleNames(entries: readonly ClientInfo[], url: string): PartyListFinding[] {
  const names: readonly string[] = roleNames;
  const odd = entries.flatMap(({ role }) =>
    role === undefined || names.includes(role.trim().toUpperCase()) ? [] : [role],
  );
  return someOf(odd, (written, count) => ({ code: "parties-role-unknown", url, written, count }));
}

/** HCI-07: OCPI 2.2.1 types, DateTime. */
function checkUpdated(entries: readonly ClientInfo[], url: string, now: Date): PartyListFinding[] {
  const times = entries.flatMap(({ last_updated: time }) => (time === undefined ? [] : [time]));
  const isAhead = (time: string): boolean => {
    const at = Date.parse(time.endsWith("Z") ? time : `${time}Z`);
    return at > now.getTime() + CLOCK_SKEW_MS;
  };
  const say =
    (why: "form" | "future") =>
    (written: string, count: number): PartyListFinding => ({ code: "parties-updated", url, why, written, count });
  return [
    ...someOf(
      times.filter((time) => !isDateTime(time)),
      say("form"),
    ),
    ...someOf(
      times.filter((time) => isDateTime(time) && isAhead(time)),
      say("future"),
    ),
  ];
}

/** HCI-10: one party in one role has one status. */
function checkTwice(entries: readonly ClientInfo[], url: string): PartyListFinding[] {
  const seen = new Set<string>();
  const again = entries.filter((entry) => {
    const key = `${partyName(entry)} ${entry.role ?? ""}`.toUpperCase();
    if (seen.has(key)) return true;
    seen.add(key);
    return false;
  });
  return someOf(
    again.map((entry) => `${partyName(entry)} ${entry.role ?? ""}`.trim()),
    (written, count) => ({
      code: "parties-twice",
      url,
      written,
      count,
    }),
  );
}

/** HCI-09: OCPI 2.2.1 transport_and_format, Pagination. What a list has is known where its first page is its last. */
function checkTotal(headers: AnswerHeaders, entries: number, url: string): PartyListFinding[] {
  const lacks = ["X-Total-Count", "X-Limit"].filter((name) => !headers.has(name));
  const total = headers.get("x-total-count");
  const isCutShort = total !== null && Number(total) > entries && nextPage(headers) === undefined;
  return [
    ...(lacks.length === 0 ? [] : [{ code: "parties-uncounted" as const, url, lacks }]),
    ...(isCutShort ? [{ code: "parties-miscounted" as const, url, entries, total: Number(total) }] : []),
  ];
}

/** One finding for all that are alike, which quotes the first. */
function someOf(odd: readonly string[], say: (written: string, count: number) => PartyListFinding): PartyListFinding[] {
  const [first] = odd;
  return first === undefined ? [] : [say(first, odd.length)];
}

/** HCI-18: whether the hub refuses to list its parties for want of routing headers, which OCPI does not have here. */
export function wantsRoutingHeaders({ summary }: Answer): boolean {
  return /\bocpi-(?:to|from)-(?:party|country)/i.test(summary.statusMessage ?? "");
}

/**
 * HCI-19: own parties that were CONNECTED and OFFLINE by turns.
 * @param looks what each look showed, the first one first.
 */
export function checkFlapping(
  looks: readonly (readonly { readonly party: Party; readonly status: string }[])[],
): Finding[] {
  const [first = []] = looks;
  return first.flatMap(({ party }, index): Finding[] => {
    const statuses = looks.flatMap((look) => look[index]?.status ?? []);
    const seen = statuses.filter((status) => status === "CONNECTED" || status === "OFFLINE");
    const turns = seen.filter((status, at) => status !== seen[at - 1]);
    return turns.length < 2 ? [] : [{ code: "party-flaps", party: partyName(party), role: party.role, turns }];
  });
}
