import type { Finding } from "../../findings/catalogue.ts";
import { isRateLimited } from "../../findings/response-summary.ts";
import { isRecord } from "../../ocpi/json.ts";
import { partyWithRole, type Party } from "../../ocpi/party.ts";
import { readVersionDetails } from "../../ocpi/versions.ts";
import { dataOf } from "../../peer/answer.ts";
import { isUnheard } from "../../peer/retries.ts";
import { tokenStatusOf } from "../../peer/token-status.ts";
import { checkModules } from "./details.ts";
import type { ModuleCall, ObservedCall, PlatformObservation } from "./observation.ts";

/** PRT-30: the documented place of the details answers them. */
export function checkBase({ base, forms, profile }: PlatformObservation): Finding[] {
  // What is wrong with every call is not wrong with this place.
  if (base === undefined || forms === undefined || dataOf(forms[profile.encodings[0]].answer) === undefined) return [];
  // A platform that asks for fewer calls says nothing of the place.
  if (isUnheard(base.answer, undefined)) return [];
  const data = dataOf(base.answer);
  return data !== undefined && readVersionDetails(data.data) !== undefined
    ? []
    : [{ code: "platform-base", response: base.answer.summary }];
}

/** PRT-31, PRT-32: the platform's credentials name the parties that are to be registered. */
export function checkCredentials({ credentials, roles }: PlatformObservation): Finding[] {
  if (credentials === undefined || isLimited(credentials)) return [];
  const data = dataOf(credentials.answer)?.data;
  const listed = isRecord(data) ? data["roles"] : undefined;
  if (!Array.isArray(listed)) return [{ code: "platform-credentials", response: credentials.answer.summary }];
  const assigned = roles.filter(({ country_code: country, party_id: id }) => country !== "" && id !== "");
  if (assigned.length === 0) return [];
  const names = listed.filter(isParty).map(partyWithRole);
  const missing = assigned.map(partyWithRole).filter((name) => !names.includes(name));
  const others = names.filter((name) => !assigned.map(partyWithRole).includes(name));
  return missing.length === 0 && others.length === 0
    ? []
    : [{ code: "platform-other-roles", given: assigned.map(partyWithRole), listed: names }];
}

/** Whether the platform asked for fewer calls, which says nothing of what was asked for. */
function isLimited({ answer }: ObservedCall): boolean {
  return isRateLimited(answer.summary, undefined);
}

function isParty(value: unknown): value is Party {
  return isRecord(value) && ["role", "country_code", "party_id"].every((field) => typeof value[field] === "string");
}

/** RCV-21: a list says how long it is, and how much of it a page holds. */
export function checkLists(seen: PlatformObservation): Finding[] {
  const { lists } = seen;
  // What is called a sender and is none has no list.
  if (checkModules(seen).some(({ code }) => code === "platform-roles-swapped")) return [];
  const broken = lists.filter((call) => !Array.isArray(dataOf(call.answer)?.data) && !isLimited(call));
  const bare = lists.filter(
    ({ answer }) =>
      answer.kind === "answered" &&
      Array.isArray(dataOf(answer)?.data) &&
      (!answer.headers.has("x-total-count") || !answer.headers.has("x-limit")),
  );
  const names = (calls: readonly ModuleCall[]): string[] => calls.map(({ module }) => module);
  return [
    ...broken
      .slice(0, 1)
      .map(({ answer }): Finding => ({ code: "list-unreadable", modules: names(broken), response: answer.summary })),
    ...bare.slice(0, 1).map(({ url }): Finding => ({ code: "list-headers", modules: names(bare), url })),
  ];
}

/** RCV-03, RCV-05, RCV-10: who asks for an object that no platform has learns that, and nothing else. */
export function checkUnknownObjects({ unknown, profile }: PlatformObservation): Finding[] {
  return unknown.flatMap(({ module, answer }): Finding[] => {
    const status = tokenStatusOf(answer, { unauthorisedCode: profile.unauthorisedCode });
    const response = answer.summary;
    if (status === "accepted")
      return [
        module === "tokens" ? { code: "token-invented", response } : { code: "receiver-invents", module, response },
      ];
    const isBroken = status === "refused" || status === "crashed" || (response.httpStatus ?? 0) >= 500;
    return isBroken ? [{ code: "receiver-path", module, response }] : [];
  });
}

/** RCV-19: the answer of a functional module has the routing headers of the call, the other way round. */
export function checkRoutingHeaders({ unknown }: PlatformObservation): Finding[] {
  const lacking = unknown.find(
    ({ answer }) =>
      answer.kind === "answered" && answer.body.kind === "envelope" && !answer.headers.has("ocpi-to-party-id"),
  );
  return lacking === undefined ? [] : [{ code: "receiver-routing-headers", url: lacking.url }];
}
