import { isAlias, isMap, isScalar, isSeq, type ParsedNode, type YAMLMap } from "yaml";
import { DEPTH_LIMIT } from "../../core/config/config-yaml.ts";
import { pathName, type Path } from "../../core/config/path.ts";
import { editedYaml } from "../state/edited-yaml.ts";

/** A place in a text; both are counted from 0, as editors do. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** From a place to another, which is not in it. */
export interface TextRange {
  readonly start: TextPosition;
  readonly end: TextPosition;
}

/** From where to where, in characters from the beginning of the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A key with its value, or a text in a list. A file has thousands, and of most of them nothing is asked. */
export class ConfigEntry {
  readonly path: Path;
  readonly value: ParsedNode | null;
  /** Undefined for a text in a list. */
  readonly key: Span | undefined;
  /** The map that the key is in, and which of its pairs it begins. */
  readonly map: YAMLMap.Parsed | undefined;
  readonly index: number;

  constructor(path: Path, value: ParsedNode | null, key?: Span, map?: YAMLMap.Parsed, index = -1) {
    this.path = path;
    this.value = value;
    this.key = key;
    this.map = map;
    this.index = index;
  }

  /** The path as people write it. */
  get name(): string {
    return pathName(this.path);
  }

  /** The value where it is a text, with its quotes; undefined where there is nothing to see. */
  get scalar(): (Span & { readonly text: string }) | undefined {
    if (!isScalar(this.value)) return undefined;
    const { start, end } = spanOf(this.value);
    return start === end ? undefined : { start, end, text: String(this.value.value) };
  }
}

/** What stands where. */
interface Parsed {
  readonly entries: readonly ConfigEntry[];
  readonly byStart: ReadonlyMap<number, ConfigEntry>;
}

/** The text of a config file with what stands where. Any text is read as far as it can be, also one that is half typed. */
export class ConfigText {
  readonly text: string;
  readonly #lineStarts: readonly number[];
  #read: Parsed | undefined;

  constructor(text: string) {
    this.text = text;
    this.#lineStarts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  }

  /** Every key and every text in a list, in the order of the file. */
  get entries(): readonly ConfigEntry[] {
    return this.#parsed.entries;
  }

  /** The connections by their names, in the order of the file. */
  get connections(): readonly (ConfigEntry & { readonly key: Span })[] {
    return this.entries.filter(
      (entry): entry is ConfigEntry & { key: Span } =>
        entry.key !== undefined && entry.path.length === 2 && entry.path[0] === "connections",
    );
  }

  entryAt(position: TextPosition): ConfigEntry | undefined {
    const offset = this.offsetAt(position);
    const touches = (span: Span | undefined): boolean =>
      span !== undefined && span.start <= offset && offset <= span.end;
    return this.entries.find(({ key, scalar }) => touches(key) || touches(scalar));
  }

  /** The key, or the text in a list, that begins at this very place. */
  entryFrom(position: TextPosition): ConfigEntry | undefined {
    return this.#parsed.byStart.get(this.offsetAt(position));
  }

  /** Parsed once it is asked for: who wants to know only of lines and columns does not wait for that. */
  get #parsed(): Parsed {
    if (this.#read === undefined) {
      const entries: ConfigEntry[] = [];
      findEntries(editedYaml(this.text).document.contents, [], entries);
      const byStart = new Map<number, ConfigEntry>();
      for (const entry of entries) {
        const start = (entry.key ?? entry.scalar)?.start;
        if (start !== undefined && !byStart.has(start)) byStart.set(start, entry);
      }
      this.#read = { entries, byStart };
    }
    return this.#read;
  }

  rangeOf({ start, end }: Span): TextRange {
    return { start: this.positionAt(start), end: this.positionAt(end) };
  }

  /** What is left of the line from a place on, without the blanks at its end. */
  restOfLine(position: TextPosition): string {
    const offset = this.offsetAt(position);
    return this.text.slice(offset, this.lineEndAfter(offset)).trimEnd();
  }

  /** Where the line begins in which a character is. */
  lineStartOf(offset: number): number {
    return this.#lineStarts[this.#lineOf(offset)] ?? 0;
  }

  /** Where the next line begins, or the text ends. */
  lineEndAfter(offset: number): number {
    return this.#lineStarts[this.#lineOf(offset) + 1] ?? this.text.length;
  }

  /** The place of a character. One beyond the text is the text's end. */
  positionAt(offset: number): TextPosition {
    const inside = Math.min(Math.max(0, offset), this.text.length);
    const line = this.#lineOf(inside);
    return { line, character: inside - (this.#lineStarts[line] ?? 0) };
  }

  /** The last line that begins at or before a character. */
  #lineOf(offset: number): number {
    let [first, beyond] = [0, this.#lineStarts.length];
    while (beyond - first > 1) {
      const middle = (first + beyond) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= offset) first = middle;
      else beyond = middle;
    }
    return first;
  }

  offsetAt({ line, character }: TextPosition): number {
    return Math.min((this.#lineStarts[line] ?? this.text.length) + character, this.text.length);
  }
}

let latest = new ConfigText("");

/** Reads a text; one that is asked for again and again is read once. */
export function configText(text: string): ConfigText {
  if (latest.text !== text) latest = new ConfigText(text);
  return latest;
}

/** Adds every entry of a node to those that were found. */
function findEntries(node: ParsedNode | null, path: Path, found: ConfigEntry[]): void {
  if (path.length >= DEPTH_LIMIT) return;
  if (isMap(node)) {
    const map = node as YAMLMap.Parsed;
    for (const [index, { key, value }] of map.items.entries()) {
      if (!isScalar(key)) continue;
      const at = [...path, String(key.value)];
      found.push(new ConfigEntry(at, value, spanOf(key), map, index));
      findEntries(value, at, found);
    }
  }
  if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) {
      const at = [...path, index];
      if (isScalar(item) || isAlias(item)) found.push(new ConfigEntry(at, item as ParsedNode));
      else findEntries(item as ParsedNode, at, found);
    }
  }
}

function spanOf({ range }: { readonly range: readonly [number, number, number] }): Span {
  return { start: range[0], end: range[1] };
}
