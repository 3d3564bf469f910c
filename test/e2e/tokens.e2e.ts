import assert from "node:assert/strict";
import { startSandbox, type Sandbox } from "../../src/sandbox/sandbox.ts";
import { Editor } from "./support/editor.ts";
import { eventually } from "./support/eventually.ts";
import { assertNoTokenLogged, configOf, connectionsView, unsafeRequests, vsix } from "./support/ocpi.ts";
import type { View } from "./support/view.ts";

describe("a token that is given wrongly, and one that is refused", () => {
  let sandbox: Sandbox;
  let editor: Editor;
  let view: View;
  const wrong = "an_initial_token_of_another_hub";

  before(async () => {
    sandbox = await startSandbox();
    editor = await Editor.start({ vsix, folders: { acme: { "ocpi.yml": configOf(sandbox) } } });
    view = await connectionsView(editor);
  });

  after(async () => {
    assertNoTokenLogged(editor, sandbox, wrong);
    await editor.stop();
    await sandbox.stop();
  });

  it("says that there are blanks around it, which Enter removes before another Enter takes it", async () => {
    await editor.run("OCPI: Exchange Credentials");
    const box = await editor.inputBox(/^chargeindia: initial token/);
    await box.assertPassword();
    await box.accept(`${wrong}  `);
    await eventually(
      () => box.message(),
      (message) => assert.match(message, /^The blanks are removed\./),
    );
    assert.equal((await box.value()).length, wrong.length);
    await box.fill(`\t${wrong} `);
    await eventually(
      () => box.message(),
      (message) => assert.match(message, /Blanks before it: 1, after it: 1\. No token has them: Enter removes them\./),
    );
    await box.button("Remove the blanks around it");
    await eventually(
      () => box.value(),
      (value) => assert.equal(value.length, wrong.length),
    );
    await editor.press("Enter");
    await (await editor.inputBox(/^chargeindia: platform token/)).accept(sandbox.platform.token);
  });

  it("goes from the notification straight to the box of the token that was refused, and exchanges with the new one", async () => {
    const toast = await editor.notification("chargeindia: Refused: The hub does not accept the initial token.");
    assert.deepEqual(await toast.buttons(), ["Set and Retry", "Open Report"]);
    await toast.assertWhole();
    // By keyboard: VS Code's own command for the first button of the last notification.
    await editor.run("Notifications: Accept Notification Primary Action");
    const box = await editor.inputBox(/^chargeindia: initial token/);
    assert.match(await box.message(), /^The stored initial token was refused\./);
    await box.accept(wrong);
    await eventually(
      () => box.message(),
      (message) => assert.match(message, /^This is the one that was refused\./),
    );
    await box.accept(sandbox.initialToken);
    await view.row("chargeindia").shows({ description: /^CONNECTED/ });
    assert.deepEqual(unsafeRequests(sandbox).slice(-2), ["POST", "PUT"]);
    const done = await editor.notification(/^chargeindia is registered, and the hub token is stored/);
    assert.deepEqual(await done.buttons(), ["Copy Hub Token…", "Open Report"]);
    await done.assertWhole();
    await done.dismiss();
  });

  it("asks for the platform token of that exchange when a hub token is recovered, and makes none", async () => {
    await editor.run("OCPI: Forget Token…");
    await (await editor.quickPick("chargeindia: forget which token?")).choose("platform token");
    await (await editor.dialog("Forget the platform token of chargeindia?")).choose("Forget");
    await editor.run("OCPI: Recover Hub Token…");
    await (await editor.inputBox("chargeindia: recovery capsule")).accept(`ocpi-capsule:v1:${"A".repeat(200)}`);
    const box = await editor.inputBox("chargeindia: platform token of that exchange");
    await box.assertPassword();
    assert.deepEqual(await box.buttons(), []);
    await box.accept(sandbox.platform.token);
    await eventually(
      () => box.message(),
      (message) => assert.match(message, /^This token does not open the capsule\./),
    );
    await box.cancel();
    await view.row("chargeindia").expand();
    const menu = await view.row("chargeindia").contextMenu();
    assert.ok(!(await menu.itemsUnder("Tokens")).includes("Copy Platform Token…"), "the token was kept");
    await menu.close();
  });
});
