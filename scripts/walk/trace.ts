import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import fs from "node:fs";
import { registerHooks, syncBuiltinESMExports } from "node:module";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { instrumented } from "./instrument.ts";

/** What holds the value: a text, a number, or an object in which it is at some depth; each has one number in a trace. */
export type Holder = number;

/** One call of a function of ours, or one value that a generator handed out. */
export interface Call {
  readonly file: string;
  readonly name: string;
  readonly parent: number | undefined;
  /** When it was called and when it ended, in events since the beginning. */
  readonly entered: number;
  left?: number;
  /** What held the value among its arguments and in its own object when it was called. */
  readonly given: readonly Holder[];
  /** What came to hold it by the call: in the result, the arguments, its own object, the variables outside. */
  made: readonly Holder[];
  /** Those of them that are in the result. */
  returned: readonly Holder[];
  /** The object whose method was called, or else the first argument, where it holds the value. */
  readonly own: Holder | undefined;
  /** What held it before and is part of what the call made, as it was. */
  kept: readonly Holder[];
}

/** Where requests and files of ours go. */
export type Sink = "POST to the hub" | "PUT of the secret" | "summary";

/** The value, or what was made of it, left our code. */
interface Arrival {
  readonly sink: Sink;
  readonly at: number;
  readonly from: number | undefined;
  readonly given: readonly Holder[];
}

export interface Trace {
  /** How the value is known in a text, as the source of a regular expression. */
  readonly pattern: string;
  readonly calls: readonly Call[];
  readonly arrivals: readonly Arrival[];
  /** The texts that hold the value, by their numbers. */
  readonly texts: Readonly<Record<Holder, string>>;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const current = new AsyncLocalStorage<number>();
const calls: Call[] = [];
const arrivals: Arrival[] = [];
const texts: Record<Holder, string> = {};
const numberOfText = new Map<string, Holder>();
const numberOfObject = new WeakMap<object, Holder>();
let events = 0;
let holders = 0;
let sought = /(?!)/;

/** Follows a value through all code of ours that is loaded from now on. What the pattern fits must occur in nothing else. */
export function follow(pattern: string): Trace {
  sought = new RegExp(pattern);
  return { pattern, calls, arrivals, texts };
}

function arrive(sink: Sink, given: Iterable<Holder>): void {
  arrivals.push({ sink, at: (events += 1), from: current.getStore(), given: [...given] });
}

function begin(file: string, name: string, given: Iterable<Holder>, own?: unknown): [number, Call] {
  const call: Call = {
    file,
    name,
    parent: current.getStore(),
    entered: (events += 1),
    given: [...given],
    own: holderOf(own),
    made: [],
    returned: [],
    kept: [],
  };
  return [calls.push(call) - 1, call];
}

function holderOf(value: unknown): Holder | undefined {
  return typeof value === "object" && value !== null ? numberOfObject.get(value) : undefined;
}

// What instrument.ts puts into the sources.
const walkTrace = {
  call(
    file: string,
    name: string,
    around: readonly unknown[],
    outside: () => readonly unknown[],
    body: () => unknown,
  ): unknown {
    const isNew = name === "constructor";
    const before = holdersIn([around, isNew ? [] : outside()]);
    const [index, call] = begin(file, name, before, around[0]);
    const end = (result: unknown): void => {
      call.left = events += 1;
      call.made = [...holdersIn([result, around, outside()])].filter((holder) => !before.has(holder));
      const inResult = [...holdersIn([result])];
      call.returned = inResult.filter((holder) => !before.has(holder));
      call.kept = inResult.filter((holder) => before.has(holder));
    };
    const result = current.run(index, body);
    if (!(result instanceof Promise)) {
      end(result);
      return result;
    }
    return result.then((value: unknown) => {
      end(value);
      return value;
    });
  },

  yielded(file: string, name: string, value: unknown): unknown {
    const [, call] = begin(file, name, []);
    const made = [...holdersIn([value])];
    Object.assign(call, { left: call.entered, made, returned: made });
    return value;
  },
};
Object.assign(globalThis, { walkTrace });

/** What hides the value in foreign texts knows it all the time, and hands it on to no function. */
const hiding = /redaction/i;
const shown = Symbol.for("walk.fields");
const DEPTH = 10;

/** Everything in some values that holds what is sought, as far as data of ours goes: no closure, no stream, no environment. */
function holdersIn(values: readonly unknown[]): Set<Holder> {
  const found = new Set<Holder>();
  const seen = new Map<object, boolean>();
  for (const value of values.flat()) collect(value, DEPTH, found, seen);
  return found;
}

function collect(value: unknown, depth: number, found: Set<Holder>, seen: Map<object, boolean>): boolean {
  if (typeof value === "string" || typeof value === "number") return collectText(String(value), found);
  if (typeof value !== "object" || value === null || depth === 0 || value === process.env) return false;
  const known = seen.get(value);
  if (known !== undefined) return known;
  seen.set(value, false);
  const parts = value instanceof Uint8Array ? [Buffer.from(value).toString("latin1")] : partsOf(value);
  const holds = parts.map((part) => collect(part, depth - 1, found, seen)).includes(true);
  seen.set(value, holds);
  if (!holds) return false;
  const number = numberOfObject.get(value) ?? (holders += 1);
  numberOfObject.set(value, number);
  found.add(number);
  return true;
}

function collectText(text: string, found: Set<Holder>): boolean {
  if (!sought.test(text)) return false;
  const number = numberOfText.get(text) ?? (holders += 1);
  numberOfText.set(text, number);
  texts[number] = text;
  found.add(number);
  return true;
}

function partsOf(value: object): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (value instanceof Map) return [...value.keys(), ...value.values()];
  if (value instanceof Set) return [...value];
  if (value instanceof Error) return [value.message, value.cause];
  const fields = (value as Record<symbol, unknown>)[shown];
  const isPlain = [Object.prototype, null].includes(Object.getPrototypeOf(value) as never);
  if (!isPlain && (typeof fields !== "function" || hiding.test(value.constructor.name))) return [];
  const open = Object.entries(Object.getOwnPropertyDescriptors(value)).flatMap(([name, { value: part }]) =>
    hiding.test(name) ? [] : [part as unknown],
  );
  return typeof fields === "function" ? [...open, ...(fields.call(value) as unknown[])] : open;
}

