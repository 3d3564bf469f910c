import type { RegistrationFinding } from "../findings/catalogue.ts";
import type { ResponseSummary } from "../findings/response-summary.ts";
import { isSuccess } from "../ocpi/status-codes.ts";
import { HubToken, TOKEN_MAX_LENGTH, hasOnlyTokenCharacters, type AnyToken } from "../ocpi/token.ts";
import { dataOf, envelopeOf, isHttpSuccess, isRedirect, type Answer, type Answered } from "../peer/answer.ts";
import type { Profile } from "../profiles/profile.ts";

/** What the answer to a POST or PUT of credentials means. The whole of it, whatever came. */
export type CredentialsResponse =
  /** A token that is not one of ours: it is kept, whatever the status was. */
  | { readonly kind: "token"; readonly token: HubToken; readonly deviations: readonly RegistrationFinding[] }
  /** A success on both layers, without a new token. Fine for a PUT; for a POST it leaves us without the token. */
  | { readonly kind: "accepted" }
  /** HTTP says success, but the body is no success that we can read. */
  | { readonly kind: "unreadable" }
  | Refusal
  /** Its effect is not known. */
  | { readonly kind: "lost" }
  /** It certainly did not leave. */
  | { readonly kind: "not-sent" };

/** The hub says that it did nothing. That counts only while the token that it was sent with opens what it opened. */
export interface Refusal {
  readonly kind: "refused";
  readonly reason: "platform-unusable" | "version" | "endpoints" | "already-registered" | "unauthorised" | "refused";
  /** The refusal is about the token or how it was written, not about what was sent. */
  readonly aboutToken: boolean;
  /** HTTP 405, by which OCPI says that a POST comes from a platform that is registered. */
  readonly alreadyRegistered: boolean;
}

const definiteHttp = new Set([400, 401, 402, 403, 404, 405, 415, 422, 429]);
const definiteServerCodes = new Set([3001, 3002, 3003]);

/** Reads the answer to a POST or PUT. `ours` are the tokens that were ours before it. */
export function readCredentialsResponse(
  answer: Answer,
  profile: Profile,
  ours: readonly AnyToken[],
): CredentialsResponse {
  if (answer.kind === "unanswered") return { kind: answer.notSent ? "not-sent" : "lost" };
  // Breakage: a token in an answer that is an error is not looked for
  const token = issuedToken(answer, ours);
  if (token !== undefined) return { kind: "token", token, deviations: deviationsOf(token, answer) };
  // A PUT is documented to answer 200 and no more; in a body that is empty nothing can have been missed.
  const isBare = answer.summary.method === "PUT" && isHttpSuccess(answer.httpStatus) && answer.summary.body === "empty";
  if (dataOf(answer) !== undefined || isBare) return { kind: "accepted" };
  return refusalOf(answer, profile) ?? { kind: isUnreadableSuccess(answer) ? "unreadable" : "lost" };
}

function refusalOf(answer: Answered, profile: Profile): Refusal | undefined {
  const code = envelopeOf(answer)?.statusCode;
  const byCode = code !== undefined && ((code >= 2000 && code <= 2999) || definiteServerCodes.has(code));
  if (!byCode && !isRedirect(answer) && !definiteHttp.has(answer.httpStatus)) return undefined;
  const unauthorised = answer.httpStatus === 401 || answer.httpStatus === 403;
  return {
    kind: "refused",
    reason: reasonOf(answer.summary, profile),
    alreadyRegistered: answer.httpStatus === 405,
    aboutToken:
      unauthorised ||
      (code !== undefined && code === profile.unauthorisedCode) ||
      (answer.httpStatus === 400 && code === undefined),
  };
}

function isUnreadableSuccess(answer: Answered): boolean {
  const code = envelopeOf(answer)?.statusCode;
  return isHttpSuccess(answer.httpStatus) && (code === undefined || isSuccess(code));
}

function deviationsOf(token: HubToken, answer: Answered): RegistrationFinding[] {
  const { summary } = answer;
  const findings: RegistrationFinding[] = [];
  if (answer.body.kind !== "envelope" || answer.truncated)
    findings.push({ code: "token-in-broken-answer", method: summary.method });
  else if (dataOf(answer) === undefined) findings.push({ code: "token-in-error-answer", response: summary });
  const value = token.reveal();
  if (value.length > TOKEN_MAX_LENGTH || !hasOnlyTokenCharacters(value)) {
    findings.push({ code: "token-unusual" });
  }
  return findings;
}

/** Why the hub said no, as far as the answer says. */
function reasonOf({ httpStatus, statusCode, body }: ResponseSummary, profile: Profile): Refusal["reason"] {
  switch (statusCode) {
    case 3001:
      return "platform-unusable";
    case 3002:
      return "version";
    case 3003:
      return "endpoints";
  }
  if (httpStatus === 405) return "already-registered";
  // A web page comes from a proxy or a firewall, which know nothing of tokens.
  if (body === "html") return "refused";
  const byCode = statusCode !== undefined && statusCode === profile.unauthorisedCode;
  return httpStatus === 401 || httpStatus === 403 || byCode ? "unauthorised" : "refused";
}

