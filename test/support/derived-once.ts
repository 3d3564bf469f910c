import { capsuleKey, type CapsuleKey } from "../../src/core/onboarding/capsule.ts";
import { newToken } from "../../src/sandbox/tokens.ts";

/** The platform token of the sandboxes of this process, whose key is derived once. */
export const usualPlatformToken = newToken("platform");

const derived = new Map<string, Promise<CapsuleKey>>();

/**
 * Derives the key of capsules once for each platform token in this process: that takes longer than all the rest of most scenarios.
 * What each run derives for itself is tested on the bundle.
 */
export const deriveOnce: typeof capsuleKey = async (token, salt) => {
  const nameWith = (bytes?: Buffer): string => `${token.reveal()} ${bytes?.toString("hex") ?? ""}`;
  const known = derived.get(nameWith(salt));
  if (known !== undefined) return known;
  const deriving = capsuleKey(token, salt);
  derived.set(nameWith(salt), deriving);
  // What it seals is opened with it, too.
  derived.set(nameWith((await deriving).salt), deriving);
  return deriving;
};
