import { plainLine } from "../ocpi/escape.ts";

/*
 * Text in Markdown that no renderer makes anything of. GitHub and editors make links of bare addresses also within HTML's
 * own `<code>`, and after they have read entities. Only what stands between backticks stays text everywhere; so all that is
 * not plainly a word of prose goes there.
 */

/**
 * How a bar in a code is written. A table splits at one wherever it stands, and renderers differ in how many backslashes it takes to
 * prevent that: so it stands between two codes, as an entity. Where there is no table it stays what it is.
 */
type Bar = "&#124;" | "|";

/** A piece of a line: prose of plain words, or code. */
interface Piece {
  readonly code: boolean;
  readonly text: string;
}

/** Text as code: literal, on one line, safe in a table. Blanks in a row are one, and nothing is shown of an empty text. */
export function markdownCode(text: string): string {
  return written(codeOf(text), "&#124;");
}

/** Foreign text in prose: plain words stay as they are, and everything else is code. */
export function markdownText(text: string): string {
  return written(piecesOf(text), "&#124;");
}

/** A sentence of ours: what stands between its backticks or quotes is code, and the rest is prose. */
export function markdownSentence(text: string): string {
  return written(sentencePieces(text), "&#124;");
}

/** The same for Markdown without tables: no entity is in it, so that it reads well also where nothing renders it, as in a mail. */
export const plainMarkdown = {
  code: (text: string): string => written(codeOf(text), "|"),
  text: (text: string): string => written(piecesOf(text), "|"),
  sentence: (text: string): string => written(sentencePieces(text), "|"),
} as const;

function sentencePieces(text: string): Piece[] {
  return text.split("`").flatMap((part, index) => (index % 2 === 1 ? codeOf(part) : spoken(part)));
}

/**
 * Lines as they are, in a fence longer than any in them.
 * @param language what the fence calls them, such as `text` or `yaml`.
 */
export function fenced(text: string, language: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text
    .split(/\r\n|\r|\n/)
    .map(plainLine)
    .join("\n")}\n${fence}`;
}

function codeOf(text: string): Piece[] {
  return [{ code: true, text: plainLine(text).replace(/\s+/g, " ").trim() }];
}

/** Prose in which what stands between quotes is foreign text. */
function spoken(prose: string): Piece[] {
  const parts = prose.split('"');
  if (parts.length % 2 === 0) return piecesOf(prose);
  return parts.flatMap((part, index) => (index % 2 === 1 ? [quote, ...codeOf(part), quote] : piecesOf(part)));
}

const quote: Piece = { code: false, text: '"' };

/** Prose, word by word. Words in a row that are none are one code. */
function piecesOf(prose: string): Piece[] {
  const pieces: Piece[] = [];
  for (const token of plainLine(prose).split(/(\s+)/)) {
    if (token === "") continue;
    const [before, word, after] = barePunctuation(token);
    if (isPlain(word)) pieces.push({ code: false, text: /^\s/.test(token) ? " " : token });
    else {
      const [last, blank] = [pieces.at(-2), pieces.at(-1)];
      if (before === "" && last?.code === true && blank?.text === " ") {
        pieces.splice(-2, 2, { code: true, text: `${last.text} ${word}` });
      } else pieces.push({ code: false, text: before }, { code: true, text: word });
      if (after !== "") pieces.push({ code: false, text: after });
    }
  }
  return pieces;
}

/** A word without the punctuation of the sentence around it. */
function barePunctuation(token: string): [before: string, word: string, after: string] {
  let start = 0;
  let end = token.length;
  while (start < end && "\"'(“‘".includes(token.charAt(start))) start += 1;
  while (end > start && ")\"'”’.,;:?!…".includes(token.charAt(end - 1))) end -= 1;
  return [token.slice(0, start), token.slice(start, end), token.slice(end)];
}

// Words, also with hyphens; versions and times; blanks and dashes.
const plain = /^(?:[\p{L}\p{M}\p{N}]+(?:[-'’/–][\p{L}\p{M}\p{N}]+)*%?|\d+(?:[.:]\d+){1,2}|[\s–—/]*)$/u;
// GitHub makes links of what could be a commit, an issue or the beginning of an address.
const reference = /^(?:[0-9a-f]{7,}|gh-\d+|www)$/i;

/** Whether a word is nothing but one, to every renderer: no address, no mention, no reference, no markup. */
function isPlain(text: string): boolean {
  return plain.test(text) && !reference.test(text);
}

/** Pieces as Markdown. Codes that touch are one, since backticks that touch would be one fence. */
function written(pieces: readonly Piece[], bar: Bar): string {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last?.code === piece.code) joined.splice(-1, 1, { ...piece, text: last.text + piece.text });
    else if (piece.text !== "") joined.push(piece);
  }
  const text = joined.map((piece) => (piece.code ? codeSpans(piece.text, bar) : piece.text)).join("");
  // A number with a full stop would begin a list.
  return text.replace(/^(\s*\d+)([.)])(?=\s|$)/, "$1\\$2");
}

/** Code spans with the bars that they cannot hold between them. */
function codeSpans(text: string, bar: Bar): string {
  return bar === "|" ? codeSpan(text) : text.split("|").map(codeSpan).join(bar);
}

function codeSpan(text: string): string {
  const inner = text.trim();
  if (inner === "") return text;
  const fence = "`".repeat(longestRun(inner) + 1);
  const pad = inner.startsWith("`") || inner.endsWith("`") ? " " : "";
  return `${text.startsWith(" ") ? " " : ""}${fence}${pad}${inner}${pad}${fence}${text.endsWith(" ") ? " " : ""}`;
}

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}
