import type { Fact, Position } from "../../core/checks/fact.ts";
import { rules } from "../../core/checks/rules.ts";
import { parseConfig } from "../../core/config/config-file.ts";
import { describedConnection } from "../../core/config/description.ts";
import { descriptionIn } from "../../core/config/file-description.ts";
import { defaultProfile } from "../../core/profiles/hubs.ts";
import { editorVoice } from "../../core/report/editor-voice.ts";
import { sentence } from "../../core/report/messages.ts";

/** A range in the file; lines and columns are counted from 0, as editors do. */
export interface TextRange {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** A change of the file that mends what a diagnostic says. */
export interface QuickFix {
  readonly title: string;
  readonly range: TextRange;
  readonly replacement: string;
}

/** What is wrong in `ocpi.yml`, where exactly, and what would mend it. */
export interface ConfigDiagnostic {
  readonly range: TextRange;
  readonly severity: "error" | "warning" | "info";
  /** The check, such as `PAY-11`. */
  readonly code: string;
  readonly message: string;
  readonly fixes: readonly QuickFix[];
}

/** Checks the text of a config file offline: its syntax, its keys, and what each connection would be refused for. */
export function diagnosticsOf(text: string, path: string): ConfigDiagnostic[] {
  const lines = text.split("\n");
  const parsed = parseConfig(text, path);
  if ("facts" in parsed) return parsed.facts.map((fact) => diagnosticOf(fact, placeOf(fact), lines));
  const { config } = parsed;
  return Object.keys(config.connections).flatMap((name) => {
    const description = descriptionIn(config, name);
    if (description === undefined) {
      const position = config.sourceOf(["connections", name]).position ?? { line: 1, column: 1 };
      const key = `connections.${name}.hub.url`;
      return [diagnosticOf({ code: "config-value", path, position, key, expected: "is missing" }, position, lines)];
    }
    const described = describedConnection(description, true);
    const facts = "facts" in described ? described.facts : described.connection.remarks;
    return facts.map((fact) => diagnosticOf(fact, placeOf(fact), lines));
  });
}

function placeOf(fact: Fact): Position | undefined {
  if ("position" in fact) return fact.position;
  return "source" in fact ? fact.source.position : undefined;
}

function diagnosticOf(fact: Fact, position: Position | undefined, lines: readonly string[]): ConfigDiagnostic {
  const { message, fix } = sentence(fact, defaultProfile, editorVoice);
  const range = wordAt(position, lines);
  return {
    range,
    severity: rules[fact.code].severity,
    code: rules[fact.code].check,
    message: [message, fix]
      .filter((part) => part !== undefined)
      .join(" ")
      .replaceAll("`", ""),
    fixes: fixesFor(fact, range, lines),
  };
}

/** The word at a position; what begins with nothing that is a word is marked to the end of its line. */
function wordAt(position: Position | undefined, lines: readonly string[]): TextRange {
  const line = Math.min((position?.line ?? 1) - 1, lines.length - 1);
  const start = (position?.column ?? 1) - 1;
  const text = lines[line] ?? "";
  const word = /^[\w-]+/.exec(text.slice(start))?.[0] ?? text.slice(start).trimEnd();
  return { line, start, end: start + Math.max(1, word.length) };
}

function fixesFor(fact: Fact, range: TextRange, lines: readonly string[]): QuickFix[] {
  switch (fact.code) {
    case "config-unknown-key":
      return fact.nearest === undefined
        ? []
        : [{ title: `Change to "${fact.nearest}"`, range, replacement: fact.nearest }];
    case "url-insecure":
      return replaceAfter("http:", "https:", 'Use "https:"', range, lines);
    case "lower-case":
      return replaceAfter(
        fact.value,
        fact.value.toUpperCase(),
        `Change to "${fact.value.toUpperCase()}"`,
        range,
        lines,
      );
    default:
      return [];
  }
}

/** Replaces a value that stands behind its key. */
function replaceAfter(
  from: string,
  to: string,
  title: string,
  { line, start }: TextRange,
  lines: readonly string[],
): QuickFix[] {
  const at = (lines[line] ?? "").indexOf(from, start);
  return at === -1 ? [] : [{ title, range: { line, start: at, end: at + from.length }, replacement: to }];
}
