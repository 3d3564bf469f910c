"use strict";
// Tells the parent, by the fourth descriptor, how much processor time this process took, in microseconds, how much memory it had
// at the most, in kilobytes, and how much of it was in use, where Node was told to let it be collected.
const { readFileSync, writeSync } = require("node:fs");

let inUse = 0;
if (globalThis.gc !== undefined) setInterval(collect, 100).unref();

// What is left is in use. The engine alone collects when it sees fit, and takes more memory as long as there is some.
function collect() {
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  inUse = Math.max(inUse, (heapUsed + external) / 1024);
}

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(3, `${userCPUTime + systemCPUTime} ${mostMemory() ?? maxRSS} ${inUse}`);
});

// What a process tells of itself counts the memory of its parent, too, from which Linux made it.
function mostMemory() {
  try {
    return /VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
  } catch {
    return undefined;
  }
}
