import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Editor } from "./editor.ts";
import { installation } from "./installation.ts";

/**
 * Mocha's hooks of every end-to-end test: what the windows showed and logged when a test failed is kept in test/e2e/failures,
 * and no editor outlives the run.
 */
export const mochaHooks = {
  beforeEach(this: Mocha.Context): void {
    const test = this.currentTest;
    // A suite's own hooks stop the editor before the hook below is called.
    Editor.beforeStop = async (editor) => {
      if (test?.state === "failed") await keep(test, editor);
    };
  },
  async afterEach(this: Mocha.Context): Promise<void> {
    const test = this.currentTest;
    if (test?.state !== "failed") return;
    for (const editor of Editor.running) await keep(test, editor);
  },
  async afterAll(): Promise<void> {
    for (const editor of Editor.running) await editor.stop();
  },
};

async function keep(test: Mocha.Test, editor: Editor): Promise<void> {
  const folder = join(installation.root, "failures");
  mkdirSync(folder, { recursive: true });
  const name = test
    .fullTitle()
    .replaceAll(/[^\w-]+/g, "-")
    .slice(0, 120);
  const before = readdirSync(folder).filter((file) => file.startsWith(name) && file.endsWith(".log")).length;
  const file = before === 0 ? name : `${name}-${before + 1}`;
  const logs = Object.entries(editor.logs).map(([path, text]) => `=== ${path}\n${text}`);
  writeFileSync(join(folder, `${file}.log`), logs.join("\n"));
  await editor.screenshot(file, folder);
}
