import type { AnyToken } from "./token.ts";

/**
 * Every token that a run knows, and the power to take them out of a text in each form in which a peer or a library might
 * write them. Foreign text passes here when it comes in, before anything cuts or escapes it: afterwards a token may no
 * longer be recognisable, neither to us nor to a runner's masks.
 */
export class Redaction {
  readonly #forms = new Map<string, string>();
  readonly #pieces = new Map<string, string>();

  /** Knows one more secret from now on. Secrets under four characters are left alone: they would eat every text. */
  add(secret: AnyToken | { reveal(): string; readonly label: string }): void {
    const plain = secret.reveal();
    if (plain.length < 4) return;
    const replacement = `[${secret.label}]`;
    for (const form of writtenForms(plain)) this.#forms.set(form, replacement);
    for (const form of pieceableForms(plain)) {
      for (const piece of piecesOf(form)) this.#pieces.set(piece, replacement);
    }
  }

  /** The text with every known secret replaced by its label, such as `[hub token]`. */
  apply(text: string): string {
    let clean = text;
    // Longest first, so that a form which contains another is replaced whole.
    for (const [form, replacement] of [...this.#forms].toSorted(([a], [b]) => b.length - a.length)) {
      if (clean.includes(form)) clean = clean.replaceAll(form, replacement);
    }
    clean = withoutPieces(clean, this.#pieces);
    // Nobody's password in a URL is anybody else's business.
    return clean.replace(/:\/\/[^\s/@]*@/g, "://[credentials]@");
  }

  /** A plain value with every text in it redacted. */
  deep<T>(value: T): T {
    return mapTexts(value, (text) => this.apply(text)) as T;
  }
}

function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapTexts(item, change)]));
}

// What a URL parser escapes in a path, a query and a fragment (WHATWG URL, percent-encoded bytes).
const urlParts = [/[^\x21-\x7E]|["#<>?`{}]/gu, /[^\x21-\x7E]|["#<>']/gu, /[^\x21-\x7E]|["<>`]/gu];

function percentEncoded(character: string): string {
  return [...Buffer.from(character, "utf8")]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`)
    .join("");
}

// Servers that mean well show the beginning of a token; that much of one is taken out wherever it stands.
const PIECE_LENGTH = 8;

/** The forms of which a piece still gives something away: the token itself, as a UUID also without dashes, Base64 and hex. */
function pieceableForms(plain: string): string[] {
  const bytes = Buffer.from(plain.toWellFormed(), "utf8");
  // Base64 of a text that the token stands within, such as a login, depends on how many bytes are before it.
  const withBefore = [0, 1, 2].flatMap((count) => {
    const shifted = Buffer.concat([Buffer.alloc(count), bytes]);
    return (["base64", "base64url"] as const).map((form) => shifted.toString(form).slice(count && count + 1));
  });
  return [plain.replaceAll("-", ""), plain, bytes.toString("hex"), ...withBefore];
}

/** Every piece of a form that is long enough to give something away, in lower case. */
function piecesOf(form: string): string[] {
  const lower = inLowerCase(form);
  const count = Math.max(0, lower.length - PIECE_LENGTH + 1);
  return Array.from({ length: count }, (_none, start) => lower.slice(start, start + PIECE_LENGTH));
}

/** The text without anything that is made of such pieces and looks random, in lower or upper case. Looks at each place once. */
function withoutPieces(text: string, pieces: ReadonlyMap<string, string>): string {
  const lower = inLowerCase(text);
  const pieceAt = (at: number): string | undefined => pieces.get(lower.slice(at, at + PIECE_LENGTH));
  let clean = "";
  let from = 0;
  for (let at = 0; at + PIECE_LENGTH <= lower.length; at += 1) {
    const replacement = pieceAt(at);
    if (replacement === undefined) continue;
    let last = at;
    while (pieceAt(last + 1) !== undefined) last += 1;
    const end = last + PIECE_LENGTH;
    // A name in a token, such as the hub's own, is no secret; a random piece holds digits.
    if (/\d/.test(lower.slice(at, end))) {
      clean += text.slice(from, at) + replacement;
      from = end;
      at = end - 1;
    } else at = last;
  }
  return clean + text.slice(from);
}

/** Letters of ASCII alone: others may change their length, and with it every place behind them. */
function inLowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** The ways in which a token may stand in a text: plain, Base64, and escaped for URLs, JSON and HTML. */
export function writtenForms(token: string): Set<string> {
  // What is not Unicode cannot be escaped for a URL.
  const plain = token.toWellFormed();
  const base64 = Buffer.from(plain, "utf8").toString("base64");
  const escaped = JSON.stringify(plain).slice(1, -1);
  return new Set([
    token,
    plain,
    [...plain].join(" "),
    base64,
    base64.replace(/=+$/, ""),
    Buffer.from(plain, "utf8").toString("base64url"),
    Buffer.from(plain, "utf8").toString("hex"),
    encodeURIComponent(plain),
    encodeURI(plain),
    encodeURIComponent(base64),
    ...urlParts.map((unsafe) => plain.replace(unsafe, percentEncoded)),
    escaped,
    escaped.replaceAll("/", "\\/"),
    JSON.stringify(escaped).slice(1, -1),
    plain.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;"),
  ]);
}
