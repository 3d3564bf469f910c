import type { Vault } from "../../src/core/ports.ts";
import type { CommandCall as Call, CommandEnd } from "../../src/action/vault-command.ts";
import type { Core } from "./core.ts";
import type { Life } from "./life.ts";
import type { ModelVault, VaultCall, VaultFault, Write } from "./model-vault.ts";
import type { VirtualClock } from "./virtual-clock.ts";

export const commandFaults = [
  "exit-1-before",
  "exit-1-after",
  "hangs-before",
  "hangs-after",
  "killed-before",
  "killed-after",
  // It hangs and is ended, and what it had asked of its server is done afterwards.
  "late",
  "unstartable",
  "prints-nonsense",
] as const;
export type CommandFault = (typeof commandFaults)[number];

/** Which calls a fault meets; `put` stands for `replace`, too. */
export const commandCalls = ["look", "lock", "take-over", "put", "unlock"] as const;
export type CommandCall = (typeof commandCalls)[number];

const SECRET = "OCPI_HUB_TOKEN";
const LOCK = "OCPI_HUB_TOKEN_PENDING";

interface Kept {
  readonly by: Life;
  readonly value: string;
  readonly at: number;
}

/** A vault in memory that a command keeps: the command, as one process calls it. It shares no code with our vault. */
export class ModelCommand implements ModelVault {
  readonly writes: Write[] = [];
  readonly looks: { readonly order: number; readonly life: Life }[] = [];
  readonly faults = new Map<VaultCall, (VaultFault | undefined)[]>();
  readonly #kept = new Map<string, Kept>();
  readonly #clock: VirtualClock;
  readonly #order: () => number;
  /** What is still to happen of calls that nobody waits for any more. */
  #late: (() => void)[] = [];

  constructor(clock: VirtualClock, order: () => number) {
    this.#clock = clock;
    this.#order = order;
  }

  value(name: string): string | undefined {
    return this.#kept.get(name)?.value;
  }

  get names(): string[] {
    return [...this.#kept.keys()].toSorted();
  }

  delete(name: string): void {
    this.#kept.delete(name);
  }

  vaultFor({ commandVault: { CommandVault } }: Core, life: Life, hesitate: () => Promise<void>): Vault {
    const named = { secret: SECRET, connection: "test" };
    return new CommandVault(async (call) => this.#call(call, life, hesitate), "vault.sh", named, this.#clock, "one");
  }

  async #call(call: Call, life: Life, hesitate: () => Promise<void>): Promise<CommandEnd> {
    const { word } = call;
    await life.passing(`command ${word}, asked`);
    await hesitate();
    for (const effect of this.#late.splice(0)) effect();
    const fault = this.faults.get(word === "replace" ? "put" : (word as CommandCall))?.shift();
    if (fault === "unstartable") return { how: "unstartable", code: "EACCES" };
    // A process that is killed leaves its command behind, which goes on.
    const running = life.passing(`command ${word}, running`);
    if (fault === "late" || life.killed) this.#late.push(() => void this.#act(call, life));
    await running;
    const isDone = fault === undefined || fault === "prints-nonsense" || fault.endsWith("-after");
    const { code, printed } = isDone ? this.#act(call, life) : { code: 1, printed: "" };
    await life.passing(`command ${word}, ended`);
    await hesitate();
    return this.#endOf(fault, code, printed);
  }

  #endOf(fault: VaultFault | undefined, code: number, printed: string): CommandEnd {
    const exit = { how: "exit", complained: "as it should not" } as const;
    if (fault === undefined) return { ...exit, code, printed };
    if (fault === "prints-nonsense") return { ...exit, code, printed: "secret=present\nlock=none\n" };
    if (fault.startsWith("exit-1")) return { ...exit, code: 1, printed };
    if (fault.startsWith("killed")) return { how: "signal", signal: "SIGKILL" };
    this.#clock.pass(30_000);
    return { how: "timeout", seconds: 30 };
  }

  /** What the command does at its server, at once. */
  #act({ word, age = 0, token = "" }: Call, life: Life): { code: number; printed: string } {
    const [secret, lock] = [this.#kept.get(SECRET), this.#kept.get(LOCK)];
    const done = { code: 0, printed: "" };
    const other = { code: 3, printed: "" };
    switch (word) {
      case "look":
        this.looks.push({ order: this.#order(), life });
        return {
          code: 0,
          printed: `secret=${secret === undefined ? "absent" : "present"}\nlock=${this.#ageOf(lock)}\n`,
        };
      case "lock":
        if (lock !== undefined) return other;
        this.#write("PUT lock", LOCK, "a lock", life);
        return done;
      case "take-over":
        if (lock === undefined || this.#clock.ms - lock.at < age * 1000) return other;
        this.#remove("DELETE lock", LOCK, life);
        this.#write("PUT lock", LOCK, "a lock", life);
        return done;
      case "put":
        if (secret !== undefined) return other;
        this.#write("PUT secret", SECRET, token, life);
        return done;
      case "replace":
        // As a vault may have it: there is nothing to replace.
        if (secret === undefined) return { code: 1, printed: "" };
        this.#write("PUT secret", SECRET, token, life);
        return done;
      case "unlock":
        this.#remove("DELETE lock", LOCK, life);
        return done;
      case "remove":
        this.#remove("DELETE secret", SECRET, life);
        return done;
    }
  }

  #ageOf(kept: Kept | undefined): string {
    return kept === undefined ? "absent" : String(Math.floor((this.#clock.ms - kept.at) / 1000));
  }

  #write(call: Write["call"], name: string, value: string, life: Life): void {
    this.#note(call, life, this.#kept.get(name), value);
    this.#kept.set(name, { by: life, value, at: this.#clock.ms });
  }

  #remove(call: Write["call"], name: string, life: Life): void {
    const kept = this.#kept.get(name);
    if (kept === undefined) return;
    this.#kept.delete(name);
    this.#note(call, life, kept, undefined);
  }

  #note(call: Write["call"], life: Life, kept: Kept | undefined, value: string | undefined): void {
    this.writes.push({
      order: this.#order(),
      call,
      life,
      before: kept?.value,
      value,
      created: kept === undefined,
      owner: kept?.by,
      ageMs: this.#clock.ms - (kept?.at ?? 0),
    });
  }
}
