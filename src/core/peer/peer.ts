import { version } from "../findings/version.ts";
import type { Redaction } from "../ocpi/redaction.ts";
import type { AnyToken, TokenEncoding } from "../ocpi/token.ts";
import {
  TransportFailure,
  type Clock,
  type PeerFetch,
  type PeerRequest,
  type PeerResponse,
  type Random,
  type Turns,
} from "../ports.ts";
import type { Asked, PeerName, RequestBegun, RequestRecord } from "../record/request.ts";
import { envelopeOf, UNSENDABLE, type Answer } from "./answer.ts";
import { AskedAhead } from "./asked-ahead.ts";
import { parsedUrl } from "../ocpi/parsed-url.ts";
import { keepsTokensSafe } from "./hub-address.ts";
import { inTime } from "./in-time.ts";
import { readAnswer, unanswered } from "./read-answer.ts";
import { saidOf, withRefusalWords } from "./refusal.ts";
import type { Pace } from "./pace.ts";
import { heldBackMs, isUnheard, retryPauseMs } from "./retries.ts";
import { slashedUrl } from "./slashed-url.ts";

/** Is called with each request that was made, and what came of it. */
type RequestObserver = (record: RequestRecord) => void;

/** Which peer it is, and how it is spoken to. */
export interface PeerSettings {
  readonly name: PeerName;
  /** Tokens go to these origins and nowhere else. */
  readonly origins: readonly string[];
  /** The origin of the other side, which the peer may name in its words, too. */
  readonly otherSide?: string | undefined;
  readonly correlationId: string;
  /** Milliseconds for one GET, its body included. */
  readonly requestTimeoutMs: number;
  /** The peer's own code for "too many requests". */
  readonly rateLimitedCode: number | undefined;
}

/** What a peer needs of the run. */
export interface PeerPorts {
  readonly fetch: PeerFetch;
  readonly sendOnce?: PeerFetch | undefined;
  readonly connectAhead?: ((url: string) => void) | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly redaction: Redaction;
  readonly observe: RequestObserver;
  /** Is called with each request that leaves. */
  readonly begun?: ((request: RequestBegun) => void) | undefined;
  /** Waits for the turn of a request, where they may not come as fast as they can. */
  readonly pace?: Pace | undefined;
  /** Waits for the turn of a request, where several runs ask the same host. */
  readonly turns?: Turns | undefined;
}

/** How a GET is made, and what is recorded of it. */
export interface GetOptions {
  /** The answer may hold a token that the run does not know yet, so no byte of it is recorded. */
  readonly secret?: boolean;
  /** When there is no use in trying again any more, in milliseconds since the epoch. */
  readonly until?: number | undefined;
  /** What is asked for, for the record. */
  readonly asks?: Asked | undefined;
  /** How often it was asked already. */
  readonly attempt?: number;
  /** The peer is asked again only where it was not heard: the caller tries the other encoding before it repeats an answer. */
  readonly answersOnce?: boolean;
}

// A hub calls the platform back while it answers POST and PUT, so they may be slow; OCPI names no limit. Never so slow
// that another run takes the lock for abandoned.
const UNSAFE_TIMEOUT_MS = { atLeast: 60_000, atMost: 120_000 };

/** One request to a platform as the hub makes it. */
export interface Call {
  readonly method: PeerRequest["method"];
  readonly url: string;
  /** What it presents: nothing, or a token. A made-up one is given with `asks: "guard"`. */
  readonly token: AnyToken | undefined;
  readonly encoding: TokenEncoding;
  /** Beside those of every request, such as OCPI's routing headers. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly asks?: Asked | undefined;
  /** The answer may hold a token that the run does not know, so no byte of it is recorded. */
  readonly secret?: boolean;
  /** It is sent in the way of requests that change something, which keeps the letters of the headers as they are given. */
  readonly keepsLetters?: boolean;
}

/** What came of a call. */
export interface Called {
  readonly answer: Answer;
  readonly requestId: string;
  readonly correlationId: string;
  readonly durationMs: number;
}

