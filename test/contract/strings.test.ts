import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { getL10nJson } from "@vscode/l10n-dev";

const root = new URL("../../", import.meta.url);
const bundle = new URL("l10n/bundle.l10n.json", root);

/**
 * What translators are given: every string of the extension. `UPDATE_STRINGS=1 npm run test:contract` writes it anew. The
 * sentences of the core are in English alone, for the time being.
 */
describe("the strings of the extension", () => {
  it("are all in l10n/bundle.l10n.json", async () => {
    const folder = new URL("src/extension/", root);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .toSorted();
    const strings = await getL10nJson(
      files.map((name) => ({ extension: ".ts", contents: readFileSync(new URL(name, folder), "utf8") })),
    );
    // In the order of the alphabet, so that a file that is renamed changes nothing.
    const sorted = Object.fromEntries(Object.entries(strings).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    const text = `${JSON.stringify(sorted, undefined, 2)}\n`;
    assert.ok(Object.keys(strings).length > 200);
    if (process.env["UPDATE_STRINGS"] === "1") {
      mkdirSync(new URL(".", bundle), { recursive: true });
      writeFileSync(bundle, text);
    }
    assert.equal(readFileSync(bundle, "utf8"), text);
  });
});
