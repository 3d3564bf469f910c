import { rm } from "node:fs/promises";
import { bundles, makeBundle, smokeRun, unlicensed } from "./bundle.ts";

/** Makes what is in `dist` anew from what tsc emitted, and runs it once. */
for (const bundle of bundles) {
  await rm(bundle.committed, { recursive: true, force: true });
  const packages = await makeBundle(bundle, bundle.committed);
  const missing = await unlicensed(bundle.committed, packages);
  if (missing.length > 0) throw new Error(`licenses.txt of ${bundle.name} does not name ${missing.join(", ")}.`);
  process.stdout.write(`dist/${bundle.name} holds ${packages.length} packages, and every licence is named.\n`);
}
await smokeRun();
process.stdout.write("Both run.\n");
