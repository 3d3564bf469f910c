import type { AnswerHeaders } from "../ports.ts";
import type { ResponseSummary } from "../findings/response-summary.ts";
import { isSuccess } from "../ocpi/status-codes.ts";

/** What came back from a peer, whatever it was. */
export type Answer = Answered | Unanswered;

/** An answer that came, with as much of its body as was read. */
export interface Answered {
  readonly kind: "answered";
  readonly httpStatus: number;
  readonly headers: AnswerHeaders;
  readonly body: Body;
  /** The body as it came. On a credentials endpoint it may hold a token: it goes nowhere but to the token's finder. */
  readonly text: string;
  /** The body was longer than the cap, took too long or broke off: `text` is its beginning. */
  readonly truncated: boolean;
  /** The connection broke before the body was there: the next try may fare better. */
  readonly brokeOff: boolean;
  /** What a finding may say of it. */
  readonly summary: ResponseSummary;
}

/** No answer came. */
export interface Unanswered {
  readonly kind: "unanswered";
  /** A code such as `ECONNREFUSED` or `TIMEOUT`. */
  readonly code: string;
  readonly notSent: boolean;
  /** What a finding may say of it. */
  readonly summary: ResponseSummary;
}

/** What a body turned out to be. */
export type Body =
  | { readonly kind: "envelope"; readonly envelope: Envelope }
  /** JSON, but not an envelope: `status_code` is missing or no whole number of four digits. */
  | { readonly kind: "json"; readonly value: unknown }
  /** A page: HTML, XHTML, or whatever else begins with a tag or a comment of markup. */
  | { readonly kind: "html" }
  | { readonly kind: "empty" }
  | { readonly kind: "text" };

/** The OCPI response envelope, read at every HTTP status. OCPI 2.2.1 transport_and_format, "Response format". */
export interface Envelope {
  readonly statusCode: number;
  readonly statusMessage: string | undefined;
  readonly timestamp: string | undefined;
  readonly data: unknown;
}

/** The longest body that is read, decompressed, in bytes. */
export const BODY_LIMIT = 5_000_000;

/** The code of a request whose token no header can carry: a line break in it, or a character beyond Latin-1. */
export const UNSENDABLE = "ERR_INVALID_CHAR";

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

/** Whether the answer is a redirect, which is never followed: a POST would turn into a GET, a token into a leak. */
export function isRedirect(answer: Answer): boolean {
  return answer.kind === "answered" && answer.httpStatus >= 300 && answer.httpStatus <= 399;
}
