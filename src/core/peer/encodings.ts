import type { TokenEncoding } from "../ocpi/token.ts";
import type { TokenVerdict } from "./answer.ts";

/**
 * Tries a token in one header encoding after the other, with GETs only, until one settles the matter: it opens, or the
 * answer says nothing about the token. Where all turn it down, a refusal speaks louder than a "cannot decode".
 */
export async function inEachEncoding<T extends { readonly verdict: TokenVerdict }>(
  encodings: readonly [TokenEncoding, ...TokenEncoding[]],
  attempt: (encoding: TokenEncoding) => Promise<T>,
): Promise<T> {
  const [first, ...others] = encodings;
  let best = await attempt(first);
  for (const encoding of others) {
    if (best.verdict === "opens" || best.verdict === "unclear") return best;
    const other = await attempt(encoding);
    if (other.verdict === "opens" || best.verdict !== "refused") best = other;
  }
  return best;
}
