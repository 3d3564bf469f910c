import type { Finding } from "../../findings/catalogue.ts";
import { dataOf, envelopeOf, isRedirect, type Answered } from "../../peer/answer.ts";
import type { ObservedCall, PlatformObservation } from "./observation.ts";

/** OCPI 2.2.1 types, DateTime: in UTC, with `Z` or without any zone; at most 25 characters. */
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z?$/;

/** A good answer to the platform token, in either form. */
function goodCall({ forms }: PlatformObservation): (ObservedCall & { readonly answer: Answered }) | undefined {
  if (forms === undefined) return undefined;
  return [forms.plain, forms.base64].filter(hasAnswer).find(({ answer }) => dataOf(answer) !== undefined);
}

function hasAnswer(call: ObservedCall): call is ObservedCall & { readonly answer: Answered } {
  return call.answer.kind === "answered";
}

/** PRT-22: what is JSON says so. */
export function checkContentType(seen: PlatformObservation): Finding[] {
  const call = goodCall(seen);
  if (call === undefined) return [];
  const type = call.answer.headers.get("content-type") ?? "";
  return /^application\/json\b/i.test(type) ? [] : [{ code: "platform-content-type", url: call.url, type }];
}

/** PRT-23: the ids of a call come back in its answer, whatever the answer is. */
export function checkIds(seen: PlatformObservation): Finding[] {
  const good = goodCall(seen);
  // What a proxy answers says nothing of the platform.
  const refused = seen.entries
    .map(({ without }) => without)
    .filter(hasAnswer)
    .find(({ answer }) => answer.body.kind === "envelope" || answer.body.kind === "json");
  const lacking = {
    success: good !== undefined && !echoesIds(good),
    refusal: refused !== undefined && !echoesIds(refused),
  };
  if (!lacking.success && !lacking.refusal) return [];
  const on = lacking.success && lacking.refusal ? "each" : lacking.success ? "success" : "refusal";
  return [{ code: "platform-ids", url: (good ?? refused)?.url ?? seen.url, on }];
}

function echoesIds({ answer, requestId, correlationId }: ObservedCall & { readonly answer: Answered }): boolean {
  const { headers } = answer;
  return headers.get("x-request-id") === requestId && headers.get("x-correlation-id") === correlationId;
}

/** PRT-38: each envelope has its time. */
export function checkTimestamp(seen: PlatformObservation): Finding[] {
  const call = goodCall(seen);
  const envelope = call && envelopeOf(call.answer);
  if (call === undefined || envelope === undefined) return [];
  const { timestamp } = envelope;
  const isRight = timestamp !== undefined && DATE_TIME.test(timestamp) && timestamp.length <= 25;
  return isRight ? [] : [{ code: "platform-timestamp", url: call.url, timestamp }];
}

/** PRT-35: a refusal is OCPI's, not a page. */
export function checkErrorPages(seen: PlatformObservation): Finding[] {
  const { entries, unknown, forms } = seen;
  // What is a page to the right token, too, is told of that.
  if (forms !== undefined && goodCall(seen) === undefined) return [];
  const calls = [...entries.flatMap(({ without, madeUp }) => [without, madeUp]), ...unknown];
  const page = calls.find(({ answer }) => answer.kind === "answered" && answer.body.kind === "html");
  return page === undefined ? [] : [{ code: "platform-error-page", response: page.answer.summary }];
}

/** PRT-25: a slash at the end more or less leads nowhere else. */
export function checkSlash(seen: PlatformObservation): Finding[] {
  const { slashed } = seen;
  return slashed !== undefined && goodCall(seen) !== undefined && isRedirect(slashed.answer)
    ? [{ code: "platform-slash", response: slashed.answer.summary }]
    : [];
}
