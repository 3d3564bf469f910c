import { rm } from "node:fs/promises";
import { bundleAction, committed, smokeRun, unlicensed } from "./bundle.ts";

/** Makes `dist/action` anew from what tsc emitted, and runs it once. */
await rm(committed, { recursive: true, force: true });
const packages = await bundleAction(committed);
const missing = await unlicensed(committed, packages);
if (missing.length > 0) throw new Error(`licenses.txt does not name ${missing.join(", ")}.`);
await smokeRun();
process.stdout.write(`dist/action holds ${packages.length} packages, every licence is named, and it runs.\n`);
