// What a URL parser escapes in a path, a query and a fragment (WHATWG URL, percent-encoded bytes).
const urlParts = [/[^\x21-\x7E]|["#<>?`{}]/gu, /[^\x21-\x7E]|["#<>']/gu, /[^\x21-\x7E]|["<>`]/gu];

/** The ways in which a token may stand in a text: plain, Base64 in its three shifts, hex, and escaped for URLs, JSON and HTML. */
export function writtenForms(token: string): Set<string> {
  // What is not Unicode cannot be escaped for a URL.
  const plain = token.toWellFormed();
  const bytes = Buffer.from(plain, "utf8");
  const base64 = bytes.toString("base64");
  const escaped = JSON.stringify(plain).slice(1, -1);
  return new Set([
    token,
    plain,
    base64,
    base64.replace(/=+$/, ""),
    bytes.toString("base64url"),
    ...withBytesBefore(bytes),
    bytes.toString("hex"),
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

/** Base64 of a text that the token stands within, such as a login, depends on how many bytes are before it. */
function withBytesBefore(bytes: Buffer): string[] {
  return [1, 2].flatMap((count) => {
    const shifted = Buffer.concat([Buffer.alloc(count), bytes]);
    return (["base64", "base64url"] as const).map((form) => shifted.toString(form).slice(count + 1));
  });
}

/** Fewer bytes are what any short text decodes to. */
const DECODED_AT_LEAST = 8;

/**
 * What a token decodes to that is itself Base64, padded or not, of either alphabet: servers that take the header for Base64
 * print what they decoded, as UTF-8, byte by byte, or in hex. Empty for any other token.
 */
export function decodedForms(token: string): string[] {
  const bytes = decoded(token);
  if (bytes === undefined) return [];
  const text = bytes.toString("utf8");
  // A decoder may leave out what it cannot read.
  const readable = text.replaceAll("\uFFFD", "");
  const forms = [text, bytes.toString("latin1"), bytes.toString("hex")];
  return readable.length < DECODED_AT_LEAST ? forms : [...forms, readable];
}

/** What a token decodes to, where that is a text of printable ASCII: a runner can mask it. */
export function decodedText(token: string): string | undefined {
  const text = decoded(token)?.toString("latin1");
  return text !== undefined && /^[\x20-\x7E]*$/.test(text) ? text : undefined;
}

function decoded(token: string): Buffer | undefined {
  const isBase64 = /^[A-Za-z0-9+/_-]+={0,2}$/.test(token) && token.replace(/=+$/, "").length % 4 !== 1;
  const bytes = isBase64 ? Buffer.from(token, "base64") : undefined;
  return bytes === undefined || bytes.length < DECODED_AT_LEAST ? undefined : bytes;
}

function percentEncoded(character: string): string {
  return [...Buffer.from(character, "utf8")]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`)
    .join("");
}
