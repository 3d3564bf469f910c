import * as l10n from "@vscode/l10n";
import { closestMatch } from "leven";
import { offlineEntryFor, offlineSentences, type OfflineFinding } from "../../core/findings/offline.ts";
import type { Severity } from "../../core/findings/entry.ts";
import { readConfig, type ConfigFile, type ReadConfig } from "../../core/config/config-file.ts";
import { describedConnection, type Given } from "../../core/config/description.ts";
import { describedIn } from "../../core/config/file-description.ts";
import { positionOf, reportedOf } from "../../core/config/reported-findings.ts";
import type { Words } from "../../core/findings/words.ts";
import { isLoopback } from "../../core/peer/hub-address.ts";
import { defaultProfile, profileNamed } from "../../core/profiles/hubs.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import { editorWords } from "../../core/findings/editor-words.ts";
import { editedYaml } from "../state/edited-yaml.ts";
import { configText, type ConfigText, type ConfigEntry, type Span, type TextRange } from "./config-text.ts";

/** A change of the file that mends what a diagnostic says. */
interface QuickFix {
  readonly title: string;
  /** The file does not tell whether it is right: nothing may take it unasked. */
  readonly isGuess?: boolean;
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

/**
 * Checks the text of a config file offline: its syntax, tokens, its keys, and what each connection would be refused for. All at
 * once: what is wrong in one place hides nothing of what is wrong in another, as far as that can be told.
 */
export function diagnosticsOf(text: string, path: string): readonly ConfigDiagnostic[] {
  // The editor asks again at each movement of the cursor.
  if (latest?.text !== text || latest.path !== path) latest = { text, path, diagnostics: diagnose(text, path) };
  return latest.diagnostics;
}

let latest: { text: string; path: string; diagnostics: readonly ConfigDiagnostic[] } | undefined;

function diagnose(text: string, path: string): ConfigDiagnostic[] {
  const config = configText(text);
  const problems = problemsIn(readConfig(text, path, editedYaml), config);
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

function problemsIn({ config, stages, unread, isYaml, brokenFrom }: ReadConfig, text: ConfigText): Problem[] {
  const found = stages.flat().map((finding) => ({ finding, profile: defaultProfile }));
  const offline = Object.keys(config.connections).flatMap((name) => problemsOf(config, name));
  return [...found, ...offline.filter(({ finding }) => !isUnread(finding) && isReliable(finding))];

  /** It would be about what was set aside, and not about what stands in the file. */
  function isUnread(finding: OfflineFinding): boolean {
    for (let name = nameOf(finding); name !== ""; name = name.replace(/(?:^|\.)[^.[]*$|\[\d+\]$/, "")) {
      if (unread.has(name)) return true;
    }
    return false;
  }

  /** Of a text that is no YAML only what stands before the fault can be told, and not what is missing. */
  function isReliable(finding: OfflineFinding): boolean {
    if (isYaml) return true;
    const { entry, range } = placeOf(finding, text);
    return range.start.line + 1 < brokenFrom && entry !== undefined && isAboutValue(finding, entry);
  }
}

function nameOf(finding: OfflineFinding): string {
  if ("source" in finding) return finding.source.name;
  return "key" in finding ? finding.key : "";
}

/** What a connection would be refused for. Without a hub everything else is checked as beside any hub. */
function problemsOf(file: ConfigFile, name: string): Problem[] {
  const entry = file.connections[name];
  if (entry === undefined) return [];
  const described = describedIn(entry, name, (path) => file.sourceOf(["connections", name, ...path]));
  const profile = profileNamed(described.profileName?.value ?? "") ?? defaultProfile;
  const { hubUrl = standInHub(described.platformUrl) } = described;
  const checked = describedConnection({ ...described, profile, hubUrl }, true);
  const findings = "findings" in checked ? checked.findings : checked.connection.warnings;
  const problems = findings.map((finding) => ({ finding, profile }));
  return described.hubUrl === undefined ? [withoutHub(file, name), ...problems] : problems;
}

/** A platform on this machine is a sandbox's, where no hub says otherwise. */
function standInHub(platform: Given<string> | undefined): Given<string> {
  const origin = isLoopback(platform?.value ?? "") ? "http://127.0.0.1" : "https://hub.example.com";
  return { value: `${origin}/ocpi/versions`, source: { name: "" } };
}

function withoutHub(config: ConfigFile, name: string): Problem {
  const source = config.sourceOf(["connections", name]);
  const position = source.position ?? { line: 1, column: 1 };
  const key = `${source.name}.hub.url`;
  return {
    finding: { code: "config-value", path: config.path, position, key, expected: "is missing" },
    profile: defaultProfile,
  };
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
    case "url-malformed":
      return withScheme(entry, config);
    case "hub-url-mistaken":
      return replaceIn(entry, finding.value, finding.versions, changeTo(finding.versions), config);
    case "platform-url-credentials":
    case "platform-url-versions":
    case "platform-url-details":
      return replaceIn(entry, finding.value, finding.expected, changeTo(finding.expected), config).map((fix) => ({
        ...fix,
        isGuess: true,
      }));
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

/** A host that was written without a scheme: on this machine there is a sandbox, which does without TLS. */
function withScheme(entry: ConfigEntry, config: ConfigText): QuickFix[] {
  const text = entry.scalar?.text ?? "";
  if (!/^(?:[a-z0-9-]+\.)+[a-z0-9-]+(?::\d+)?(?:\/\S*)?$|^localhost(?::\d+)?(?:\/\S*)?$/i.test(text)) return [];
  const url = `${isLoopback(`http://${text}`) ? "http" : "https"}://${text}`;
  return URL.canParse(url) ? replaceIn(entry, text, url, changeTo(url), config) : [];
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
