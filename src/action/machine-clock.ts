import { readFileSync } from "node:fs";

/**
 * A name for the clock of this machine that no other machine's has: the id of its system's start, which containers share with
 * the machine that they are on. A host's name is none: hosted runners are called alike. Undefined where there is no such id.
 */
export function machineClock(): string | undefined {
  try {
    return `of ${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}`;
  } catch {
    return undefined;
  }
}
