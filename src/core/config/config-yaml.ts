import {
  Composer,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  Parser,
  type Alias,
  type Document,
  type Pair,
  type ParsedNode,
  type YAMLMap,
} from "yaml";

/** What `ocpi.yml` may be long, in bytes of UTF-8. */
export const FILE_LIMIT = 256_000;

const LARGE = "larger than 256 kB";

/** How deep it may be nested. What it describes is nested by nine levels. */
export const DEPTH_LIMIT = 50;

const DEEP = `It is nested more than ${DEPTH_LIMIT} levels deep`;

/** No text that a person writes has as many brackets open. The library takes minutes for tens of thousands. */
const OPEN_LIMIT = 1000;

/** What keeps a text from being read, and where, in characters from its beginning. */
interface YamlFault {
  readonly offset: number;
  readonly detail: string;
}

/** The text of a config as YAML. */
export interface ConfigYaml {
  readonly document: Document.Parsed<ParsedNode>;
  readonly lines: LineCounter;
  /** In the order of the text. Where there are some, the document is what could be read nevertheless. */
  readonly faults: readonly YamlFault[];
  /** It would be too much work to read it all. */
  readonly isTooMuch: boolean;
  /** What each alias stands for. */
  readonly meant: ReadonlyMap<Alias, ParsedNode>;
  /** What is in a map at a key. */
  pairAt(map: YAMLMap, key: string): Pair | undefined;
}

/** Whether a text is too long to be read at all. */
export function isTooLarge(text: string): boolean {
  return text.length > FILE_LIMIT || new TextEncoder().encode(text).length > FILE_LIMIT;
}

/** A document, and the one behind it where there are several. */
export type Composed = readonly [document: ConfigYaml["document"], another: ConfigYaml["document"] | undefined];

/** Makes the document of a text. */
export type Compose = (text: string) => Composed;

/** Reads the text of a config. */
export type ReadYaml = (text: string) => ConfigYaml;

/**
 * Reads the text of a config, in time that is linear in its length. One that is too large is not looked into. Whatever
 * makes little text into much work is a fault: aliases that stand for more than a file may have, and nesting without end.
 */
export function readYaml(text: string, compose: Compose = composed): ConfigYaml {
  if (isTooLarge(text)) return { ...readYaml(""), faults: [{ offset: 0, detail: LARGE }] };
  const offset = manyOpenAt(text);
  if (offset !== undefined) return { ...readYaml(""), faults: [{ offset, detail: DEEP }], isTooMuch: true };
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (const { index } of text.matchAll(/\n/g)) lines.addNewLine(index + 1);
  const [document, another] = withoutStacks(() => compose(text));
  const walk = new Walk();
  walk.into(document.contents, 1);
  const faults = [
    ...document.errors.map(({ pos, message }) => ({ offset: pos[0], detail: message.replace(/\.$/, "") })),
    ...walk.faults,
    ...(another === undefined ? [] : [{ offset: another.range[0], detail: "There are several documents" }]),
  ];
  const { isTooMuch, meant } = walk;
  const index = new Index();
  return {
    document,
    lines,
    isTooMuch,
    meant,
    pairAt: (map, key) => index.pairAt(map, key),
    faults: faults.toSorted((one, other) => one.offset - other.offset),
  };
}

/** What is in the maps of a document by their keys, of those that were asked for: a map may have thousands. */
class Index {
  readonly #known = new Map<YAMLMap, ReadonlyMap<unknown, Pair>>();

  /** Of pairs with the same key, which are a fault, the last. */
  pairAt(map: YAMLMap, key: string): Pair | undefined {
    const pairs =
      this.#known.get(map) ??
      new Map(map.items.flatMap((pair) => (isScalar(pair.key) ? [[pair.key.value, pair]] : [])));
    this.#known.set(map, pairs);
    return pairs.get(key);
  }
}

/** Where too many brackets are open at once, those in texts and comments among them. */
function manyOpenAt(text: string): number | undefined {
  let open = 0;
  for (const { 0: bracket, index } of text.matchAll(/[[\]{}]/g)) {
    open = bracket === "[" || bracket === "{" ? open + 1 : Math.max(0, open - 1);
    if (open > OPEN_LIMIT) return index;
  }
  return undefined;
}

/** What the library makes of a text. No more is read than it takes to know that there are several documents. */
export function composed(text: string): Composed {
  // The failsafe schema knows only texts, lists and maps, so nothing is a number, a date or a truth by its looks. The
  // library holds each key against each; ours are looked up.
  const composer = new Composer({ schema: "failsafe", merge: true, logLevel: "error", uniqueKeys: false });
  // A forced end makes one document even of nothing.
  const [first, second] = composer.compose(new Parser().parse(text), true, text.length);
  return [first, second] as unknown as Composed;
}

/**
 * Makes errors that do not know where they were made: a text can have one at each character, and where in the
 * parser that was is not shown, and finding it out is most of the work.
 */
function withoutStacks<T>(work: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** What a node takes when its aliases are written out; undefined while it is being looked at. */
interface Anchored {
  readonly node: ParsedNode;
  size: number | undefined;
}

/** One walk over a document, which finds what the library does not look for, or only in quadratic time. */
class Walk {
  readonly faults: YamlFault[] = [];
  isTooMuch = false;
  readonly meant = new Map<Alias, ParsedNode>();
  readonly #anchors = new Map<string, Anchored>();
  #writtenOut = 0;

  /** @returns how many characters the node takes when its aliases are written out. */
  into(node: ParsedNode | null, depth: number): number {
    if (node === null) return 0;
    if (depth > DEPTH_LIMIT) return this.#refuse(node, DEEP);
    if (isAlias(node)) return this.#alias(node);
    const anchored: Anchored = { node, size: undefined };
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, anchored);
    anchored.size = node.range[1] - node.range[0] + this.#writtenOutIn(node, depth);
    return anchored.size;
  }

  /** What aliases add to a node. */
  #writtenOutIn(node: ParsedNode, depth: number): number {
    const before = this.#writtenOut;
    if (isMap(node)) {
      const known = new Set<unknown>();
      for (const { key, value } of node.items) {
        if (isScalar(key)) {
          // A merge key may stand there more than once; it is a symbol, and no two are the same.
          if (known.has(key.value)) this.#fault(key, "Map keys must be unique");
          known.add(key.value);
          this.into(key, depth + 1);
        } else this.#fault(key, "A key must be a text");
        this.into(value, depth + 1);
      }
    } else if (isSeq(node)) {
      for (const item of node.items) this.into(item as ParsedNode, depth + 1);
    }
    return this.#writtenOut - before;
  }

  #alias(alias: Alias.Parsed): number {
    const anchored = this.#anchors.get(alias.source);
    if (anchored === undefined) return this.#fault(alias, `Nothing before it is called &${alias.source}`);
    if (anchored.size === undefined) return this.#fault(alias, "It is an alias of what it stands in");
    this.meant.set(alias, anchored.node);
    this.#writtenOut += anchored.size;
    if (this.#writtenOut > FILE_LIMIT) return this.#refuse(alias, `With its aliases written out it is ${LARGE}`);
    return anchored.size;
  }

  #fault(node: ParsedNode, detail: string): number {
    this.faults.push({ offset: node.range[0], detail });
    return 0;
  }

  /** Told once, where it begins. */
  #refuse(node: ParsedNode, detail: string): number {
    if (!this.isTooMuch) this.#fault(node, detail);
    this.isTooMuch = true;
    return 0;
  }
}
