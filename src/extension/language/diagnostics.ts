import * as l10n from "@vscode/l10n";
import { closestMatch } from "leven";
import { offlineEntryFor, offlineSentences, type OfflineFinding } from "../../core/findings/offline.ts";
import type { Severity } from "../../core/findings/entry.ts";
import { parseConfig, type ConfigFile } from "../../core/config/config-file.ts";
import { describedConnection, type Description } from "../../core/config/description.ts";
import { descriptionIn } from "../../core/config/file-description.ts";
import { positionOf, reportedOf } from "../../core/config/reported-findings.ts";
import type { Words } from "../../core/findings/words.ts";
import { defaultProfile } from "../../core/profiles/hubs.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import { editorWords } from "../../core/findings/editor-words.ts";
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
  const profiles = new Map(problems.map(({ finding, profile }) => [finding, profile]));
  return reportedOf(
    problems.map(({ finding }) => finding),
    path,
  ).map((finding) => diagnosticOf(finding, profiles.get(finding) ?? defaultProfile, config));
}

interface Problem {
  readonly finding: OfflineFinding;
  /** The hub's, where it is about one connection. */
  readonly profile: Profile;
}

function problemsIn(text: string, path: string): Problem[] {
  const parsed = parseConfig(text, path);
  if ("findings" in parsed) {
    const problems = parsed.findings.map((finding) => ({ finding, profile: defaultProfile }));
    return parsed.findings.some(({ code }) => code === "config-token")
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
  return problemsIn(rest, path).filter(
    ({ finding }) => finding.code !== "config-token" && finding.code !== "config-syntax",
  );
}

function withoutHub(config: ConfigFile, name: string): Problem {
  const position = config.sourceOf(["connections", name]).position ?? { line: 1, column: 1 };
  const key = `connections.${name}.hub.url`;
  return {
    finding: { code: "config-value", path: config.path, position, key, expected: "is missing" },
    profile: defaultProfile,
  };
}

function problemsOf(description: Description): Problem[] {
  const described = describedConnection(description, true);
  const findings = "findings" in described ? described.findings : described.connection.warnings;
  return findings.map((finding) => ({ finding, profile: description.profile }));
}

function diagnosticOf(finding: OfflineFinding, profile: Profile, config: ConfigText): ConfigDiagnostic {
  const { message, fix } = offlineSentences(finding, { words: wordsInPlace, profile });
  const { entry, range } = placeOf(finding, config);
  const { check, severity } = offlineEntryFor(finding);
  return {
    range,
    severity,
    code: check,
    message: [...message, fix]
      .filter((part) => part !== undefined)
      .join(" ")
      .replaceAll("`", ""),
    fixes: entry === undefined ? [] : fixesFor(finding, entry, config),
  };
}

/** Words for who sees the place: the Problems view says itself where it is. */
const wordsInPlace: Words = {
  ...editorWords,
  placeIn: () => "This",
  keyIn: (_path, _position, key) => `\`${key.replace(/^connections\.[a-z0-9-]+\./, "")}\``,
  correctLine: () => ({}),
};

/** Where a finding is marked. The core says where the key stands, or for what is not there the nearest key above it. */
function placeOf(finding: OfflineFinding, config: ConfigText): { entry: ConfigEntry | undefined; range: TextRange } {
  const position = positionOf(finding);
  const start = { line: (position?.line ?? 1) - 1, character: (position?.column ?? 1) - 1 };
  const entry = finding.code === "config-syntax" ? undefined : config.entryFrom(start);
  const marked = entry === undefined ? undefined : markedIn(entry, finding);
  if (marked !== undefined) return { entry, range: config.rangeOf(marked) };
  const length = Math.max(1, config.restOfLine(start).length);
  return { entry, range: { start, end: { line: start.line, character: start.character + length } } };
}

/** What there is to see of an entry: its value where that is what is wrong, or else its key. */
function markedIn(entry: ConfigEntry, finding: OfflineFinding): Span | undefined {
  const { key = entry.scalar, scalar } = entry;
  const marked = scalar !== undefined && isAboutValue(finding, entry) ? scalar : key;
  return marked === undefined || marked.start === marked.end ? undefined : marked;
}

/** Whether the value of this entry is what is wrong, and not something that is missing near it. */
function isAboutValue(finding: OfflineFinding, { name }: ConfigEntry): boolean {
  if (finding.code === "config-value") return finding.key === name;
  return "source" in finding && finding.source.name === name;
}

function fixesFor(finding: OfflineFinding, entry: ConfigEntry, config: ConfigText): QuickFix[] {
  switch (finding.code) {
    case "config-unknown-key":
      return finding.nearest === undefined || entry.key === undefined
        ? []
        : [{ title: changeTo(finding.nearest), range: config.rangeOf(entry.key), replacement: finding.nearest }];
    case "config-value":
      return finding.key === entry.name ? nearestValue(entry, finding.allowed ?? [], config) : [];
    case "role-unknown":
      return nearestValue(entry, finding.allowed, config);
    case "url-insecure":
      return replaceIn(entry, "http:", "https:", l10n.t('Use "https:"'), config);
    case "lower-case":
      return replaceIn(
        entry,
        finding.value,
        finding.value.toUpperCase(),
        changeTo(finding.value.toUpperCase()),
        config,
      );
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
