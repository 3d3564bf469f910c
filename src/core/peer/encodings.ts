import type { TokenEncoding } from "../ocpi/token.ts";
import { GET_ATTEMPTS } from "./retries.ts";
import type { TokenStatus } from "./token-status.ts";

/**
 * As {@link TokenStatus}; `open`: what opened is open to everybody; `versions-only`: it is, and what a token of this kind is for
 * is not open to this one.
 */
export type ProbedStatus = TokenStatus | "open" | "versions-only";

/** A token, tried in one header encoding. */
export interface Tried {
  readonly tokenStatus: ProbedStatus;
  readonly encoding: TokenEncoding;
}

// The more telling first. One encoding refused and the other without a usable answer is no refusal: a token is given up
// only by a hub that turned it down in each.
const mostTelling: readonly ProbedStatus[] = [
  "accepted",
  "open",
  "versions-only",
  "unheard",
  "inconclusive",
  "crashed",
  "refused",
  "wrong-encoding",
];

/** The most telling of some tries. `crash`: it is a refusal, and in the other encoding the peer's application breaks down. */
export type Told<T> = T & { readonly crash?: T };

/**
 * Tries a token in one header encoding after the other, with GETs only, until one settles the matter: it opens something
 * guarded, or the peer is not heard. What is repeated is the pair.
 * @param attempt asks in one encoding. How often the pair was asked is counted from 1.
 * @param repeat waits before the pair is asked again; false where nothing would come of that.
 * @returns the most telling try, and of equals the first.
 */
export async function inEachEncoding<T extends Tried>(
  encodings: readonly [TokenEncoding, ...TokenEncoding[]],
  attempt: (encoding: TokenEncoding, count: number) => Promise<T>,
  repeat: (pair: readonly T[], count: number) => Promise<boolean>,
): Promise<Told<T>> {
  // Of the pairs before the last one nothing is kept but this: an answer may be large.
  const crashesEachTime = new Set(encodings);
  for (let count = 1; ; count += 1) {
    const pair: T[] = [];
    for (const encoding of encodings) {
      const tried = await attempt(encoding, count);
      pair.push(tried);
      if (tried.tokenStatus !== "crashed") crashesEachTime.delete(encoding);
      if (tried.tokenStatus === "accepted" || tried.tokenStatus === "unheard") return mostTellingOf(pair);
    }
    const best = mostTellingOf(pair);
    if (best.tokenStatus === "open" || best.tokenStatus === "versions-only") return best;
    if (await repeat(pair, count)) continue;
    const isTold = count >= GET_ATTEMPTS && crashesEachTime.size > 0;
    return (
      (isTold ? await refusedBesideCrash(pair, async (encoding) => attempt(encoding, count + 1)) : undefined) ?? best
    );
  }
}

function mostTellingOf<T extends Tried>(pair: readonly T[]): T {
  const [best] = pair.toSorted((a, b) => mostTelling.indexOf(a.tokenStatus) - mostTelling.indexOf(b.tokenStatus));
  return best as T;
}

/**
 * A server that cannot decode a token breaks down at it each time; one that breaks down now and then may do so at a token that works.
 * So beside a crash a refusal counts only where the crash came at each repetition, and the refusal once more after the last one.
 * @param last the last pair, after such repetitions.
 */
async function refusedBesideCrash<T extends Tried>(
  last: readonly T[],
  attempt: (encoding: TokenEncoding) => Promise<T>,
): Promise<Told<T> | undefined> {
  const crash = last.find(({ tokenStatus }) => tokenStatus === "crashed");
  const refusal = last.find(({ tokenStatus }) => tokenStatus === "refused");
  if (crash === undefined || refusal === undefined) return undefined;
  const isAfterIt = last.indexOf(refusal) > last.indexOf(crash);
  const again = isAfterIt ? refusal : await attempt(refusal.encoding);
  return again.tokenStatus === "refused" ? { ...again, crash } : undefined;
}