interface Sending extends Call {
  readonly attempt?: number;
  readonly signal: AbortSignal;
}

/** What came of a request, before it is recorded. */
interface Sent {
  readonly answer: Answer;
  readonly requestId: string;
  readonly durationMs: number;
  /** @param holdsToken whether a token was found in it. @returns the answer, with what may be said of it. */
  readonly record: (holdsToken?: boolean) => Answer;
}

/** One OCPI peer over an injected fetch: it sends, reads with bounds, retries what is safe, and records what it asked. */
export class Peer {
  readonly #settings: PeerSettings;
  readonly #ports: PeerPorts;
  /** URLs that are answered with a slash at their end, or without it. */
  readonly #slashed = new Map<string, string>();
  readonly #ahead = new AskedAhead<Sent>();

  constructor(settings: PeerSettings, ports: PeerPorts) {
    this.#settings = settings;
    this.#ports = ports;
  }

  /** The origins to which its tokens may go, its own first. */
  get origins(): readonly string[] {
    return this.#settings.origins;
  }

  /** Whether a token may go to this URL: on one of the peer's origins, by `https:` beyond this machine, without credentials inside. */
  admits(url: string): boolean {
    const parsed = parsedUrl(url);
    if (parsed === null || parsed.username !== "" || parsed.password !== "") return false;
    // Breakage: tokens go to every URL that the hub names
    return keepsTokensSafe(url) && this.#settings.origins.includes(parsed.origin);
  }

