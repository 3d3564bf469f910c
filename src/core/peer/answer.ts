import type { ResponseSummary } from "../findings/response-summary.ts";
import { assertBounded, isRecord } from "../ocpi/json.ts";
import { isSuccess } from "../ocpi/status-codes.ts";
import type { PeerRequest, PeerResponse } from "../ports.ts";

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

/** How a body ended: whole, cut by our own limits, or with a broken connection. */
type BodyEnd = "whole" | "cut" | "broken";

/** What was asked, as far as its answer is to name it. */
type Asking = Pick<PeerRequest, "method" | "url">;

/** The longest body that is read, decompressed, in bytes. */
export const BODY_LIMIT = 5_000_000;

/** The code of a request whose token no header can carry: a line break in it, or a character beyond Latin-1. */
export const UNSENDABLE = "ERR_INVALID_CHAR";

/** Reads the whole answer to a request. A body that breaks off or never ends is an answer with `truncated`. */
export async function readAnswer(request: PeerRequest, response: PeerResponse): Promise<Answered> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let end: BodyEnd = "whole";
  try {
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk.subarray(0, BODY_LIMIT - size));
      size += chunk.length;
      if (size > BODY_LIMIT) {
        end = "cut";
        break;
      }
    }
  } catch {
    // What came before the connection broke may hold a token, so it is kept.
    end = request.signal.aborted ? "cut" : "broken";
  }
  const text = textOf(Buffer.concat(chunks), end === "whole");
  return answered(request, response.status, response.headers, text, end);
}

/**
 * A body that is no UTF-8 is read byte by byte, as Latin-1: so a token that is none either goes back in a header as it came
 * (RFC 9110, 5.5).
 */
function textOf(bytes: Buffer, whole: boolean): string {
  try {
    // A character that was cut in the middle at the end is no fault of the rest.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes, { stream: !whole });
  } catch {
    return bytes.toString("latin1");
  }
}

/** An answer, from its text and how that ended. */
export function answered(
  { method, url }: Asking,
  httpStatus: number,
  headers: Headers,
  text: string,
  end: BodyEnd = "whole",
): Answered {
  const read = readBody(text);
  // A page need not look like one.
  const isPage = read.kind === "text" && /^text\/html\b/i.test(headers.get("content-type") ?? "");
  const body: Body = isPage ? { kind: "html" } : read;
  const truncated = end !== "whole";
  const envelope = body.kind === "envelope" ? body.envelope : undefined;
  const summary: ResponseSummary = {
    url,
    method,
    httpStatus,
    statusCode: envelope?.statusCode,
    // No byte of what a credentials endpoint answers is shown, because it may be the token.
    statusMessage: method === "GET" ? envelope?.statusMessage : undefined,
    error: undefined,
    body: truncated && body.kind !== "html" ? "cut" : body.kind,
  };
  return { kind: "answered", httpStatus, headers, body, text, truncated, brokeOff: end === "broken", summary };
}

/** That no answer came, and why. */
export function unanswered({ method, url }: Asking, code: string, notSent: boolean): Unanswered {
  const nothing = { httpStatus: undefined, statusCode: undefined, statusMessage: undefined, body: "none" } as const;
  return { kind: "unanswered", code, notSent, summary: { url, method, error: code, ...nothing } };
}

/** Reads a response body. Never throws: what it is not able to read it names. */
export function readBody(text: string): Body {
  // Some servers put a byte order mark before their JSON; here it counts as a blank.
  const bare = text.trim();
  if (bare === "") return { kind: "empty" };
  let value: unknown;
  try {
    assertBounded(bare);
    value = JSON.parse(bare);
  } catch {
    return { kind: bare.startsWith("<") ? "html" : "text" };
  }
  if (!isRecord(value)) return { kind: "json", value };
  const { status_code: statusCode, status_message: statusMessage, timestamp, data } = value;
  if (typeof statusCode !== "number" || !Number.isInteger(statusCode) || statusCode < 1000 || statusCode > 9999) {
    return { kind: "json", value };
  }
  return {
    kind: "envelope",
    envelope: {
      statusCode,
      statusMessage: typeof statusMessage === "string" ? statusMessage : undefined,
      timestamp: typeof timestamp === "string" ? timestamp : undefined,
      data,
    },
  };
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

/** Whether the answer is a redirect, which is never followed: a POST would turn into a GET, a token into a leak. */
export function isRedirect(answer: Answer): boolean {
  return answer.kind === "answered" && answer.httpStatus >= 300 && answer.httpStatus <= 399;
}
