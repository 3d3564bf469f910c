import type { Redaction } from "./redaction.ts";

/** A refusal is a sentence or two; what is read of a longer one is more than is ever shown. */
const LONGEST_READ = 5000;
const LONGEST_SHOWN = 300;

/** What stands where something was taken out that is no token of ours. */
const HIDDEN = "…";

/** What a redaction puts in the place of a token: `[hub token]`. */
const label = /\[(?:[a-z]+ ){1,2}token\]/g;
const wordsAndSpaces = /(?:\[(?:[a-z]+ ){1,2}token\]|\S)+|\s+/g;

/**
 * The words with which a peer refused a POST, PUT or DELETE, without anything in them that may be a token: not only those
 * that are known, since a hub may speak of one that it has just made. It takes out our tokens in all forms; whatever looks
 * like a token; and whatever follows "token", ":" or "=". A URL keeps its host and path where its origin is one of
 * these, the hub's and the platform's. Cut to 300 characters last of all.
 */
export function refusalWords(text: string, redaction: Redaction, origins: readonly string[]): string {
  // Nothing is left of a word that is cut in the middle: its beginning would no longer look like a token.
  const read = text.length > LONGEST_READ ? text.slice(0, LONGEST_READ).replace(/\S*$/, "") : text;
  // Letters have twins in other alphabets, which a reader takes for the letters themselves.
  const known = redaction.apply(redaction.apply(read).normalize("NFKC"));
  // Breakage: the words of a refusal are shown with what may be a token
  const shown = withoutSuspects(known, redaction, origins);
  return shown.trim().slice(0, LONGEST_SHOWN);
}

function withoutSuspects(text: string, redaction: Redaction, origins: readonly string[]): string {
  let followsToken = false;
  return (text.match(wordsAndSpaces) ?? [])
    .map((word) => {
      if (word.trim() === "") return word;
      const masked = withoutLabels(word);
      const isSuspect = followsToken && !isOrdinary(masked);
      followsToken = speaksOfToken(masked) || (followsToken && !isSuspect && linksOn(masked));
      return isSuspect ? HIDDEN : (ownUrl(word, masked, redaction, origins) ?? cleaned(word));
    })
    .join("");
}

/** The word with what is ours in it made to look like nothing, every other character in its place. */
function withoutLabels(word: string): string {
  return word.replace(label, (ours) => "*".repeat(ours.length));
}

/** A word without what looks like a token, and without what follows "token", ":" or "=". */
function cleaned(word: string): string {
  const masked = withoutLabels(word);
  const end = Math.min(endOf(/[:=]/, masked, isBlank), endOf(/token/i, masked, isOrdinary));
  const kept = end < word.length ? word.slice(0, end) + HIDDEN : word;
  return kept.replace(/[A-Za-z0-9\-_+/=]{12,}/g, (run) => (looksLikeToken(run) ? HIDDEN : run));
}

/** Behind the first such mark, or the length of the word where nothing follows it that may be a token. */
function endOf(mark: RegExp, word: string, isHarmless: (rest: string) => boolean): number {
  const found = mark.exec(word);
  const end = found === null ? word.length : found.index + found[0].length;
  return isHarmless(word.slice(end)) ? word.length : end;
}

function isBlank(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text);
}

function looksLikeToken(run: string): boolean {
  return (/[0-9]/.test(run) && /[A-Za-z]/.test(run)) || /[A-Za-z]{24,}|[0-9]{24,}/.test(run);
}

/** A URL of the hub's or the platform's in a word: its host and its path, each segment by the same rule. */
function ownUrl(word: string, masked: string, redaction: Redaction, origins: readonly string[]): string | undefined {
  const found = /https?:\/\/[^\s"'`<>()]+/i.exec(masked);
  if (found === null) return undefined;
  const { origin } = URL.parse(found[0]) ?? {};
  if (origin === undefined || !origins.includes(origin)) return undefined;
  const to = found.index + found[0].length;
  const [address = ""] = word.slice(found.index, to).split(/[?#]/);
  const [, , , ...segments] = address.split("/");
  const path = segments.map((segment, index) =>
    /token$/i.test(segments[index - 1] ?? "") ? HIDDEN : shownSegment(segment, redaction),
  );
  return cleaned(word.slice(0, found.index)) + [origin, ...path].join("/") + cleaned(word.slice(to));
}

function shownSegment(segment: string, redaction: Redaction): string {
  if (withoutLabels(segment).replaceAll("*", "") === "") return segment;
  const decoded = decodedSegment(segment)?.normalize("NFKC");
  return decoded !== undefined && cleaned(decoded) === decoded && redaction.apply(decoded) === decoded
    ? segment
    : HIDDEN;
}

function decodedSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

/** Whether what comes next may be the token: `token abc`, `token: abc`, `"token": "abc"`. A sentence that has ended says no more. */
function speaksOfToken(masked: string): boolean {
  return /token[^\p{L}\p{N}*]*$/iu.test(masked) && !/[.,;!?)\]]$/.test(masked);
}

/** Whether what was said of a token goes on to the token itself: `token is abc`. */
function linksOn(masked: string): boolean {
  return isBlank(masked) || /^(?:is|was|are|value)[:=]?$/i.test(masked);
}

// What stands beside "token" in the sentences of servers, and is none: "token is expired", "tokens", "token_unknown".
const ordinary: ReadonlySet<string> = new Set(
  (
    "a already an and are as at authentication authorization b been belongs but by c can cannot could credential " +
    "credentials deleted did disabled do does endpoint error exist exists expired failed field for format found " +
    "from given has have header id in inactive incorrect invalid is it issued length long malformed matches may " +
    "mismatch missing must no not of on or presented provided received registered rejected required revoked s " +
    "short should suspended supplied t that the this to too type unknown used valid validation value was were with wrong"
  ).split(" "),
);

/** Whether a text holds nothing but words that stand beside "token" in any sentence, and what is between words. */
function isOrdinary(text: string): boolean {
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).every((word) => ordinary.has(word.toLowerCase()));
}
