import type { Finding } from "../findings/catalogue.ts";
import type {
  End,
  Lock,
  LockSeen,
  LookingSteps,
  NotConfirmed,
  NotLocked,
  RegistrationSteps,
  VaultNames,
} from "./steps.ts";

/** The run was stopped before it had changed anything. */
export function cancelled(): End {
  return { result: "cancelled", because: { code: "cancelled" } };
}

/** There is neither a registration nor a token to make one with. */
export function needsInitialToken(): End {
  return { result: "invalid", because: { code: "first-run-needs-initial-token" } };
}

/** The token's secret exists, and this run was not given it. */
export function secretExists({ place, passing }: VaultNames, capsule: boolean): End {
  return { result: "not-ready", because: { code: "secret-exists", place, passing, capsule } };
}

/** Another run holds the lock; `freeAt`, where that is known, is when it may be taken over. */
export function lockHeld({ lockPlace }: VaultNames, freeAt?: Date): End {
  return { result: "in-doubt", because: { code: "lock-held", lockPlace, freeAt } };
}

/** The lock was not to be had. */
export function lockedOut(lock: NotLocked, vault: VaultNames): End {
  switch (lock.kind) {
    case "held":
      return lockHeld(vault);
    case "unanswered":
      return {
        result: "in-doubt",
        because: { code: "lock-unanswered", lockPlace: vault.lockPlace, freeAt: lock.freeAt },
      };
    case "unavailable":
      return { result: "not-ready", because: lock.because };
  }
}

/** Only the run that left this lock behind could have said what became of its exchange; this one cannot find it out. */
export function notRecoverable(
  { lockPlace }: VaultNames,
  code: "recovery-needs-initial-token" | "recovery-initial-token-refused",
  lock: Extract<LockSeen, { kind: "abandoned" }>,
): End {
  return { result: "in-doubt", because: { code, lockPlace, interruptedAt: lock.at } };
}

/** The run was stopped under a lock that says that an exchange is in doubt: the lock stays. */
export function inDoubt({ vault: { lockPlace } }: LookingSteps, { abandonedAt }: Lock): End {
  return { result: "in-doubt", because: { code: "stopped-in-doubt", lockPlace, interruptedAt: abandonedAt } };
}

/** The run was stopped while it took the lock: it gives it back, unless the lock notes another run's doubt. */
export async function lockedTooLate(steps: LookingSteps, lock: Lock): Promise<End> {
  if (lock.abandonedAt !== undefined) return inDoubt(steps, lock);
  await steps.unlock(lock);
  return cancelled();
}

/** The hub certainly did nothing in this run. */
export async function unchanged(
  steps: RegistrationSteps,
  lock: Lock,
  result: "refused" | "unreachable" | "done",
  because?: Finding,
): Promise<End> {
  await steps.unlock(lock);
  return { result, because };
}

/** A PUT after which it is not certain that the secret holds a token that works: the lock stays. */
export function notConfirmed({ kind, because }: NotConfirmed): End {
  const results = { lost: "in-doubt", unproven: "registered", unstored: "unstored" } as const;
  return { result: results[kind], because };
}
