import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import type { CrashState } from "../../core/onboarding/finish-crashed-run.ts";
import type { JournalEntry } from "../../core/ports.ts";
import type { ConnectionKey } from "./connection-key.ts";
import { runFile } from "./run-files.ts";

const requestSchema = z.enum(["POST", "PUT", "DELETE"]);

/** A hub token, sealed as a recovery capsule. */
const sealedSchema = z.object({
  capsule: z.string(),
  /** The hosts that it is for; an older version did not write them down. */
  origin: z.exactOptional(z.string()),
});

/** One that the hub issued and that is not known to be stored. */
const unstoredSchema = z.extend(sealedSchema, {
  run: z.string(),
  request: z.exactOptional(requestSchema),
  /** The user said to go on without it: it is kept, and in the way of no run. */
  dismissed: z.exactOptional(z.boolean()),
});

/** The connection's hub token, as it was stored last. */
const issuedSchema = z.extend(sealedSchema, {
  /** Which one it is: the stored token has the same. */
  issue: z.string(),
  /** When it was stored, in milliseconds since the epoch. */
  at: z.number(),
});

const lineSchema = z.union([
  z.object({ phase: z.literal("marked"), slot: z.enum(["asked", "ours", "giving-back"]), takenOver: z.boolean() }),
  z.object({ phase: z.literal("posting"), request: requestSchema }),
  z.extend(sealedSchema, { phase: z.literal("captured") }),
  z.object({ phase: z.literal("stored"), issue: z.exactOptional(z.string()) }),
  z.object({ phase: z.literal("ended") }),
  /** What was left of all that stood before. */
  z.object({
    phase: z.literal("begun"),
    issued: z.exactOptional(issuedSchema),
    unstored: z.exactOptional(unstoredSchema),
  }),
  /** Sealed anew, with the platform token that has taken the place of the former. */
  z.object({ phase: z.literal("resealed"), issued: issuedSchema }),
  /** The user took the hub token out of the store, or put another one in its place by hand. */
  z.object({ phase: z.literal("forgotten") }),
  z.object({ phase: z.literal("dismissed") }),
]);
const headSchema = z.object({ at: z.number(), run: z._default(z.string(), "") });

/** The hub token that was issued last, as it stands in the journal: sealed. */
export type Issued = z.infer<typeof issuedSchema>;
/** A hub token that was issued and is not known to be stored, as it stands in the journal: sealed. */
export type Unstored = z.infer<typeof unstoredSchema>;
type JournalLine = z.infer<typeof lineSchema>;
/** What a run does at the hub or in the vault; the other lines are about what was left. */
type Act = Extract<JournalLine, Pick<JournalEntry, "phase">>;
type Head = z.infer<typeof headSchema>;

/** What a run left that did not come to its end, or could not store what it got. */
export interface CrashedRun extends CrashState {
  readonly run: string;
  /** The hosts that what it got is for. */
  readonly origin: string | undefined;
}

interface State {
  readonly run: string | undefined;
  readonly left: CrashState | undefined;
  readonly unstored: Unstored | undefined;
  readonly issued: Issued | undefined;
}

const nothing: State = { run: undefined, left: undefined, unstored: undefined, issued: undefined };

/**
 * The durable state of a connection's runs: a file that each act is appended to before it happens, synchronously, because
 * Secret Storage answers later than a window may live, and a window may hold an old copy of it. What a hub issued stands in it
 * sealed, as a recovery capsule, as long as it is the connection's token. A run writes here while it holds the lock.
 */
export class Journal {
  readonly #file: string;
  readonly #folder: string;
  /** The run that wrote here last: from its second entry on, which may be a capsule, nothing is read before it is written. */
  #run: string | undefined;

  /** @param folder where journals are kept; made when the first entry is written. */
  constructor(folder: string, key: ConnectionKey) {
    this.#folder = folder;
    this.#file = join(folder, `${runFile(key)}.jsonl`);
  }

  /**
   * @param run the run that writes, by the id of its claim to the lock: its first entry takes the place of all that is done
   * with.
   * @param more the hosts that a captured token is for, or which token was stored.
   * @throws Error when the entry cannot be written.
   */
  append(entry: JournalEntry, run: string, more: { readonly origin?: string; readonly issue?: string } = {}): void {
    if (this.#run !== run) {
      const { issued, unstored } = this.#state();
      const begun: JournalLine = { phase: "begun", ...(issued && { issued }), ...(unstored && { unstored }) };
      this.#replace(`${lineOf(begun, run)}${lineOf(entry, run, more)}`);
    } else this.#append(lineOf(entry, run, more));
    this.#run = run;
  }

  /** What there is to finish; undefined when nothing is left. */
  crashed(): CrashedRun | undefined {
    const { run = "", left, unstored } = this.#state();
    if (unstored !== undefined) {
      const { capsule, request, origin } = unstored;
      const captured = { phase: "captured", capsule, request, reported: false } as const;
      return { ...fresh(0), ...(unstored.run === run ? left : undefined), ...captured, run: unstored.run, origin };
    }
    const isDone = left === undefined || left.phase === "stored" || left.phase === "ended";
    return isDone ? undefined : { ...left, run, origin: undefined };
  }

