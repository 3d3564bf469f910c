import { decodedForms, writtenForms } from "./token-forms.ts";
import { visibleText } from "./visible-text.ts";

/** A part of a token that has this many characters gives something away; a shorter one may be any word. */
const PIECE_LENGTH = 8;
/** Secrets that are shorter are left alone: they would eat every text. */
const SHORTEST_SECRET = 4;

/** No header carries a longer token; a hub that issues one must not fill our memory with its pieces. */
const LONGEST_FORM = 4096;

/** A hub's message or URL may have megabytes; what is shown of it has some hundred characters. */
const LONGEST_TEXT = 5000;

// What stands between the words of a token, and gives nothing away. U+FFFD is how a decoder writes what it cannot read.
const delimiter = /[^\p{L}\p{N}]/u;

/**
 * What we say ourselves, in any run: a token may hold such a word, and our own data must stay what it is. Only words as long
 * as a piece need to be here.
 */
const labels: readonly string[] = [
  "OCPI Onboarding",
  "ocpi-onboarding",
  "hub token",
  "hub-token",
  "platform token",
  "platform-token",
  "initial token",
  "initial-token",
  "new platform token",
  "new-platform-token",
  "github token",
  "github-token",
  "not-a-token",
  "ocpi-capsule",
  "ocpi-rehearsal",
  "rehearsal",
  "rehearsal token",
  "credentials",
  "hubclientinfo",
  "locations",
  "commands",
  "sessions",
  "versions",
  "version details",
  "next page of parties",
  "next page of locations",
  "chargingprofiles",
  "RECEIVER",
  "last_updated",
  "X-Total-Count",
  "CONNECTED",
  "SUSPENDED",
  "NOT_LISTED",
  "envelope",
  "exchange",
  "unregister",
  "registration",
  "connection",
  "rotation",
  "no-platform",
  "not-ready",
  "not-sent",
  "malformed",
  "wrong-token",
  "no-token",
  "no-connection",
  "forbidden",
  "relative",
  "insecure",
  "placeholder",
  "not-found",
  "rejected",
  "unavailable",
  "unstartable",
  "not-executable",
  "take-over",
  "track-issue",
  "not tried",
  "START_SESSION",
  "STOP_SESSION",
  "OCPI-TEST-",
];
const ownValues: ReadonlySet<string> = new Set(labels);

/** A text that no output may hold, and what stands in its place: `[initial token]`. */
export interface Secret {
  readonly label: string;
  reveal(): string;
}

/**
 * Every token that a run knows, and the power to take them out of a text in each form in which a peer or a library might
 * write them, whole or in part. Foreign text passes here when it comes in, before anything cuts or escapes it: afterwards a
 * token may no longer be recognisable, neither to us nor to a runner's masks. It is made visible first, so that no later step
 * can bring together what stood apart here.
 *
 * The rule: eight characters or more of a token are a part of it, letters alone too, unless they are a word of
 * the run's own that stands delimited in the token.
 */
export class Redaction {
  readonly #words: readonly string[];
  readonly #wholes = new Map<string, string>();
  /** As they are written, and by their letters and digits alone, whatever a server puts between them. */
  readonly #views: readonly View[] = [new View(asWritten, 1), new View(bare, 4)];

  /** @param words what a run says of itself: hosts, parties, names of connections and of hubs. */
  constructor(words: readonly string[] = []) {
    this.#words = [...labels, ...words];
  }

