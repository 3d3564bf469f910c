import type { Finding, VaultFinding } from "../../findings/catalogue.ts";
import type { VaultFailure } from "../../ports.ts";
import { isAbandoned, LEASE_MS, LEASE_USABLE_MS } from "../lease.ts";
import type { Failed, Lock, NotLocked } from "../steps.ts";
import { connectAhead } from "./connect-ahead.ts";
import { mayTakeOver, type RegistrationContext } from "./context.ts";

/** Step 3: takes the lock, or takes it over from a run that left it behind at that time. */
export async function lock(this: RegistrationContext, abandonedAt: Date | undefined): Promise<Lock | NotLocked> {
  // Where nothing is kept nothing is locked: that is no step.
  if (this.job.vault.isPersistent) this.run.begin("lock");
  // A vault that takes over in one act writes the lock with that: it is as old as the first asking.
  const askedAt = this.run.ports.clock.now().getTime();
  if (abandonedAt === undefined) return take(this, undefined, askedAt);
  const notRemoved = await removeAbandoned(this);
  return notRemoved ?? take(this, abandonedAt, askedAt);
}

/** The lock proves that the vault can be written. Under it the token's secret is looked at once more. */
async function take(
  context: RegistrationContext,
  abandonedAt: Date | undefined,
  askedAt: number,
): Promise<Lock | NotLocked> {
  const { job, run, sender } = context;
  const takenOver = abandonedAt !== undefined;
  run.appendToJournal({ phase: "marked", slot: "asked", takenOver });
  // If the look took long, what was opened during it may be too old by now.
  connectAhead(context, "change", context.results.hub?.credentialsUrl);
  // The key is ready when the answer is there that it seals.
  const [taken] = await Promise.all([job.vault.takeLock(), sender?.key()]);
  if ("failure" in taken || taken.ok !== "taken") {
    // The lock that was taken over is gone, and perhaps no other run has written another: its note is the post step's to
    // bring back. Where another run has it, what it stands for is that run's.
    const noteMayBeGone = takenOver && ("failure" in taken || taken.ok === "unanswered");
    if (!noteMayBeGone) run.appendToJournal({ phase: "ended" });
    if ("failure" in taken) return { kind: "unavailable", because: vaultFailed(context, taken.failure) };
    if (taken.ok === "lost") return { kind: "held" };
    // Written at this moment at the latest, it is abandoned a lease later.
    return { kind: "unanswered", freeAt: new Date(run.ports.clock.now().getTime() + LEASE_MS) };
  }
  run.appendToJournal({ phase: "marked", slot: "ours", takenOver });
  if (job.vault.isPersistent) run.line(run.words.vaultLine("lock-taken", job.vault));
  // Breakage: no run looks again whether a token is stored once the lock is taken
  const again = await job.vault.look(run.ports.cancelled);
  const seen = { kind: "locked", abandonedAt, askedAt } as const;
  // A look that was cut short says nothing of the vault, and a run that is stopped needs it no more.
  if (run.ports.cancelled.aborted) return { ...seen, secret: { kind: "absent" } };
  if ("failure" in again) {
    return { ...seen, secret: { kind: "unread", because: vaultFailed(context, again.failure) } };
  }
  return { ...seen, secret: { kind: again.ok.secret } };
}

/** @returns why the abandoned lock is not removed; undefined when it is. */
async function removeAbandoned(context: RegistrationContext): Promise<NotLocked | undefined> {
  const { job, run } = context;
  run.appendToJournal({ phase: "marked", slot: "asked", takenOver: true });
  const removed = await job.vault.removeAbandonedLock((held) => mayTakeOver(context, held), run.ports.cancelled);
  // Only what this run has removed, or may have, is its own to bring back: what another run was faster to take over may be
  // settled by now, and a note of it would send a later run to a working registration.
  const isThere = "failure" in removed ? removed.failure.kind !== "unavailable" : removed.ok === "lost";
  // Breakage: what another run was faster to take over is brought back
  if (isThere) run.appendToJournal({ phase: "ended" });
  if ("failure" in removed) return { kind: "unavailable", because: vaultFailed(context, removed.failure) };
  return removed.ok === "lost" ? { kind: "held" } : undefined;
}

/** Step 10. A lock that cannot be given back is a nuisance for the next run, no more. */
export async function unlock(this: RegistrationContext, held: Lock): Promise<void> {
  const {
    run,
    job: { vault },
  } = this;
  if (vault.isPersistent) run.begin("unlock");
  run.appendToJournal({ phase: "marked", slot: "giving-back", takenOver: false });
  // What another run has taken over by now is that run's.
  const isOurs = remainingLeaseMs(this, held) > 0;
  const released = await (isOurs
    ? vault.releaseLock(run.ports.cancelled)
    : vault.removeAbandonedLock((one) => isAbandoned(one)));
  if ("failure" in released) {
    // The post step, or the next run, tries once more.
    run.found([{ code: "lock-left", lockPlace: vault.lockPlace, failure: released.failure }]);
    return;
  }
  if (vault.isPersistent && released.ok !== "lost") run.line(run.words.vaultLine("lock-released", vault));
  run.appendToJournal({ phase: "ended" });
}

/** How long the lock is still this run's, in milliseconds; then another run may have taken it over. */
export function remainingLeaseMs({ run, job }: RegistrationContext, { askedAt }: Lock): number {
  if (!job.vault.isPersistent) return Infinity;
  return askedAt + LEASE_MS - run.ports.clock.now().getTime();
}

/** Whether it is too late to begin what changes something at the hub, which may be slow beyond measure. */
export function isLate(context: RegistrationContext, held: Lock): boolean {
  return remainingLeaseMs(context, held) < LEASE_MS - LEASE_USABLE_MS;
}

/** The step that was to change something at the hub, and begins too late for it. */
export function tooLate({ run }: RegistrationContext): Failed<"not-sent"> {
  const because: Finding = { code: "lease-expired" };
  run.found([because]);
  return { kind: "not-sent", because };
}

/**
 * The vault failed: in the way of everything but a look at a working registration, to which it is a nuisance.
 * @returns what was found; nothing where the run was stopped, which says nothing of the vault.
 */
export function vaultFailed(
  { run, job: { vault } }: RegistrationContext,
  failure: VaultFailure,
  works = false,
): Finding | undefined {
  if (run.ports.cancelled.aborted && failure.kind === "unavailable") return undefined;
  const { place, grant } = vault;
  const isForbidden = failure.kind === "forbidden" || failure.kind === "not-found";
  const whenNeeded: VaultFinding = isForbidden
    ? { code: "vault-forbidden", place, failure, grant }
    : { code: "vault-failed", place, failure };
  const found: VaultFinding = works ? { code: "vault-unread", place, failure } : whenNeeded;
  run.found([found]);
  return found;
}
