import type { CredentialStatus, End, LockSeen, Seen } from "./steps.ts";

/** After the look nothing is to be done: the job ends. */
export interface Stop {
  readonly do: "stop";
  readonly end: End;
}

/** After the look something is to be done, under the lock. */
export interface TakingLock {
  /** When the run took the lock that left it behind, where it is to be taken over. */
  readonly abandonedAt: Date | undefined;
}

/** A hub token that the hub refuses, or about which it says nothing. */
export function notAccepted(token: CredentialStatus): Stop | undefined {
  switch (token.kind) {
    case "accepted":
      return undefined;
    case "refused":
      return stop({ result: "refused", because: token.because });
    case "inconclusive":
      return stop({ result: "unreachable", because: token.because });
  }
}

/** Hub or platform are not as they have to be: nothing is changed. */
export function notReady(unfit: Seen["unfit"]): Stop {
  return stop({ result: "not-ready", because: unfit?.because });
}

/** When the run took the lock that left it behind. */
export function abandonedAt(lock: LockSeen): Date | undefined {
  return lock.kind === "abandoned" ? lock.at : undefined;
}

/** The job ends. */
export function stop(end: End): Stop {
  return { do: "stop", end };
}
