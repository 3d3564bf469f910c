import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleAction, committed, differences } from "./bundle.ts";

/** Fails when `dist/action` is not, byte for byte, what the sources give. */
const fresh = await mkdtemp(join(tmpdir(), "ocpi-dist-"));
try {
  await bundleAction(fresh);
  const differing = await differences(fresh, committed);
  if (differing.length > 0) {
    process.stderr.write(
      `dist/action is not what the sources give: ${differing.join(", ")}. Run: npm run package:action\n`,
    );
    process.exitCode = 1;
  } else process.stdout.write("dist/action is what the sources give.\n");
} finally {
  await rm(fresh, { recursive: true, force: true });
}
