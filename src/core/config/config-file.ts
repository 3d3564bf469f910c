import { isCollection, isMap, isNode, isScalar, isSeq, visit, type Document, type ParsedNode } from "yaml";
import type * as z from "zod/mini";
import type { ConfigFinding } from "../findings/offline.ts";
import type { Position, Source } from "../findings/source.ts";
import { isTooLarge, readYaml, type ConfigYaml, type ReadYaml } from "./config-yaml.ts";
import { keysAt, nearestKeyAt } from "./keys.ts";
import { pathName, type Path } from "./path.ts";
import { readable } from "./readable.ts";
import type { ConnectionConfig } from "./schema.ts";
import { isTokenKey } from "./token-key.ts";
import { reportedOf } from "./reported-findings.ts";

/** How a sentence says that something is not there. */
const MISSING = "is missing";

/** `ocpi.yml`, parsed and valid. */
export interface ConfigFile {
  readonly path: string;
  readonly connections: Readonly<Record<string, ConnectionConfig>>;
  /** Where in the file a value stands: the nearest place that exists. */
  sourceOf(path: Path): Source;
}

/** `ocpi.yml` as far as it can be read, and everything that is wrong with it. */
export interface ReadConfig {
  readonly config: ConfigFile;
  /** By what hides what from a run: what is no YAML, then tokens, then what the schema does not allow. */
  readonly stages: readonly (readonly ConfigFinding[])[];
  /** The names of what was wrong or is missing: the config says nothing of it, nor of what is below it. */
  readonly unread: ReadonlySet<string>;
  /** Whether the text is YAML. If it is not, what is missing in the config may stand in the file nevertheless. */
  readonly isYaml: boolean;
  /** The line from which on the text cannot be relied on. */
  readonly brokenFrom: number;
}

/**
 * Parses `ocpi.yml`, in time that is linear in its length. Its faults are reported, each with its place, up to a hundred of
 * them; a token's value is in none of them.
 */
export function parseConfig(
  text: string,
  path: string,
  yamlOf: ReadYaml = readYaml,
): { config: ConfigFile } | { findings: ConfigFinding[] } {
  const { config, stages } = readConfig(text, path, yamlOf);
  const found = stages.find((stage) => stage.length > 0);
  return found === undefined ? { config } : { findings: reportedOf(found, path) };
}

/** Reads `ocpi.yml` as far as it can be read, in time that is linear in its length. No token is in what comes of it. */
export function readConfig(text: string, path: string, yamlOf: ReadYaml = readYaml): ReadConfig {
  const written = yamlOf(text);
  const yaml = withoutHalfKeys(text, written, yamlOf);
  const positionAt = (offset: number): Position => {
    const { line, col } = yaml.lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const placeOf = (at: Path): Position => positionAt(offsetOf(yaml, at));
  const sourceOf = (at: Path): Source => ({ name: pathName(at), file: path, position: placeOf(at) });
  const nothing = {
    config: { path, connections: {}, sourceOf },
    unread: new Set<string>(),
    isYaml: false,
    brokenFrom: 1,
  };
  const top = { path, position: { line: 1, column: 1 } };
  if (isTooLarge(text)) return { ...nothing, stages: [[{ code: "config-size", ...top }]] };
  const syntax = written.faults.map(({ offset, detail }): ConfigFinding => ({
    code: "config-syntax",
    path,
    position: positionAt(offset),
    detail,
  }));
  if (yaml.isTooMuch) return { ...nothing, stages: [syntax] };
  const tokens = findTokens(yaml.document).map(({ key, offset }): ConfigFinding => ({
    code: "config-token",
    path,
    position: positionAt(offset),
    key,
  }));
  const value = valueOf(yaml);
  if ("fault" in value) {
    const fault: ConfigFinding = { code: "config-syntax", ...top, detail: value.fault };
    return { ...nothing, stages: [syntax.length > 0 ? syntax : [fault], tokens] };
  }
  const { connections, issues, unread, asWritten } = readable(value.value);
  const broken = brokenAt(yaml.document);
  const isYaml = broken === undefined;
  const brokenFrom = isYaml ? Infinity : positionAt(broken).line;
  const faulty = new Set(syntax.map(({ position }) => position.line));
  const faults = faultsOf(issues, path, placeOf).filter(
    (fault) =>
      fault.position.line < brokenFrom &&
      !faulty.has(fault.position.line) &&
      (isYaml || fault.code !== "config-value" || fault.expected !== MISSING),
  );
  return {
    config: { path, connections, sourceOf: (at) => sourceOf(asWritten(at)) },
    stages: [syntax, tokens, faults],
    unread: new Set(unread.map(pathName)),
    isYaml,
    brokenFrom,
  };
}

/** Reads a text without the keys that are being typed in it and have no colon yet: each would take in the line that follows it. */
function withoutHalfKeys(text: string, written: ConfigYaml, yamlOf: ReadYaml): ConfigYaml {
  const halves = written.document.errors.filter(
    ({ code, message }) =>
      code === "MULTILINE_IMPLICIT_KEY" || (code === "MISSING_CHAR" && message.startsWith("Implicit map key")),
  );
  if (halves.length === 0) return written;
  let rest = "";
  let read = 0;
  for (const { pos } of halves) {
    const start = Math.max(read, pos[0]);
    // Blanks, so that all the rest stays where it is.
    const half = /^[^\r\n]*/.exec(text.slice(start, pos[1]))?.[0] ?? "";
    rest += text.slice(read, start) + " ".repeat(half.length);
    read = start + half.length;
  }
  return yamlOf(rest + text.slice(read));
}

/** From which character on a text is not read as it was meant. What is never closed was broken where it was opened. */
function brokenAt(document: ConfigYaml["document"]): number | undefined {
  const end = document.errors[0]?.pos[0];
  if (end === undefined) return undefined;
  let start = end;
  visit(document, (_key, node) => {
    const isEnclosing = isCollection(node) ? node.flow === true : isScalar(node) && node.type?.startsWith("QUOTE");
    if (isEnclosing === true && isNode(node) && node.range?.[1] === end) start = Math.min(start, node.range[0]);
  });
  return start;
}

/** The document as plain data. A merge of what is no map is a fault, not a crash. */
function valueOf({ document, meant }: ConfigYaml): { value: unknown } | { fault: string } {
  // The library looks for the anchor of each alias among all of them; here each is known already.
  if (meant.size > 0) visit(document, { Alias: (_key, alias) => meant.get(alias) });
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
      nearest: nearestKeyAt(issue.path, key),
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
      if (issue.input === undefined) return MISSING;
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
function offsetOf({ document, pairAt }: ConfigYaml, path: Path): number {
  let offset = 0;
  let node: unknown = document.contents;
  for (const step of path) {
    // What an alias stands for is further up, and belongs to others, too.
    if (startOf(node) < offset) return offset;
    if (isMap(node)) {
      const pair = pairAt(node, String(step));
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
