import { isRedirect, oddAnswer } from "../checks/odd-answer.ts";
import type { RegistrationFact } from "../findings/catalogue.ts";
import type { OddAnswer } from "../findings/odd-answer.ts";
import { isSuccess } from "../ocpi/envelope.ts";
import { findTokens } from "../ocpi/issued-tokens.ts";
import { HubToken, TOKEN_MAX_LENGTH, hasOnlyTokenCharacters, type AnyToken } from "../ocpi/token.ts";
import { dataOf, envelopeOf, isHttpSuccess, type Answer, type Answered } from "../peer/answer.ts";
import type { Profile } from "../profiles/profile.ts";

/** What the answer to a POST or PUT of credentials means. The whole of it, whatever came. */
export type Meaning =
  /** A token that is not one of ours: it is kept, whatever the status was. */
  | { readonly kind: "token"; readonly token: HubToken; readonly deviations: readonly RegistrationFact[] }
  /** A success on both layers, without a new token. Fine for a PUT; for a POST it leaves us without the token. */
  | { readonly kind: "accepted" }
  /** HTTP says success, but the body is no success that we can read. */
  | { readonly kind: "unreadable" }
  | Refusal
  /** Its effect is not known. */
  | { readonly kind: "lost" }
  /** It certainly did not leave. */
  | { readonly kind: "not-sent" };

/** The hub certainly did nothing. */
export interface Refusal {
  readonly kind: "refused";
  /** The refusal is about the token or how it was written, not about what was sent. */
  readonly aboutToken: boolean;
  /** Hubs answer this too when they did register: it counts only while the initial token still opens what it opened. */
  readonly onlyIfTokenOpens: boolean;
  /** HTTP 405, by which OCPI says that a POST comes from a platform that is registered. */
  readonly alreadyRegistered: boolean;
}

const definiteHttp = new Set([400, 401, 402, 403, 404, 405, 415, 422, 429]);
const definiteServerCodes = new Set([3001, 3002, 3003]);

/** Reads the answer to a POST or PUT. `ours` are the tokens that were ours before it. */
export function readCredentialsResponse(
  answer: Answer,
  method: string,
  url: string,
  profile: Profile,
  ours: readonly AnyToken[],
): Meaning {
  if (answer.kind === "unanswered") return { kind: answer.notSent ? "not-sent" : "lost" };
  // Breakage: a token in an answer that is an error is not looked for
  const token = issuedToken(answer.text, ours);
  if (token !== undefined) {
    return { kind: "token", token, deviations: deviationsOf(token, answer, oddAnswer(method, url, answer)) };
  }
  // A PUT is documented to answer 200 and no more; in a body that is empty nothing can have been missed.
  const bare =
    method === "PUT" && isHttpSuccess(answer.httpStatus) && answer.body.kind === "empty" && !answer.truncated;
  if (dataOf(answer) !== undefined || bare) return { kind: "accepted" };
  return refusalOf(answer, profile) ?? { kind: isUnreadableSuccess(answer) ? "unreadable" : "lost" };
}

/** The token in a body that is not one of ours: the one that the hub issued. */
export function issuedToken(body: string, ours: readonly AnyToken[]): HubToken | undefined {
  return findTokens(body)
    .map((value) => new HubToken(value))
    .find((token) => !ours.some((own) => own.equals(token)));
}

function refusalOf(answer: Answered, profile: Profile): Refusal | undefined {
  const code = envelopeOf(answer)?.statusCode;
  const byCode = code !== undefined && ((code >= 2000 && code <= 2999) || definiteServerCodes.has(code));
  if (!byCode && !isRedirect(answer) && !definiteHttp.has(answer.httpStatus)) return undefined;
  const unauthorised = answer.httpStatus === 401 || answer.httpStatus === 403;
  return {
    kind: "refused",
    alreadyRegistered: answer.httpStatus === 405,
    aboutToken:
      unauthorised ||
      (code !== undefined && code === profile.unauthorisedCode) ||
      (answer.httpStatus === 400 && code === undefined),
    onlyIfTokenOpens:
      unauthorised || answer.httpStatus === 405 || (code !== undefined && profile.ambiguousCodes.includes(code)),
  };
}

function isUnreadableSuccess(answer: Answered): boolean {
  const code = envelopeOf(answer)?.statusCode;
  return isHttpSuccess(answer.httpStatus) && (code === undefined || isSuccess(code));
}

function deviationsOf(token: HubToken, answer: Answered, odd: OddAnswer): RegistrationFact[] {
  const facts: RegistrationFact[] = [];
  if (answer.body.kind !== "envelope" || answer.truncated)
    facts.push({ code: "token-in-broken-answer", method: odd.method });
  else if (dataOf(answer) === undefined) facts.push({ code: "token-in-error-answer", odd });
  const value = token.reveal();
  if (value.length > TOKEN_MAX_LENGTH || !hasOnlyTokenCharacters(value)) {
    facts.push({ code: "token-unusual" });
  }
  return facts;
}

/** The refusal of a POST as a fact: why the hub said no, as far as the answer tells. */
export function refusalFact(odd: OddAnswer, profile: Profile): RegistrationFact {
  switch (odd.statusCode) {
    case 3001:
      return { code: "post-platform-unusable", odd };
    case 3002:
      return { code: "post-version", odd };
    case 3003:
      return { code: "post-endpoints", odd };
  }
  if (odd.httpStatus === 405) return { code: "post-already-registered", odd };
  // A web page comes from a proxy or a firewall, which know nothing of tokens.
  if (odd.body === "html") return { code: "post-refused", odd };
  const byCode = odd.statusCode !== undefined && odd.statusCode === profile.unauthorisedCode;
  const unauthorised = odd.httpStatus === 401 || odd.httpStatus === 403 || byCode;
  return unauthorised ? { code: "post-unauthorised", odd } : { code: "post-refused", odd };
}
