import type { TokenEncoding } from "../ocpi/token.ts";
import type { TokenStatus } from "./token-status.ts";

/** As {@link TokenStatus}; `limited`: what is open to everybody opens, and nothing else does. */
export type ProbedStatus = TokenStatus | "versions-only";

// The more telling first. One encoding refused and the other without a usable answer is no refusal: a token is given up
// only by a hub that turned it down in each.
const mostTelling: readonly ProbedStatus[] = ["accepted", "versions-only", "inconclusive", "refused", "wrong-encoding"];

/**
 * Tries a token in one header encoding after the other, with GETs only, until one settles the matter: it opens, or the
 * answer says nothing about the token.
 * @returns the most telling attempt, and of equals the first.
 */
export async function inEachEncoding<T extends { readonly tokenStatus: ProbedStatus }>(
  encodings: readonly [TokenEncoding, ...TokenEncoding[]],
  attempt: (encoding: TokenEncoding) => Promise<T>,
): Promise<T> {
  const [first, ...others] = encodings;
  let best = await attempt(first);
  for (const encoding of others) {
    if (best.tokenStatus === "accepted" || best.tokenStatus === "inconclusive") return best;
    const other = await attempt(encoding);
    if (mostTelling.indexOf(other.tokenStatus) < mostTelling.indexOf(best.tokenStatus)) best = other;
  }
  return best;
}
