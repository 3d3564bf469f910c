import assert from "node:assert/strict";
import { indented } from "../support/figures.ts";
import { Editor } from "./support/editor.ts";
import { eventually } from "./support/eventually.ts";
import { configOf, vsix } from "./support/ocpi.ts";

const RELOADS = 5;
const config = configOf({ hub: { origin: "http://127.0.0.1:1" }, platform: { url: "http://127.0.0.1:3/ocpi/2.2.1" } });

/*
 * How long the extension takes to be activated, as *Show Running Extensions* says it to a user, beside VS Code's own Git. What
 * it is on a busy machine says nothing, so that only the size of what is loaded is held, by test/extension/bundle.test.ts.
 */
describe("Show Running Extensions", () => {
  let editor: Editor;

  before(async () => {
    const folders = { acme: { "ocpi.yml": config, ".git/HEAD": "ref: refs/heads/main\n" } };
    editor = await Editor.start({ vsix, folders, settings: { "git.enabled": true } });
  });

  after(() => editor.stop());

  async function activation(): Promise<Record<"ours" | "git", number>> {
    await editor.run("Developer: Show Running Extensions");
    const rows = editor.page.locator(".runtime-extensions-editor .monaco-list-row");
    const told = await eventually(
      async () =>
        rows.evaluateAll((all) =>
          all.map((row) => ({
            name: row.querySelector(".name")?.textContent ?? "",
            time: /(\d+)ms/.exec(row.querySelector(".activation-time")?.textContent ?? "")?.[1],
          })),
        ),
      (all) => ["OCPI Onboarding", "Git"].every((name) => all.some((row) => row.name === name && row.time)),
    );
    const of = (name: string): number => Number(told.find((row) => row.name === name)?.time);
    return { ours: of("OCPI Onboarding"), git: of("Git") };
  }

  it(`is read in ${RELOADS} reloads`, async function () {
    this.timeout(180_000);
    const read: Awaited<ReturnType<typeof activation>>[] = [];
    for (let reload = 0; reload < RELOADS; reload += 1) {
      await editor.reload();
      read.push(await activation());
    }
    for (const { ours, git } of read) assert.ok(ours > 0 && git > 0);
    const line = (name: "ours" | "git"): string => read.map((one) => `${one[name]} ms`).join(", ");
    process.stdout.write(indented(`activation: ${line("ours")}; of Git: ${line("git")}`));
  });
});
