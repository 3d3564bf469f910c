import { writeFileSync } from "node:fs";
import { follow } from "./trace.ts";

/** The Action as a runner starts it, with each of our functions traced: WALK_PATTERN says what is followed, WALK_TRACE where the trace goes. */
const trace = follow(process.env["WALK_PATTERN"] ?? "(?!)");
process.on("exit", () => writeFileSync(process.env["WALK_TRACE"] ?? "", JSON.stringify(trace)));
await import("../../src/action/index.ts");
