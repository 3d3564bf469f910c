import type * as z from "zod/mini";
import { definitionOf, nearestKeyAt, schemaAt, unwrapped } from "./keys.ts";
import type { Path } from "./path.ts";
import { configSchema, type ConnectionConfig } from "./schema.ts";
import { isTokenKey } from "./token-key.ts";

/** What can be read of a config in which something is wrong. */
export interface Readable {
  readonly connections: Readonly<Record<string, ConnectionConfig>>;
  /** Everything that the schema does not allow. */
  readonly issues: readonly z.core.$ZodIssue[];
  /** What was wrong or is missing: in its place stands something of the right kind, which says nothing. */
  readonly unread: readonly Path[];
  /** A path in `connections` as the file has it, where a connection has a name that none may have. */
  asWritten(path: Path): Path;
}

/** What is put in the place of something may lack something itself, down to the deepest key that the schema has. */
const ROUNDS = 12;

/** Reads plain data as far as the schema allows it. What it does not allow is set aside, so that everything else can be checked. */
export function readable(value: unknown): Readable {
  withoutTokens(value, new Set());
  const names = new Map<string, string>();
  const asWritten = (path: Path): Path =>
    path[0] === "connections" && names.has(String(path[1]))
      ? ["connections", names.get(String(path[1])) ?? "", ...path.slice(2)]
      : path;
  const unread: Path[] = [];
  let issues: readonly z.core.$ZodIssue[] | undefined;
  let root = value;
  for (let round = 0; round < ROUNDS; round += 1) {
    const parsed = configSchema.safeParse(root, { reportInput: true });
    if (parsed.success) return { connections: parsed.data.connections, issues: issues ?? [], unread, asWritten };
    issues ??= parsed.error.issues;
    for (const issue of parsed.error.issues) {
      if (issue.path.length === 0 && issue.code === "invalid_type") root = {};
      unread.push(...setAside(root, issue, names).map(asWritten));
    }
  }
  return { connections: {}, issues: issues ?? [], unread, asWritten };
}

/** @returns what is not read because of that. */
function setAside(root: unknown, issue: z.core.$ZodIssue, names: Map<string, string>): Path[] {
  if (issue.code === "unrecognized_keys") {
    const map = at(root, issue.path);
    return issue.keys.flatMap((key) => {
      if (map !== undefined) delete map[key];
      const meant = nearestKeyAt(issue.path, key);
      return meant === undefined ? [] : [[...issue.path, meant]];
    });
  }
  const last = String(issue.path.at(-1));
  const map = at(root, issue.path.slice(0, -1));
  if (map === undefined) return [issue.path];
  if (issue.code === "invalid_key") {
    if (!Object.hasOwn(map, last)) return [];
    let name = `unnamed-${names.size}`;
    while (Object.hasOwn(map, name)) name += "-";
    names.set(name, last);
    map[name] = map[last];
    delete map[last];
    return [];
  }
  const instead = standIn(schemaAt(issue.path));
  if (instead === undefined) delete map[last];
  else map[last] = instead;
  return [issue.path];
}

/** Something that a schema takes and that says nothing; undefined where nothing needs to stand. */
function standIn(schema: unknown): unknown {
  if (definitionOf(schema)?.type === "optional") return undefined;
  const definition = definitionOf(unwrapped(schema));
  switch (definition?.type) {
    case "object":
    case "record":
      return {};
    case "array":
      return [];
    case "literal":
      return definition.values?.[0];
    case "string":
      return "";
    default:
      return undefined;
  }
}

function at(root: unknown, path: Path): Record<string, unknown> | undefined {
  let node = root;
  for (const step of path) {
    if (typeof node !== "object" || node === null || !Object.hasOwn(node, step)) return undefined;
    node = (node as Record<PropertyKey, unknown>)[step];
  }
  return typeof node === "object" && node !== null ? (node as Record<string, unknown>) : undefined;
}

/** Tokens are told by their places. Of what else is wrong none is a part. */
function withoutTokens(value: unknown, seen: Set<unknown>): void {
  if (typeof value !== "object" || value === null || seen.has(value)) return;
  seen.add(value);
  for (const [key, inside] of Object.entries(value)) {
    if (!Array.isArray(value) && isTokenKey(key)) delete (value as Record<string, unknown>)[key];
    else withoutTokens(inside, seen);
  }
}
