import { isDeepStrictEqual } from "node:util";
import * as l10n from "@vscode/l10n";
import { Document, isMap, isScalar, type Pair, type ParsedNode, type YAMLMap } from "yaml";
import { parseConfig } from "../../core/config/config-file.ts";
import { readYaml } from "../../core/config/config-yaml.ts";

/** What the user said of a connection that is to be described in `ocpi.yml`. */
export interface NewConnection {
  readonly name: string;
  /** Left out for the default one. */
  readonly profile?: string;
  readonly hubUrl: string;
  readonly platformUrl: string;
  readonly role: string;
  readonly countryCode: string;
  readonly partyId: string;
  readonly businessName: string;
}

/** A piece of a text and what comes in its place. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

const SCHEMA_LINE =
  "# yaml-language-server: $schema=https://raw.githubusercontent.com/ocpi-onboarding/ocpi-onboarding/v1/schemas/ocpi.schema.json";

/** The file is written in a way into which nothing can be inserted without rewriting it. */
export class UneditableConfig extends Error {
  constructor() {
    super(
      l10n.t("ocpi.yml has errors, or is written in a way that cannot be added to. Correct it, or add it by hand."),
    );
  }
}

/**
 * Whether a connection could be added to `ocpi.yml` so that it is one to work with then: the user should not describe it in
 * vain.
 */
export function canTakeMore(text: string | undefined): boolean {
  const probe = {
    name: "connection-to-be-added",
    hubUrl: "https://hub.example.com",
    platformUrl: "https://platform.example.com",
    role: "CPO",
    countryCode: "IN",
    partyId: "ABC",
    businessName: "Added",
  };
  try {
    return "config" in parseConfig(withConnection(text, probe), "ocpi.yml");
  } catch (error) {
    if (error instanceof UneditableConfig) return false;
    throw error;
  }
}

/**
 * The text of `ocpi.yml` with one connection more. It is inserted as text: whatever else is in the file stays as it is,
 * with its comments, order, quotes and line breaks.
 * @param text undefined when there is no file yet.
 * @throws UneditableConfig when there is no place for it.
 */
export function withConnection(text: string | undefined, connection: NewConnection): string {
  if (text === undefined || text.trim() === "") {
    return `${SCHEMA_LINE}\nversion: 1\nconnections:\n${block(connection, 2, 2)}`;
  }
  const { start, end, insert } = changeOf(text, connection);
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  const changed = text.slice(0, start) + insert.replaceAll(/\r?\n/g, lineBreak) + text.slice(end);
  if (!isAdded(text, changed, connection.name)) throw new UneditableConfig();
  return changed;
}

function changeOf(text: string, connection: NewConnection): Change {
  const { document, faults } = readYaml(text);
  const { contents } = document;
  if (faults.length > 0) throw new UneditableConfig();
  if (contents === null || isEmptyScalar(contents)) {
    return atEndOf(text, `version: 1\nconnections:\n${block(connection, 2, 2)}`);
  }
  if (!isMap(contents)) throw new UneditableConfig();
  const top = contents as YAMLMap.Parsed;
  const pair = pairNamed(top, "connections");
  if (pair === undefined) {
    return top.flow
      ? intoFlow(top, `"connections": {${flowPair(connection)}}`)
      : atEndOf(text, `connections:\n${block(connection, 2, 2)}`);
  }
  return amongConnections(text, pair, connection);
}

/** A change where `connections` is there already, with something in it or not. */
function amongConnections(
  text: string,
  { key, value }: Pair<ParsedNode, ParsedNode | null>,
  added: NewConnection,
): Change {
  const outer = columnOf(text, key.range[0]);
  if (isMap(value)) {
    const map = value as YAMLMap.Parsed;
    const [first] = map.items;
    // `connections: {}` is how people write that there is none yet; the block form goes on from there.
    if (map.flow && first === undefined && /^\{ *\}$/.test(text.slice(map.range[0], map.range[1]))) {
      return insteadOf(text, { start: map.range[0], end: map.range[1] }, block(added, outer + 2, 2));
    }
    if (map.flow || first === undefined) return intoFlow(map, flowPair(added));
    const column = columnOf(text, first.key.range[0]);
    const blank = isSpaced(text, map) ? "\n" : "";
    return afterLast(text, map, column, blank + block(added, column, Math.max(2, column - outer)));
  }
  if (value === null || isEmptyScalar(value)) {
    const end = text.indexOf(":", key.range[1]) + 1;
    return insteadOf(text, { start: end, end }, block(added, outer + 2, 2));
  }
  throw new UneditableConfig();
}

// --- Places

/** After the last key of a map, and after the comments that belong to it. */
function afterLast(text: string, map: YAMLMap.Parsed, column: number, lines: string): Change {
  const last = map.items.at(-1);
  const end = last === undefined ? map.range[1] : (last.value ?? last.key).range[1];
  return atLine(text, afterComments(text, lineAfter(text, end), column), lines);
}

