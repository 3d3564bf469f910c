import assert from "node:assert/strict";
import { Editor } from "./support/editor.ts";
import { eventually } from "./support/eventually.ts";
import { vsix } from "./support/ocpi.ts";
import type { TextFile } from "./support/text-file.ts";

describe("ocpi.yml, typed by keyboard", () => {
  let editor: Editor;
  let file: TextFile;

  before(async () => {
    editor = await Editor.start({ vsix, folders: { acme: { "ocpi.yml": "version: 1\nconnections:\n  " } } });
    file = await editor.openFile("acme/ocpi.yml");
  });

  after(() => editor.stop());

  it("is completed: a connection from the list, its values in their order, and keys that are not there yet", async () => {
    await file.goTo(3, 3);
    assert.deepEqual(await file.suggestions(), ["chargeindia", "hub"]);
    await editor.press("Enter");
    await eventually(
      () => file.text(),
      (text) =>
        assert.match(
          text,
          /^ {2}chargeindia:\n {4}hub:\n {6}url: https:\/\/hub\.chargeindia\.com\n {4}platform:\n {6}url: .*\n {6}roles:\n {8}- role: CPO\n/m,
        ),
    );
    // Through the places to fill in: the name, the hub, the platform, and then the role from its list.
    await editor.press("Tab", "Tab");
    await file.type("https://ocpi.acme.in");
    await eventually(
      () => file.text(),
      (text) => assert.match(text, /^ {6}url: https:\/\/ocpi\.acme\.in$/m),
    );
    await editor.press("Escape", "Escape");
    const [problem] = await eventually(
      () => editor.problems(),
      (problems) => assert.deepEqual(problems.map(({ code }) => code).toSorted(), ["PAY-14", "PAY-29"]),
    );
    assert.equal(problem?.source, "OCPI");
    await editor.press("Control+Shift+M");

    await file.goTo(5, 9);
    await editor.press("End", "Enter");
    assert.deepEqual(await file.suggestions(), ["profile", "token_encoding", "party", "allowed_origins"]);
    await editor.press("ArrowDown", "Enter");
    // The values of a key are proposed once it is taken.
    await eventually(
      () => file.proposed(),
      (labels) => assert.deepEqual(labels, ["auto", "plain", "base64"]),
    );
    await editor.press("ArrowDown", "Enter");
    await eventually(
      () => file.text(),
      (text) => assert.match(text, /^ {6}token_encoding: plain$/m),
    );
  });
});
