// Breakage: every lock counts as abandoned
/** A lock of another run may be taken over after this time, in milliseconds. */
export const LEASE_MS = 5 * 60 * 1000;

/**
 * How long after it took the lock a run may begin what changes something at the hub, in milliseconds: a request of two
 * minutes, half a minute to prove a token and half a minute to store it are over before another run may take over.
 */
export const LEASE_USABLE_MS = 2 * 60 * 1000;
