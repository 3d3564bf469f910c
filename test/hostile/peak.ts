import { existsSync, readFileSync } from "node:fs";

/**
 * The largest that this process ever was, in megabytes. Where there is /proc it says so; what the system counts elsewhere
 * may include the process that started it.
 */
export function peakMb(): number {
  if (!existsSync("/proc/self/status")) return process.resourceUsage().maxRSS / 1024;
  const kb = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
  return Number(kb) / 1024;
}
