import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import type { HubToken } from "../../core/ocpi/token.ts";
import { LEASE_MS } from "../../core/onboarding/lease.ts";
import type {
  Clock,
  LockView,
  Vault,
  VaultAnswer,
  VaultClock,
  VaultFailure,
  VaultGrant,
  VaultView,
} from "../../core/ports.ts";
import type { ConnectionKey } from "./connection-key.ts";
import type { Journal } from "./journal.ts";
import type { Claim, Claimed, Lock } from "./lock.ts";
import type { SecretStorage } from "./secret-storage.ts";
import { keyOf, type TokenStore } from "./token-store.ts";
import type { Left } from "./unsettled.ts";

/** The lock as versions up to 0.1 had it: in Secret Storage. */
const formerLockSchema = z.object({ id: z.string(), at: z.string(), host: z.string(), pid: z.number() });
type FormerLock = z.infer<typeof formerLockSchema>;

/** A process on a machine: the window that takes the lock. */
export interface LockOwner {
  readonly host: string;
  readonly pid: number;
  /** Whether a process of this machine still runs. */
  readonly isAlive: (pid: number) => boolean;
}

/** Where a vault keeps what it is given: the store of the tokens, the lock beside it, and who takes the lock. */
export interface VaultDeps {
  readonly secrets: SecretStorage;
  readonly tokens: TokenStore;
  readonly clock: Clock;
  readonly owner: LockOwner;
  readonly lock: Lock;
  /** Undefined for a connection that is gone with the window. */
  readonly journal: Journal | undefined;
}

/**
 * The vault in the editor: the hub token in Secret Storage, the lock in a file beside the journal. A window may hold an old
 * copy of Secret Storage, so whether there is a token is held against the journal. The lock survives a window that is closed
 * in the middle of an exchange: the next window sees that something is in doubt.
 */
export class SecretStorageVault implements Vault {
  readonly place = "VS Code's Secret Storage";
  readonly lockPlace = "lock of the interrupted exchange in the extension's own folder";
  readonly isPersistent = true;
  readonly passing = "";
  readonly grant: VaultGrant = { where: "Secret Storage", permission: "", link: "", yaml: "" };
  readonly #deps: VaultDeps;
  readonly #connection: ConnectionKey;
  readonly #origin: string;
  readonly #finishes: boolean;
  readonly #formerLockKey: string;
  /** The claim that this run has, or had last. */
  #claim: Claim | undefined;
  /** It took another's place, and the run has not asked for the lock since. */
  #tookOver = false;
  #issue: string | undefined;

  /**
   * @param origin the hosts that a hub token is for.
   * @param finishes what a run left: the token that it comes with is no other one in its way.
   */
  constructor(deps: VaultDeps, connection: ConnectionKey, origin: string, finishes = false) {
    this.#finishes = finishes;
    this.#deps = deps;
    this.#connection = connection;
    this.#origin = origin;
    this.#formerLockKey = keyOf(connection, "slot");
  }

  /** The lock is dated by the machine on which the window runs. */
  get clock(): VaultClock {
    return { name: `of ${this.#deps.owner.host}`, aheadMs: 0 };
  }

  /** A run begins, which has not asked for the lock. */
  begin(): void {
    this.#claim = undefined;
    this.#tookOver = false;
    this.#issue = undefined;
  }

  /** The run's id: undefined before it has the lock, and has nothing to write down. */
  get run(): string | undefined {
    return this.#claim?.id;
  }

  /** Which token was stored since this was asked last; undefined when none was. */
  takeIssue(): string | undefined {
    const issue = this.#issue;
    this.#issue = undefined;
    return issue;
  }

  /** Whose the lock is: `elsewhere` while the window that took it may still be at work. */
  async holder(): Promise<"absent" | "elsewhere" | "abandoned"> {
    const held = await this.#held();
    if (held === undefined) return "absent";
    return this.#ageOf(held) >= LEASE_MS ? "abandoned" : "elsewhere";
  }

