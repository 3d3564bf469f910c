import type { JournalEntry, Ports } from "../ports.ts";

/** The durable state, and what of it counts when our own code breaks. */
export class WatchedJournal {
  /** Whether the run was about to change something: the lock, or the hub. */
  isBegun = false;
  /** What the hub issued and the vault does not hold yet. */
  capsule: string | undefined;
  readonly #append: Ports["appendToJournal"];

  constructor(append: Ports["appendToJournal"]) {
    this.#append = append;
  }

  append(entry: JournalEntry): void {
    // What is known here must not depend on a file that cannot be written.
    this.isBegun = true;
    if (entry.phase === "captured") this.capsule = entry.capsule;
    if (entry.phase === "stored") this.capsule = undefined;
    this.#append(entry);
  }
}
