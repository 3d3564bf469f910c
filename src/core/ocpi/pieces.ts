/** The pieces of a text are all that have so many characters, wherever they begin. */
export const PIECE_LENGTH = 8;

// A polynomial hash of a piece, which rolls: the next one is made from the one before.
const BASE = 0x01_00_01_93;
const BASE_TO_THE_LENGTH = Array.from({ length: PIECE_LENGTH }).reduce<number>((power) => Math.imul(power, BASE), 1);

/** A piece that need not be known. */
export const LEFT_OUT = 0;
/** A piece that gives nothing away alone. */
export const INNOCENT = 1;
/** A piece that does. */
export const SECRET = 2;

/** What is known of a piece. */
export interface Piece {
  readonly replacement: string;
  /** It holds enough that is no word of ours. */
  readonly isSecret: boolean;
}

/**
 * The pieces of the forms of secrets. With a thousand tokens there are a million of them, of which nothing is kept but where they
 * stand: so that a text is looked through in the same time, however many there are.
 */
export class Pieces {
  readonly #forms: string[] = [];
  readonly #replacements: string[] = [];
  /** For each slot the number of a piece, from 1; 0 where it is free. */
  #slots = new Int32Array(1024);
  /** A bit for each hash, which several share: small enough that a processor has it at hand. Most texts hold no piece. */
  #marks = new Uint8Array(256);
  /** Of each piece its hash, the form in which it stands, where, and whether it is secret. */
  #hashes = new Int32Array(512);
  #formOf = new Int32Array(512);
  #startOf = new Int32Array(512);
  #secret = new Uint8Array(512);
  #count = 0;

  /**
   * Knows the pieces of one more form.
   * @param kinds for each place what is known of the piece that begins there. One that was secret before stays so.
   */
  add(form: string, replacement: string, kinds: Uint8Array): void {
    const number = this.#forms.length;
    this.#forms.push(form);
    this.#replacements.push(replacement);
    let hash = 0;
    for (let at = 0; at < form.length; at += 1) {
      hash = rolled(hash, form.charCodeAt(at), at < PIECE_LENGTH ? 0 : form.charCodeAt(at - PIECE_LENGTH));
      const start = at - PIECE_LENGTH + 1;
      const kind = start < 0 ? LEFT_OUT : (kinds[start] ?? LEFT_OUT);
      if (kind === LEFT_OUT) continue;
      const slot = this.#slotOf(form, start, hash);
      const known = (this.#slots[slot] ?? 0) - 1;
      const index = known >= 0 ? known : this.#append(slot, hash);
      this.#formOf[index] = number;
      this.#startOf[index] = start;
      if (kind === SECRET) this.#secret[index] = 1;
    }
  }

  /** Whether there is none. */
  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** Whether there may be a piece with this hash: almost never where there is none. */
  mayHave(hash: number): boolean {
    const mark = markFor(hash, this.#marks.length);
    if (((this.#marks[mark >>> 3] ?? 0) & (1 << (mark & 7))) === 0) return false;
    const mask = this.#slots.length - 1;
    for (let slot = slotFor(hash, mask); ; slot = (slot + 1) & mask) {
      const index = (this.#slots[slot] ?? 0) - 1;
      if (index < 0) return false;
      if (this.#hashes[index] === hash) return true;
    }
  }

  /** The piece that begins here, where it is one. */
  at(text: string, start: number): Piece | undefined {
    const index = (this.#slots[this.#slotOf(text, start, hashAt(text, start))] ?? 0) - 1;
    if (index < 0) return undefined;
    return {
      replacement: this.#replacements[this.#formOf[index] ?? 0] ?? "",
      isSecret: this.#secret[index] === 1,
    };
  }

  /** The slot of the piece that begins there, or the free one where it would be. */
  #slotOf(text: string, start: number, hash: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = slotFor(hash, mask); ; slot = (slot + 1) & mask) {
      const index = (this.#slots[slot] ?? 0) - 1;
      if (index < 0 || (this.#hashes[index] === hash && this.#isAt(index, text, start))) return slot;
    }
  }

  #isAt(index: number, text: string, start: number): boolean {
    const form = this.#forms[this.#formOf[index] ?? 0] ?? "";
    const from = this.#startOf[index] ?? 0;
    for (let offset = 0; offset < PIECE_LENGTH; offset += 1) {
      if (form.charCodeAt(from + offset) !== text.charCodeAt(start + offset)) return false;
    }
    return true;
  }

  #append(slot: number, hash: number): number {
    const index = this.#count;
    this.#count += 1;
    if (this.#count > this.#hashes.length) this.#grow();
    this.#hashes[index] = hash;
    this.#mark(hash);
    // Growing moved the slots, too.
    if (this.#count * 2 > this.#slots.length) this.#spread();
    else this.#slots[slot] = index + 1;
    return index;
  }

  #grow(): void {
    const length = this.#hashes.length * 2;
    const larger = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const grown = new Int32Array(length);
      grown.set(old);
      return grown;
    };
    this.#hashes = larger(this.#hashes);
    this.#formOf = larger(this.#formOf);
    this.#startOf = larger(this.#startOf);
    const secret = new Uint8Array(length);
    secret.set(this.#secret);
    this.#secret = secret;
  }

  /** Gives every piece a slot among twice as many. */
  #spread(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    this.#marks = new Uint8Array(this.#slots.length / 4);
    const mask = this.#slots.length - 1;
    for (let index = 0; index < this.#count; index += 1) {
      let slot = slotFor(this.#hashes[index] ?? 0, mask);
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = index + 1;
      this.#mark(this.#hashes[index] ?? 0);
    }
  }

  #mark(hash: number): void {
    const mark = markFor(hash, this.#marks.length);
    this.#marks[mark >>> 3] = (this.#marks[mark >>> 3] ?? 0) | (1 << (mark & 7));
  }
}

/** The bit of a hash among so many bytes of them, a power of two. */
function markFor(hash: number, bytes: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 13), 0x85_eb_ca_6b);
  return (mixed ^ (mixed >>> 16)) & (bytes * 8 - 1);
}

function slotFor(hash: number, mask: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x9e_37_79_b1);
  return (mixed ^ (mixed >>> 13)) & mask;
}

/** The hash of the piece that begins there. */
function hashAt(text: string, start: number): number {
  let hash = 0;
  for (let at = start; at < start + PIECE_LENGTH; at += 1) hash = (Math.imul(hash, BASE) + text.charCodeAt(at)) | 0;
  return hash;
}

/** The hash of the next piece, when one character comes in and another goes out; 0 for what was before the first. */
export function rolled(hash: number, comes: number, goes: number): number {
  return (Math.imul(hash, BASE) + comes - Math.imul(goes, BASE_TO_THE_LENGTH)) | 0;
}
