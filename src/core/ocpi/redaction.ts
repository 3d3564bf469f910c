import { inLowerCase, isLetterOrDigit, knownParts, WordIndex } from "./known-words.ts";
import { PIECE_LENGTH } from "./pieces.ts";
import { decodedForms, writtenForms } from "./token-forms.ts";
import { asWritten, bare, UNKNOWN_IN_BARE, View, type Span } from "./view-of-pieces.ts";
import { visibleText } from "./visible-text.ts";

/* A part of a token that has as many characters as a piece gives something away; a shorter one may be any word. */

/** Secrets that are shorter are left alone: they would eat every text. */
const SHORTEST_SECRET = 4;

/** No header carries a longer token; a hub that issues one must not fill our memory with its pieces. */
const LONGEST_FORM = 4096;

/** A hub's message or URL may have megabytes; what is shown of it has some hundred characters. */
const LONGEST_TEXT = 5000;

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
  readonly #words: WordIndex;
  /** Whole forms, in their letters: those that are as long as a piece by the first of theirs in lower case, and shorter ones. */
  readonly #wholes = new Map<string, Wholes>();
  readonly #shortWholes = new Map<number, Wholes>();
  /** As they are written, and by their letters and digits alone, whatever a server puts between them. */
  readonly #written = new View(asWritten, 1);
  readonly #bare = new View(bare, UNKNOWN_IN_BARE);
  /** What was made of short texts, of which a run that looks at many connections has the same again and again. */
  readonly #applied = new Map<string, string>();

  #known = 0;

  /** @param words what a run says of itself: hosts, parties, names of connections and of hubs. */
  constructor(words: readonly string[] = []) {
    this.#words = new WordIndex([...labels, ...words]);
  }

  /** How many secrets it knows. What was redacted when it knew as many need not be redacted again. */
  get known(): number {
    return this.#known;
  }

  /**
   * Knows one more secret from now on.
   * @param words further words of a run's own, where this serves several.
   */
  add(secret: Secret, words: readonly string[] = []): void {
    const plain = secret.reveal();
    if (plain.length < SHORTEST_SECRET) return;
    this.#applied.clear();
    this.#known += 1;
    const replacement = `[${secret.label}]`;
    const indexes = words.length === 0 ? [this.#words] : [this.#words, new WordIndex(words)];
    // Breakage: only the plain form of a token is taken out of foreign texts
    const forms = new Set([...writtenForms(plain), ...decodedForms(plain)].map((form) => visibleText(form)));
    const parts = new Set<string>();
    for (const form of forms) {
      const lower = inLowerCase(form).slice(0, LONGEST_FORM);
      this.#knowWhole(form, lower.slice(0, PIECE_LENGTH), replacement);
      parts.add(lower);
    }
    // Forms that begin alike, such as Base64 with and without its padding, stand side by side: what they share is known once.
    let before: { readonly lower: string; readonly known: Uint8Array } = {
      lower: "",
      known: new Uint8Array(),
    };
    for (const lower of [...parts].toSorted()) {
      const known = knownParts(lower, indexes);
      const from = beginOfPieces(lower, sharedBeginning(before, { lower, known }));
      for (const view of [this.#written, this.#bare]) view.add(lower.slice(from), known.subarray(from), replacement);
      before = { lower, known };
    }
  }

  #knowWhole(form: string, begins: string, replacement: string): void {
    if (form.length < SHORTEST_SECRET) return;
    if (form.length >= PIECE_LENGTH) knowWhole(this.#wholes, begins, form, replacement);
    else knowWhole(this.#shortWholes, beginning(form, 0), form, replacement);
  }

  /** The text without what cannot be seen, and with every known secret replaced by its label, such as `[hub token]`. */
  apply(text: string): string {
    if (text.length > REMEMBERED_LENGTH) return this.#redacted(text);
    const known = this.#applied.get(text);
    if (known !== undefined) return known;
    const clean = this.#redacted(text);
    if (this.#applied.size >= REMEMBERED_TEXTS) this.#applied.clear();
    this.#applied.set(text, clean);
    return clean;
  }

  #redacted(text: string): string {
    const visible = visibleText(text);
    // Breakage: known tokens are not taken out of foreign texts
    const clean = replaced(visible, this.#spansIn(visible));
    // The password in a URL is its owner's.
    return clean.includes("://") ? clean.replace(/:\/\/[^\s/@]*@/g, "://[credentials]@") : clean;
  }

  /**
   * A plain value with every text in it redacted, but for what can only be a word of ours; the very value where there is
   * nothing to redact. Of a longer text than any report shows the first 5,000 characters are kept.
   */
  deep<T>(value: T): T {
    return mapTexts(value, (text) => (ownValues.has(text) ? text : this.apply(text.slice(0, LONGEST_TEXT)))) as T;
  }

  #spansIn(visible: string): Span[] {
    const found = this.#shortWholes.size === 0 ? [] : this.#shortWholesIn(visible);
    const lower = inLowerCase(visible);
    const views = [this.#written, this.#bare].filter((view) => view.mayBeIn(lower));
    // A whole form that is as long as a piece begins with one.
    if (views.length > 0) found.push(...this.#wholesAtPieces(visible, lower));
    for (const view of views) found.push(...view.partsIn(lower));
    return found;
  }

  #shortWholesIn(visible: string): Span[] {
    const found: Span[] = [];
    for (let from = 0; from + SHORTEST_SECRET <= visible.length; from += 1) {
      const wholes = this.#shortWholes.get(beginning(visible, from));
      if (wholes !== undefined) found.push(...spansOf(wholes, visible, from));
    }
    return found;
  }

  #wholesAtPieces(visible: string, lower: string): Span[] {
    const found: Span[] = [];
    for (let from = 0; from + PIECE_LENGTH <= lower.length; from += 1) {
      found.push(...spansOf(this.#wholes.get(lower.slice(from, from + PIECE_LENGTH)), visible, from));
    }
    return found;
  }
}

/** How many characters two forms have in common from their beginning, that mean the same in both. */
function sharedBeginning(
  a: { readonly lower: string; readonly known: Uint8Array },
  b: { readonly lower: string; readonly known: Uint8Array },
): number {
  let length = 0;
  while (
    length < a.lower.length &&
    a.lower.charCodeAt(length) === b.lower.charCodeAt(length) &&
    a.known[length] === b.known[length]
  )
    length += 1;
  return length;
}

/** Where the first piece begins that is not whole before this place, also where only letters and digits count. */
function beginOfPieces(lower: string, place: number): number {
  let from = place;
  for (let counted = 0; from > 0 && counted < PIECE_LENGTH - 1; from -= 1) {
    if (isLetterOrDigit(lower.charCodeAt(from - 1))) counted += 1;
  }
  return from;
}

/** Forms of secrets in their letters, that begin alike, and what is to stand in the place of each. */
type Wholes = Map<string, string>;

// The texts of a few connections, and none that is long.
const REMEMBERED_TEXTS = 2000;
const REMEMBERED_LENGTH = 200;

/** Of the forms those that stand at this place. */
function spansOf(wholes: Wholes | undefined, text: string, from: number): Span[] {
  return [...(wholes ?? [])].flatMap(([form, replacement]) =>
    text.startsWith(form, from) ? [{ from, to: from + form.length, replacement }] : [],
  );
}

function knowWhole<Key>(all: Map<Key, Wholes>, begins: Key, form: string, replacement: string): void {
  const alike = all.get(begins);
  if (alike === undefined) all.set(begins, new Map([[form, replacement]]));
  else alike.set(form, replacement);
}

/** The first characters of a secret that stand there, as a number. Those that are not ASCII may share one: it is only looked up. */
function beginning(text: string, from: number): number {
  let number = 0;
  for (let at = from; at < from + SHORTEST_SECRET; at += 1) number = (number << 7) ^ text.charCodeAt(at);
  return number;
}

/** What overlaps is replaced as one. */
function replaced(text: string, found: readonly Span[]): string {
  if (found.length === 0) return text;
  let clean = "";
  let done = 0;
  for (const { from, to, replacement } of found.toSorted((a, b) => a.from - b.from)) {
    if (from >= done) clean += text.slice(done, from) + replacement;
    done = Math.max(done, to);
  }
  return clean + text.slice(done);
}

/** The value with its texts changed; where none does, the very value. */
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  const old = value as Readonly<Record<string, unknown>>;
  let changed: Record<string, unknown> | undefined;
  for (const key of Object.keys(old)) {
    const mapped = mapTexts(old[key], change);
    if (mapped === old[key]) continue;
    changed ??= (Array.isArray(value) ? [...(value as unknown[])] : { ...old }) as Record<string, unknown>;
    changed[key] = mapped;
  }
  return changed ?? value;
}
