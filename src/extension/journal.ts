import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import type { Leftover } from "../core/onboarding/rescue.ts";
import type { JournalEntry } from "../core/ports.ts";
import { folderHash, type ConnectionKey } from "./token-store.ts";

const entrySchema = z.union([
  z.object({
    phase: z.literal("marked"),
    slot: z.enum(["asked", "ours", "giving-back"]),
    takenOver: z.boolean(),
    at: z.number(),
  }),
  z.object({ phase: z.literal("posting"), request: z.enum(["POST", "PUT", "DELETE"]), at: z.number() }),
  z.object({ phase: z.literal("captured"), capsule: z.string(), at: z.number() }),
  z.object({ phase: z.enum(["stored", "ended"]), at: z.number() }),
]);

/**
 * The durable state of a connection's run: a file that each act is appended to before it happens, synchronously, because
 * Secret Storage answers later than a window may live. What a hub issued stands in it sealed, as a recovery capsule.
 */
export class Journal {
  readonly #file: string;
  readonly #folder: string;

  /** @param folder where journals are kept; made when the first entry is written. */
  constructor(folder: string, { config, name }: ConnectionKey) {
    this.#folder = folder;
    this.#file = join(folder, `${folderHash(config).slice(0, 16)}-${name}.jsonl`);
  }

  /** @throws Error when the entry cannot be written. */
  append(entry: JournalEntry): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    appendFileSync(this.#file, `${JSON.stringify({ ...entry, at: Date.now() })}\n`, { mode: 0o600 });
  }

  /** What a run left that did not come to its end, or could not store what it got; undefined when nothing is left. */
  leftover(): Leftover | undefined {
    let left: Leftover | undefined;
    for (const line of this.#lines()) {
      const parsed = entrySchema.safeParse(parseOrNothing(line));
      if (parsed.success) left = after(left, parsed.data);
    }
    return left === undefined || left.phase === "stored" || left.phase === "ended" ? undefined : left;
  }

  /** Nothing is left to be done: the next run begins a new journal. One that stays says so by its last entry. */
  clear(): void {
    try {
      rmSync(this.#file, { force: true });
    } catch {
      // Such as a file that another program holds open: no reason to lose what the run came to.
    }
  }

  /** Goes on under another name, unless something is left there, too. */
  moveTo(other: Journal): void {
    if (this.leftover() !== undefined && other.leftover() === undefined) renameSync(this.#file, other.#file);
  }

  #lines(): string[] {
    try {
      return readFileSync(this.#file, "utf8").split("\n");
    } catch {
      return [];
    }
  }
}

function after(left: Leftover | undefined, entry: z.infer<typeof entrySchema>): Leftover {
  const before: Leftover = left ?? {
    phase: "ended",
    slot: "asked",
    takenOver: false,
    markedAt: entry.at,
    request: undefined,
    capsule: undefined,
    told: false,
  };
  switch (entry.phase) {
    case "marked":
      return { ...before, phase: "marked", slot: entry.slot, takenOver: entry.takenOver };
    case "posting":
      return { ...before, phase: "posting", request: entry.request };
    case "captured":
      return { ...before, phase: "captured", capsule: entry.capsule };
    case "stored":
    case "ended":
      return { ...before, phase: entry.phase };
  }
}

function parseOrNothing(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