/** Behind the comments that follow at this column or further in: they are about what stands before them. */
function afterComments(text: string, from: number, column: number): number {
  let after = from;
  for (let at = from; at < text.length;) {
    const next = nextLine(text, at);
    const line = text.slice(at, next);
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    const isComment = line.trimStart().startsWith("#");
    if (line.trim() !== "" && !(isComment && indent >= column)) break;
    if (isComment) after = next;
    at = next;
  }
  return after;
}

/** Lines in the place of what stands behind a key; a comment at the end of its line stays there. */
function insteadOf(text: string, { start, end }: { start: number; end: number }, lines: string): Change {
  const next = nextLine(text, end);
  const rest = text.slice(end, next);
  const behindColon = text.slice(0, start).trimEnd().length;
  return { start: behindColon, end: next, insert: rest.endsWith("\n") ? rest + lines : `${rest}\n${lines}` };
}

function atEndOf(text: string, lines: string): Change {
  return atLine(text, text.length, lines);
}

function atLine(text: string, at: number, lines: string): Change {
  const broken = at === 0 || text[at - 1] === "\n";
  return { start: at, end: at, insert: broken ? lines : `\n${lines}` };
}

/** Into braces, behind what is in them. */
function intoFlow(map: YAMLMap.Parsed, pair: string): Change {
  const last = map.items.at(-1);
  const at = last === undefined ? map.range[0] + 1 : (last.value ?? last.key).range[1];
  return { start: at, end: at, insert: last === undefined ? ` ${pair} ` : `, ${pair}` };
}

/** Where the line after a value begins. A block text ends where it has begun already. */
function lineAfter(text: string, end: number): number {
  return text[end - 1] === "\n" ? end : nextLine(text, end);
}

/** Where the next line begins, or the text ends. */
function nextLine(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  return newline === -1 ? text.length : newline + 1;
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}

/** Whether the connections stand apart, with an empty line before the last of them. */
function isSpaced(text: string, { items }: YAMLMap.Parsed): boolean {
  const last = items.at(-1);
  return items.length > 1 && last !== undefined && /\n[ \r]*\n(?: *#.*\n)* *$/.test(text.slice(0, last.key.range[0]));
}

// --- What is inserted

function described({ profile, hubUrl, platformUrl, role, countryCode, partyId, businessName }: NewConnection): object {
  return {
    hub: { ...(profile === undefined ? {} : { profile }), url: hubUrl },
    platform: {
      url: platformUrl,
      roles: [{ role, country_code: countryCode, party_id: partyId, business_details: { name: businessName } }],
    },
  };
}

/** A connection as lines, the first of them at this column. */
function block(connection: NewConnection, column: number, indent: number): string {
  // Tools that read YAML 1.1 take more texts for something else, such as the country NO for a "no": those are quoted, too.
  const document = new Document({ [connection.name]: described(connection) }, { compat: "yaml-1.1" });
  const lines = document.toString({ indent: Math.min(indent, 8), lineWidth: 0, blockQuote: false });
  // Only YAML's own line breaks are some: there may be another kind in a name.
  return lines.replace(/(?<=^|\n)(?=[^\n])/g, " ".repeat(column));
}

/** A connection within braces: JSON is YAML. */
function flowPair(connection: NewConnection): string {
  return `${JSON.stringify(connection.name)}: ${JSON.stringify(described(connection))}`;
}

// --- Reading

function pairNamed(map: YAMLMap.Parsed, name: string): Pair<ParsedNode, ParsedNode | null> | undefined {
  return map.items.find(({ key }) => isScalar(key) && key.value === name);
}

function isEmptyScalar(node: ParsedNode): boolean {
  return isScalar(node) && node.range[0] === node.range[1];
}

/** Whether the new text is the old one with this connection, and says nothing else. */
function isAdded(before: string, after: string, name: string): boolean {
  const [old, now] = [dataOf(before), dataOf(after)];
  if (old === undefined || now === undefined) return false;
  const { [name]: added, ...others } = now.connections;
  // A file that said nothing gets a version, too.
  const rest = Object.keys(old.rest).length === 0 ? {} : now.rest;
  return added !== undefined && isDeepStrictEqual({ connections: others, rest }, old);
}

type Data = Readonly<Record<string, unknown>>;

/** Undefined for what cannot be read, or multiplies without end. */
function dataOf(text: string): { readonly connections: Data; readonly rest: Data } | undefined {
  const { document, faults } = readYaml(text);
  if (faults.length > 0) return undefined;
  try {
    const { connections, ...rest } = (document.toJS() || {}) as Data;
    return { connections: { ...((connections || {}) as Data) }, rest };
  } catch {
    return undefined;
  }
}
