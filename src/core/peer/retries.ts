import { isRateLimited } from "../findings/response-summary.ts";
import { proxyRefusal } from "../findings/transport-codes.ts";
import type { AnswerHeaders, Random } from "../ports.ts";
import { UNSENDABLE, type Answer } from "./answer.ts";

/** How often a GET is sent at the most. */
export const GET_ATTEMPTS = 4;
const RETRY_AFTER_LIMIT_MS = 30_000;
const finalCodes = new Set(["TIMEOUT", "CANCELLED", UNSENDABLE]);

/**
 * How long to wait before a GET is sent again, in milliseconds: with jitter, longer each time, and as long as `Retry-After` asks.
 * @param attempt how often it was sent.
 * @returns undefined where it is not sent again: it was often enough, nothing would come of it, or the peer asks for more than
 * half a minute.
 */
export function retryPauseMs(
  answer: Answer,
  attempt: number,
  rateLimitedCode: number | undefined,
  now: Date,
  random: Random,
): number | undefined {
  if (attempt >= GET_ATTEMPTS || !isWorthRepeating(answer, rateLimitedCode)) return undefined;
  const jittered = 250 * 2 ** (attempt - 1) * (0.5 + random.fraction());
  const asked = answer.kind === "answered" ? retryAfterMs(answer.headers, now) : 0;
  const pause = Math.max(jittered, asked);
  return pause > RETRY_AFTER_LIMIT_MS ? undefined : pause;
}

// A hub with a code of its own for "too many requests" names no time.
const HELD_BACK_MS = 1000;

/** For how long a peer wants no request at all, in milliseconds, as its answer says; 0 where it does not say so. */
export function heldBackMs(answer: Answer, rateLimitedCode: number | undefined, now: Date): number {
  if (answer.kind === "unanswered" || !isRateLimited(answer.summary, rateLimitedCode)) return 0;
  return retryAfterMs(answer.headers, now) || HELD_BACK_MS;
}

/** Whether the peer's own answer did not come: no connection, an answer that broke off, or a rate limit. It says nothing of a token. */
export function isUnheard(answer: Answer, rateLimitedCode: number | undefined): boolean {
  if (answer.kind === "unanswered") return answer.code !== UNSENDABLE;
  return answer.brokeOff || isRateLimited(answer.summary, rateLimitedCode);
}

/** Whether the next try may fare better: the peer was not heard, or it failed, with 5xx or OCPI's code for that. */
function isWorthRepeating(answer: Answer, rateLimitedCode: number | undefined): boolean {
  // A proxy that refused our login refuses it the next time, too, and may lock an account that asks too often.
  if (answer.kind === "unanswered") return !finalCodes.has(answer.code) && (proxyRefusal(answer.code) ?? 500) >= 500;
  const { httpStatus, statusCode = 0 } = answer.summary;
  return isUnheard(answer, rateLimitedCode) || (httpStatus ?? 0) >= 500 || (statusCode >= 3000 && statusCode <= 3999);
}

/** `Retry-After` in milliseconds: seconds or an HTTP date (RFC 9110, 10.2.3). 0 when there is none. */
function retryAfterMs(headers: AnswerHeaders, now: Date): number {
  const value = headers.get("retry-after");
  if (value === null) return 0;
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - now.getTime();
  return Number.isFinite(ms) && ms > 0 ? ms : 0;
}