  /**
   * GET, repeated up to three times where that may help: `retryPauseMs` says when.
   * The answer says what happened; nothing is thrown.
   */
  async get(
    url: string,
    token: AnyToken,
    encoding: TokenEncoding,
    signal: AbortSignal,
    { secret = false, until, asks, attempt: first = 1, answersOnce = false }: GetOptions = {},
  ): Promise<Answer> {
    for (let attempt = first; ; attempt += 1) {
      const ahead = this.#ahead.take({ url, token, encoding });
      const { answer, record } = await (ahead ??
        this.#inTurn(url, signal, async (withinTime) =>
          this.#send({ method: "GET", url, token, encoding, attempt, signal: withinTime, secret, asks }),
        ));
      record();
      if (answersOnce && !isUnheard(answer, this.#settings.rateLimitedCode)) return answer;
      if (!(await this.pause([answer], attempt, signal, until))) return answer;
    }
  }

  /**
   * Sends a GET before its answer is wanted: the next `get` for the same takes the answer, and is recorded then.
   * @param asks what is asked for, for the record.
   * @param withinMs how long it is waited for, where that is less than for any GET.
   */
  askAhead(
    url: string,
    token: AnyToken,
    encoding: TokenEncoding,
    signal: AbortSignal,
    { asks, withinMs = Infinity }: { readonly asks?: Asked; readonly withinMs?: number } = {},
  ): void {
    if (!this.admits(url) || signal.aborted) return;
    this.#ahead.add({ url, token, encoding }, inTime(withinMs, signal), async (ended) =>
      this.#inTurn(url, ended, async (withinTime) =>
        this.#send({ method: "GET", url, token, encoding, signal: withinTime, asks }),
      ),
    );
  }

  /** Waits no longer for what was asked ahead and never taken, and records it. */
  async leaveAhead(): Promise<void> {
    await this.#ahead.leave();
  }

  /**
   * Waits before what was answered like this is asked again.
   * @param attempt how often it was asked.
   * @param until when there is no use in it any more, in milliseconds since the epoch.
   * @returns false where nothing would come of it, and where the run was stopped.
   */
  async pause(answers: readonly Answer[], attempt: number, signal: AbortSignal, until = Infinity): Promise<boolean> {
    const { clock, random } = this.#ports;
    const now = clock.now();
    const pauses = answers.map((answer) => retryPauseMs(answer, attempt, this.#settings.rateLimitedCode, now, random));
    const pauseMs = Math.max(0, ...pauses.map((pause) => pause ?? 0));
    if (pauseMs === 0 || signal.aborted || now.getTime() + pauseMs > until) return false;
    await clock.sleep(pauseMs, signal);
    return !signal.aborted;
  }

  /**
   * POST, PUT or DELETE, once; by `sendOnce`, where the face has that. It is not cancelled by anything but its own timeout of at least
   * 60 s: once it left, only its answer can say what it did.
   * @returns the answer, and what records the request: to be called when a token in the answer is durable, because a record is
   * a line in the log, too. Of an answer that holds none it also says what the peer's words are.
   */
  async change(
    method: "POST" | "PUT" | "DELETE",
    url: string,
    token: AnyToken,
    encoding: TokenEncoding,
    body?: string,
  ): Promise<Sent> {
    const { atLeast, atMost } = UNSAFE_TIMEOUT_MS;
    const timeoutMs = Math.min(Math.max(atLeast, this.#settings.requestTimeoutMs), atMost);
    return this.#send({ method, url, token, encoding, body, signal: AbortSignal.timeout(timeoutMs) });
  }

  /** Has the connection opened on which `change` will leave for this URL, where the face can do that. */
  connectAhead(url: string): void {
    if (this.admits(url)) this.#ports.connectAhead?.(url);
  }

  /** The id that ties the requests of a run together: `X-Correlation-ID`. */
  get correlationId(): string {
    return this.#settings.correlationId;
  }

  /**
   * One request as the hub makes it, once: nothing is repeated, no redirect is followed. The answer says what happened; nothing is
   * thrown. Of an answer that is an error the peer's words are kept, as design 7 has it.
   */
  async call(call: Call, signal: AbortSignal): Promise<Called> {
    const { record, requestId, durationMs } = await this.#inTurn(call.url, signal, async (withinTime) =>
      this.#sendTo({ ...call, signal: withinTime }),
    );
    // What a platform answers to what changes something there holds no token of ours but those that are known.
    const answer = record(call.method === "GET");
    return { answer, requestId, durationMs, correlationId: this.#settings.correlationId };
  }

  /** Sends when it is its turn: what it may take counts from there. */
  async #inTurn(url: string, signal: AbortSignal, send: (withinTime: AbortSignal) => Promise<Sent>): Promise<Sent> {
    const { pace, turns, clock } = this.#ports;
    await pace?.turn(signal);
    const done = await turns?.take(url, signal);
    const time = inTime(this.#settings.requestTimeoutMs, signal);
    try {
      const sent = await send(time.signal);
      // Before the next one has its turn: who asks for fewer requests asks it of every run.
      const heldMs = heldBackMs(sent.answer, this.#settings.rateLimitedCode, clock.now());
      if (heldMs > 0) turns?.holdBack(url, heldMs);
      return sent;
    } finally {
      time.release();
      done?.();
    }
  }

  /** Sends, and to the same path with or without a slash at its end where the hub says so: there, and nowhere else, it is followed. */
  async #send(sending: Sending): Promise<Sent> {
    const known = this.#slashed.get(sending.url);
    const first = await this.#sendTo({ ...sending, url: known ?? sending.url });
    const slashed = this.#settings.name === "hub" ? slashedUrl(first.answer) : undefined;
    if (slashed === undefined || known !== undefined) return first;
    this.#slashed.set(sending.url, slashed);
    const second = await this.#sendTo({ ...sending, url: slashed });
    const record = (holdsToken?: boolean): Answer => {
      first.record();
      return second.record(holdsToken);
    };
    return { ...second, record };
  }

  async #sendTo(sending: Sending): Promise<Sent> {
    const { method, url, token, encoding, attempt = 1, body, signal, secret, asks } = sending;
    if (!this.admits(url)) throw new RangeError(`No token may go to ${new URL(url).origin}.`);
    const { clock, random, fetch, sendOnce = fetch } = this.#ports;
    const requestId = random.uuid();
    const at = clock.now();
    this.#ports.begun?.({ peer: this.#settings.name, method, url: this.#shown(url), asks, at, requestId });
    // In the answer to any other GET no token is looked for, and it may be large.
    const keepsText = method !== "GET" || secret === true;
    const send = method === "GET" && sending.keepsLetters !== true ? fetch : sendOnce;
    const read = await sendAndRead(send, keepsText, {
      method,
      url,
      headers: {
        ...(token === undefined
          ? {}
          : { [sending.keepsLetters === true ? "Authorization" : "authorization"]: token.authorization(encoding) }),
        accept: "application/json",
        // Some gateways refuse a request that does not say what sent it.
        "user-agent": `ocpi-onboarding/${version}`,
        "x-request-id": requestId,
        "x-correlation-id": this.#settings.correlationId,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...sending.headers,
      },
      ...(body === undefined ? {} : { body }),
      unsafe: method !== "GET",
      signal,
    });
    const answer = keepsText || read.kind === "unanswered" ? read : { ...read, text: "" };
    const durationMs = Math.max(0, clock.now().getTime() - at.getTime());
    const record = (holdsToken = true): Answer => {
      const envelope = envelopeOf(answer);
      const { origins, otherSide } = this.#settings;
      const told = holdsToken ? answer : withRefusalWords(answer, this.#ports.redaction, [...origins, otherSide ?? ""]);
      this.#ports.observe({
        asks,
        peer: this.#settings.name,
        method,
        url: this.#shown(url),
        encoding,
        attempt,
        at,
        sent: answer.kind === "answered" || !answer.notSent,
        httpStatus: answer.kind === "answered" ? answer.httpStatus : undefined,
        statusCode: envelope?.statusCode,
        statusMessage:
          method !== "GET" ? saidOf(told.summary) : secret ? undefined : this.#said(url, envelope?.statusMessage),
        requestId,
        durationMs,
        error: answer.kind === "unanswered" ? answer.code : undefined,
      });
      return told;
    };
    return { answer, requestId, durationMs, record };
  }

  /** The URL as a parser writes it, redacted before and after: a token may be part of it, or what a URL begins with. */
  #shown(url: string): string {
    // Of a longer one no report shows more.
    const redacted = this.#ports.redaction.apply(url.slice(0, 5000));
    return this.#ports.redaction.apply(parsedUrl(redacted)?.href ?? redacted);
  }

  /** What the peer said, redacted before it is cut. Of a credentials endpoint's answer no byte is shown. */
  #said(url: string, message: string | undefined): string | undefined {
    if (message === undefined || /\/credentials\b/.test(parsedUrl(url)?.pathname ?? "")) return undefined;
    // Cut to 5,000 first, so that the redaction stays cheap; and redacted before it is cut to what is shown.
    return this.#ports.redaction.apply(message.slice(0, 5000)).slice(0, 500);
  }
}

/** Sends, and reads the whole answer. */
async function sendAndRead(fetch: PeerFetch, keepsText: boolean, request: Parameters<PeerFetch>[0]): Promise<Answer> {
  // RFC 9110, 5.5: what a field value may hold.
  const { authorization = request.headers["Authorization"] ?? "" } = request.headers;
  if (!/^[\t\x20-\x7E\x80-\xFF]*$/.test(authorization)) {
    return unanswered(request, UNSENDABLE, true);
  }
  let response: PeerResponse;
  try {
    // Breakage: the POST is retried when its answer is lost
    response = await fetch(request);
  } catch (error) {
    if (request.signal.aborted) return unanswered(request, abortCode(request.signal), false);
    if (error instanceof TransportFailure) return unanswered(request, error.code, error.notSent);
    throw error;
  }
  // Breakage: redirects are followed
  return readAnswer(request, response, keepsText);
}

function abortCode(signal: AbortSignal): string {
  return signal.reason instanceof DOMException && signal.reason.name === "TimeoutError" ? "TIMEOUT" : "CANCELLED";
}
