import { isAlias } from "yaml";
import { checkToken } from "../../core/checks/payload.ts";
import { parseConfig } from "../../core/config/config-file.ts";
import type { Description } from "../../core/config/description.ts";
import { descriptionIn } from "../../core/config/file-description.ts";
import type { Path } from "../../core/config/path.ts";
import { isTokenKey } from "../../core/config/token-key.ts";
import {
  HubToken,
  InitialToken,
  PlatformToken,
  hasScheme,
  isPlaceholderToken,
  type AnyToken,
} from "../../core/ocpi/token.ts";
import { configText, type ConfigText, type ConfigEntry, type Span, type TextRange } from "./config-text.ts";

/** A key in the file that holds a token, which none may. */
export interface LiteralToken {
  /** The key with its path, such as `connections.chargeindia.hub.token`. */
  readonly name: string;
  readonly range: TextRange;
  /** What takes it out of the file. */
  readonly removal: { readonly range: TextRange; readonly replacement: string };
  readonly worth: Worth;
}

/** What can be kept of it. */
type Worth =
  /** A token of a connection, which is described as the file describes it without any token. */
  | { readonly state: "movable"; readonly token: AnyToken; readonly description: Description }
  /** Perhaps a token, but the file does not say yet which hub it is for, or it is not written as it is used. */
  | { readonly state: "homeless" }
  /** No token: empty, an example, a reference to some secret. */
  | { readonly state: "worthless" };

const makers = { "initial-token": InitialToken, "platform-token": PlatformToken, "hub-token": HubToken } as const;

/** The tokens that stand in the file, in their order. */
export function literalTokensIn(text: string): LiteralToken[] {
  const config = configText(text);
  const found = tokenEntries(config);
  if (found.length === 0) return [];
  const parsed = parseConfig(withoutTokens(text), "ocpi.yml");
  const named = new Set<string>();
  const twice = new Set<string>();
  for (const { name } of found) (named.has(name) ? twice : named).add(name);
  return found.map((entry) => {
    const { span, replacement } = removalOf(entry, config);
    const name = connectionOf(entry.path);
    // A key that is there twice does not say which one is meant.
    const isAlone = !twice.has(entry.name);
    const description =
      isAlone && "config" in parsed && name !== undefined ? descriptionIn(parsed.config, name) : undefined;
    return {
      name: entry.name,
      range: config.rangeOf(entry.key),
      removal: { range: config.rangeOf(span), replacement },
      worth: worthOf(entry, description),
    };
  });
}

/** The text with blanks instead of the tokens, so that everything else stays where it is and can be checked, too. */
export function withoutTokens(text: string): string {
  const config = configText(text);
  const rest = text.split("");
  for (const entry of tokenEntries(config).toReversed()) {
    const { span, replacement } = removalOf(entry, config);
    for (let at = span.start; at < span.end; at += 1) {
      const written = replacement[at - span.start];
      if (written !== undefined) rest[at] = written;
      else if (text[at] !== "\r" && text[at] !== "\n") rest[at] = " ";
    }
  }
  return rest.join("");
}

function worthOf({ path, scalar, value }: TokenEntry, description: Description | undefined): Worth {
  // It is another connection's, too, which would be left without.
  if (isAlias(value) || value?.anchor !== undefined) return { state: "homeless" };
  if (scalar === undefined || scalar.text === "" || scalar.text.startsWith("${")) return { state: "worthless" };
  if (isPlaceholderToken(scalar.text)) return { state: "worthless" };
  const token = new makers[kindOf(path)](scalar.text);
  // One with a blank behind it may be the only copy of what a hub issues once.
  return checkToken(token).length > 0 || hasScheme(scalar.text) || description === undefined
    ? { state: "homeless" }
    : { state: "movable", token, description };
}

type TokenEntry = ConfigEntry & { readonly key: Span };

function tokenEntries({ entries }: ConfigText): TokenEntry[] {
  let end = -1;
  return entries.filter((entry): entry is TokenEntry => {
    // What is inside of one goes with it.
    if (entry.key === undefined || entry.key.start < end || !isTokenKey(String(entry.path.at(-1)))) return false;
    end = entry.value?.range[1] ?? entry.key.end;
    return true;
  });
}

function connectionOf(path: Path): string | undefined {
  return path[0] === "connections" && path.length > 2 ? String(path[1]) : undefined;
}

/** Which of the three it is: by its own name, or else by where it stands. */
function kindOf(path: Path): AnyToken["kind"] {
  const key = String(path.at(-1));
  if (/initial|_a$|[a-z]A$/.test(key)) return "initial-token";
  if (/platform|_b$|[a-z]B$/.test(key)) return "platform-token";
  if (/hub|_c$|[a-z]C$/.test(key)) return "hub-token";
  if (path.includes("platform")) return "platform-token";
  return key === "token" ? "hub-token" : "initial-token";
}

/**
 * What to take out for a key and its value: their lines, or in the middle of a line only what is theirs. A map whose only
 * key it was stays a map.
 */
function removalOf({ key, value, map, index }: TokenEntry, config: ConfigText): { span: Span; replacement: string } {
  const end = value === null ? key.end : Math.max(key.end, value.range[1]);
  const [previous, next] = [map?.items[index - 1], map?.items[index + 1]];
  const flow = map?.flow === true;
  if (previous === undefined && next === undefined) {
    return { span: { start: key.start, end }, replacement: flow ? "" : "{}" };
  }
  if (next !== undefined && (flow || !isAloneBefore(key.start, config))) {
    return { span: { start: key.start, end: next.key.range[0] }, replacement: "" };
  }
  if (flow && previous !== undefined) {
    return { span: { start: (previous.value ?? previous.key).range[1], end }, replacement: "" };
  }
  const start = config.lineStartOf(key.start);
  return { span: { start, end: config.lineEndAfter(Math.max(key.start, end - 1)) }, replacement: "" };
}

/** Whether nothing stands before it on its line. */
function isAloneBefore(offset: number, config: ConfigText): boolean {
  return config.text.slice(config.lineStartOf(offset), offset).trim() === "";
}
