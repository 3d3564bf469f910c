import { parseAst } from "rolldown/parseAst";

/** A node of the tree that the parser makes: what is read of it here. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** The method by which a class shows its private fields to the trace. */
const SHOWN = 'Symbol.for("walk.fields")';

/**
 * Wraps the body of each function of a file, so that the trace sees its arguments, its result and who called it, and gives
 * each class a method that shows its private fields. What the code does stays as it was.
 * @param source TypeScript whose types can be erased.
 * @param file the name that the trace gives the file.
 */
export function instrumented(source: string, file: string): string {
  const insertions: [at: number, text: string][] = [];
  const insert = (at: number, text: string): void => void insertions.push([at, text]);
  visit(parseAst(source, { lang: "ts" }, file) as unknown as Node, undefined, (node, parent) => {
    if (node.type === "ClassBody") insert(node.start + 1, showing(node));
    if (functions.has(node.type) && isNode(node["body"])) wrap(node, node["body"], nameOf(node, parent), file, insert);
  });
  // Of two texts at one place the one of the inner function, which is met later, stands further inside.
  let text = source;
  for (const [at, added] of insertions.toSorted(([a], [b]) => b - a)) text = text.slice(0, at) + added + text.slice(at);
  return text;
}

const functions = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"]);

function wrap(
  node: Node,
  body: Node,
  { name, kind }: { name: string; kind: unknown },
  file: string,
  insert: (at: number, text: string) => void,
): void {
  const isArrow = node.type === "ArrowFunctionExpression";
  const values = (node["params"] as readonly Node[]).flatMap(boundNames);
  const around = isArrow || kind === "constructor" ? values : ["this", ...values];
  const about = `${JSON.stringify(file)}, ${JSON.stringify(name)}`;
  if (node["generator"] === true) {
    // A generator hands out value by value, to the function that asks for the next one.
    visit(body, undefined, (inner) => {
      if (inner.type !== "YieldExpression" || inner["delegate"] === true || !isNode(inner["argument"])) return;
      insert(inner["argument"].start, `walkTrace.yielded(${about}, `);
      insert(inner["argument"].end, ")");
    });
    return;
  }
  const changed = isArrow ? assignedOutside(node, values) : [];
  const after = kind === "constructor" ? "() => [this]" : `() => [${changed.join(", ")}]`;
  const head = `walkTrace.call(${about}, [${around.join(", ")}], ${after}, ${node["async"] === true ? "async " : ""}() => `;
  if (body.type === "BlockStatement") {
    insert(body.start + 1, ` return ${head}{`);
    insert(body.end - 1, "}); ");
  } else {
    insert(body.start, `${head}(`);
    insert(body.end, "))");
  }
}

/** The name by which a reader finds a function, and what kind of method it is. */
function nameOf(node: Node, parent: Node | undefined): { name: string; kind: unknown } {
  const named = node["id"] ?? parent?.["key"] ?? (parent?.type === "VariableDeclarator" ? parent["id"] : undefined);
  const name = isNode(named) && typeof named["name"] === "string" ? named["name"] : "an arrow";
  return { name: parent?.["kind"] === "constructor" ? "constructor" : name, kind: parent?.["kind"] };
}

/** A method that shows the private fields of a class; one that is not written yet has nothing to show. */
function showing(classBody: Node): string {
  const fields = (classBody["body"] as readonly Node[]).flatMap((member) => {
    const key = member["key"];
    const isField = member.type === "PropertyDefinition" && member["static"] !== true;
    return isField && isNode(key) && key.type === "PrivateIdentifier" ? [`#${String(key["name"])}`] : [];
  });
  const own = fields.map((field) => `${field} in this ? this.${field} : undefined`).join(", ");
  return ` [${SHOWN}]() { return [${own}].concat(super[${SHOWN}]?.() ?? []); } `;
}

/** The names that a parameter binds. */
function boundNames(pattern: Node): string[] {
  switch (pattern.type) {
    case "Identifier":
      return pattern["name"] === "this" ? [] : [String(pattern["name"])];
    case "AssignmentPattern":
      return boundNames(pattern["left"] as Node);
    case "RestElement":
      return boundNames(pattern["argument"] as Node);
    case "ArrayPattern":
      return (pattern["elements"] as readonly (Node | null)[]).flatMap((one) => (one === null ? [] : boundNames(one)));
    case "ObjectPattern":
      return (pattern["properties"] as readonly Node[]).flatMap((property) =>
        boundNames(property.type === "Property" ? (property["value"] as Node) : property),
      );
    default:
      return [];
  }
}

/** The variables of an outer function to which an arrow assigns: a way for a value to go on, beside its result. */
function assignedOutside(arrow: Node, own: readonly string[]): string[] {
  const [assigned, declared] = [new Set<string>(), new Set(own)];
  visit(arrow, undefined, (node) => {
    const left = node["left"];
    if (node.type === "AssignmentExpression" && isNode(left) && left.type === "Identifier") {
      assigned.add(String(left["name"]));
    }
    if (node.type === "VariableDeclarator") boundNames(node["id"] as Node).forEach((name) => declared.add(name));
    if (functions.has(node.type)) {
      (node["params"] as readonly Node[]).flatMap(boundNames).forEach((name) => declared.add(name));
    }
  });
  return [...assigned].filter((name) => !declared.has(name));
}

function visit(node: Node, parent: Node | undefined, see: (node: Node, parent: Node | undefined) => void): void {
  see(node, parent);
  for (const child of Object.values(node).flat()) if (isNode(child)) visit(child, node, see);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}
