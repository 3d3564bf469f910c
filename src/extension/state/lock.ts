import { closeSync, constants, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import type { ConnectionKey } from "./connection-key.ts";
import { filesIn, runFile } from "./run-files.ts";

const claimSchema = z.object({
  /** Whose it is: an id that no other claim has. */
  id: z.string(),
  /** When it was made. */
  at: z.string(),
  /** When the first of an unbroken row of claims was made, of which each took the former's place. */
  since: z.string(),
  host: z.string(),
  pid: z.number(),
  /** The lock of an older version, in Secret Storage, that this row of claims has settled: a copy of it may come back. */
  settled: z.exactOptional(z.string()),
});
const endSchema = z.object({ end: z.enum(["released", "left"]) });

/** Who holds a lock, or held it last. */
export type Claim = z.infer<typeof claimSchema>;

/** `left`: no window is at it any more, and what it stands for is not settled. */
export type Claimed = Claim & { readonly state: "held" | "left" | "released" };

/** The lock of a connection's runs: one at a time changes something at the hub. */
export interface Lock {
  /** Whose it is, or whose it was last; undefined when it was never taken. */
  top(): Claimed | undefined;
  /**
   * Takes the place of a claim, or of none: of any number that try, exactly one does.
   * @returns whether this one did.
   * @throws Error when it cannot be written.
   */
  claim(over: Claimed | undefined, claim: Claim): boolean;
  /** Ends a claim, which only its owner may do; one that another has taken the place of is left alone. */
  end(claim: Claim, how: "released" | "left"): void;
}

/** For a connection that is gone with the window: no other one knows of it. */
export class MemoryLock implements Lock {
  #top: Claimed | undefined;

  top(): Claimed | undefined {
    return this.#top;
  }

  claim(over: Claimed | undefined, claim: Claim): boolean {
    if (this.#top?.id !== over?.id) return false;
    this.#top = { ...claim, state: "held" };
    return true;
  }

  end({ id }: Claim, how: "released" | "left"): void {
    if (this.#top?.id === id && this.#top.state === "held") this.#top = { ...this.#top, state: how };
  }
}

/**
 * The lock as files in the extension's own folder, which every window sees as they are. Windows may hold copies of Secret
 * Storage, so it cannot be there.
 *
 * A claim is a file with a number, created exclusively (O_EXCL), and the highest number counts. A window that takes the
 * lock, or takes it over, creates the next number: one window does, however many race. No window ever removes the highest, so
 * no number is given twice; and none writes into another's claim, so a window that wakes after its claim was taken over ends
 * its own and not its successor's.
 */
export class FileLock implements Lock {
  readonly #folder: string;
  readonly #name: string;

  /** @param folder where the files are; made when the first claim is. */
  constructor(folder: string, key: ConnectionKey) {
    this.#folder = folder;
    this.#name = runFile(key);
  }

  top(): Claimed | undefined {
    for (;;) {
      const number = this.#numbers().at(-1);
      if (number === undefined) return undefined;
      const claim = this.#read(number);
      // It was removed since the folder was read: then there is a higher one.
      if (claim !== undefined) return claim;
    }
  }

  claim(over: Claimed | undefined, claim: Claim): boolean {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const highest = this.#numbers().at(-1);
    const before = highest === undefined ? undefined : this.#read(highest);
    if (before?.id !== over?.id) return false;
    const number = (highest ?? 0) + 1;
    if (!create(this.#file(number), `${JSON.stringify(claim)}\n`)) return false;
    // The number may have been another's, which has given way to a higher one since the folder was read.
    const numbers = this.#numbers();
    const isHighest = numbers.at(-1) === number;
    for (const lower of isHighest ? numbers.slice(0, -1) : [number]) rmSync(this.#file(lower), { force: true });
    return isHighest;
  }

  end({ id }: Claim, how: "released" | "left"): void {
    for (const number of this.#numbers()) {
      if (this.#read(number)?.id === id) append(this.#file(number), `${JSON.stringify({ end: how })}\n`);
    }
  }

  #file(number: number): string {
    return join(this.#folder, `${this.#name}.${number}.lock`);
  }

  /** The numbers that are given, in order. */
  #numbers(): number[] {
    const start = `${this.#name}.`;
    const numbers = filesIn(this.#folder).flatMap((file) => {
      const [, digits] = /^(\d+)\.lock$/.exec(file.startsWith(start) ? file.slice(start.length) : "") ?? [];
      return digits === undefined ? [] : [Number(digits)];
    });
    return numbers.toSorted((a, b) => a - b);
  }

  /** A claim; undefined when it is not there. */
  #read(number: number): Claimed | undefined {
    const file = this.#file(number);
    try {
      const [first = "", second = ""] = readFileSync(file, "utf8").split("\n");
      const claim = claimSchema.safeParse(parsed(first));
      const end = endSchema.safeParse(parsed(second));
      if (claim.success) return { ...claim.data, state: end.success ? end.data.end : "held" };
      // It is being written at this moment, or its writer died at it: a claim all the same, as old as its file.
      const at = statSync(file).mtime.toISOString();
      return { id: `unread ${number} ${at}`, at, since: at, host: "", pid: 0, state: "held" };
    } catch (error) {
      if (isCode(error, "ENOENT")) return undefined;
      throw error;
    }
  }
}

/** Creates a file that is not there. @returns false when it is there already. */
function create(file: string, text: string): boolean {
  let handle: number;
  try {
    handle = openSync(file, "wx", 0o600);
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  }
  try {
    writeSync(handle, text);
    return true;
  } catch (error) {
    // The disk is full: what is half a claim would be in the way of every window.
    rmSync(file, { force: true });
    throw error;
  } finally {
    closeSync(handle);
  }
}

/** Appends to a file that is there; one that is not is not made again. */
function append(file: string, text: string): void {
  let handle: number;
  try {
    handle = openSync(file, constants.O_APPEND | constants.O_WRONLY);
  } catch (error) {
    if (isCode(error, "ENOENT")) return;
    throw error;
  }
  try {
    writeSync(handle, text);
  } finally {
    closeSync(handle);
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
