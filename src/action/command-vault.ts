import type { HubToken } from "../core/ocpi/token.ts";
import { UNNAMED_CONNECTION } from "../core/onboarding/connection.ts";
import type {
  Clock,
  CommandFault,
  LockView,
  Vault,
  VaultAnswer,
  VaultClock,
  VaultFailure,
  VaultGrant,
  VaultView,
} from "../core/ports.ts";
import type { CommandCall, CommandEnd, CommandSecret, VaultCommand, VaultWord } from "./vault-command.ts";

/** What came of a call: done, with what was printed; not done, because another has it; or what went wrong. */
type Called =
  | { readonly done: string }
  | { readonly other: true }
  | { readonly failure: VaultFailure & { command: CommandFault } };

/** The words to which a command may say that another has it. */
const contested: ReadonlySet<VaultWord> = new Set(["lock", "take-over", "put"]);
const OTHER_HAS_IT = 3;
const RETRIES = 3;
const never = new AbortController().signal;

/**
 * The vault that a command keeps: `vault-command`, one process for each act. It says by its exit code what came of that, and
 * how old the lock is when it is asked for a look. Nothing that it prints is shown.
 */
export class CommandVault implements Vault {
  readonly place: string;
  readonly location: string;
  readonly lockPlace: string;
  readonly isPersistent = true;
  readonly takesOverAtOnce = true;
  readonly passing: string;
  readonly grant: VaultGrant;
  readonly clock?: VaultClock;
  readonly #command: VaultCommand;
  readonly #time: Clock;
  /** The lock was taken over, and the run has not asked for it since. */
  #tookOver = false;
  /** The lock is this run's. */
  #isOurs = false;
  #hasPrinted = false;

  /**
   * @param path the command, as it was given.
   * @param machine names the clock of this machine; undefined where it has no name that no other machine's has. The vault
   * says only how old a lock is, and so it is this machine that dates it.
   */
  constructor(command: VaultCommand, path: string, named: CommandSecret, time: Clock, machine: string | undefined) {
    const { secret, connection } = named;
    this.#command = command;
    this.#time = time;
    this.place = `vault secret ${secret}${connection === UNNAMED_CONNECTION ? "" : ` of ${connection}`}`;
    this.location = `${this.place}, by ${path}`;
    this.lockPlace = `lock of the ${this.place}`;
    this.passing = "hub-token: ${{ steps.vault.outputs.hub-token }} # a step before this one reads it from your vault";
    this.grant = { where: path, permission: "", link: "", yaml: "" };
    if (machine !== undefined) this.clock = { name: machine, aheadMs: 0 };
  }

  get hasPrintedToken(): boolean {
    return this.#hasPrinted;
  }

