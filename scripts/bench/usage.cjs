"use strict";
// Tells the parent, by the fourth descriptor, how much processor time this process took, in microseconds, and how much memory it
// had at the most, in kilobytes.
const { writeSync } = require("node:fs");

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(3, `${userCPUTime + systemCPUTime} ${maxRSS}`);
});
