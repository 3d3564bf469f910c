import type { Body, Envelope } from "../ocpi/envelope.ts";
import { isSuccess, readBody } from "../ocpi/envelope.ts";
import type { Profile } from "../profiles/profile.ts";

/** What came back from a peer, whatever it was. */
export type Answer = Answered | Unanswered;

export interface Answered {
  readonly kind: "answered";
  readonly httpStatus: number;
  readonly headers: Headers;
  readonly body: Body;
  /** The body as it came. On a credentials endpoint it may hold a token: it goes nowhere but to the token's finder. */
  readonly text: string;
  /** The body was longer than the cap, or broke off: `text` is its beginning. */
  readonly truncated: boolean;
}

export interface Unanswered {
  readonly kind: "unanswered";
  /** A code such as `ECONNREFUSED` or `TIMEOUT`. */
  readonly code: string;
  readonly notSent: boolean;
}

export function answered(httpStatus: number, headers: Headers, text: string, truncated: boolean): Answered {
  return { kind: "answered", httpStatus, headers, body: readBody(text), text, truncated };
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

export function isHttpSuccess(status: number): boolean {
  return status >= 200 && status <= 299;
}

/**
 * What an answer to a GET says about the token it was asked with.
 * - `opens`: success on both layers;
 * - `refused`: HTTP 401 or 403, or the profile's unauthorised code at any HTTP status;
 * - `undecodable`: HTTP 400 without an OCPI code, which is how servers that insist on the other header encoding answer;
 * - `unclear`: anything else. A 404, 429, 5xx, a web page or silence says nothing about a token.
 */
export type TokenVerdict = "opens" | "refused" | "undecodable" | "unclear";

export function verdictOn(answer: Answer, profile: Profile): TokenVerdict {
  if (dataOf(answer) !== undefined) return "opens";
  if (answer.kind === "unanswered") return "unclear";
  const code = envelopeOf(answer)?.statusCode;
  if (answer.httpStatus === 401 || answer.httpStatus === 403) return "refused";
  if (code !== undefined && code === profile.unauthorisedCode) return "refused";
  if (answer.httpStatus === 400 && code === undefined) return "undecodable";
  return "unclear";
}
