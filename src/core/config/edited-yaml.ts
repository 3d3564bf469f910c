import {
  Alias,
  isAlias,
  isMap,
  isNode,
  isScalar,
  Pair,
  Scalar,
  YAMLMap,
  YAMLParseError,
  YAMLSeq,
  type Node,
  type Range,
} from "yaml";
import { composed, readYaml, type Compose, type Composed, type ConfigYaml } from "./config-yaml.ts";

/** Stands for connections that are not parsed; it is no name of one. */
const STAND_IN = "_:\n";

/** How many connections are read as one, where one is broken or takes in the next. */
const MERGED = 4;

/** No file of real connections has as many. To parse tiny ones one by one takes longer than all of them at once. */
const MANY = 3000;

/** A text that is cut between its connections. */
interface Cut {
  /** Where the key `connections` stands. */
  readonly keyAt: number;
  /** All before the first connection. */
  readonly head: string;
  /** The blanks before each name. */
  readonly indent: string;
  /** The lines of each connection but the last, with the comments behind it. */
  readonly blocks: readonly string[];
  /** The last connection, and all behind it. */
  readonly tail: string;
}

/** Connections that are parsed; positions are counted from where their lines begin. */
interface Block {
  readonly text: string;
  readonly pairs: readonly Pair[];
  readonly errors: readonly YAMLParseError[];
}

/**
 * Reads a text again and again while it is edited. A connection whose lines are as they were when the text was read last is not
 * parsed again. What comes of it is what {@link readYaml} makes of the text.
 */
export class EditedYaml {
  readonly #parse: Compose;
  #known: ReadonlyMap<string, Block> = new Map();
  #last: { readonly text: string; readonly yaml: ConfigYaml } | undefined;

  /** @param parse makes the document of a text, or of some connections of it. */
  constructor(parse: Compose = composed) {
    this.#parse = parse;
  }

