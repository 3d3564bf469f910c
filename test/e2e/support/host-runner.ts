import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Mocha from "mocha";

/** What the outer process tells the extension host. */
export interface HostRun {
  /** The mocha files to run. */
  files: string[];
  /** For each test, in milliseconds. */
  timeout: number;
}

/** What came of one test. */
export interface HostTestResult {
  /** With the titles of the suites around it. */
  title: string;
  state: "passed" | "failed" | "pending";
  milliseconds: number;
  /** Of a failed one: message and stack. */
  error?: string;
}

/** The environment variable that holds a `HostRun` as JSON. */
export const hostRunVariable = "OCPI_HOST_RUN";

/** The file in the server's own temporary folder that receives the results, as JSON. */
export const hostResultsFile = "host-results.json";

/**
 * VS Code calls this in the extension host, once the extension under test was loaded from its folder.
 * @throws Error when a test failed, so that the window too reports a failure
 */
export async function run(): Promise<void> {
  const { files, timeout } = JSON.parse(process.env[hostRunVariable] ?? "{}") as HostRun;
  const mocha = new Mocha({ ui: "bdd", timeout, reporter: Mocha.reporters.Base });
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();

  const done: HostTestResult[] = [];
  const { promise, resolve } = Promise.withResolvers<number>();
  const note = (test: Mocha.Test | Mocha.Hook, state: HostTestResult["state"], error?: unknown): void =>
    void done.push({
      title: test.fullTitle(),
      state,
      milliseconds: test.duration ?? 0,
      ...(error !== undefined && { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    });
  mocha
    .run(resolve)
    .on("pass", (test) => note(test, "passed"))
    .on("pending", (test) => note(test, "pending"))
    .on("fail", (test, error) => note(test, "failed", error));
  const failures = await promise;
  writeFileSync(join(tmpdir(), hostResultsFile), JSON.stringify(done));
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
