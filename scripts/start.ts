import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { showFirstRun } from "../src/sandbox/first-run.ts";
import { startSandbox } from "../src/sandbox/sandbox.ts";
import { Screen, standardOutput } from "../src/sandbox/screen.ts";

/** The main job with nothing to configure: a sandbox on this machine, and the built Action run against it. */
const action = fileURLToPath(new URL("..", import.meta.url));
const screen = new Screen(standardOutput());
const sandbox = await startSandbox();
try {
  const files = { folder: join(action, ".sandbox"), name: ".sandbox" };
  process.exitCode = (await showFirstRun({ sandbox, screen, action, files })) ? 0 : 1;
} finally {
  await sandbox.stop();
}
