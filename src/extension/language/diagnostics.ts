import * as l10n from "@vscode/l10n";
import { closestMatch } from "leven";
import { type Fact, catalogue } from "../../core/findings/catalogue.ts";
import type { Severity } from "../../core/findings/entry.ts";
import { parseConfig, type ConfigFile } from "../../core/config/config-file.ts";
import { describedConnection, type Description } from "../../core/config/description.ts";
import { descriptionIn } from "../../core/config/file-description.ts";
import { positionOf, toldOf } from "../../core/config/told.ts";
import type { Words } from "../../core/findings/words.ts";
import { defaultProfile } from "../../core/profiles/hubs.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import { editorWords } from "../../core/findings/editor-words.ts";
import { sentences } from "../../core/findings/finding.ts";
import { configText, type ConfigText, type ConfigEntry, type Span, type TextRange } from "./config-text.ts";
import { withoutTokens } from "./literal-tokens.ts";

/** A change of the file that mends what a diagnostic says. */
interface QuickFix {
  readonly title: string;
  readonly range: TextRange;
  readonly replacement: string;
}

/** What is wrong in `ocpi.yml`, where exactly, and what would mend it. */
export interface ConfigDiagnostic {
  /** The value where it is wrong; the key where it is the key, or where something is missing under it. */
  readonly range: TextRange;
  readonly severity: Severity;
  /** The check, such as `PAY-11`. */
  readonly code: string;
  readonly message: string;
  readonly fixes: readonly QuickFix[];
}

/** Checks the text of a config file offline: its syntax, its keys, and what each connection would be refused for. */
export function diagnosticsOf(text: string, path: string): ConfigDiagnostic[] {
  const config = configText(text);
  const problems = problemsIn(text, path);
  const profiles = new Map(problems.map(({ fact, profile }) => [fact, profile]));
  return toldOf(
    problems.map(({ fact }) => fact),
    path,
  ).map((fact) => diagnosticOf(fact, profiles.get(fact) ?? defaultProfile, config));
}

interface Problem {
  readonly fact: Fact;
  /** The hub's, where it is about one connection. */
  readonly profile: Profile;
}

function problemsIn(text: string, path: string): Problem[] {
  const parsed = parseConfig(text, path);
  if ("facts" in parsed) {
    const problems = parsed.facts.map((fact) => ({ fact, profile: defaultProfile }));
    return parsed.facts.some(({ code }) => code === "config-token")
      ? [...problems, ...problemsBesideTokens(text, path)]
      : problems;
  }
  const { config } = parsed;
  return Object.keys(config.connections).flatMap((name) => {
    const description = descriptionIn(config, name);
    return description === undefined ? [withoutHub(config, name)] : problemsOf(description);
  });
}

/** A token hides from the core whatever else is wrong. A user who mends the file wants to know it all at once. */
function problemsBesideTokens(text: string, path: string): Problem[] {
  const rest = withoutTokens(text);
  if (rest === text) return [];
  return problemsIn(rest, path).filter(({ fact }) => fact.code !== "config-token" && fact.code !== "config-syntax");
}

function withoutHub(config: ConfigFile, name: string): Problem {
  const position = config.sourceOf(["connections", name]).position ?? { line: 1, column: 1 };
  const key = `connections.${name}.hub.url`;
  return {
    fact: { code: "config-value", path: config.path, position, key, expected: "is missing" },
    profile: defaultProfile,
  };
}

function problemsOf(description: Description): Problem[] {
  const described = describedConnection(description, true);
  const facts = "facts" in described ? described.facts : described.connection.warnings;
  return facts.map((fact) => ({ fact, profile: description.profile }));
}

