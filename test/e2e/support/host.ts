import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Mocha from "mocha";
import { Editor, type EditorOptions } from "./editor.ts";
import { hostResultsFile, hostRunVariable, type HostRun, type HostTestResult } from "./host-runner.ts";

export interface HostOptions extends Omit<EditorOptions, "vsix" | "testDriver"> {
  /** The extension's folder, with its package.json and what `main` names: it is loaded as it is, without a .vsix. */
  extension: string;
  /**
   * Absolute paths of mocha files. They have to lie inside the extension's folder: each extension gets a `vscode` object of its
   * own by the path of who imports it, and a test that replaces `window.showInputBox` has to have the extension's.
   */
  files: readonly string[];
  /** For each test, in milliseconds; 60 s unless told. */
  timeout?: number;
  /** For all of them with start and end, in milliseconds; 100 s unless told. */
  limit?: number;
}

/**
 * Runs mocha tests inside the extension host of a real VS Code, beside the extension, and gives back what came of each.
 * @throws Error when the tests did not come to an end, with what was logged
 */
async function runHostTests(options: HostOptions): Promise<HostTestResult[]> {
  const { extension, files, timeout = 60_000, limit = 100_000, ...rest } = options;
  const run: HostRun = { files: [...files], timeout };
  const editor = await Editor.prepare({
    ...rest,
    env: { ...rest.env, [hostRunVariable]: JSON.stringify(run) },
    testDriver: true,
  });
  try {
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    const timeouts = setTimeout(resolve, limit);
    await editor.page.exposeFunction("codeAutomationExit", () => resolve());
    await editor.page.exposeFunction("codeAutomationLog", () => undefined);
    const remote = (path: string): string => `vscode-remote://${new URL(editor.server.url).host}${path}`;
    await editor.open([
      ["extensionDevelopmentPath", remote(extension)],
      ["extensionTestsPath", remote(fileURLToPath(new URL("host-runner.ts", import.meta.url)))],
      ["skipWelcome", "true"],
    ]);
    await ended;
    clearTimeout(timeouts);
    const results = join(editor.server.temporary, hostResultsFile);
    if (!existsSync(results)) throw new Error(`the tests did not come to an end:\n${logsOf(editor)}`);
    return JSON.parse(readFileSync(results, "utf8")) as HostTestResult[];
  } finally {
    await editor.stop();
  }
}

/**
 * Declares a mocha suite that runs tests in the extension host and shows each as a test of its own.
 *
 *     describeHostTests("secrets, trust and several folders", { extension: root, files: [join(root, "test/host/secrets.ts")] });
 */
export function describeHostTests(title: string, options: HostOptions): void {
  const suite = describe(title, () => {
    let results: HostTestResult[] = [];
    before(async () => {
      results = await runHostTests(options);
      // What a hook adds to its suite runs after it: the titles are not known before.
      for (const { title: name, state, error } of results)
        suite.addTest(
          state === "pending"
            ? new Mocha.Test(name)
            : new Mocha.Test(name, () => {
                if (error !== undefined) throw new Error(error);
              }),
        );
    });
    it("runs in the extension host", () => assert.notEqual(results.length, 0, "no test was found"));
  });
}

function logsOf(editor: Editor): string {
  return Object.entries(editor.logs)
    .map(([path, text]) => `=== ${path}\n${text}`)
    .join("\n");
}