  async look(signal: AbortSignal): Promise<VaultAnswer<VaultView>> {
    // A command that hangs once hangs again.
    const isWorthwhile = ({ how }: CommandFault): boolean => how === "exit" || how === "signal";
    const called = await this.#repeated(() => this.#call({ word: "look", cancelled: signal }), signal, isWorthwhile);
    if (!("done" in called)) return failed(called, "look");
    const view = viewIn(called.done, this.#time);
    // What it printed may be anything, a token, too.
    return view === undefined
      ? { failure: { kind: "rejected", command: { word: "look", how: "no-look" }, detail: "" } }
      : { ok: view };
  }

  async takeLock(): Promise<VaultAnswer<"taken" | "lost" | "unanswered">> {
    if (this.#tookOver) {
      this.#tookOver = false;
      return { ok: "taken" };
    }
    // Never called twice: without an end it may be there or not, and it may be another run's.
    const called = await this.#call({ word: "lock" });
    // Breakage: a lock that a command leaves to another run counts as ours
    if ("other" in called) return { ok: "lost" };
    if ("done" in called) {
      this.#isOurs = true;
      return { ok: "taken" };
    }
    if (called.failure.kind !== "unavailable") return called;
    // It may have failed after it did what was asked.
    const seen = await this.look(never);
    return "ok" in seen && seen.ok.lock !== "absent" ? { ok: "unanswered" } : called;
  }

  async removeAbandonedLock(
    isAbandoned: (lock: LockView) => boolean,
    cancelled: AbortSignal = never,
  ): Promise<VaultAnswer<"removed" | "lost">> {
    const seen = await this.look(cancelled);
    if ("failure" in seen) return seen;
    const { lock } = seen.ok;
    if (lock === "absent" || !isAbandoned(lock)) return { ok: "lost" };
    // One that another run has taken over in between is younger than this one was.
    // Breakage: a command takes a lock over however young it is by now
    const age = Math.max(1, lock.ageMs / 1000);
    const called = await this.#call({ word: "take-over", age });
    if ("other" in called) return { ok: "lost" };
    if ("failure" in called) return called;
    // What this run had is given back; what another had is this run's from now on.
    if (this.#isOurs) {
      const released = await this.releaseLock(never);
      return "failure" in released ? released : { ok: "removed" };
    }
    this.#tookOver = true;
    this.#isOurs = true;
    return { ok: "removed" };
  }

  async store(token: HubToken, cancelled: AbortSignal, replaces: boolean): Promise<VaultAnswer<"stored">> {
    const value = token.reveal();
    let isInDoubt = false;
    const put = async (): Promise<Called> => {
      let called = await this.#call({ word: replaces ? "replace" : "put", token: value });
      // What stands there after a call without an end is most likely this very token. Under our lock nothing newer can be there.
      if ("other" in called && isInDoubt && this.#isOurs && !cancelled.aborted)
        called = await this.#call({ word: "replace", token: value });
      isInDoubt ||= "failure" in called && called.failure.kind === "unavailable";
      return called;
    };
    const called = await this.#repeated(put, cancelled);
    // Breakage: a token counts as stored whatever the command says
    return "done" in called ? { ok: "stored" } : failed(called, "put");
  }

  async forget(cancelled: AbortSignal): Promise<VaultAnswer<"forgotten">> {
    const called = await this.#repeated(() => this.#call({ word: "remove" }), cancelled);
    return "done" in called ? { ok: "forgotten" } : failed(called, "remove");
  }

  async releaseLock(cancelled: AbortSignal): Promise<VaultAnswer<"released">> {
    const called = await this.#repeated(() => this.#call({ word: "unlock" }), cancelled);
    return "done" in called ? { ok: "released" } : failed(called, "unlock");
  }

  async #call(call: CommandCall): Promise<Called> {
    const ended = await this.#command(call);
    if (ended.how !== "exit") return { failure: { ...failureOf(call.word, ended), detail: "" } };
    const { code, printed, complained } = ended;
    if (call.token !== undefined && `${printed}\n${complained}`.includes(call.token)) this.#hasPrinted = true;
    if (code === 0) return { done: printed };
    if (code === OTHER_HAS_IT && contested.has(call.word)) return { other: true };
    return { failure: { kind: "unavailable", command: { word: call.word, how: "exit", code }, detail: "" } };
  }

  /** Repeats what may succeed the next time. */
  async #repeated(
    attempt: () => Promise<Called>,
    cancelled: AbortSignal,
    isWorthwhile: (fault: CommandFault) => boolean = () => true,
  ): Promise<Called> {
    for (let count = 0; ; count += 1) {
      const called = await attempt();
      const isFinal = !("failure" in called) || called.failure.kind !== "unavailable";
      if (isFinal || count >= RETRIES || cancelled.aborted || !isWorthwhile(called.failure.command)) return called;
      await this.#time.sleep(250 * 2 ** count, cancelled);
    }
  }
}

/** What a call that did not do what was asked is to the run. */
function failed(called: Exclude<Called, { readonly done: string }>, word: VaultWord): { failure: VaultFailure } {
  if ("failure" in called) return called;
  return { failure: { kind: "rejected", command: { word, how: "exit", code: OTHER_HAS_IT }, detail: "" } };
}

function failureOf(
  word: VaultWord,
  ended: Exclude<CommandEnd, { readonly how: "exit" }>,
): Pick<VaultFailure, "kind"> & { command: CommandFault } {
  // Only what was never started certainly had no effect.
  if (ended.how !== "unstartable") return { kind: "unavailable", command: { word, ...ended } };
  return { kind: ended.code === "ENOENT" ? "not-found" : "forbidden", command: { word, ...ended } };
}

/**
 * What a look says: `secret=absent` or `secret=present`, and `lock=absent` or `lock=` with its age in whole seconds, each on a
 * line of its own. Undefined where it says that not, or anything else.
 */
function viewIn(printed: string, time: Clock): VaultView | undefined {
  const lines = printed.split("\n").map((line) => line.trimEnd());
  const said = lines.filter((line) => line !== "").toSorted();
  const [, age] = /^lock=(absent|\d{1,10})$/.exec(said[0] ?? "") ?? [];
  const [, secret] = /^secret=(absent|present)$/.exec(said[1] ?? "") ?? [];
  if (said.length !== 2 || age === undefined || secret === undefined) return undefined;
  const known = secret === "absent" ? secret : "present";
  if (age === "absent") return { secret: known, lock: "absent" };
  const ageMs = Number(age) * 1000;
  // It counts whole seconds: the lock may be older by one.
  const writtenAt = new Date(time.now().getTime() - ageMs - 999);
  return { secret: known, lock: { ageMs, sinceMs: ageMs, writtenAt } };
}
