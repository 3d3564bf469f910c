import { fileURLToPath } from "node:url";
import { loadCore } from "../faults/core.ts";
import { peakMb } from "./peak.ts";
import { playRepeats } from "./repeats.ts";

/** All answers that repeat themselves in a process of its own, which answers with its figures. */
const core = await loadCore(fileURLToPath(new URL("../../src", import.meta.url)), ".ts");
const before = peakMb();
const timings = await playRepeats(core);
process.stdout.write(JSON.stringify({ timings, grownMb: peakMb() - before }));
