import { spawnSync } from "node:child_process";
import { installed } from "./support/installation.ts";

/** The end-to-end tests as a part of `npm test`: run where everything that they need is there, and otherwise said to be skipped. */
if (installed()) {
  const run = spawnSync("npm", ["run", "test:e2e"], { stdio: "inherit" });
  process.exitCode = run.status ?? 1;
} else {
  process.stdout.write(
    "  skipped: the tests in a real VS Code, because VS Code and Chromium are not installed for them.\n" +
      "  npm run test:e2e installs them, and runs these tests.\n\n",
  );
}
