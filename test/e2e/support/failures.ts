import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Editor } from "./editor.ts";
import { installation } from "./installation.ts";

/** The failed test of which the windows were kept last. */
let kept: Mocha.Test | undefined;

/**
 * Mocha's hooks of every end-to-end test: what the windows showed and logged when a test failed is kept in test/e2e/failures,
 * and no editor outlives the run.
 */
export const mochaHooks = {
  beforeEach(this: Mocha.Context): void {
    const test = this.currentTest;
    // A suite's own hooks stop their editors before the hook below is called.
    Editor.beforeStop = async () => keepFailed(test);
  },
  async afterEach(this: Mocha.Context): Promise<void> {
    await keepFailed(this.currentTest);
  },
  async afterAll(): Promise<void> {
    for (const editor of Editor.running) await editor.stop();
  },
};

async function keepFailed(test: Mocha.Test | undefined): Promise<void> {
  if (test?.state !== "failed" || test === kept) return;
  kept = test;
  const name = test
    .fullTitle()
    .replaceAll(/[^\w-]+/g, "-")
    .slice(0, 120);
  // A window that is gone has no picture, and is stopped all the same.
  await keep(name).catch((error: unknown) =>
    console.error(`What the windows showed could not be kept: ${String(error)}`),
  );
}

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
