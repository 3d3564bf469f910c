import type { Body, Envelope } from "../ocpi/envelope.ts";
import { isSuccess, readBody } from "../ocpi/envelope.ts";
import type { Profile } from "../profiles/profile.ts";

/** What came back from a peer, whatever it was. */
export type Answer = Answered | Unanswered;

/** An answer that came, with as much of its body as was read. */
export interface Answered {
  readonly kind: "answered";
  readonly httpStatus: number;
  readonly headers: Headers;
  readonly body: Body;
  /** The body as it came. On a credentials endpoint it may hold a token: it goes nowhere but to the token's finder. */
  readonly text: string;
  /** The body was longer than the cap, took too long or broke off: `text` is its beginning. */
  readonly truncated: boolean;
  /** The connection broke before the body was there: the next try may fare better. */
  readonly brokeOff: boolean;
}

/** How a body ended: whole, cut by our own limits, or with a broken connection. */
export type BodyEnd = "whole" | "cut" | "broken";

interface Unanswered {
  readonly kind: "unanswered";
  /** A code such as `ECONNREFUSED` or `TIMEOUT`. */
  readonly code: string;
  readonly notSent: boolean;
}

/** The code of a request whose token no header can carry: a line break in it, or a character beyond Latin-1. */
export const UNSENDABLE = "ERR_INVALID_CHAR";

/** An answer, from its text and how that ended. */
export function answered(httpStatus: number, headers: Headers, text: string, end: BodyEnd = "whole"): Answered {
  const read = readBody(text);
  // A page need not look like one.
  const isPage = read.kind === "text" && /^text\/html\b/i.test(headers.get("content-type") ?? "");
  const body: Body = isPage ? { kind: "html" } : read;
  return { kind: "answered", httpStatus, headers, body, text, truncated: end !== "whole", brokeOff: end === "broken" };
}

/** The envelope of an answer, if it has one. */
export function envelopeOf(answer: Answer): Envelope | undefined {
  return answer.kind === "answered" && answer.body.kind === "envelope" ? answer.body.envelope : undefined;
}

/** The envelope's `data`, if the answer is a success on both layers: HTTP 2xx and an OCPI code of 1xxx. */
export function dataOf(answer: Answer): { readonly data: unknown } | undefined {
  const envelope = envelopeOf(answer);
  if (answer.kind !== "answered" || envelope === undefined || answer.truncated) return undefined;
  return isHttpSuccess(answer.httpStatus) && isSuccess(envelope.statusCode) ? { data: envelope.data } : undefined;
}

/** Whether an HTTP status says that it worked: 2xx. */
export function isHttpSuccess(status: number): boolean {
  return status >= 200 && status <= 299;
}

/**
 * What an answer to a GET says about the token it was asked with.
 * - `opens`: success on both layers;
 * - `refused`: HTTP 401 or 403, or the profile's unauthorised code, but never by a web page;
 * - `undecodable`: HTTP 400 without an OCPI code, which is how servers that insist on the other header encoding answer;
 * - `unclear`: anything else. A 404, 429, 5xx, a web page or silence says nothing about a token, whatever code is in it.
 */
export type TokenVerdict = "opens" | "refused" | "undecodable" | "unclear";

/** What an answer says of the token that it was asked with. */
export function verdictOn(answer: Answer, profile: Profile): TokenVerdict {
  if (dataOf(answer) !== undefined) return "opens";
  // A token that no header can carry as it is may do in the other encoding.
  if (answer.kind === "unanswered") return answer.code === UNSENDABLE ? "undecodable" : "unclear";
  const code = envelopeOf(answer)?.statusCode;
  // A web page comes from a proxy or a firewall, which know nothing of tokens.
  if (answer.body.kind === "html") return "unclear";
  if (answer.httpStatus === 401 || answer.httpStatus === 403) return "refused";
  if (answer.httpStatus === 404 || answer.httpStatus === 429 || answer.httpStatus >= 500) return "unclear";
  if (code !== undefined && code === profile.unauthorisedCode) return "refused";
  if (answer.httpStatus === 400 && code === undefined) return "undecodable";
  return "unclear";
}
