import * as z from "zod/mini";
import type { FieldType } from "../findings/samples.ts";
import { fieldName, type FieldPath } from "../ocpi/credentials-fields.ts";
import { DATE_TIME_MAX_LENGTH } from "../ocpi/objects/date-time.ts";
import type { SampleFault } from "./sample-fault.ts";

type Issue = z.core.$ZodIssue;

const types: Readonly<Record<string, FieldType>> = {
  string: "text",
  number: "number",
  int: "int",
  boolean: "bool",
  array: "list",
  object: "object",
};

/** What the schema of its kind finds in an object: of each field the first thing, which may explain the others. */
export function schemaFaults(value: unknown, schema: z.core.$ZodType): SampleFault[] {
  const { error } = z.safeParse(schema, value, { reportInput: true });
  const seen = new Set<string>();
  return (error?.issues ?? []).flatMap((issue) => {
    const at = issue.path.filter((step) => typeof step !== "symbol");
    const name = fieldName(at);
    if (seen.has(name)) return [];
    seen.add(name);
    return [{ at, finding: faultOf(issue, valueAt(value, at)) }];
  });
}

function faultOf(issue: Issue, value: unknown): SampleFault["finding"] {
  if (value === undefined || value === null) return { code: "sample-missing" };
  switch (issue.code) {
    case "invalid_type":
      return { code: "sample-type", type: types[issue.expected] ?? "object" };
    case "invalid_value":
      // A closed list is of texts.
      return typeof value === "string"
        ? { code: "sample-value", value, allowed: issue.values.map(String) }
        : { code: "sample-type", type: "text" };
    case "too_big":
      return typeof value === "string"
        ? { code: "sample-length", length: value.length, max: Number(issue.maximum) }
        : { code: "sample-range", value: Number(value), limit: Number(issue.maximum), than: "more" };
    case "too_small":
      return Array.isArray(value)
        ? { code: "sample-empty" }
        : { code: "sample-range", value: Number(value), limit: Number(issue.minimum), than: "less" };
    default:
      return formFault(issue.message, String(value));
  }
}

/** What is wrong with a text, by what its check says: see `types.ts` of the objects. */
function formFault(said: string, value: string): SampleFault["finding"] {
  switch (said) {
    case "ascii":
      return { code: "sample-ascii" };
    case "visible":
      return { code: "sample-visible" };
    case "url":
      return { code: "sample-form", value, example: "https://your-platform.com/terms" };
    case "time":
      return { code: "sample-time", value, fault: timeFault(value) };
    default:
      return { code: "sample-form", value, example: said };
  }
}

function timeFault(value: string): "offset" | "long" | "unreal" | "form" {
  if (/[+-]\d{2}:?\d{2}$/.test(value) && value.includes("T")) return "offset";
  if (value.length > DATE_TIME_MAX_LENGTH) return "long";
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z?$/.test(value) ? "unreal" : "form";
}

function valueAt(value: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown> | null)?.[step], value);
}