  /**
   * Knows one more secret from now on.
   * @param words further words of a run's own, where this serves several.
   */
  add(secret: Secret, words: readonly string[] = []): void {
    const plain = secret.reveal();
    if (plain.length < SHORTEST_SECRET) return;
    const replacement = `[${secret.label}]`;
    const wanted = piecesOfWords([...this.#words, ...words]);
    // Breakage: only the plain form of a token is taken out of foreign texts
    const forms = new Set([...writtenForms(plain), ...decodedForms(plain)].map((form) => visibleText(form)));
    for (const form of forms) {
      if (form.length >= SHORTEST_SECRET) this.#wholes.set(form, replacement);
      const lower = inLowerCase(form).slice(0, LONGEST_FORM);
      const known = knownParts(lower, wanted);
      for (const view of this.#views) view.add(lower, known, replacement);
    }
  }

  /** The text without what cannot be seen, and with every known secret replaced by its label, such as `[hub token]`. */
  apply(text: string): string {
    const visible = visibleText(text);
    // Breakage: known tokens are not taken out of foreign texts
    const lower = inLowerCase(visible);
    const found = [...wholesIn(visible, this.#wholes), ...this.#views.flatMap((view) => view.partsIn(lower))];
    // The password in a URL is its owner's.
    return replaced(visible, found).replace(/:\/\/[^\s/@]*@/g, "://[credentials]@");
  }

  /**
   * A plain value with every text in it redacted, but for what can only be a word of ours; the very value where there is
   * nothing to redact. Of a longer text than any report shows the first 5,000 characters are kept.
   */
  deep<T>(value: T): T {
    return mapTexts(value, (text) => (ownValues.has(text) ? text : this.apply(text.slice(0, LONGEST_TEXT)))) as T;
  }
}

/** A place in a text that gives a token away, and what is to stand there. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly replacement: string;
}

function wholesIn(text: string, forms: ReadonlyMap<string, string>): Span[] {
  const found: Span[] = [];
  for (const [form, replacement] of forms) {
    for (let from = text.indexOf(form); from >= 0; from = text.indexOf(form, from + form.length)) {
      found.push({ from, to: from + form.length, replacement });
    }
  }
  return found;
}

/** What overlaps is replaced as one. */
function replaced(text: string, found: readonly Span[]): string {
  let clean = "";
  let done = 0;
  for (const { from, to, replacement } of found.toSorted((a, b) => a.from - b.from)) {
    if (from >= done) clean += text.slice(done, from) + replacement;
    done = Math.max(done, to);
  }
  return clean + text.slice(done);
}

/** A text by some of its characters, and where each of them stands. */
interface Reading {
  readonly characters: string;
  /** The place in the text of each character; undefined where all are read. */
  readonly places: readonly number[] | undefined;
}

function asWritten(lower: string): Reading {
  return { characters: lower, places: undefined };
}

function bare(lower: string): Reading {
  const places: number[] = [];
  let characters = "";
  for (let at = 0; at < lower.length; at += 1) {
    const code = lower.charCodeAt(at);
    if ((code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a)) {
      places.push(at);
      characters += lower[at];
    }
  }
  return { characters, places };
}

interface Piece {
  readonly replacement: string;
  /** It holds enough that is no word of ours. */
  readonly isSecret: boolean;
}

/** The pieces of tokens, read in one way. */
class View {
  readonly #read: (lower: string) => Reading;
  /** How many characters of a piece have to be more than words and what delimits them, for it to be secret. */
  readonly #unknownAtLeast: number;
  readonly #pieces = new Map<string, Piece>();

  constructor(read: (lower: string) => Reading, unknownAtLeast: number) {
    this.#read = read;
    this.#unknownAtLeast = unknownAtLeast;
  }

  /** @param known for each character of the form whether it belongs to a word of ours or delimits. */
  add(lower: string, known: readonly boolean[], replacement: string): void {
    const { characters, places } = this.#read(lower);
    const unknownAt = (at: number): number => (known[places?.[at] ?? at] === true ? 0 : 1);
    const [secret, harmless] = [true, false].map((isSecret): Piece => ({ replacement, isSecret }));
    let unknown = 0;
    for (let at = 0; at < characters.length; at += 1) {
      unknown += unknownAt(at);
      const from = at - PIECE_LENGTH + 1;
      if (from < 0) continue;
      const piece = characters.slice(from, at + 1);
      const isSecret = unknown >= this.#unknownAtLeast || this.#pieces.get(piece)?.isSecret === true;
      this.#pieces.set(piece, (isSecret ? secret : harmless) as Piece);
      unknown -= unknownAt(from);
    }
  }

  /** What is made of such pieces, of which one at least is secret. Looks at each place once. */
  partsIn(lower: string): Span[] {
    const { characters, places } = this.#read(lower);
    const placeOf = (at: number): number => places?.[at] ?? at;
    const pieceAt = (at: number): Piece | undefined => this.#pieces.get(characters.slice(at, at + PIECE_LENGTH));
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

/** The words, and those that they are made of, as long as a piece: of `hub.chargeindia.com` a token may hold `chargeindia`. */
function piecesOfWords(words: readonly string[]): string[] {
  const all = words.flatMap((word) => [word, ...word.split(delimiter)]);
  return [...new Set(all.map(inLowerCase))].filter((word) => word.length >= PIECE_LENGTH);
}

/** For each character whether it stands in a word of ours that is delimited in the form, or delimits. */
function knownParts(lower: string, words: readonly string[]): boolean[] {
  const known = Array.from({ length: lower.length }, (_none, at) => isDelimiter(lower, at));
  for (const word of words) {
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) {
      const isDelimited = isDelimiter(lower, at - 1) && isDelimiter(lower, at + word.length);
      if (isDelimited) known.fill(true, at, at + word.length);
    }
  }
  return known;
}

/** Whether no letter and no digit stands there; nothing at all delimits, too. */
function isDelimiter(lower: string, at: number): boolean {
  const code = lower.charCodeAt(at);
  if ((code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)) return false;
  return !(code > 0x7f) || delimiter.test(lower[at] ?? " ");
}

/** The value with its texts changed; where none does, the very value. */
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  const entries = Object.entries(value);
  const mapped = entries.map(([key, item]) => [key, mapTexts(item, change)] as const);
  if (mapped.every(([, item], index) => item === entries[index]?.[1])) return value;
  return Array.isArray(value) ? mapped.map(([, item]) => item) : Object.fromEntries(mapped);
}

/** Letters of ASCII alone: others may change their length, and with it every place behind them. */
function inLowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