function diagnosticOf(fact: Fact, profile: Profile, config: ConfigText): ConfigDiagnostic {
  const { message, fix } = sentences(fact, { words: wordsInPlace, profile });
  const { entry, range } = placeOf(fact, config);
  const { check, severity } = catalogue[fact.code];
  return {
    range,
    severity,
    code: check,
    message: [...message, fix]
      .filter((part) => part !== undefined)
      .join(" ")
      .replaceAll("`", ""),
    fixes: entry === undefined ? [] : fixesFor(fact, entry, config),
  };
}

/** Words for who sees the place: the Problems view says itself where it is. */
const wordsInPlace: Words = {
  ...editorWords,
  placeIn: () => "This",
  keyIn: (_path, _position, key) => `\`${key.replace(/^connections\.[a-z0-9-]+\./, "")}\``,
  correctLine: () => ({}),
};

/** Where a fact is marked. The core says where the key stands, or for what is not there the nearest key above it. */
function placeOf(fact: Fact, config: ConfigText): { entry: ConfigEntry | undefined; range: TextRange } {
  const position = positionOf(fact);
  const start = { line: (position?.line ?? 1) - 1, character: (position?.column ?? 1) - 1 };
  const entry = fact.code === "config-syntax" ? undefined : config.entryFrom(start);
  const marked = entry === undefined ? undefined : markedIn(entry, fact);
  if (marked !== undefined) return { entry, range: config.rangeOf(marked) };
  const length = Math.max(1, config.restOfLine(start).length);
  return { entry, range: { start, end: { line: start.line, character: start.character + length } } };
}

/** What there is to see of an entry: its value where that is what is wrong, or else its key. */
function markedIn(entry: ConfigEntry, fact: Fact): Span | undefined {
  const { key = entry.scalar, scalar } = entry;
  const marked = scalar !== undefined && isAboutValue(fact, entry) ? scalar : key;
  return marked === undefined || marked.start === marked.end ? undefined : marked;
}

/** Whether the value of this entry is what is wrong, and not something that is missing near it. */
function isAboutValue(fact: Fact, { name }: ConfigEntry): boolean {
  if (fact.code === "config-value") return fact.key === name;
  return "source" in fact && fact.source.name === name;
}

function fixesFor(fact: Fact, entry: ConfigEntry, config: ConfigText): QuickFix[] {
  switch (fact.code) {
    case "config-unknown-key":
      return fact.nearest === undefined || entry.key === undefined
        ? []
        : [{ title: changeTo(fact.nearest), range: config.rangeOf(entry.key), replacement: fact.nearest }];
    case "config-value":
      return fact.key === entry.name ? nearestValue(entry, fact.allowed ?? [], config) : [];
    case "role-unknown":
      return nearestValue(entry, fact.allowed, config);
    case "url-insecure":
      return replaceIn(entry, "http:", "https:", l10n.t('Use "https:"'), config);
    case "lower-case":
      return replaceIn(entry, fact.value, fact.value.toUpperCase(), changeTo(fact.value.toUpperCase()), config);
    default:
      return [];
  }
}

function changeTo(text: string): string {
  return l10n.t('Change to "{0}"', text);
}

/** The allowed value that was most likely meant, if any comes near; where there is but one, that one. */
function nearestValue(entry: ConfigEntry, allowed: readonly string[], config: ConfigText): QuickFix[] {
  const text = entry.scalar?.text ?? "";
  const [only, ...others] = allowed;
  const nearest = others.length === 0 ? only : closestMatch(text, allowed, { maxDistance: 2 });
  return nearest === undefined || text === "" ? [] : replaceIn(entry, text, nearest, changeTo(nearest), config);
}

/** Replaces something in a value, and leaves what is around it, such as quotes. */
function replaceIn({ scalar }: ConfigEntry, from: string, to: string, title: string, config: ConfigText): QuickFix[] {
  if (scalar === undefined) return [];
  const at = config.text.slice(scalar.start, scalar.end).indexOf(from);
  if (at === -1) return [];
  const start = scalar.start + at;
  return [{ title, range: config.rangeOf({ start, end: start + from.length }), replacement: to }];
}
