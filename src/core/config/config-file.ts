import { closestMatch } from "leven";
import { isMap, isScalar, isSeq, visit, type Document, type ParsedNode } from "yaml";
import type * as z from "zod/mini";
import type { ConfigFinding } from "../findings/offline.ts";
import type { Position, Source } from "../findings/source.ts";
import { isTooLarge, readYaml, type ConfigYaml } from "./config-yaml.ts";
import { keysAt } from "./keys.ts";
import { pathName, type Path } from "./path.ts";
import { configSchema, type ConnectionConfig } from "./schema.ts";
import { isTokenKey } from "./token-key.ts";
import { reportedOf } from "./reported-findings.ts";

/** `ocpi.yml`, parsed and valid. */
export interface ConfigFile {
  readonly path: string;
  readonly connections: Readonly<Record<string, ConnectionConfig>>;
  /** Where in the file a value stands: the nearest place that exists. */
  sourceOf(path: Path): Source;
}

/**
 * Parses `ocpi.yml`, in time that is linear in its length. Its faults are reported, each with its place, up to a hundred of
 * them; a token's value is in none of them.
 */
export function parseConfig(text: string, path: string): { config: ConfigFile } | { findings: ConfigFinding[] } {
  if (isTooLarge(text)) return { findings: [{ code: "config-size", path, position: { line: 1, column: 1 } }] };
  const yaml = readYaml(text);
  const { document, lines, faults } = yaml;
  const positionAt = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const findings = (found: readonly ConfigFinding[]): { findings: ConfigFinding[] } => ({
    findings: reportedOf(found, path),
  });
  if (faults.length > 0) {
    return findings(
      faults.map(({ offset, detail }) => ({ code: "config-syntax", path, position: positionAt(offset), detail })),
    );
  }
  const tokens = findTokens(document);
  if (tokens.length > 0) {
    return findings(
      tokens.map(({ key, offset }) => ({ code: "config-token", path, position: positionAt(offset), key })),
    );
  }
  const value = valueOf(yaml);
  if ("fault" in value) {
    return findings([{ code: "config-syntax", path, position: { line: 1, column: 1 }, detail: value.fault }]);
  }
  const parsed = configSchema.safeParse(value.value, { reportInput: true });
  if (!parsed.success) {
    return findings(faultsOf(parsed.error.issues, path, (at) => positionAt(offsetOf(yaml, at))));
  }
  return {
    config: {
      path,
      connections: parsed.data.connections,
      sourceOf: (at) => ({ name: pathName(at), file: path, position: positionAt(offsetOf(yaml, at)) }),
    },
  };
}

/** The document as plain data. A merge of what is no map is a fault, not a crash. */
function valueOf({ document, meant }: ConfigYaml): { value: unknown } | { fault: string } {
  // The library looks for the anchor of each alias among all of them; here each is known already.
  visit(document, { Alias: (_key, alias) => meant.get(alias) });
  try {
    return { value: document.toJS() };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : "it cannot be read" };
  }
}

/** Every fault. A key that is missing because it was written differently is reported once, as the wrong key. */
function faultsOf(
  issues: readonly z.core.$ZodIssue[],
  path: string,
  positionOf: (at: Path) => Position,
): ConfigFinding[] {
  const findings = issues.flatMap((issue) => issueFindings(issue, path, positionOf));
  const meant = new Set(
    findings.flatMap((finding) => (finding.code === "config-unknown-key" ? [finding.nearest] : [])),
  );
  return findings.filter((finding) => finding.code !== "config-value" || !meant.has(finding.key.split(".").at(-1)));
}

function issueFindings(issue: z.core.$ZodIssue, path: string, positionOf: (at: Path) => Position): ConfigFinding[] {
  if (issue.code === "unrecognized_keys") {
    const allowed = keysAt(issue.path);
    return issue.keys.map((key) => ({
      code: "config-unknown-key" as const,
      path,
      position: positionOf([...issue.path, key]),
      key,
      nearest: closestMatch(key, allowed, { maxDistance: 4 }),
      allowed,
    }));
  }
  const position = positionOf(issue.path);
  return [
    {
      code: "config-value",
      path,
      position,
      key: pathName(issue.path) || "the file",
      expected: expectationOf(issue),
      ...(issue.code === "invalid_value" ? { allowed: issue.values.map(String) } : {}),
      ...(issue.code === "invalid_key" ? { names: namesOf(issue) } : {}),
    },
  ];
}

/** What names are made of, where one is wrong. */
function namesOf({ issues }: z.core.$ZodIssueInvalidKey): string {
  return issues.map(({ message }) => message).join(", ");
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
      return `must be named by ${namesOf(issue)}`;
    default:
      return issue.message;
  }
}

/** Keys that hold a literal token, wherever they are. */
function findTokens(document: Document.Parsed<ParsedNode>): { key: string; offset: number }[] {
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
  walk(document.contents);
  return found;
}

/** Where a path begins; for what is not there, or only by an alias, where the nearest thing above it begins. */
function offsetOf({ document, pairs }: ConfigYaml, path: Path): number {
  let offset = 0;
  let node: unknown = document.contents;
  for (const step of path) {
    // What an alias stands for is further up, and belongs to others, too.
    if (startOf(node) < offset) return offset;
    if (isMap(node)) {
      const pair = pairs.get(node)?.get(String(step));
      if (pair === undefined) return offset;
      offset = Math.max(offset, startOf(pair.key));
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = Math.max(offset, startOf(node));
    } else {
      return offset;
    }
  }
  return offset;
}

function startOf(node: unknown): number {
  return (node as { range?: [number, number, number] } | undefined)?.range?.[0] ?? 0;
}
