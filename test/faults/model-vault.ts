import type { Vault } from "../../src/core/ports.ts";
import type { Core } from "./core.ts";
import type { Life } from "./life.ts";
import type { CommandCall, CommandFault } from "./model-command.ts";
import type { GitHubFault, GitHubCall } from "./model-github.ts";

/** What goes wrong in a vault, and which of its calls a fault meets. */
export type VaultFault = GitHubFault | CommandFault;
export type VaultCall = GitHubCall | CommandCall;

/** What was written: what the invariants are held against, for any vault in the same words. */
export interface Write {
  /** Its place among all that happened. */
  readonly order: number;
  readonly call: "PUT lock" | "PUT secret" | "DELETE lock" | "DELETE secret";
  readonly life: Life;
  readonly before: string | undefined;
  readonly value: string | undefined;
  /** The answer said that it was not there before. */
  readonly created: boolean;
  /** Who had written what was there before, and how long ago. */
  readonly owner: Life | undefined;
  readonly ageMs: number;
}

/** A vault in memory. It shares no code with ours. */
export interface ModelVault {
  readonly writes: readonly Write[];
  /** Who looked at the lock, and when. */
  readonly looks: readonly { readonly order: number; readonly life: Life }[];
  /** The faults to come, by the call that they meet; each is used up by one call, and so is a call that passes. */
  readonly faults: Map<VaultCall, (VaultFault | undefined)[]>;
  /** The names of what is there, in order. */
  readonly names: readonly string[];
  value(name: string): string | undefined;
  /** Deletes by hand. */
  delete(name: string): void;
  /** Our vault over it, as one process has it. */
  vaultFor(core: Core, life: Life, hesitate: () => Promise<void>): Vault;
}