  /** The connection's hub token, if the hub issued it here. A window whose store lacks it has lost it, or has an old copy. */
  issued(): Issued | undefined {
    return this.#state().issued;
  }

  /** What the hub issued and no window has stored, unless the user said to go on without it. */
  unstored(): Unstored | undefined {
    const { unstored } = this.#state();
    return unstored?.dismissed === true ? undefined : unstored;
  }

  /** The hub token was forgotten, or another took its place by hand. */
  forget(): void {
    if (this.issued() !== undefined) this.#append(lineOf({ phase: "forgotten" }, this.#state().run ?? ""));
  }

  /** The user said to go on without what could not be stored, or not be opened. */
  dismiss(): void {
    this.#append(lineOf({ phase: "dismissed" }, this.#state().run ?? ""));
  }

  /** The connection's token is sealed anew. */
  reseal(issued: Issued): void {
    this.#append(lineOf({ phase: "resealed", issued }, this.#state().run ?? ""));
  }

  /** Goes on under another name, unless something is left there, too. */
  moveTo(other: Journal): void {
    const isWorth = this.crashed() !== undefined || this.issued() !== undefined;
    if (isWorth && other.crashed() === undefined && other.issued() === undefined) renameSync(this.#file, other.#file);
  }

  #append(line: string): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    appendFileSync(this.#file, line, { mode: 0o600 });
  }

  /** In one act, so that a crash leaves the one or the other. */
  #replace(lines: string): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const made = `${this.#file}.${process.pid}`;
    writeFileSync(made, lines, { mode: 0o600 });
    renameSync(made, this.#file);
  }

  #state(): State {
    let text: string;
    try {
      text = readFileSync(this.#file, "utf8");
    } catch {
      return nothing;
    }
    let state = nothing;
    for (const line of text.split("\n")) {
      const json = parsed(line);
      const head = headSchema.safeParse(json);
      const entry = lineSchema.safeParse(json);
      if (head.success && entry.success) state = after(state, entry.data, head.data);
    }
    return state;
  }
}

function lineOf(entry: JournalEntry | JournalLine, run: string, more = {}): string {
  return `${JSON.stringify({ ...entry, ...more, run, at: Date.now() })}\n`;
}

function after(state: State, entry: JournalLine, head: Head): State {
  switch (entry.phase) {
    case "begun":
      return { run: head.run, left: undefined, issued: entry.issued, unstored: entry.unstored };
    case "resealed":
      // Meanwhile another token may have been issued.
      return state.issued?.issue === entry.issued.issue ? { ...state, issued: entry.issued } : state;
    case "forgotten":
      return { ...state, issued: undefined };
    case "dismissed":
      return {
        ...state,
        ...(state.unstored === undefined && { issued: undefined }),
        unstored: setAside(state.unstored ?? state.issued),
      };
    default:
      return afterAct(state, entry, head);
  }
}

function afterAct(state: State, entry: Act, { run, at }: Head): State {
  // Another run has begun since: what this one wrote at its very end is about nothing any more.
  if (state.run !== undefined && state.run !== run && entry.phase === "ended") return state;
  const left = state.run === run || state.run === undefined ? (state.left ?? fresh(at)) : fresh(at);
  const next = { ...state, run };
  switch (entry.phase) {
    case "marked":
      return { ...next, left: { ...left, phase: "marked", slot: entry.slot, takenOver: entry.takenOver } };
    case "posting":
      return { ...next, left: { ...left, phase: "posting", request: entry.request } };
    case "captured": {
      const { capsule, origin } = entry;
      const { request } = left;
      const unstored = { capsule, run, ...(origin !== undefined && { origin }), ...(request && { request }) };
      return { ...next, left: { ...left, phase: "captured", capsule }, unstored };
    }
    case "stored": {
      const { capsule, origin } = state.unstored ?? {};
      const { issue } = entry;
      // Without a number nothing new was stored: what was captured beside it is not the connection's token.
      const issued =
        issue === undefined || capsule === undefined
          ? state.issued
          : { issue, at, capsule, ...(origin !== undefined && { origin }) };
      return { ...next, left: { ...left, phase: "stored" }, issued, unstored: undefined };
    }
    case "ended": {
      const unstored = state.unstored?.run === run ? undefined : state.unstored;
      return { ...next, left: { ...left, phase: "ended" }, unstored };
    }
  }
}

function setAside(sealed: Unstored | Issued | undefined): Unstored | undefined {
  return sealed && { run: "", ...sealed, dismissed: true };
}

function fresh(at: number): CrashState {
  return {
    phase: "ended",
    slot: "asked",
    takenOver: false,
    markedAt: at,
    request: undefined,
    capsule: undefined,
    reported: false,
  };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
