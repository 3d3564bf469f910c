import { isMap, isScalar, isSeq, Lexer, type Document, type LineCounter, type ParsedNode, type YAMLMap } from "yaml";
import { DEPTH_LIMIT, readYaml, type ConfigYaml } from "../../core/config/config-yaml.ts";
import type { Path } from "../../core/config/path.ts";
import type { Span } from "./config-text.ts";

/** What can be written at a place of a text that is being typed. */
export interface Cursor {
  /** Of the map or list in which something can be written; of a value, the value's own. */
  readonly path: Path;
  /** The keys that stand in that map already. */
  readonly others: readonly string[];
  /** Behind a colon on its line: a value, and no key. */
  readonly isValue: boolean;
  /** In braces or brackets: nothing may go to another line. */
  readonly isFlow: boolean;
  /** The word under the cursor, which is replaced. */
  readonly word: Span;
  /** A colon follows the word. */
  readonly hasColon: boolean;
  /** What must be between the text before the word and the word: a blank after a colon or a dash. */
  readonly gap: "" | " ";
  /** The text around the cursor, as far as it is YAML. */
  readonly document: Document.Parsed<ParsedNode>;
}

/**
 * Where in a text the cursor is. The text need not be YAML yet, since it is being typed: something is put in the place of the
 * word at the cursor, and then looked for in what the parser made of it all.
 * @returns undefined where nothing of ours can be written: in comments, in texts of several lines, behind a value.
 */
export function cursorAt(text: string, offset: number): Cursor | undefined {
  const before = beforeWord(text.slice(0, offset));
  if (before === undefined) return undefined;
  const rest = text.slice(offset, lineEnd(text, offset));
  const end = offset + wordLength(rest, before.quote);
  const follows = text.slice(end, lineEnd(text, end));
  const hasColon = before.quote === "" && /^:(?:\s|$)/.test(follows);
  const stand = standIn(text);
  // A quote that is not closed on its line would take in all that follows.
  const closing = before.quote !== "" && !follows.includes(before.quote) ? before.quote : "";
  const mark = before.isValue || hasColon || before.quote !== "" ? stand + closing : `${stand}: `;
  const probe = (dash: string): Pick<ConfigYaml, "document" | "lines"> & { found: Found | undefined } => {
    const yaml = readYaml(text.slice(0, before.start) + before.gap + dash + mark + text.slice(end));
    return { ...yaml, found: findIn(yaml.document.contents, stand, [], 0) };
  };
  const { document, lines, found } = probe("");
  if (found === undefined) return undefined;
  const here = {
    isFlow: found.isFlow,
    word: { start: before.start, end },
    hasColon,
    gap: before.gap,
    document,
  };
  if (isAligned(found, lines)) {
    const others = keysOf(found.map).filter((key) => key !== stand);
    return { ...here, path: found.path, others, isValue: found.isValue };
  }
  // Beside the dashes of a list the next of its things can be written, and else nothing.
  const path = probe("- ").found?.path ?? [];
  return Number(path.at(-1)) > 0 ? { ...here, path: path.slice(0, -1), others: [], isValue: false } : undefined;
}

interface Before {
  /** Where the word at the cursor begins. */
  readonly start: number;
  readonly quote: "" | '"' | "'";
  readonly isValue: boolean;
  readonly gap: "" | " ";
}

// The lexer's marks: of a document's beginning, and of a plain or a block scalar, which follows.
const DOCUMENT = "\u0002";
const SCALAR = "\u001F";

/** What a word may follow. */
const free = new Set([DOCUMENT, "\n", "\r\n", ":", "-", ",", "[", "{"]);