/** The token in an answer that is not one of ours: the one that the hub issued. */
export function issuedToken(answer: Answered, ours: readonly AnyToken[]): HubToken | undefined {
  return findTokens(answer)
    .map((value) => new HubToken(value))
    .find((token) => !ours.some((own) => own.equals(token)));
}

/**
 * How many different candidates are looked at. A hub may repeat the tokens that are ours, which are four at the most; what
 * has more names for a token than this is noise.
 */
const MOST_CANDIDATES = 100;

/**
 * The strings at `data.token` and at `token` of an answer to POST or PUT, byte for byte, the likeliest first and each once. A
 * body that is cut off or is no JSON is searched too: a hub issues its token once, so a broken answer that holds it still
 * holds it.
 *
 * Between the answer and the capsule nothing may take longer than reading the answer: every character is looked at once.
 */
export function findTokens({ body, text }: Pick<Answered, "body" | "text">): string[] {
  if (body.kind === "envelope" || body.kind === "json") return namedTokens(text);
  // Breakage: a token in a broken answer is not salvaged
  return [...new Set([...namedTokens(text, { strictly: true }), ...salvagedTokens(text)])];
}

/** A string of a JSON text without its quotes: from the first character to behind the last. */
interface Place {
  readonly from: number;
  readonly to: number;
}

/**
 * What a JSON text names `token`, in `data` first and then at its root, also where either is wrapped in a list, or where a
 * name comes twice: a parser shows the last one alone, and the others are in the text all the same, so the last comes first.
 * Of a text that breaks off, what stands before that.
 */
function namedTokens(json: string, { strictly = false } = {}): string[] {
  const inData: Place[] = [];
  const atRoot: Place[] = [];
  /** For each bracket that is open whether what stands in it has a name; a list's elements have none. */
  const open: boolean[] = [];
  const names: string[] = [];
  let name: string | undefined;
  for (let at = 0; at < json.length; at += 1) {
    switch (json[at]) {
      case '"': {
        const to = endOfString(json, at + 1, { strictly });
        if (to === undefined) {
          at = json.length;
          break;
        }
        const place = { from: at + 1, to };
        const next = behindSpace(json, place.to + 1);
        if (json[next] === ":") {
          name = stringAt(json, place);
          at = next;
          break;
        }
        if (name === "token" && place.to > place.from) {
          if (names.length === 0) atRoot.push(place);
          else if (names.length === 1 && names[0] === "data") inData.push(place);
        }
        name = undefined;
        at = next - 1;
        break;
      }
      case "{":
      case "[":
        open.push(name !== undefined);
        if (name !== undefined) names.push(name);
        name = undefined;
        break;
      case "}":
      case "]":
        if (open.pop() === true) names.pop();
        name = undefined;
        break;
    }
  }
  return [...differentStrings(json, inData.toReversed()), ...differentStrings(json, atRoot.toReversed())];
}

/** Whatever a text that is no JSON calls a token. */
function salvagedTokens(body: string): string[] {
  const places: Place[] = [];
  const NAME = '"token"';
  for (let at = body.indexOf(NAME); at >= 0; at = body.indexOf(NAME, at)) {
    at = behindSpace(body, at + NAME.length);
    if (body[at] !== ":") continue;
    at = behindSpace(body, at + 1);
    if (body[at] !== '"') continue;
    // Only strings that are closed: half a token is none, and what follows a line's end or worse is not its other half.
    const from = at + 1;
    const to = endOfString(body, from, { strictly: true });
    if (to !== undefined && to > from) places.push({ from, to });
    at = to ?? from;
  }
  return differentStrings(body, places);
}

/**
 * Where the closing quote of a string stands, or undefined when it has none.
 * @param strictly a control character but a tab ends the search, too.
 */
function endOfString(text: string, from: number, { strictly = false } = {}): number | undefined {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at;
    if (code === 0x5c) at += 1;
    if (strictly && isControl(text.charCodeAt(at))) return undefined;
  }
  return undefined;
}

/** A control character other than a tab, or the end of a line. */
function isControl(code: number): boolean {
  return (code < 0x20 && code !== 0x09) || (code >= 0x7f && code <= 0x9f);
}

function behindSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && " \t\r\n\u00A0".includes(text.charAt(at))) at += 1;
  return at;
}

function differentStrings(text: string, places: readonly Place[]): string[] {
  const found = new Set<string>();
  for (const place of places) {
    found.add(stringAt(text, place));
    if (found.size === MOST_CANDIDATES) break;
  }
  return [...found];
}

function stringAt(text: string, { from, to }: Place): string {
  const raw = text.slice(from, to);
  if (!raw.includes("\\")) return raw;
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    // No text to JSON, such as one with a tab in it, but what the hub calls a token.
    return raw;
  }
}
