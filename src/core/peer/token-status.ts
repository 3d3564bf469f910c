import type { Profile } from "../profiles/profile.ts";
import { dataOf, envelopeOf, type Answer } from "./answer.ts";
import { isUnheard } from "./retries.ts";

/**
 * What an answer to a GET says about the token it was asked with.
 * - `accepted`: success on both layers;
 * - `refused`: HTTP 401 or 403, or the profile's unauthorised code, but never by a web page;
 * - `wrong-encoding`: HTTP 400 without an OCPI code, which is how servers that insist on the other header encoding answer;
 * - `crashed`: the application itself broke down, HTTP 500 or a 3xxx code. Some servers do at a token that they cannot decode;
 * - `unheard`: no answer, or a rate limit;
 * - `inconclusive`: anything else. A 404, a gateway's 5xx or a web page says nothing about a token, whatever code is in it.
 */
export type TokenStatus = "accepted" | "refused" | "wrong-encoding" | "crashed" | "unheard" | "inconclusive";

/** What an answer says of the token that it was asked with, by the codes of a hub; a platform has no code of its own for a rate limit. */
export function tokenStatusOf(
  answer: Answer,
  profile: Pick<Profile, "unauthorisedCode"> & Partial<Pick<Profile, "rateLimitedCode">>,
): TokenStatus {
  if (dataOf(answer) !== undefined) return "accepted";
  if (isUnheard(answer, profile.rateLimitedCode)) return "unheard";
  // A token that no header can carry as it is may do in the other encoding.
  if (answer.kind === "unanswered") return "wrong-encoding";
  const { httpStatus } = answer;
  const code = envelopeOf(answer)?.statusCode;
  // A web page comes from a proxy or a firewall, which know nothing of tokens.
  if (answer.body.kind === "html") return "inconclusive";
  if (httpStatus === 401 || httpStatus === 403) return "refused";
  if (httpStatus === 500) return "crashed";
  if (httpStatus === 404 || httpStatus > 500) return "inconclusive";
  if (code !== undefined && code === profile.unauthorisedCode) return "refused";
  if (code !== undefined && code >= 3000 && code <= 3999) return "crashed";
  return httpStatus === 400 && code === undefined ? "wrong-encoding" : "inconclusive";
}

/** Whether the answer turned down the token, or the encoding that it was in. */
export function isTurnedDown(tokenStatus: TokenStatus): boolean {
  return tokenStatus === "refused" || tokenStatus === "wrong-encoding";
}
