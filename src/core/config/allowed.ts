import * as z from "zod/mini";
import { definitionOf, descriptionAt, schemaAt, unwrapped } from "./keys.ts";
import type { Path } from "./path.ts";

/** A key that may stand in a map. */
interface AllowedKey {
  readonly name: string;
  readonly description: string | undefined;
  /** The map is wrong without it. */
  readonly required: boolean;
}

/** What may stand at a place of `ocpi.yml`. */
export type Allowed =
  | { readonly kind: "map"; readonly keys: readonly AllowedKey[] }
  /** A map whose keys are names: of connections, of modules. */
  | { readonly kind: "names" }
  | { readonly kind: "list" }
  | {
      readonly kind: "text";
      /** All that it may be; empty where that is not a list of words. */
      readonly values: readonly string[];
      /** What it may be, among other things. */
      readonly examples: readonly string[];
    };

/** What may stand at a place, read off the schema itself. Undefined where nothing may, or where anything may. */
export function allowedAt(path: Path): Allowed | undefined {
  const schema = schemaAt(path);
  const definition = definitionOf(unwrapped(schema));
  switch (definition?.type) {
    case "object":
      return { kind: "map", keys: Object.keys(definition.shape ?? {}).map((name) => keyAt([...path, name])) };
    case "record":
      return { kind: "names" };
    case "array":
      return { kind: "list" };
    case "enum":
      return { kind: "text", values: Object.values(definition.entries ?? {}), examples: [] };
    case "literal":
      return { kind: "text", values: definition.values ?? [], examples: [] };
    case "string":
      return { kind: "text", values: [], examples: examplesOf(schema) };
    default:
      return undefined;
  }
}

function keyAt(path: Path): AllowedKey {
  const required = definitionOf(schemaAt(path))?.type !== "optional";
  return { name: String(path.at(-1)), description: descriptionAt(path), required };
}

/** They may stand on the schema or on what it wraps, such as an optional one. */
function examplesOf(schema: unknown): readonly string[] {
  const examples = z.globalRegistry.get(schema as z.ZodMiniType)?.["examples"];
  if (Array.isArray(examples)) return examples.map(String);
  const inner = definitionOf(schema)?.innerType;
  return inner === undefined ? [] : examplesOf(inner);
}
