import { parseSync } from "rolldown/utils";

/** A node of a syntax tree in the form of ESTree, with its place in the text. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** Where a mistake is made: what stands behind a comment `// Breakage: <marker>`, such as a statement or a declaration. */
export interface Place {
  readonly node: Node;
  /** The text of a node. */
  textOf(node: Node): string;
  /** The first node of this type in the place, from its beginning. */
  first(type: string): Node;
}

/**
 * What stands at a place instead of it, as TypeScript.
 * @throws where the place has not the form that the mistake asks for.
 */
export type Mistake = (place: Place) => string;

/** The markers in a source text, in their order. */
export function markersIn(text: string): string[] {
  return [...text.matchAll(/^ *\/\/ Breakage: (.+)$/gm)].map(([, marker = ""]) => marker);
}

/**
 * The source text with a mistake made at a marker.
 * @throws where the marker is not there, or the mistake cannot be made.
 */
export function broken(text: string, marker: string, mistake: Mistake): string {
  const { program, comments, errors } = parseSync("source.ts", text);
  if (errors.length > 0) throw new Error(errors[0]?.message);
  const comment = comments.find(({ value }) => value.trim() === `Breakage: ${marker}`);
  if (comment === undefined) throw new Error(`There is no marker: ${marker}`);
  const node = behind(program as unknown as Node, comment.end);
  if (node === undefined) throw new Error(`Nothing stands behind the marker: ${marker}`);
  const textOf = ({ start, end }: Node): string => text.slice(start, end);
  const first = (type: string): Node => {
    const found = nodesIn(node).find((inner) => inner.type === type);
    if (found === undefined) throw new Error(`Behind "${marker}" there is no ${type}.`);
    return found;
  };
  return `${text.slice(0, node.start)}${mistake({ node, textOf, first })}${text.slice(node.end)}`;
}

/** The outermost node that begins first behind this place. */
function behind(program: Node, from: number): Node | undefined {
  const later = nodesIn(program).filter(({ start }) => start >= from);
  const begin = Math.min(...later.map(({ start }) => start));
  return later.find(({ start }) => start === begin);
}

/** A node and all within it, the outer before the inner and the first before the last. */
function nodesIn(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (typeof value !== "object" || value === null) return [];
  const own = isNode(value) ? [value] : [];
  const inner = Object.values(value).flatMap(nodesIn);
  return [...own, ...inner.toSorted((a, b) => a.start - b.start || b.end - a.end)];
}

function isNode(value: object): value is Node {
  return "type" in value && typeof value.type === "string" && "start" in value && typeof value.start === "number";
}
