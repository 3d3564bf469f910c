import type { ResponseSummary } from "../findings/response-summary.ts";
import { isBareAnswer } from "../ocpi/bare-answer.ts";
import { assertBounded, isRecord } from "../ocpi/json.ts";
import type { AnswerHeaders, PeerRequest, PeerResponse } from "../ports.ts";
import { BODY_LIMIT, type Answered, type Body, type Unanswered } from "./answer.ts";

/** Reads the whole answer to a request. A body that breaks off or never ends is an answer with `truncated`. */
export async function readAnswer(request: PeerRequest, response: PeerResponse, keepsText: boolean): Promise<Answered> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let end: BodyEnd = "whole";
  try {
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk.subarray(0, BODY_LIMIT - size));
      size += chunk.length;
      if (size > BODY_LIMIT) {
        end = "cut";
        // What it begins with tells a page.
        if (!keepsText) chunks.splice(0, chunks.length, Buffer.from(chunks[0]?.subarray(0, 1000) ?? []));
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

const STRICT_UTF8 = ["utf-8", { fatal: true, ignoreBOM: true }] as const;
/** For whole texts alone: of one that is cut it would keep a part for the next. */
const strictUtf8 = new TextDecoder(...STRICT_UTF8);

/**
 * A body that is no UTF-8 is read byte by byte, as Latin-1: so a token that is no UTF-8 either is sent back with the same bytes
 * (RFC 9110, 5.5).
 */
function textOf(bytes: Buffer, whole: boolean): string {
  try {
    // A character that was cut in the middle at the end is no fault of the rest.
    return whole ? strictUtf8.decode(bytes) : new TextDecoder(...STRICT_UTF8).decode(bytes, { stream: true });
  } catch {
    return bytes.toString("latin1");
  }
}

/** An answer, from its text and how that ended. */
export function answered(
  { method, url }: Asking,
  httpStatus: number,
  headers: AnswerHeaders,
  text: string,
  end: BodyEnd = "whole",
): Answered {
  const read = method === "GET" ? bodies.read(text) : readBody(text);
  // HTML by its content type, although it does not begin with a tag.
  const isPage = read.kind === "text" && /^text\/html\b/i.test(headers.get("content-type") ?? "");
  const body: Body = isPage ? { kind: "html" } : read;
  const truncated = end !== "whole";
  const envelope = body.kind === "envelope" ? body.envelope : undefined;
  const summary: ResponseSummary = {
    url,
    method,
    httpStatus,
    statusCode: envelope?.statusCode,
    // That of an answer to what changes something may be the token: `withRefusalWords` says when it is shown.
    statusMessage: method === "GET" ? envelope?.statusMessage : undefined,
    error: undefined,
    body:
      truncated && body.kind !== "html" ? "cut" : body.kind === "json" && isBareAnswer(body.value) ? "bare" : body.kind,
  };
  return { kind: "answered", httpStatus, headers, body, text, truncated, brokeOff: end === "broken", summary };
}

/** That no answer came, and why. */
export function unanswered({ method, url }: Asking, code: string, notSent: boolean): Unanswered {
  const nothing = { httpStatus: undefined, statusCode: undefined, statusMessage: undefined, body: "none" } as const;
  return { kind: "unanswered", code, notSent, summary: { url, method, error: code, ...nothing } };
}

/** The bodies that were read last: with hundreds of connections at a hub, many of its answers are the same. */
class Bodies {
  readonly #known = new Map<string, Body>();

  /** As {@link readBody}, or what that has made of the same text a moment ago. */
  read(text: string): Body {
    if (text.length > KEPT_LENGTH) return readBody(text);
    const body = this.#known.get(text) ?? readBody(text);
    // The one that was read last stands at the end.
    this.#known.delete(text);
    this.#known.set(text, body);
    const [oldest] = this.#known.keys();
    if (this.#known.size > KEPT_BODIES && oldest !== undefined) this.#known.delete(oldest);
    return body;
  }
}

// Versions, details and a first page of parties, of the hubs of a few connections at a time.
const KEPT_BODIES = 50;
const KEPT_LENGTH = 20_000;
const bodies = new Bodies();

/** Reads a response body. Never throws: what cannot be read has a kind of its own. */
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

/** How a body ended: whole, cut by our own limits, or with a broken connection. */
type BodyEnd = "whole" | "cut" | "broken";

/** What was asked, as far as its answer is to name it. */
type Asking = Pick<PeerRequest, "method" | "url">;
