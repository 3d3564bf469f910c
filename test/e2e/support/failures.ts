import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Editor } from "./editor.ts";
import { installation } from "./installation.ts";

/**
 * Mocha's hooks of every end-to-end test: what the windows showed and logged when a test failed is kept in test/e2e/failures,
 * and no editor outlives the run.
 */
export const mochaHooks = {
  async afterEach(this: Mocha.Context): Promise<void> {
    if (this.currentTest?.state !== "failed") return;
    const name = this.currentTest
      .fullTitle()
      .replaceAll(/[^\w-]+/g, "-")
      .slice(0, 120);
    await keep(name);
  },
  async afterAll(): Promise<void> {
    for (const editor of Editor.running) await editor.stop();
  },
};

async function keep(name: string): Promise<void> {
  const folder = join(installation.root, "failures");
  mkdirSync(folder, { recursive: true });
  for (const [index, editor] of [...Editor.running].entries()) {
    const file = `${name}${index === 0 ? "" : `-${index + 1}`}`;
    const logs = Object.entries(editor.logs).map(([path, text]) => `=== ${path}\n${text}`);
    writeFileSync(join(folder, `${file}.log`), logs.join("\n"));
    await editor.screenshot(file, folder);
  }
}
