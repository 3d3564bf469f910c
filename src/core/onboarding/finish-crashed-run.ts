import { HubToken, type PlatformToken } from "../ocpi/token.ts";
import type { JournalEntry, LockState, Vault, VaultFailure, VaultView } from "../ports.ts";
import type { NotStored, CrashOutcome } from "../record/crash-outcome.ts";
import { openCapsule, type capsuleKey, type OpenedCapsule } from "./capsule.ts";

/** What the durable state says of a run that ended, as far as it was written. */
export interface CrashState {
  readonly phase: JournalEntry["phase"];
  /** Whether the lock was taken for certain, or only asked for. */
  readonly slot: LockState;
  /** The lock was another run's before, and notes its doubt. */
  readonly takenOver: boolean;
  /** When it was asked for, in milliseconds since the epoch. */
  readonly markedAt: number;
  readonly request: "POST" | "PUT" | "DELETE" | undefined;
  readonly capsule: string | undefined;
  /** The run came to its end and reported everything itself. */
  readonly reported: boolean;
}

/** What the end of a killed run is finished with. */
export interface FinishDeps {
  /** The input, which may be empty in a post step of a nested composite Action. */
  readonly platformToken: PlatformToken | undefined;
  readonly vault: Vault;
  readonly now: number;
  /** Asks the capsule's own hub, once, whether it accepts the token. */
  readonly opens: (content: OpenedCapsule) => Promise<boolean>;
  /** How the key of capsules is derived, where that is not by {@link capsuleKey}. */
  readonly deriveKey?: typeof capsuleKey;
  /** Learns of the token before anything is done with it. */
  readonly know: (token: HubToken) => void;
}

const never = new AbortController().signal;

/**
 * Finishes what a killed run left behind, as far as its state allows: withdraws a lock under which nothing was sent, stores
 * a token that was captured. Sends nothing that changes anything at the hub, and waits for nothing.
 */
export async function finishCrashedRun(crash: CrashState, deps: FinishDeps): Promise<CrashOutcome> {
  if (!deps.vault.isPersistent && crash.capsule !== undefined && !crash.reported) {
    return { did: "kept-capsule", capsule: crash.capsule, why: "nowhere" };
  }
  switch (crash.phase) {
    case "marked":
      if (crash.slot === "giving-back") return giveBack(crash, deps);
      // Breakage: a lock that was taken over and is gone is not brought back
      if (crash.takenOver) return crash.slot === "asked" ? restoreLock(deps) : { did: "nothing" };
      return crash.reported ? { did: "nothing" } : withdraw(crash, deps);
    case "posting":
      // Breakage: the post step takes an interrupted exchange for one that never began
      return crash.reported || crash.request === undefined
        ? { did: "nothing" }
        : { did: "reported", request: crash.request };
    case "captured":
      return crash.capsule === undefined ? { did: "nothing" } : storeCaptured(crash, crash.capsule, deps);
    case "stored":
    case "ended":
      return { did: "nothing" };
  }
}

/** A lock that was taken over notes that another run's exchange is in doubt: if it is gone, it is written down again. */
async function restoreLock({ vault }: FinishDeps): Promise<CrashOutcome> {
  if (vault.takesOverAtOnce === true) return { did: "nothing" };
  const view = await vault.look(never);
  if ("failure" in view) return { did: "lost-note", failure: view.failure };
  if (view.ok.lock !== "absent") return { did: "nothing" };
  const taken = await vault.takeLock();
  if ("failure" in taken) return { did: "lost-note", failure: taken.failure };
  if (taken.ok === "unanswered") return { did: "lost-note", failure: undefined };
  return { did: taken.ok === "taken" ? "restored-lock" : "nothing" };
}

/** The run was done with the lock, and could not delete it, or had no time to. What is left of it is a nuisance, no more. */
async function giveBack(crash: CrashState, deps: FinishDeps): Promise<CrashOutcome> {
  const done = await withdraw(crash, deps);
  return { did: done.did === "withdrew" ? "gave-back" : "nothing" };
}

async function withdraw(crash: CrashState, { vault, now }: FinishDeps): Promise<CrashOutcome> {
  const view = await vault.look(never);
  if ("failure" in view) return { did: "left-lock", failure: view.failure };
  if (view.ok.lock === "absent") return { did: "nothing" };
  if (!isOurs(view.ok.lock, now - crash.markedAt, crash.slot)) return { did: "left-lock", failure: undefined };
  const released = await vault.releaseLock(never);
  return "failure" in released ? { did: "left-lock", failure: released.failure } : { did: "withdrew" };
}

// GitHub's times are whole seconds.
const TOLERANCE_MS = 2000;
// A request to GitHub is given up after 15 seconds: what came to be later, another run has made.
const ASKING_MS = 15_000;

/**
 * Whether the lock is this run's: it took it for certain, and what is there came to be when this run asked for it. A post
 * step may begin long after the end of its run, and by then another run may have taken the lock over. One that was only
 * asked for may be another run's, which asked at the same moment, and is left to its lease of five minutes.
 */
function isOurs(
  lock: Exclude<VaultView["lock"], "absent">,
  sinceMarkedMs: number,
  certainty: CrashState["slot"],
): boolean {
  const laterMs = sinceMarkedMs - lock.sinceMs;
  return certainty !== "asked" && laterMs >= -TOLERANCE_MS && laterMs <= ASKING_MS + TOLERANCE_MS;
}

/** The rule of the exchange holds here, too: a secret is overwritten by nothing but a proven successor. */
async function storeCaptured(crash: CrashState, capsule: string, deps: FinishDeps): Promise<CrashOutcome> {
  const { platformToken, vault } = deps;
  const kept = (why: NotStored, failure?: VaultFailure): CrashOutcome =>
    // What a run reported itself at its end is not reported again.
    crash.reported && why !== "vault"
      ? { did: "nothing" }
      : { did: "kept-capsule", capsule, why, ...(failure === undefined ? {} : { failure }) };
  if (platformToken === undefined) return kept("no-platform-token");
  if (!vault.isPersistent) return { did: "nothing" };
  const opened = await openCapsule(capsule, platformToken, deps.deriveKey);
  if ("failure" in opened) return kept(opened.failure === "no-token" ? "no-token" : "unopened");
  const token = new HubToken(opened.content.token);
  deps.know(token);
  // The place came from outside of this process; what is sealed did not.
  const place = opened.content.secret;
  if (place !== undefined && vault.location !== undefined && place !== vault.location) return kept("other-place");
  const view = await vault.look(never);
  if ("failure" in view) return kept("vault", view.failure);
  const successor = crash.request === "PUT" && (await deps.opens(opened.content));
  if (view.ok.secret === "present" && !successor) return kept("secret-exists");
  const stored = await vault.store(token, never, view.ok.secret === "present");
  return "failure" in stored ? kept("vault", stored.failure) : { did: "stored" };
}