  /** What the run left whose lock is abandoned; undefined while none is. */
  async left(): Promise<Left | undefined> {
    const held = await this.#held();
    if (held === undefined || this.#ageOf(held) < LEASE_MS) return undefined;
    const { journal, secrets } = this.#deps;
    const rotating = (await secrets.get(keyOf(this.#connection, "new-platform-token"))) !== undefined;
    return {
      at: new Date("since" in held ? held.since : held.at),
      answered: journal?.unstored() !== undefined,
      rotating,
    };
  }

  async look(): Promise<VaultAnswer<VaultView>> {
    return attempt(async () => {
      const { tokens, journal } = this.#deps;
      const [token, lock] = await Promise.all([
        tokens.read(this.#connection, "hub-token", this.#origin),
        this.#viewOfLock(),
      ]);
      const issued = journal?.issued();
      const unstored = this.#finishes ? undefined : journal?.unstored();
      // What is here is not what the hub issued last: a change would begin with a token that is none any more.
      if (token.state !== "absent" && issued !== undefined && (await tokens.isBehind(this.#connection, issued))) {
        throw new Error("another window has a newer hub token: run the command again, which takes it over");
      }
      // A token of another host is in the way, too: it must not be overwritten by mistake.
      const isThere =
        token.state !== "absent" || issued !== undefined || (unstored !== undefined && unstored.run !== this.run);
      return { secret: isThere ? "present" : "absent", lock };
    });
  }

  async takeLock(): Promise<VaultAnswer<"taken" | "lost">> {
    return attempt(async () => {
      const { lock, tokens } = this.#deps;
      const top = lock.top();
      const hasIt = this.#tookOver && this.#claim !== undefined && top?.id === this.#claim.id;
      this.#tookOver = false;
      if (!hasIt) {
        if (isHeld(top) || (await this.#formerLock(top)) !== undefined) return "lost";
        if (!this.#take(top, undefined)) return "lost";
      }
      try {
        // Before anything is sent it has to be certain that a token can be stored.
        await tokens.prove(this.#connection);
      } catch (error) {
        if (this.#claim !== undefined) lock.end(this.#claim, hasIt ? "left" : "released");
        throw error;
      }
      return "taken";
    });
  }

  /** The lock is this run's with that: from the abandoned claim to this one there is no moment in which it is free. */
  async removeAbandonedLock(isAbandoned: (lock: LockView) => boolean): Promise<VaultAnswer<"removed" | "lost">> {
    return attempt(async () => {
      const { lock } = this.#deps;
      const top = lock.top();
      const former = await this.#formerLock(top);
      const held = isHeld(top) ? top : former;
      if (held === undefined || !isAbandoned(this.#viewOf(held))) return "lost";
      if (this.#claim !== undefined) {
        // What this run took is given back, and what another has taken over by now is that one's.
        if (top?.id !== this.#claim.id) return "lost";
        lock.end(this.#claim, "released");
        return "removed";
      }
      if (!this.#take(top, former)) return "lost";
      this.#tookOver = true;
      await this.#removeFormerLock(former);
      return "removed";
    });
  }

  async store(token: HubToken): Promise<VaultAnswer<"stored">> {
    return attempt(async () => {
      const { tokens, clock } = this.#deps;
      const issue = randomUUID();
      await tokens.writeIssued(this.#connection, token, this.#origin, clock.now(), issue);
      this.#issue = issue;
      return "stored" as const;
    });
  }

  async forget(): Promise<VaultAnswer<"forgotten">> {
    return attempt(async () => {
      await this.#deps.tokens.forget(this.#connection, "hub-token");
      return "forgotten" as const;
    });
  }

  async releaseLock(): Promise<VaultAnswer<"released">> {
    return attempt(async () => {
      const claim = this.#claim;
      if (claim !== undefined && this.#deps.lock.top()?.id === claim.id) this.#deps.lock.end(claim, "released");
      return "released" as const;
    });
  }

  /**
   * Has the lock for what a former run left to be finished, and leaves it as it was: what is in doubt stays so, unless that
   * gave it back.
   * @param origin the hosts that the token which was left is for.
   * @returns undefined when another window has the lock.
   */
  async whileHeld<T>(origin: string, work: (vault: SecretStorageVault) => Promise<T>): Promise<T | undefined> {
    const { lock } = this.#deps;
    const vault = new SecretStorageVault(this.#deps, this.#connection, origin, true);
    const top = lock.top();
    const former = await this.#formerLock(top);
    const held = isHeld(top) ? top : former;
    if (held !== undefined && this.#ageOf(held) < LEASE_MS) return undefined;
    if (!vault.#take(top, former)) return undefined;
    await vault.#removeFormerLock(former);
    try {
      return await work(vault);
    } finally {
      if (vault.#claim !== undefined) lock.end(vault.#claim, held === undefined ? "released" : "left");
    }
  }

  /** What a lock under a former name stands for is this connection's from now on. */
  adopt(former: Lock): void {
    const { lock } = this.#deps;
    const [theirs, ours] = [former.top(), lock.top()];
    if (!isHeld(theirs) || isHeld(ours)) return;
    const { state, ...claim } = theirs;
    if (!lock.claim(ours, claim)) return;
    if (state === "left") lock.end(claim, "left");
    former.end(claim, "released");
  }

  /** Makes a claim in the place of what is there, in one act. */
  #take(top: Claimed | undefined, former: FormerLock | undefined): boolean {
    const { lock, clock, owner } = this.#deps;
    const at = clock.now().toISOString();
    const settled = former?.id ?? top?.settled;
    const claim: Claim = {
      id: randomUUID(),
      at,
      since: isHeld(top) ? top.since : (former?.at ?? at),
      host: owner.host,
      pid: owner.pid,
      ...(settled !== undefined && { settled }),
    };
    if (!lock.claim(top, claim)) return false;
    this.#claim = claim;
    return true;
  }

  async #viewOfLock(): Promise<VaultView["lock"]> {
    const held = await this.#held();
    return held === undefined ? "absent" : this.#viewOf(held);
  }

  #viewOf(held: Claimed | FormerLock): LockView {
    const now = this.#deps.clock.now().getTime();
    const sinceMs = now - Date.parse("since" in held ? held.since : held.at);
    return { ageMs: this.#ageOf(held), sinceMs, writtenAt: new Date(held.at) };
  }

  async #held(): Promise<Claimed | FormerLock | undefined> {
    const top = this.#deps.lock.top();
    return isHeld(top) ? top : this.#formerLock(top);
  }

  /**
   * How old a claim is, in milliseconds. One whose window is gone is abandoned at once, and so is one of this window's own
   * former run, because it has one run at a time: no user should wait for a window that is gone.
   */
  #ageOf(held: Claimed | FormerLock): number {
    const { clock, owner } = this.#deps;
    const { at, host, pid } = held;
    const isLeft = "state" in held && held.state === "left";
    const isGone = isLeft || (host === owner.host && (pid === owner.pid || !owner.isAlive(pid)));
    const ageMs = clock.now().getTime() - Date.parse(at);
    return isGone ? Math.max(ageMs, LEASE_MS) : ageMs;
  }

  /** The lock that an older version left in Secret Storage, if no run has settled it since. */
  async #formerLock(top: Claimed | undefined): Promise<FormerLock | undefined> {
    const text = await this.#deps.secrets.get(this.#formerLockKey);
    if (text === undefined) return undefined;
    let lock: FormerLock;
    try {
      lock = formerLockSchema.parse(JSON.parse(text));
    } catch {
      // What cannot be read is a lock all the same, and of unknown age: as new as can be.
      lock = { id: "", at: this.#deps.clock.now().toISOString(), host: "", pid: 0 };
    }
    // A window that holds an old copy of Secret Storage brings it back.
    return top?.settled !== undefined && top.settled === lock.id ? undefined : lock;
  }

  async #removeFormerLock(former: FormerLock | undefined): Promise<void> {
    if (former !== undefined) await this.#deps.secrets.delete(this.#formerLockKey);
  }
}

function isHeld(claim: Claimed | undefined): claim is Claimed & { readonly state: "held" | "left" } {
  return claim !== undefined && claim.state !== "released";
}

/** A keyring's failure as an answer: no method of a vault throws. */
async function attempt<T>(work: () => Promise<T>): Promise<VaultAnswer<T>> {
  try {
    return { ok: await work() };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

function failureOf(error: unknown): VaultFailure {
  if (!(error instanceof Error)) return { kind: "unavailable", detail: "" };
  // The file system's own words hold the path of a folder, which is private.
  const isOfFile = "code" in error && typeof error.code === "string" && "syscall" in error;
  const detail = isOfFile ? `the extension's own folder cannot be written: ${String(error.code)}` : error.message;
  return { kind: "unavailable", detail };
}
