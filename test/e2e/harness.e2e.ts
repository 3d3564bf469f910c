import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { Editor } from "./support/editor.ts";
import { eventually } from "./support/eventually.ts";

describe("the harness itself, without an extension", () => {
  it("opens a folder, shows what is on disk, and sends no request off this machine", async () => {
    const editor = await Editor.start({ folders: { acme: { "notes.txt": "first\nsecond\n" } } });
    const file = await editor.openFile("acme/notes.txt");
    assert.equal(await file.text(), "first\nsecond\n");

    await file.goTo(2, 7);
    await file.type(" thoughts");
    await file.save();
    assert.equal(editor.read("acme/notes.txt"), "first\nsecond thoughts\n");

    assert.equal(await editor.isRestricted(), false);
    assert.deepEqual(editor.strayRequests, []);
    await editor.stop();
  });

  it("leaves no process and no file behind", async () => {
    const editor = await Editor.start();
    const hosts = editor.server.extensionHosts;
    assert.equal(hosts.length, 1);
    await editor.close();
    assert.deepEqual(editor.server.extensionHosts, []);
    await editor.stop();
    assert.ok(!existsSync(editor.pathOf("")));
  });

  it("restarts the extension host when that was killed", async () => {
    const editor = await Editor.start();
    const [before] = editor.server.extensionHosts;
    editor.killExtensionHost();
    await eventually(
      () => editor.server.extensionHosts,
      ([now]) => now !== undefined && now !== before,
      // VS Code notices the silent connection, which takes a while on a busy machine.
      60_000,
    );
    await editor.stop();
  });

  it("opens a folder restricted, and trusts it when told to", async () => {
    const editor = await Editor.start({ folders: { acme: { "a.txt": "" } }, trust: "restricted" });
    await eventually(() => editor.isRestricted(), Boolean);
    await editor.trustWorkspace();
    assert.equal(await editor.isRestricted(), false);
    await editor.stop();
  });
});
