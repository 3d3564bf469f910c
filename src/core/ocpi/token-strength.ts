/**
 * An upper bound, in bits, for what a person who guesses has to go through: the randomness that a token of this shape can
 * carry, less what is repeated, in sequence or made of words. 0 for a token of few different characters, which no random
 * source gives.
 */
export function tokenStrength(value: string): number {
  if (new Set(value).size < 8) return 0;
  // RFC 9562: 6 of a version 4 UUID's 128 bits are fixed.
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.test(value)) {
    return Math.min(122, guessable(value.replaceAll("-", "")));
  }
  return guessable(value);
}

/** What each character adds, in bits; for one that its neighbours give away much less. */
function guessable(value: string): number {
  const perCharacter = Math.log2(alphabetOf(value));
  const lower = value.toLowerCase();
  const words = wordsIn(lower);
  const inWords = words.reduce((sum, { from, to }) => sum + to - from, 0);
  // Years, abbreviations and dashes between words are no chance either.
  const between = inWords * 2 >= lower.length ? Math.min(perCharacter, DIGIT_BITS) : perCharacter;
  let bits = 0;
  for (let at = 0; at < lower.length;) {
    const length = Math.max(repeatedFrom(lower, at), sequenceFrom(lower, at));
    if (length > 0) {
      // Where it began before, or how it goes on, and how long.
      bits += Math.min(PATTERN_BITS, perCharacter * length);
      at += length;
    } else {
      bits += words.some(({ from, to }) => at >= from && at < to) ? LETTER_OF_WORD_BITS : between;
      at += 1;
    }
  }
  return bits;
}

/** What a guesser needs to know of a repetition or a sequence. */
const PATTERN_BITS = 8;
/** C. E. Shannon, Prediction and Entropy of Printed English: between one and two bits a letter. */
const LETTER_OF_WORD_BITS = 2;
const DIGIT_BITS = Math.log2(10);

/** How many different characters there may be, by the kinds of those that are there. */
function alphabetOf(value: string): number {
  if (/^[0-9a-f]+$/.test(value) || /^[0-9A-F]+$/.test(value)) return /[a-f]/i.test(value) ? 16 : 10;
  const kinds: readonly (readonly [kind: RegExp, count: number])[] = [
    [/[a-z]/, 26],
    [/[A-Z]/, 26],
    [/\d/, 10],
    [/[-_]/, 2],
    [/[^\w-]/, 30],
  ];
  return kinds.reduce((sum, [kind, count]) => sum + (kind.test(value) ? count : 0), 0);
}

// By chance, a random token of 32 hex digits has one that is this long in 60,000.
const SHORTEST_REPETITION = 6;

/** How many characters from here on stand earlier, too; 0 when they are too few to be no chance. */
function repeatedFrom(lower: string, at: number): number {
  let length = 0;
  while (at + length < lower.length && lower.slice(0, at).includes(lower.slice(at, at + length + 1))) length += 1;
  return length >= SHORTEST_REPETITION ? length : 0;
}

// Likewise: one in 12,000.
const SHORTEST_SEQUENCE = 6;
const rows = ["abcdefghijklmnopqrstuvwxyz", "01234567890", "0123456789abcdef", "qwertyuiop", "asdfghjkl", "zxcvbnm"];
const sequences = rows.flatMap((row) => [row, [...row].toReversed().join("")]);

/** How many characters from here on are one and the same, or follow one another in an alphabet or on a keyboard. */
function sequenceFrom(lower: string, at: number): number {
  let same = 1;
  while (lower[at + same] === lower[at]) same += 1;
  const rising = sequences.map((row) => {
    const from = row.indexOf(lower[at] ?? " ");
    if (from < 0) return 0;
    let length = 0;
    while (from + length < row.length && lower[at + length] === row[from + length]) length += 1;
    return length;
  });
  const length = Math.max(same, ...rising);
  return length >= SHORTEST_SEQUENCE ? length : 0;
}

// The pairs of letters that make up three quarters of English text, and of names of companies and products.
const pairs = new Set(
  (
    "th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ic ne ea ra ce li " +
    "ch ll be ma si om ur ss ec ho ow wo rd pa sw la tf fo rm pl ok ke my mp ny ry ge pr tr us ut lo ee op un il et di ge el em ta ns no " +
    "hu ub in di ia ev em ol rt ct su po ac ag mo so ai bi"
  ).split(" "),
);

/**
 * The runs of letters that are words: more than half of the pairs in each of them are common in words, and in all of them together
 * so many that chance, which makes one pair in five a common one, does not explain it.
 */
function wordsIn(lower: string): readonly { readonly from: number; readonly to: number }[] {
  // Six letters alone are alike in words and by chance.
  if (/^[0-9a-f-]+$/.test(lower)) return [];
  const runs = [...lower.matchAll(/[a-z]{4,}/g)].map(({ 0: run, index }) => ({
    from: index,
    to: index + run.length,
    pairs: run.length - 1,
    common: Array.from({ length: run.length - 1 }, (_none, at) => run.slice(at, at + 2)).filter((pair) =>
      pairs.has(pair),
    ).length,
  }));
  const likely = runs.filter((run) => run.common >= run.pairs / 2 + 1);
  const sum = (count: "pairs" | "common"): number => likely.reduce((total, run) => total + run[count], 0);
  return sum("common") >= 0.45 * sum("pairs") + 3 ? likely : [];
}
