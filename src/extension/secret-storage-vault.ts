import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import type { HubToken } from "../core/ocpi/token.ts";
import { SLOT_ABANDONED_MS } from "../core/onboarding/slot.ts";
import type { Clock, Vault, VaultAnswer, VaultFailure, VaultGrant, VaultView } from "../core/ports.ts";
import type { SecretStorage } from "./secret-storage.ts";
import { keyOf, type ConnectionKey, type TokenStore } from "./token-store.ts";

const slotSchema = z.object({ id: z.string(), at: z.string(), host: z.string(), pid: z.number() });
type Slot = z.infer<typeof slotSchema>;

/** A process on a machine: the window that took the slot. */
export interface SlotOwner {
  readonly host: string;
  readonly pid: number;
  /** Whether a process of this machine still runs. */
  readonly isAlive: (pid: number) => boolean;
}

// Long enough for another window's write to be seen, short enough not to be noticed.
const SETTLE_MS = 50;
const never = new AbortController().signal;

/**
 * The vault in the editor: the hub token in SecretStorage, the slot beside it. The slot survives a window that is closed in
 * the middle of an exchange: whoever opens the next one sees that something is in doubt.
 */
export class SecretStorageVault implements Vault {
  readonly place = "VS Code's Secret Storage";
  readonly slotPlace = "mark of the interrupted exchange in VS Code's Secret Storage";
  readonly keeps = true;
  readonly passing = "";
  readonly grant: VaultGrant = { where: "Secret Storage", permission: "", link: "", yaml: "" };
  readonly #secrets: SecretStorage;
  readonly #tokens: TokenStore;
  readonly #connection: ConnectionKey;
  readonly #origin: string;
  readonly #clock: Clock;
  readonly #slotKey: string;
  readonly #owner: SlotOwner;

  constructor(
    secrets: SecretStorage,
    tokens: TokenStore,
    connection: ConnectionKey,
    origin: string,
    clock: Clock,
    owner: SlotOwner,
  ) {
    this.#secrets = secrets;
    this.#tokens = tokens;
    this.#connection = connection;
    this.#origin = origin;
    this.#clock = clock;
    this.#slotKey = keyOf(connection, "slot");
    this.#owner = owner;
  }

  /** Whose the slot is: `elsewhere` while the window that took it may still be at work. */
  async holder(): Promise<"absent" | "elsewhere" | "abandoned"> {
    const slot = await this.#readSlot();
    if (slot === undefined) return "absent";
    return this.#ageOf(slot) >= SLOT_ABANDONED_MS ? "abandoned" : "elsewhere";
  }

  async look(): Promise<VaultAnswer<VaultView>> {
    return attempt(async () => {
      const [token, slot] = await Promise.all([
        this.#tokens.read(this.#connection, "hub-token", this.#origin),
        this.#readSlot(),
      ]);
      // A token of another host is in the way, too: it must not be overwritten by mistake.
      const secret = token.state === "absent" ? "absent" : "present";
      if (slot === undefined) return { secret, slot: "absent" };
      const ageMs = this.#ageOf(slot);
      return { secret, slot: { ageMs, sinceMs: ageMs } };
    });
  }

  async takeSlot(): Promise<VaultAnswer<"taken" | "lost">> {
    return attempt(async () => {
      if ((await this.#readSlot()) !== undefined) return "lost" as const;
      const id = randomUUID();
      const { host, pid } = this.#owner;
      const slot: Slot = { id, at: this.#clock.now().toISOString(), host, pid };
      await this.#secrets.store(this.#slotKey, JSON.stringify(slot));
      // Another window may have written at the same moment: the last one stays, and has it.
      await this.#clock.sleep(SETTLE_MS, never);
      const kept = await this.#readSlot();
      if (kept === undefined) throw new Error("the keyring did not keep it");
      return kept.id === id ? ("taken" as const) : ("lost" as const);
    });
  }

  async removeAbandonedSlot(olderThanMs: number): Promise<VaultAnswer<"removed" | "lost">> {
    return attempt(async () => {
      const slot = await this.#readSlot();
      if (slot === undefined || this.#ageOf(slot) < olderThanMs) return "lost" as const;
      await this.#secrets.delete(this.#slotKey);
      return "removed" as const;
    });
  }

  async store(token: HubToken): Promise<VaultAnswer<"stored">> {
    return attempt(async () => {
      await this.#tokens.write(this.#connection, "hub-token", token, this.#origin, this.#clock.now());
      return "stored" as const;
    });
  }

  async forget(): Promise<VaultAnswer<"forgotten">> {
    return attempt(async () => {
      await this.#tokens.forget(this.#connection, "hub-token");
      return "forgotten" as const;
    });
  }

  async releaseSlot(): Promise<VaultAnswer<"released">> {
    return attempt(async () => {
      await this.#secrets.delete(this.#slotKey);
      return "released" as const;
    });
  }

  /**
   * How old the slot is, in milliseconds. One whose window is gone is abandoned at once, and so is one of this window's
   * own former run, because it has one run at a time: nobody should have to wait for who is not there.
   */
  #ageOf({ at, host, pid }: Slot): number {
    const gone = host === this.#owner.host && (pid === this.#owner.pid || !this.#owner.isAlive(pid));
    const ageMs = this.#clock.now().getTime() - Date.parse(at);
    return gone ? Math.max(ageMs, SLOT_ABANDONED_MS) : ageMs;
  }

  async #readSlot(): Promise<Slot | undefined> {
    const text = await this.#secrets.get(this.#slotKey);
    if (text === undefined) return undefined;
    try {
      return slotSchema.parse(JSON.parse(text));
    } catch {
      // What cannot be read is a slot all the same, and of unknown age: as new as can be.
      return { id: "", at: this.#clock.now().toISOString(), host: "", pid: 0 };
    }
  }
}

/** A keyring's failure as an answer: no method of a vault throws. */
async function attempt<T>(work: () => Promise<T>): Promise<VaultAnswer<T>> {
  try {
    return { ok: await work() };
  } catch (error) {
    const failure: VaultFailure = { kind: "unavailable", detail: error instanceof Error ? error.message : "" };
    return { failure };
  }
}
