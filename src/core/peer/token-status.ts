import type { Profile } from "../profiles/profile.ts";
import { dataOf, envelopeOf, UNSENDABLE, type Answer } from "./answer.ts";

/**
 * What an answer to a GET says about the token it was asked with.
 * - `accepted`: success on both layers;
 * - `refused`: HTTP 401 or 403, or the profile's unauthorised code, but never by a web page;
 * - `wrong-encoding`: HTTP 400 without an OCPI code, which is how servers that insist on the other header encoding answer;
 * - `inconclusive`: anything else. A 404, 429, 5xx, a web page or silence says nothing about a token, whatever code is in it.
 */
export type TokenStatus = "accepted" | "refused" | "wrong-encoding" | "inconclusive";

/** What an answer says of the token that it was asked with. */
export function tokenStatusOf(answer: Answer, profile: Profile): TokenStatus {
  if (dataOf(answer) !== undefined) return "accepted";
  // A token that no header can carry as it is may do in the other encoding.
  if (answer.kind === "unanswered") return answer.code === UNSENDABLE ? "wrong-encoding" : "inconclusive";
  const code = envelopeOf(answer)?.statusCode;
  // A web page comes from a proxy or a firewall, which know nothing of tokens.
  if (answer.body.kind === "html") return "inconclusive";
  if (answer.httpStatus === 401 || answer.httpStatus === 403) return "refused";
  if (answer.httpStatus === 404 || answer.httpStatus === 429 || answer.httpStatus >= 500) return "inconclusive";
  if (code !== undefined && code === profile.unauthorisedCode) return "refused";
  if (answer.httpStatus === 400 && code === undefined) return "wrong-encoding";
  return "inconclusive";
}
