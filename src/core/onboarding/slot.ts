// Breakage: every slot counts as abandoned
/** A slot of another run may be taken over after this time, in milliseconds. */
export const SLOT_ABANDONED_MS = 5 * 60 * 1000;

/**
 * How long after it took the slot a run may begin what changes something at the hub, in milliseconds: a request of two
 * minutes, half a minute to prove a token and half a minute to store it are over before another run may take over.
 */
export const SLOT_USABLE_MS = 2 * 60 * 1000;