  read(text: string): ConfigYaml {
    if (this.#last?.text === text) return this.#last.yaml;
    const yaml = readYaml(text, (whole) => this.#compose(whole));
    // Aliases are replaced by who makes plain data of a document: each reader gets one of its own.
    this.#last = yaml.meant.size > 0 ? undefined : { text, yaml };
    return yaml;
  }

  #compose(text: string): Composed {
    const cut = cutOf(text);
    if (cut === undefined) return this.#parse(text);
    const frame = frameOf(cut, this.#parse);
    const blocks = frame === undefined ? undefined : this.#blocksOf(cut.blocks);
    if (frame === undefined || blocks === undefined) return this.#parse(text);
    this.#known = new Map(blocks.map((block) => [block.text, block]));
    return filled(frame, blocks);
  }

  /** Undefined where one does not end with its lines, such as one with a bracket that is never closed. */
  #blocksOf(texts: readonly string[]): readonly Block[] | undefined {
    const blocks: Block[] = [];
    for (let index = 0; index < texts.length;) {
      let text = "";
      let block: Block | undefined;
      const end = Math.min(texts.length, index + MERGED);
      while (block === undefined && index < end) {
        const last = text.length;
        text += texts[index];
        index += 1;
        block = this.#known.get(text) ?? blockOf(text, last, this.#parse);
      }
      if (block === undefined) return undefined;
      blocks.push(block);
    }
    return blocks;
  }
}

/** Undefined for a text that has no connections in lines of their own, or too few or too many to be worth it. */
function cutOf(text: string): Cut | undefined {
  const key = /^connections:[ \t]*(?:#.*)?\r?\n/m.exec(text);
  // A directive is for all that stands below it.
  if (key === null || /^%/m.test(text)) return undefined;
  const starts: number[] = [];
  let indent: number | undefined;
  let nextLine = 0;
  for (let line = key.index + key[0].length; line < text.length; line = nextLine) {
    nextLine = text.indexOf("\n", line) + 1 || text.length;
    let first = line;
    while (text[first] === " ") first += 1;
    if (first >= nextLine || "\n\r#".includes(text[first] ?? "\n")) continue;
    const depth = first - line;
    indent ??= depth;
    if (depth === 0) break;
    if (depth < indent) return undefined;
    if (depth === indent && /^[\w-]+:\s/.test(text.slice(first, first + 100))) starts.push(line);
  }
  const [start, last] = [starts[0], starts.at(-1)];
  if (start === undefined || last === undefined || indent === undefined) return undefined;
  if (starts.length < 3 || starts.length > MANY) return undefined;
  return {
    keyAt: key.index,
    head: text.slice(0, start),
    indent: " ".repeat(indent),
    blocks: starts.slice(0, -1).map((from, index) => text.slice(from, starts[index + 1])),
    tail: text.slice(last),
  };
}

/** What is around the blocks, parsed: something stands in for them. */
interface Frame {
  readonly composed: Composed;
  /** Which of the document's pairs the connections are. */
  readonly index: number;
  /** Where the stand-in is. */
  readonly start: number;
  readonly end: number;
}

/** Undefined where it is not certain that the connections stand there. */
function frameOf({ keyAt, head, indent, tail }: Cut, parse: Compose): Frame | undefined {
  const parsed = parse(head + indent + STAND_IN + tail);
  const [{ contents, errors }] = parsed;
  const [start, end] = [head.length, head.length + indent.length + STAND_IN.length];
  if (!isMap(contents) || errors.some(({ pos }) => pos[0] < end)) return undefined;
  const index = contents.items.findIndex(({ key }) => isNode(key) && key.range?.[0] === keyAt);
  const connections = contents.items[index]?.value;
  if (!isMap(connections) || !isStandIn(connections.items[0], start + indent.length)) return undefined;
  return { composed: parsed, index, start, end };
}

/**
 * Undefined where the lines are not one connection or more, each of which ends before the next begins.
 * @param last where the last of them begins. Nothing may be broken in that one: how the library comes out of it, such as out of a
 *   bracket that is never closed, would tell in the connection behind it.
 */
function blockOf(text: string, last: number, parse: Compose): Block | undefined {
  const indent = / */.exec(text)?.[0] ?? "";
  const before = `connections:\n${indent}${STAND_IN}`;
  const [{ contents, errors }, another] = parse(`${before}${text}${indent}${STAND_IN}`);
  if (!isMap(contents) || contents.items.length !== 1 || another !== undefined) return undefined;
  const connections = contents.items[0]?.value;
  if (!isMap(connections)) return undefined;
  const [start, end] = [before.length, before.length + text.length];
  if (errors.some(({ pos }) => pos[0] < start || Math.max(...pos) > start + last)) return undefined;
  if (errors.some(isAboutMore)) return undefined;
  const [first, ...pairs] = connections.items;
  const behind = pairs.pop();
  if (!isStandIn(first, start - STAND_IN.length) || !isStandIn(behind, end + indent.length)) return undefined;
  const place = (offset: number): number => offset - start;
  return { text, pairs: pairs.map((pair) => placedPair(pair, place)), errors: placedErrors(errors, place) };
}

/** The library's word for a comment that it takes for the end of the map: where the map ends is then not told by what it holds. */
function isAboutMore({ code }: YAMLParseError): boolean {
  return code === "IMPOSSIBLE";
}

function isStandIn(pair: Pair<unknown, unknown> | undefined, at: number): boolean {
  const { key, value } = pair ?? {};
  return isScalar(key) && key.range?.[0] === at && isScalar(value) && value.range?.[0] === value.range?.[1];
}

/** The document of the whole text, with the blocks in their places. Its nodes are its own: its reader may change them. */
function filled({ composed: [document, another], index, start, end }: Frame, blocks: readonly Block[]): Composed {
  const pairs: Pair[] = [];
  const errors: YAMLParseError[] = [];
  let from = start;
  for (const { text, pairs: own, errors: ownErrors } of blocks) {
    const by = from;
    const place = (offset: number): number => by + offset;
    for (const pair of own) pairs.push(placedPair(pair, place));
    errors.push(...placedErrors(ownErrors, place));
    from += text.length;
  }
  const moved = from - end;
  const behind: Place = (offset) => (offset < end ? offset : offset + moved);
  const contents = placed(document.contents, behind);
  const connections = isMap(contents) ? contents.items[index]?.value : undefined;
  if (isMap(connections)) connections.items = [...pairs, ...connections.items.slice(1)];
  Object.assign(document, { contents, errors: [...errors, ...placedErrors(document.errors, behind)] });
  if (another !== undefined) another.range = rangeAt(another.range, behind);
  return [document, another];
}

/** Where a character is now. */
type Place = (offset: number) => number;

/** A copy of a node, with all that is in it, at another place. */
function placed(node: unknown, place: Place): unknown {
  if (!isNode(node)) return node;
  const copy = copied(node, place);
  if (Array.isArray(node.range)) copy.range = rangeAt(node.range, place);
  return copy;
}

function copied(node: Node, place: Place): Node {
  if (isScalar(node)) return Object.assign(new Scalar(node.value), node);
  if (isAlias(node)) return Object.assign(new Alias(node.source), node);
  if (isMap(node)) {
    return Object.assign(new YAMLMap(), node, { items: node.items.map((pair) => placedPair(pair, place)) });
  }
  return Object.assign(new YAMLSeq(), node, { items: node.items.map((item) => placed(item, place)) });
}

function placedPair({ key, value }: Pair<unknown, unknown>, place: Place): Pair {
  return new Pair(placed(key, place), placed(value, place));
}

function rangeAt([start, valueEnd, nodeEnd]: Range, place: Place): Range {
  return [place(start), place(valueEnd), place(nodeEnd)];
}

function placedErrors(errors: readonly YAMLParseError[], place: Place): YAMLParseError[] {
  return errors.map(({ pos, code, message }) => new YAMLParseError([place(pos[0]), place(pos[1])], code, message));
}
