import { evaluate, parse, type DocumentNode, type MemberNode, type ValueNode } from "@humanwhocodes/momoa";
import type { FieldPath } from "../ocpi/credentials-fields.ts";
import type { Position } from "../findings/source.ts";

/** JSON of which each place is known. */
export interface LocatedJson {
  readonly value: unknown;
  /** Where the field or entry begins; for what is not there, where the nearest thing above it begins. */
  positionOf(path: FieldPath): Position;
  /** The fields that stand more than once in their object. */
  readonly twice: readonly FieldPath[];
}

/** What keeps a text from being JSON, and where. */
export interface JsonFault {
  readonly fault: "end" | "found" | "control";
  /** What stands there. */
  readonly found: string;
  readonly position: Position;
}

/**
 * Reads JSON (RFC 8259) in time that is linear in its length, strictly: a receiver's parser knows no comments and no trailing commas.
 * The text has to be bounded: it is read by recursion.
 */
export function readJson(text: string): LocatedJson | JsonFault {
  const document = documentOf(text);
  if ("fault" in document) return document;
  const found = new Walk(text);
  found.into(document.body, []);
  if (found.control !== undefined) return found.control;
  return {
    value: evaluate(document),
    twice: found.twice,
    positionOf: (path) => positionIn(document.body, path),
  };
}

// One that a JSON text cannot end with, or not yet.
const lastToken = /^(?:[{[:,]|"(?:[^"\\]|\\.)*"?|[\d.eE+-]+)$/s;

function documentOf(text: string): DocumentNode | JsonFault {
  try {
    return parse(text, { mode: "json", ranges: true });
  } catch (error) {
    const { message, line, column, offset } = error as Error & { line: number; column: number; offset: number };
    const rest = text.slice(offset).trimEnd();
    // What is missing is missing at the end, whichever of the last tokens the parser holds responsible.
    if (message.startsWith("Unexpected end") || rest === "" || lastToken.test(rest))
      return { fault: "end", found: "", position: endOf(text) };
    const [found = ""] = /^(?:\w+|.)/su.exec(text.slice(offset, offset + 30)) ?? [];
    return { fault: "found", found, position: { line, column } };
  }
}

function endOf(text: string): Position {
  const lines = text.trimEnd().split(/\r\n|\r|\n/);
  return { line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
}

/** One walk over a document, for what the parser lets pass. */
class Walk {
  readonly twice: FieldPath[] = [];
  control: JsonFault | undefined;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  into(node: ValueNode, path: FieldPath): void {
    if (node.type === "String") this.#look(node);
    else if (node.type === "Array") {
      for (const [index, { value }] of node.elements.entries()) this.into(value, [...path, index]);
    } else if (node.type === "Object") {
      const known = new Set<string>();
      for (const member of node.members) {
        const name = nameOf(member);
        const at = [...path, name];
        if (known.has(name)) this.twice.push(at);
        known.add(name);
        this.#look(member.name);
        this.into(member.value, at);
      }
    }
  }

  #look({ range, loc }: { range?: [number, number] | undefined; loc: MemberNode["loc"] }): void {
    const [from, to] = range ?? [0, 0];
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    if (this.control !== undefined || !/[\u0000-\u001f]/.test(this.#text.slice(from, to))) return;
    this.control = { fault: "control", found: "", position: { line: loc.start.line, column: loc.start.column } };
  }
}

function nameOf({ name }: MemberNode): string {
  return name.type === "String" ? name.value : name.name;
}

function startOf({ loc }: MemberNode | ValueNode): Position {
  return { line: loc.start.line, column: loc.start.column };
}

function positionIn(root: ValueNode, path: FieldPath): Position {
  let position = startOf(root);
  let node = root;
  for (const step of path) {
    const next = childOf(node, step);
    if (next === undefined) break;
    position = startOf(next);
    node = next.type === "Member" ? next.value : next;
  }
  return position;
}

/** Of several fields of one name the last, whose value counts here. */
function childOf(node: ValueNode, step: string | number): MemberNode | ValueNode | undefined {
  if (node.type === "Object") return node.members.findLast((member) => nameOf(member) === step);
  return node.type === "Array" ? node.elements[Number(step)]?.value : undefined;
}
