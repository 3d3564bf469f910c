import type { RehearsalFinding } from "../findings/catalogue.ts";
import { reason } from "../findings/answer-words.ts";
import { isRateLimited } from "../findings/response-summary.ts";
import type { AboutCall, WrongAnswer, WrongLocation } from "../findings/rehearsal.ts";
import { isRecord } from "../ocpi/json.ts";
import type { TokenEncoding } from "../ocpi/token.ts";
import { dataOf, envelopeOf, isHttpSuccess, isRedirect, type Answer } from "../peer/answer.ts";
import type { Profile } from "../profiles/profile.ts";

/** One of the hub's own calls as it was made, and its answer. */
export interface MadeCall {
  readonly module: string;
  readonly body: string | undefined;
  readonly encoding: TokenEncoding;
  readonly answer: Answer;
  readonly durationMs: number;
}

/** What a call came to: what the sheet says of the answer, and what is wrong with it. */
export interface Judged {
  readonly got: string;
  /** Undefined where the answer is right. */
  readonly fault?: RehearsalFinding | undefined;
  /** Why it is not known whether it is; undefined where that is known. */
  readonly unknown?: string | undefined;
}

/** A hub waits no longer: OCPI names no limit, and a driver stands at the charger. In milliseconds. */
export const ANSWER_LIMIT_MS = 10_000;
/** What takes longer is told, in milliseconds. */
const SLOW_MS = 2000;
/** OCPI 2.2.1 types: a URL has at most 255 characters. */
const URL_LIMIT = 255;

/** A call as its findings name it. */
export function aboutCall({ module, body, encoding, answer }: MadeCall): AboutCall {
  return { module, body, encoding, response: answer.summary };
}

/** PRT-27: an answer that came, and came late. */
export function checkTime(call: MadeCall): RehearsalFinding | undefined {
  const { answer, durationMs } = call;
  return answer.kind === "answered" && durationMs > SLOW_MS
    ? { code: "rehearsal-slow", ...aboutCall(call), durationMs }
    : undefined;
}

/** The answer in few words: `HTTP 200, OCPI 1000`. */
export function answerWords(answer: Answer): string {
  if (answer.kind === "unanswered") return reason(answer.code).replaceAll("`", "");
  const code = envelopeOf(answer)?.statusCode;
  const body = { html: "a web page", json: "no OCPI envelope", text: "no JSON", empty: "no body", envelope: "" };
  return `HTTP ${answer.httpStatus}, ${code === undefined ? body[answer.body.kind] : `OCPI ${code}`}`;
}

/**
 * Whether a platform may have carried out what it was asked for: also one whose answer got lost, broke off or is no OCPI. It did not
 * where it sent the call elsewhere, or says no.
 */
export function mayHaveActed(answer: Answer): boolean {
  if (answer.kind === "unanswered") return !answer.notSent;
  const { httpStatus } = answer;
  const { statusCode = 1000 } = envelopeOf(answer) ?? {};
  if (httpStatus >= 500 || httpStatus === 408 || statusCode >= 3000) return true;
  return isHttpSuccess(httpStatus) && statusCode < 2000;
}

/** What keeps an answer from being a success; undefined where it is one. */
export function wrongAnswerIn(answer: Answer): WrongAnswer | undefined {
  if (dataOf(answer) !== undefined) return undefined;
  if (answer.kind === "unanswered") return "silent";
  const { httpStatus, body } = answer;
  if (isRedirect(answer)) return "moved";
  const code = envelopeOf(answer)?.statusCode ?? 0;
  if (httpStatus === 404 || httpStatus === 405 || httpStatus === 501) return body.kind === "html" ? "page" : "missing";
  if (body.kind !== "html" && (httpStatus >= 500 || (code >= 3000 && code <= 3999))) return "crash";
  if (body.kind === "html") return "page";
  if (httpStatus === 401 || httpStatus === 403) return "token";
  return isHttpSuccess(httpStatus) && body.kind !== "envelope" ? "bare" : "refused";
}

// OCPI 2.2.1 mod_tokens, AllowedType, but for what allows.
const NOT_ALLOWED = ["BLOCKED", "EXPIRED", "NO_CREDIT", "NOT_ALLOWED"];

/**
 * RCV-06, RCV-07: a real-time authorisation of a token that was never issued. Right is a word that does not allow, or OCPI's
 * "unknown token", by HTTP 404, by a code, or by both: mod_tokens asks for the one here and for the other there.
 */
