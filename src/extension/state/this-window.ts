import { hostname } from "node:os";
import type { LockOwner } from "./secret-storage-vault.ts";

/** The window of the editor in which this runs, as the lock names it. */
export function thisWindow(): LockOwner {
  return { host: hostname(), pid: process.pid, isAlive };
}

/** Whether a process of this machine still runs. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Another user's process is one that runs.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
