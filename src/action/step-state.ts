import { saveState } from "@actions/core";
import type { JournalEntry } from "../core/ports.ts";

/** The step's durable state. `saveState` appends to the runner's file, and has done so when it returns. */
export class StepState {
  /** The last act that was begun. */
  phase: JournalEntry["phase"] | undefined;
  /** What the hub issued and the vault does not hold yet. */
  capsule: string | undefined;

  append(entry: JournalEntry): void {
    this.phase = entry.phase;
    this.capsule = entry.phase === "captured" ? entry.capsule : undefined;
    if (entry.phase === "captured") saveState("capsule", entry.capsule);
    saveState("phase", entry.phase);
  }
}
