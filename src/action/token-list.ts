import type { UnreadableTokens } from "../core/findings/all-connections.ts";

/** The tokens of many connections as an input holds them. */
export interface TokenList {
  /** By connection names, or names of their secrets, in the order of the input. */
  readonly entries: readonly { readonly name: string; readonly value: string }[];
  /** Why it cannot be read; then there are no entries. */
  readonly fault: UnreadableTokens | undefined;
}

// A process takes no environment variable of 128 kB.
const BYTES_LIMIT = 100_000;

/** Reads a JSON object of texts, or lines of `name=token`, which may be commented with `#`. A token is read as it is written. */
export function readTokenList(text: string): TokenList {
  const bytes = Buffer.byteLength(text);
  if (bytes > BYTES_LIMIT) return unreadable({ why: "size", bytes });
  return text.trimStart().startsWith("{") || text.trimStart().startsWith("[") ? readJson(text) : readLines(text);
}

/** What of an input of tokens is to be masked: each token, or, where it cannot be read, whatever stands in it that may be one. */
export function maskable(text: string, { entries, fault }: TokenList): string[] {
  if (fault === undefined) return entries.map(({ value }) => value).filter((value) => value.trim() !== "");
  return text
    .slice(0, BYTES_LIMIT)
    .split(/["'\s=:,{}[\]]+/)
    .filter(({ length }) => length >= SHORTEST_MASK);
}

// What is shorter may be any word, and would be masked all over the log.
const SHORTEST_MASK = 8;

function unreadable(fault: UnreadableTokens): TokenList {
  return { entries: [], fault };
}

function readJson(text: string): TokenList {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return unreadable({ why: "json" });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return unreadable({ why: "object" });
  const wrong = Object.values(value).findIndex((one) => typeof one !== "string");
  if (wrong >= 0) return unreadable({ why: "value", at: wrong + 1 });
  // An object forgets the first of two values with one name, and so they are read from the text.
  const pairs = text.matchAll(/("(?:[^"\\]|\\.)*")\s*:\s*("(?:[^"\\]|\\.)*")/g);
  const entries = [...pairs].map(([, name = "", token = ""]) => ({
    name: String(JSON.parse(name)),
    value: String(JSON.parse(token)),
  }));
  return { entries, fault: undefined };
}

function readLines(text: string): TokenList {
  const entries: { name: string; value: string }[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    const [, name, value = ""] = /^\s*(?:export\s+)?([^\s=]+)=(.*)$/.exec(line) ?? [];
    if (name === undefined) return unreadable({ why: "line", at: index + 1 });
    entries.push({ name, value: unquoted(value) });
  }
  return { entries, fault: undefined };
}

function unquoted(value: string): string {
  return /^(["']).*\1$/.test(value) && value.length > 1 ? value.slice(1, -1) : value;
}