// Where requests leave, whichever client makes them: Node tells it in the call that makes the request.
subscribe("http.client.request.created", (message) => {
  const { request } = message as { request: { method: string; getHeader: (name: string) => unknown } };
  sent(request.method, "", request.getHeader("authorization"));
});
subscribe("undici:request:create", (message) => {
  const { request } = message as { request: { method: string; path: string; headers: unknown } };
  sent(request.method, request.path, request.headers);
});

function sent(method: string, path: string, headers: unknown): void {
  const given = holdersIn([headers]);
  if (method === "POST" && given.size > 0) arrive("POST to the hub", given);
  // What is in it is sealed, and holds the value no more.
  if (method === "PUT" && /\/secrets\/(?!.*_PENDING$)/.test(path)) arrive("PUT of the secret", []);
}

// The summary is a file that is written at once.
for (const [module, name] of [
  [fs.promises, "writeFile"],
  [fs.promises, "appendFile"],
  [fs, "writeFileSync"],
  [fs, "appendFileSync"],
] as const) {
  const write = (module as unknown as Record<string, (...given: unknown[]) => unknown>)[name];
  Object.assign(module, {
    [name]: (file: unknown, text: unknown, ...more: unknown[]): unknown => {
      const given = file === process.env["GITHUB_STEP_SUMMARY"] ? holdersIn([text]) : new Set<Holder>();
      if (given.size > 0) arrive("summary", given);
      return write?.call(module, file, text, ...more);
    },
  });
}
syncBuiltinESMExports();

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    const file = url.startsWith("file:") ? relative(root, fileURLToPath(url)).replaceAll(sep, "/") : "";
    // The sandbox is the other side: a reader who follows a value in the product does not go through it.
    if (!/^src\/(?!sandbox\/).*\.ts$/.test(file)) return loaded;
    return { ...loaded, source: instrumented(fs.readFileSync(new URL(url), "utf8"), file) };
  },
});
