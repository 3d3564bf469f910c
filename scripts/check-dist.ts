import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundles, differences, makeBundle } from "./bundle.ts";

/** Fails when `dist` is not, byte for byte, what the sources give. */
for (const bundle of bundles) {
  const fresh = await mkdtemp(join(tmpdir(), "ocpi-dist-"));
  await makeBundle(bundle, fresh);
  const differing = await differences(fresh, bundle.committed);
  await rm(fresh, { recursive: true, force: true });
  if (differing.length === 0) continue;
  process.stderr.write(`dist/${bundle.name} is not what the sources give: ${differing.join(", ")}.\n`);
  process.stderr.write("Run: npm run package:action\n");
  process.exitCode = 1;
}