export function checkAuthorize(call: MadeCall, { authorizeAlso }: Profile): Judged {
  const { answer } = call;
  const got = answerWords(answer);
  const wrong = wrongAnswerIn(answer);
  if (wrong !== undefined) {
    // A proxy's 404 has no envelope, and comes from where no token is known.
    const saysUnknown = (wrong === "missing" || wrong === "refused") && isUnknown(answer);
    return saysUnknown
      ? { got }
      : { got, fault: { code: "rehearsal-authorize", ...aboutCall(call), wrong: bareOr(wrong, answer) } };
  }
  const { allowed } = recordIn(answer);
  if (allowed === "ALLOWED")
    return { got: `${got}, ALLOWED`, fault: { code: "rehearsal-allowed", ...aboutCall(call) } };
  const word = [...NOT_ALLOWED, ...authorizeAlso].find((known) => known === allowed);
  return word === undefined
    ? {
        got: `${got}, and no word that OCPI has`,
        fault: { code: "rehearsal-authorize", ...aboutCall(call), wrong: "word" },
      }
    : { got: `${got}, ${word}` };
}

/** OCPI 2.2.1 status_codes: "unknown location", "unknown token" and what a platform may say in their place with HTTP 404. */
function isUnknown(answer: Answer): boolean {
  const code = envelopeOf(answer)?.statusCode;
  // One that asks for fewer calls, with a code of hubs for that, did not look.
  if (code === undefined || answer.kind === "unanswered" || isLimited(answer)) return false;
  return answer.httpStatus === 404 || [2002, 2003, 2004].includes(code);
}

/** Whether the platform asks for fewer calls: it did not hear this one out. */
function isLimited({ summary }: Answer): boolean {
  return isRateLimited(summary, undefined);
}

/** What is JSON and no envelope is an answer of the platform's that lacks it, whatever its status. */
function bareOr(wrong: WrongAnswer, answer: Answer): WrongAnswer {
  return wrong === "refused" && answer.kind === "answered" && answer.body.kind === "json" ? "bare" : wrong;
}

/** How a command was answered. */
export interface JudgedCommand extends Judged {
  /** The platform carries it out. */
  readonly isAccepted: boolean;
}

// OCPI 2.2.1 mod_commands, CommandResponseType, but for ACCEPTED.
const NOT_ACCEPTED = ["NOT_SUPPORTED", "REJECTED", "UNKNOWN_SESSION"];

/**
 * RCV-09: a command for what does not exist. Right is a result that does not accept, with `timeout`, or a code that says that the
 * location is not known.
 */
export function checkCommand(call: MadeCall): JudgedCommand {
  const { answer } = call;
  const got = answerWords(answer);
  const { result, timeout } = recordIn(answer);
  if (saysAccepted(answer)) {
    return {
      got: `${got}, ACCEPTED`,
      isAccepted: true,
      fault: { code: "rehearsal-accepted", ...aboutCall(call) },
    };
  }
  const about = { code: "rehearsal-command", ...aboutCall(call) } as const;
  const wrong = wrongAnswerIn(answer);
  if (wrong !== undefined) {
    const saysUnknown = wrong === "refused" && isUnknown(answer);
    const fault = saysUnknown ? undefined : { ...about, wrong: bareOr(wrong, answer) };
    return { got, isAccepted: false, fault };
  }
  const word = NOT_ACCEPTED.find((known) => known === result);
  if (word === undefined) {
    return { got: `${got}, and no word that OCPI has`, isAccepted: false, fault: { ...about, wrong: "word" } };
  }
  return Number.isInteger(timeout)
    ? { got: `${got}, ${word}`, isAccepted: false }
    : { got: `${got}, ${word} without timeout`, isAccepted: false, fault: { ...about, wrong: "timeout" } };
}

/** Whether a platform says that it carries a command out: whatever the codes, the letters and the list around it, it is at work then. */
export function saysAccepted(answer: Answer): boolean {
  const value = valueIn(answer);
  const said: unknown = Array.isArray(value) ? value[0] : value;
  const word = isRecord(said) ? said["result"] : said;
  return typeof word === "string" && word.trim().toUpperCase() === "ACCEPTED";
}

/** `data` where it is an object, or what stands in the place of an envelope; of whatever status. */
function recordIn(answer: Answer): Readonly<Record<string, unknown>> {
  const value = valueIn(answer);
  return isRecord(value) ? value : {};
}

function valueIn(answer: Answer): unknown {
  if (answer.kind === "unanswered") return undefined;
  const { body } = answer;
  return body.kind === "envelope" ? body.envelope.data : body.kind === "json" ? body.value : undefined;
}

/** RCV-11, RCV-17, RCV-18: an object that is valid. */
export function checkDelivery(call: MadeCall, object: string, isStranger: boolean): Judged {
  const got = answerWords(call.answer);
  const wrong = wrongAnswerIn(call.answer);
  if (wrong === undefined) return { got };
  const about = { ...aboutCall(call), wrong };
  if (call.module === "hubclientinfo") return { got, fault: { code: "rehearsal-client-info", ...about } };
  if (isStranger && (wrong === "missing" || wrong === "refused")) {
    return { got, fault: strangerRefused(call, object, wrong) };
  }
  return { got, fault: { code: "rehearsal-delivery", ...about, object } };
}

