import { PIECE_LENGTH } from "./pieces.ts";

// What stands between the words of a token, and gives nothing away. U+FFFD is how a decoder writes what it cannot read.
const delimiter = /[^\p{L}\p{N}]/u;

/** The words, and those that they are made of, as long as a piece: of `hub.chargeindia.com` a token may hold `chargeindia`. */
function piecesOfWords(words: readonly string[]): string[] {
  const all = [...new Set(words)].flatMap((word) => [word, ...word.split(delimiter)]);
  return [...new Set(all.map(inLowerCase))].filter((word) => word.length >= PIECE_LENGTH);
}

const NONE: readonly string[] = [];

/** Words as long as a piece, by the piece that they begin with. */
export class WordIndex {
  readonly #words = new Map<string, string[]>();

  constructor(words: readonly string[]) {
    for (const word of piecesOfWords(words)) {
      const begins = word.slice(0, PIECE_LENGTH);
      this.#words.set(begins, [...(this.#words.get(begins) ?? []), word]);
    }
  }

  /** The words that stand at this place of a text. */
  at(lower: string, start: number): readonly string[] {
    const candidates = this.#words.get(lower.slice(start, start + PIECE_LENGTH));
    return candidates === undefined ? NONE : candidates.filter((word) => lower.startsWith(word, start));
  }
}

/** For each character 1 where it stands in a word of ours that is delimited in the form, or delimits; 0 elsewhere. */
export function knownParts(lower: string, indexes: readonly WordIndex[]): Uint8Array {
  const known = new Uint8Array(lower.length);
  let isAfterDelimiter = true;
  for (let at = 0; at < lower.length; at += 1) {
    if (isAfterDelimiter) for (const index of indexes) markWords(known, lower, at, index.at(lower, at));
    isAfterDelimiter = isDelimiter(lower, at);
    if (isAfterDelimiter) known[at] = 1;
  }
  return known;
}

function markWords(known: Uint8Array, lower: string, at: number, words: readonly string[]): void {
  for (const word of words) {
    if (isDelimiter(lower, at + word.length)) known.fill(1, at, at + word.length);
  }
}

/** In a text in lower case. */
export function isLetterOrDigit(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
}

/** Whether no letter and no digit stands there; nothing at all delimits, too. */
function isDelimiter(lower: string, at: number): boolean {
  const code = lower.charCodeAt(at);
  if (isLetterOrDigit(code)) return false;
  return !(code > 0x7f) || delimiter.test(lower[at] ?? " ");
}

const isAscii = /^[\0-\x7F]*$/;

/** Letters of ASCII alone: others may change their length, and with it every place behind them. */
export function inLowerCase(text: string): string {
  return isAscii.test(text) ? text.toLowerCase() : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
