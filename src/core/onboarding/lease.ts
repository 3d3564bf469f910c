import type { LockView } from "../ports.ts";

// Breakage: every lock counts as abandoned
/** A lock of another run may be taken over after this time, in milliseconds. */
export const LEASE_MS = 5 * 60 * 1000;

/**
 * How long after it took the lock a run may begin what changes something at the hub, in milliseconds: a request of two
 * minutes, half a minute to prove a token and half a minute to store it are over before another run may take over.
 */
export const LEASE_USABLE_MS = 2 * 60 * 1000;

/**
 * Whether a lock may be taken over: its lease is over; or it is the lock of the run whose capsule this one was given, which
 * wrote it before the hub issued the token, and not longer before than its lease.
 * @param issuedAt when the hub issued what is in the capsule, by the clock that dates the lock.
 */
export function isAbandoned({ ageMs, writtenAt }: LockView, issuedAt?: Date): boolean {
  if (ageMs >= LEASE_MS) return true;
  if (issuedAt === undefined || writtenAt === undefined) return false;
  const laterMs = issuedAt.getTime() - writtenAt.getTime();
  return laterMs >= 0 && laterMs <= LEASE_MS;
}