/** RCV-17: an object that is turned away because of whose it is. */
export function strangerRefused(call: MadeCall, object: string, wrong: WrongAnswer): RehearsalFinding {
  return { code: "rehearsal-third-party", ...aboutCall(call), object, wrong };
}

/** Whether there is nothing at a URL. */
export function isNotFound(answer: Answer): boolean {
  return answer.kind === "answered" && answer.httpStatus === 404;
}

/** RCV-14: the same object once more. */
export function checkRepeat(call: MadeCall, object: string): Judged {
  const got = answerWords(call.answer);
  return wrongAnswerIn(call.answer) === undefined
    ? { got }
    : { got, fault: { code: "rehearsal-repeat", ...aboutCall(call), object } };
}

/** What is said where a platform gives nothing back: the hub needs no GET there. */
export const NOT_READ_BACK = "A GET did not read it back; your platform need not have one.";

/** RCV-14: a session that is older than the one before it, and what the platform shows afterwards. */
export function checkOlder(call: MadeCall, older: string, after: ReadBack): Judged {
  const got = answerWords(call.answer);
  const wrong = wrongAnswerIn(call.answer);
  const about = aboutCall(call);
  // A refusal of an older one is no fault; what never looked at it shows nothing.
  if (wrong !== undefined && (wrong !== "refused" || isLimited(call.answer))) {
    return { got, fault: { code: "rehearsal-delivery", ...about, wrong, object: "session" } };
  }
  if (after.kind !== "there") return { got, unknown: NOT_READ_BACK };
  return after.status === older
    ? { got: `${got}, and it is ${older}`, fault: { code: "rehearsal-older", ...about } }
    : { got: `${got}, and it is ${after.status}` };
}

/** RCV-15: a body that is no JSON. OCPI 2.2.1 status_codes asks for HTTP 400. */
export function checkBrokenJson(call: MadeCall): Judged {
  const got = answerWords(call.answer);
  const isRight = call.answer.kind === "answered" && call.answer.httpStatus === 400;
  return isRight ? { got } : { got, fault: { code: "rehearsal-broken-json", ...aboutCall(call) } };
}

/** RCV-16: an object whose id is another one than that of its URL. */
export function checkIds(call: MadeCall): Judged {
  const got = answerWords(call.answer);
  const about = aboutCall(call);
  const wrong = wrongAnswerIn(call.answer);
  if (wrong === undefined) return { got, fault: { code: "rehearsal-ids", ...about } };
  // Only a platform that looked at it refused it.
  const isRefusal = (wrong === "refused" || wrong === "missing") && !isLimited(call.answer);
  return isRefusal ? { got } : { got, fault: { code: "rehearsal-delivery", ...about, wrong, object: "session" } };
}

/** Where a CDR can be read, or why not. */
export type CdrPlace =
  | { readonly url: string }
  | { readonly wrong: Exclude<WrongLocation, "unread">; readonly origin: string };

/** RCV-13: the place that a platform names for a CDR; only one on the platform itself is asked for. */
export function cdrPlace(answer: Answer, admits: (url: string) => boolean): CdrPlace {
  const location = answer.kind === "answered" ? (answer.headers.get("location") ?? "") : "";
  const parsed = URL.parse(location);
  const origin = parsed?.origin ?? "";
  if (location === "") return { wrong: "absent", origin };
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return { wrong: "not-url", origin: "" };
  if (!admits(location)) return { wrong: "host", origin };
  return location.length > URL_LIMIT ? { wrong: "long", origin } : { url: location };
}

/** What a GET of a test object shows. */
export type ReadBack =
  | { readonly kind: "there"; readonly status: string; readonly lastUpdated: Date | undefined }
  | { readonly kind: "absent" }
  /** The hub needs no GET here, and not every platform has one: nothing is known then. */
  | { readonly kind: "unread" };

const SESSION_STATUSES = ["ACTIVE", "COMPLETED", "INVALID", "PENDING", "RESERVATION"];

/**
 * What a GET of an object says. Only what bears the id is the object: of a 404 with OCPI's code for what is not known, it is not
 * there; of any other answer nothing is known.
 */
export function readBack(answer: Answer, id: string): ReadBack {
  const data = dataOf(answer);
  if (data !== undefined && isRecord(data.data)) {
    const { id: found, status, last_updated: lastUpdated } = data.data;
    if (typeof found !== "string" || found.toUpperCase() !== id.toUpperCase()) return { kind: "unread" };
    const time = typeof lastUpdated === "string" ? Date.parse(lastUpdated) : Number.NaN;
    return {
      kind: "there",
      // A word of ours, or nothing: it is shown.
      status: SESSION_STATUSES.find((known) => known === status) ?? "",
      lastUpdated: Number.isNaN(time) ? undefined : new Date(time),
    };
  }
  const code = envelopeOf(answer)?.statusCode;
  const isAbsent = code === 2003 || (answer.kind === "answered" && answer.httpStatus === 404 && code === 2004);
  return { kind: isAbsent ? "absent" : "unread" };
}
