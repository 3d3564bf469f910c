import { isLetterOrDigit } from "./known-words.ts";
import { INNOCENT, LEFT_OUT, PIECE_LENGTH, Pieces, rolled, SECRET, type Piece } from "./pieces.ts";

/**
 * Letters and digits in a row are a part of a token only with so many that are no word of ours, and then they are found as such:
 * what is found as it is written need not be kept of them.
 */
export const UNKNOWN_IN_BARE = 4;

/** A place in a text that gives a token away, and what is to stand there. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly replacement: string;
}

/** A text by some of its characters, and where each of them stands. */
interface Reading {
  readonly characters: string;
  /** The place in the text of each character; undefined where all are read. */
  readonly places: readonly number[] | undefined;
}

/** All its characters. */
export function asWritten(lower: string): Reading {
  return { characters: lower, places: undefined };
}

/** Its letters and digits alone. */
export function bare(lower: string): Reading {
  if (isAllAlphanumeric.test(lower)) return asWritten(lower);
  const places: number[] = [];
  for (let at = 0; at < lower.length; at += 1) if (isLetterOrDigit(lower.charCodeAt(at))) places.push(at);
  return { characters: lower.replace(/[^a-z0-9]+/g, ""), places };
}

const isAllAlphanumeric = /^[a-z0-9]*$/;

/** Where the next letter or digit stands, in a text that has one. */
function nextLetterOrDigit(lower: string, from: number): number {
  let at = from;
  while (!isLetterOrDigit(lower.charCodeAt(at))) at += 1;
  return at;
}

/** The pieces of tokens, read in one way. */
export class View {
  readonly #read: (lower: string) => Reading;
  /** How many characters of a piece have to be more than words and what delimits them, for it to be secret. */
  readonly #unknownAtLeast: number;
  readonly #pieces = new Pieces();

  constructor(read: (lower: string) => Reading, unknownAtLeast: number) {
    this.#read = read;
    this.#unknownAtLeast = unknownAtLeast;
  }

  /** @param known for each character of the form 1 where it belongs to a word of ours or delimits. */
  add(lower: string, known: Uint8Array, replacement: string): void {
    const { characters, places } = this.#read(lower);
    if (characters.length < PIECE_LENGTH) return;
    if (this.#read === asWritten && !known.includes(1) && isAllAlphanumeric.test(lower)) return;
    const kinds = new Uint8Array(characters.length - PIECE_LENGTH + 1);
    // How many characters of the piece that ends here are unknown, and how many are letters or digits.
    let unknown = 0;
    let alphanumeric = 0;
    for (let at = 0; at < characters.length; at += 1) {
      unknown += isUnknown(at);
      alphanumeric += isAlphanumeric(at);
      const start = at - PIECE_LENGTH + 1;
      if (start < 0) continue;
      kinds[start] = this.#kindOf(unknown, alphanumeric);
      unknown -= isUnknown(start);
      alphanumeric -= isAlphanumeric(start);
    }
    this.#pieces.add(characters, replacement, kinds);

    function isUnknown(at: number): number {
      return known[places?.[at] ?? at] === 1 ? 0 : 1;
    }

    function isAlphanumeric(at: number): number {
      return isLetterOrDigit(characters.charCodeAt(at)) ? 1 : 0;
    }
  }

  /** What a piece is that has so many characters that are no word of ours, and so many letters and digits. */
  #kindOf(unknown: number, alphanumeric: number): number {
    const isLeftToBare = this.#read === asWritten && alphanumeric === PIECE_LENGTH && unknown >= UNKNOWN_IN_BARE;
    if (isLeftToBare) return LEFT_OUT;
    return unknown >= this.#unknownAtLeast ? SECRET : INNOCENT;
  }

  /** Whether a piece may be in the text. Almost always false where none is, and never where one is. */
  mayBeIn(lower: string): boolean {
    if (this.#pieces.isEmpty || lower.length < PIECE_LENGTH) return false;
    const isBare = this.#read === bare;
    let hash = 0;
    let read = 0;
    // Where the characters of the piece begin: in a text by its letters and digits those between do not count.
    let first = 0;
    for (let at = 0; at < lower.length; at += 1) {
      const code = lower.charCodeAt(at);
      if (isBare && !isLetterOrDigit(code)) continue;
      read += 1;
      if (read <= PIECE_LENGTH) {
        hash = rolled(hash, code, 0);
      } else {
        if (isBare) first = nextLetterOrDigit(lower, first);
        hash = rolled(hash, code, lower.charCodeAt(first));
        first += 1;
      }
      if (read >= PIECE_LENGTH && this.#pieces.mayHave(hash)) return true;
    }
    return false;
  }

  /** What is made of such pieces, of which one at least is secret. Looks at each place once. */
  partsIn(lower: string): Span[] {
    const { characters, places } = this.#read(lower);
    const placeOf = (at: number): number => places?.[at] ?? at;
    const pieceAt = (at: number): Piece | undefined =>
      at + PIECE_LENGTH <= characters.length ? this.#pieces.at(characters, at) : undefined;
    const found: Span[] = [];
    for (let at = 0; at + PIECE_LENGTH <= characters.length; at += 1) {
      const first = pieceAt(at);
      if (first === undefined) continue;
      let secret = first.isSecret ? first : undefined;
      let last = at;
      for (let next = pieceAt(last + 1); next !== undefined; next = pieceAt(last + 1)) {
        secret ??= next.isSecret ? next : undefined;
        last += 1;
      }
      if (secret !== undefined) {
        const to = placeOf(last + PIECE_LENGTH - 1) + 1;
        found.push({ from: placeOf(at), to, replacement: secret.replacement });
      }
      at = last;
    }
    return found;
  }
}