/** Reads what is before the cursor, as the lexer of the library sees it. */
function beforeWord(text: string): Before | undefined {
  const lexemes = [...new Lexer().lex(text)].filter((lexeme) => lexeme !== "");
  const last = lexemes.at(-1) ?? DOCUMENT;
  const quote = /^["']/.exec(last)?.[0] as '"' | "'" | undefined;
  if (quote !== undefined) {
    if (isClosed(last, quote) || last.includes("\n")) return undefined;
    return { ...placeAfter(lexemes.slice(0, -1)), start: text.length - last.length + 1, quote, gap: "" };
  }
  if (lexemes.at(-2) === SCALAR) {
    const place = placeAfter(lexemes.slice(0, -2));
    // A block of text begins with the blanks of its first line.
    return /^\s|\n/.test(last) || !place.isFree
      ? undefined
      : { ...place, start: text.length - last.length, quote: "", gap: "" };
  }
  const place = placeAfter(lexemes);
  if (!place.isFree) return undefined;
  return { ...place, start: text.length, quote: "", gap: /^[:-]$/.test(last) ? " " : "" };
}

/** Whether a word may begin after these lexemes, and whether it would be a value. */
function placeAfter(lexemes: readonly string[]): { readonly isFree: boolean; readonly isValue: boolean } {
  const last = lexemes.findLast((lexeme) => !/^[ \t]+$/.test(lexeme)) ?? DOCUMENT;
  return { isFree: free.has(last), isValue: last === ":" };
}

function isClosed(lexeme: string, quote: string): boolean {
  if (lexeme.length < 2 || !lexeme.endsWith(quote)) return false;
  // Two quotes stand for one, and one after a backslash is one.
  return quote === "'" ? lexeme.split("'").length % 2 === 1 : !/[^\\](?:\\\\)*\\"$/.test(lexeme);
}

/** How much of what follows the cursor belongs to the word there. */
function wordLength(rest: string, quote: string): number {
  const word = quote === "" ? /^(?:(?!:(?:\s|$))[^\s,[\]{}"'])*/ : quote === "'" ? /^[^'\r\n]*/ : /^[^"\r\n]*/;
  return word.exec(rest)?.[0].length ?? 0;
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end === -1 ? text.length : end;
}

/** A word that is nowhere in the text. */
function standIn(text: string): string {
  let word = "here";
  while (text.includes(word)) word += "-";
  return word;
}

interface Found {
  readonly path: Path;
  readonly map: YAMLMap.Parsed | undefined;
  readonly isValue: boolean;
  readonly isFlow: boolean;
}

function findIn(node: unknown, stand: string, path: Path, depth: number): Found | undefined {
  if (depth > DEPTH_LIMIT) return undefined;
  if (isScalar(node)) return node.value === stand ? { path, map: undefined, isValue: true, isFlow: false } : undefined;
  if (isMap(node)) {
    const map = node as YAMLMap.Parsed;
    const isFlow = map.flow === true;
    for (const { key, value } of map.items) {
      if (isScalar(key) && key.value === stand) return { path, map, isValue: false, isFlow };
      const found = findIn(value, stand, [...path, isScalar(key) ? String(key.value) : ""], depth + 1);
      if (found !== undefined) return { ...found, isFlow: found.isFlow || isFlow };
    }
  }
  if (isSeq(node)) {
    const isFlow = node.flow === true;
    for (const [index, item] of node.items.entries()) {
      const found = findIn(item, stand, [...path, index], depth + 1);
      if (found !== undefined) return { ...found, isFlow: found.isFlow || isFlow };
    }
  }
  return undefined;
}

/** Whether the keys of a map are in one column with what was put among them: otherwise the text is no YAML there. */
function isAligned({ map, isFlow }: Found, lines: LineCounter): boolean {
  if (map === undefined || isFlow) return true;
  const columns = map.items.map(({ key }) => lines.linePos(key.range[0]).col);
  return columns.every((column) => column === columns[0]);
}

function keysOf(map: YAMLMap.Parsed | undefined): string[] {
  return (map?.items ?? []).map(({ key }) => (isScalar(key) ? String(key.value) : ""));
}
