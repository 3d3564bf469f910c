import { closestMatch } from "leven";
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from "yaml";
import type * as z from "zod/mini";
import type { ConfigFact, Position, Source } from "../checks/fact.ts";
import { keysAt } from "./keys.ts";
import { pathName, type Path } from "./path.ts";
import { configSchema, type ConnectionConfig } from "./schema.ts";
import { isTokenKey } from "./token-key.ts";

/** `ocpi.yml`, parsed and valid. */
export interface ConfigFile {
  readonly path: string;
  readonly connections: Readonly<Record<string, ConnectionConfig>>;
  /** Where in the file a value stands: the nearest place that exists. */
  sourceOf(path: Path): Source;
}

/** Parses `ocpi.yml`. Every fault is told, each with its place; a token's value is in none of them. */
export function parseConfig(text: string, path: string): { config: ConfigFile } | { facts: ConfigFact[] } {
  const lines = new LineCounter();
  // The failsafe schema knows only texts, lists and maps, so nothing is a number, a date or a truth by its looks.
  const document = parseDocument(text, {
    schema: "failsafe",
    merge: true,
    lineCounter: lines,
    prettyErrors: false,
    logLevel: "error",
  });
  const positionAt = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  if (document.errors.length > 0) {
    return {
      facts: document.errors.map(({ pos, message }) => ({
        code: "config-syntax" as const,
        path,
        position: positionAt(pos[0]),
        detail: message.replace(/\.$/, ""),
      })),
    };
  }
  const tokens = findTokens(document, []);
  if (tokens.length > 0) {
    return {
      facts: tokens.map(({ key, offset }) => ({
        code: "config-token" as const,
        path,
        position: positionAt(offset),
        key,
      })),
    };
  }
  const value = valueOf(document);
  if ("fault" in value) {
    return { facts: [{ code: "config-syntax", path, position: { line: 1, column: 1 }, detail: value.fault }] };
  }
  const parsed = configSchema.safeParse(value.value, { reportInput: true });
  if (!parsed.success) return { facts: faultsOf(parsed.error.issues, path, document, positionAt) };
  return {
    config: {
      path,
      connections: parsed.data.connections,
      sourceOf: (at) => ({ name: pathName(at), file: path, position: positionAt(offsetOf(document, at)) }),
    },
  };
}

/** The document as plain data. Aliases that multiply without end are a fault, not a crash. */
function valueOf(document: Document.Parsed): { value: unknown } | { fault: string } {
  try {
    return { value: document.toJS() };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : "it cannot be read" };
  }
}

/** Every fault. A key that is missing because it was written differently is told once, as the wrong key. */
function faultsOf(
  issues: readonly z.core.$ZodIssue[],
  path: string,
  document: Document.Parsed,
  positionAt: (offset: number) => Position,
): ConfigFact[] {
  const facts = issues.flatMap((issue) => issueFacts(issue, path, document, positionAt));
  const meant = new Set(facts.flatMap((fact) => (fact.code === "config-unknown-key" ? [fact.nearest] : [])));
  return facts.filter((fact) => fact.code !== "config-value" || !meant.has(fact.key.split(".").at(-1)));
}

function issueFacts(
  issue: z.core.$ZodIssue,
  path: string,
  document: Document.Parsed,
  positionAt: (offset: number) => Position,
): ConfigFact[] {
  if (issue.code === "unrecognized_keys") {
    const allowed = keysAt(issue.path);
    return issue.keys.map((key) => ({
      code: "config-unknown-key" as const,
      path,
      position: positionAt(offsetOf(document, [...issue.path, key])),
      key,
      nearest: closestMatch(key, allowed, { maxDistance: 4 }),
      allowed,
    }));
  }
  const position = positionAt(offsetOf(document, issue.path));
  return [
    {
      code: "config-value",
      path,
      position,
      key: pathName(issue.path) || "the file",
      expected: expectationOf(issue),
      ...(issue.code === "invalid_value" ? { allowed: issue.values.map(String) } : {}),
    },
  ];
}

function expectationOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_value":
      return issue.path.join() === "version"
        ? "must be 1, the version of this file's format"
        : `must be one of ${issue.values.map((value) => `\`${String(value)}\``).join(", ")}`;
    case "invalid_type": {
      if (issue.input === undefined) return "is missing";
      const expected: Readonly<Record<string, string>> = {
        string: "a text",
        array: "a list",
        object: "a map",
        record: "a map",
      };
      return `must be ${expected[issue.expected] ?? issue.expected}`;
    }
    case "invalid_key":
      return `must be named by ${issue.issues.map(({ message }) => message).join(", ")}`;
    default:
      return issue.message;
  }
}

/** Keys that hold a literal token, wherever they are. */
function findTokens(document: Document.Parsed, path: Path): { key: string; offset: number }[] {
  const found: { key: string; offset: number }[] = [];
  const walk = (node: unknown): void => {
    if (isSeq(node)) node.items.forEach(walk);
    if (!isMap(node)) return;
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : "";
      if (isTokenKey(name)) found.push({ key: name, offset: isScalar(key) ? (key.range?.[0] ?? 0) : 0 });
      walk(value);
    }
  };
  walk(document.getIn(path, true));
  return found;
}

/** Where a path begins in the text; for what is not there, where the nearest thing above it begins. */
function offsetOf(document: Document.Parsed, path: Path): number {
  let offset = 0;
  let node: unknown = document.contents;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined) return offset;
      offset = isScalar(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = (node as { range?: [number, number, number] } | undefined)?.range?.[0] ?? offset;
    } else {
      return offset;
    }
  }
  return offset;
}
