/** A slot of another run may be taken over after this time, in milliseconds: no run of ours is silent for so long. */
export const SLOT_ABANDONED_MS = 5 * 60 * 1000;
