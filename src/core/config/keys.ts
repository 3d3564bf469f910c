import { closestMatch } from "leven";
import * as z from "zod/mini";
import type { Path } from "./path.ts";
import { configSchema } from "./schema.ts";

/** The keys that may stand at a place, read off the schema itself. */
export function keysAt(path: Path): string[] {
  return Object.keys(definitionOf(unwrapped(schemaAt(path)))?.shape ?? {});
}

// Farther away it is another word.
const MAX_DISTANCE = 4;

/** Of the keys that may stand at a place, the one that a mistyped key is nearest to; undefined where it is near none. */
export function nearestKeyAt(path: Path, key: string): string | undefined {
  return closestMatch(key, keysAt(path), { maxDistance: MAX_DISTANCE });
}

/** What the schema says of a place; undefined where it says nothing, or where nothing may stand. */
export function descriptionAt(path: Path): string | undefined {
  return described(schemaAt(path));
}

/** The schema of what may stand at a place; undefined where nothing may. A part of a union is its first: the others are ways to say nothing. */
export function schemaAt(path: Path): unknown {
  return path.reduce<unknown>(childSchema, configSchema);
}

function childSchema(schema: unknown, key: PropertyKey): unknown {
  const definition = definitionOf(unwrapped(schema));
  if (definition === undefined) return undefined;
  if (definition.type === "array") return definition.element;
  if (definition.type === "record") return definition.valueType;
  const { shape } = definition;
  return shape !== undefined && Object.hasOwn(shape, key) ? shape[String(key)] : undefined;
}

/** What the library holds of a schema, as far as it is read here. */
interface SchemaDefinition {
  readonly type: string;
  readonly options?: readonly unknown[];
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly string[];
  readonly innerType?: unknown;
  readonly element?: unknown;
  readonly valueType?: unknown;
  readonly shape?: Readonly<Record<string, unknown>>;
}

/** How the library holds a schema. */
export function definitionOf(schema: unknown): SchemaDefinition | undefined {
  return (schema as { def?: SchemaDefinition } | undefined)?.def;
}

/** A schema without what makes it optional. */
export function unwrapped(schema: unknown): unknown {
  const definition = definitionOf(schema);
  const inner = definition?.innerType ?? definition?.options?.[0];
  return inner === undefined ? schema : unwrapped(inner);
}

/** A description may stand on the schema or on what it wraps, such as an optional one. */
function described(schema: unknown): string | undefined {
  if (schema === undefined) return undefined;
  const description = z.globalRegistry.get(schema as z.ZodMiniType)?.description;
  const inner = definitionOf(schema)?.innerType;
  return description ?? (inner === undefined ? undefined : described(inner));
}
