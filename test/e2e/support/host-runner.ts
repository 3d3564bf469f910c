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
  const results = await runMocha(files, timeout).catch((error: unknown): HostTestResult[] => [
    { title: "can be loaded", state: "failed", milliseconds: 0, error: textOf(error) },
  ]);
  writeFileSync(join(tmpdir(), hostResultsFile), JSON.stringify(results));
  const failed = results.filter(({ state }) => state === "failed").length;
  if (failed > 0) throw new Error(`${failed} tests failed`);
}

async function runMocha(files: string[], timeout: number): Promise<HostTestResult[]> {
  // The reporter that prints nothing: what is to be shown is shown by the process outside.
  const mocha = new Mocha({ ui: "bdd", timeout, reporter: Mocha.reporters.Base });
  for (const file of files) mocha.addFile(file);
  await mocha.loadFilesAsync();

  const results: HostTestResult[] = [];
  const note = (test: Mocha.Runnable, state: HostTestResult["state"], error?: unknown): void => {
    const result = { title: test.fullTitle(), state, milliseconds: test.duration ?? 0 };
    results.push(error === undefined ? result : { ...result, error: textOf(error) });
  };
  const { promise, resolve } = Promise.withResolvers<void>();
  mocha
    .run(() => resolve())
    .on("pass", (test) => note(test, "passed"))
    .on("pending", (test) => note(test, "pending"))
    .on("fail", (test, error) => note(test, "failed", error));
  await promise;
  return results;
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
