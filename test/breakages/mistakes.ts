import type { Mistake, Node, Place } from "./place.ts";

/** The statement is left out. */
export const leftOut: Mistake = () => "";

/** Another statement comes before it. */
export function after(statement: string): Mistake {
  return ({ node, textOf }) => `${statement}\n${textOf(node)}`;
}

/**
 * The function ends before the statement.
 * @param value what it returns, if anything.
 * @param when the condition on which it does. By default it always does, which the compiler is not told: it would take what
 * follows for dead code, and complain of that.
 */
export function ending(value = "", when = "Date.now() > 0"): Mistake {
  return after(`if (${when}) return ${value};`);
}

/** The first condition, of an `if` or of a `?:`, is always this. */
export function deciding(outcome: boolean): Mistake {
  return (place) => {
    const decision = place.node.type === "IfStatement" ? place.node : place.first("ConditionalExpression");
    return replaced(place, partOf(decision, "test"), String(outcome));
  };
}

/** Of the first `&&` or `||` the left side or the right side is left out. */
export function withoutSide(side: "left" | "right"): Mistake {
  return (place) => {
    const both = place.first("LogicalExpression");
    return replaced(place, both, place.textOf(partOf(both, side === "left" ? "right" : "left")));
  };
}

/** What is returned or assigned is something else: `value` is written with the text of what it was. */
export function giving(value: string | ((was: string) => string)): Mistake {
  return (place) => {
    const given = valueOf(place);
    return replaced(place, given, typeof value === "string" ? value : value(place.textOf(given)));
  };
}

/** An argument of the first call, counted from 0, is something else. */
export function passing(index: number, value: string): Mistake {
  return (place) => {
    const argument = (place.first("CallExpression")["arguments"] as Node[])[index];
    if (argument === undefined) throw new Error(`The call has no argument ${index}.`);
    return replaced(place, argument, value);
  };
}

/** The first node of this type is something else: `value` is written with the text of what it was. */
export function changing(type: string, value: (was: string, place: Place, node: Node) => string): Mistake {
  return (place) => {
    const node = place.first(type);
    return replaced(place, node, value(place.textOf(node), place, node));
  };
}

function replaced({ node, textOf }: Place, part: Node, by: string): string {
  const text = textOf(node);
  return `${text.slice(0, part.start - node.start)}${by}${text.slice(part.end - node.start)}`;
}

function partOf(node: Node, name: string): Node {
  return node[name] as Node;
}

function valueOf({ node, first }: Place): Node {
  if (node.type === "ReturnStatement") return partOf(node, "argument");
  if (node.type === "ExpressionStatement") return partOf(first("AssignmentExpression"), "right");
  return partOf(first("VariableDeclarator"), "init");
}
