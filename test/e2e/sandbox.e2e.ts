import assert from "node:assert/strict";
import { Editor } from "./support/editor.ts";
import { eventually } from "./support/eventually.ts";
import { connectionsView, vsix } from "./support/ocpi.ts";

const MINUTE_MS = 60_000;

describe("trying it on this computer, in a window without a folder", () => {
  let editor: Editor;
  let begin: number;

  before(async () => {
    begin = performance.now();
    editor = await Editor.start({ vsix });
  });

  after(() => editor.stop());

  it("is CONNECTED within a minute of being installed, with nothing to configure", async () => {
    const view = await connectionsView(editor);
    const { text, buttons } = await eventually(() => view.welcome());
    assert.match(
      text,
      /^Register your charging platform at an OCPI hub.*Try it first with a sandbox Hub on this computer/,
    );
    assert.deepEqual(buttons, ["Start Sandbox Hub"]);

    await view.welcomeButton("Start Sandbox Hub");
    const toast = await editor.notification(/^A sandbox Hub and a platform run on this computer/);
    await view.row("sandbox").shows({ description: /^not checked/ });
    await toast.choose("Exchange Credentials");
    await view.row("sandbox").shows({ description: /^CONNECTED/, icon: "pass-filled", expanded: true });
    await editor.statusBarItem("1/1");
    const milliseconds = performance.now() - begin;
    assert.ok(milliseconds < MINUTE_MS, `it took ${Math.round(milliseconds)} ms`);
  });

  it("offers no more than what makes sense for a connection that is in no file", async () => {
    const view = await connectionsView(editor);
    const menu = await view.row("sandbox").contextMenu();
    const submenus = [...(await menu.itemsUnder("Tokens")), ...(await menu.itemsUnder("More"))];
    const items = new Set([...(await menu.items()), ...submenus]);
    await menu.close();
    for (const item of ["Open in ocpi.yml", "Send Hub Token to GitHub Secrets…", "Create GitHub Workflow"]) {
      assert.ok(!items.has(item), item);
    }
    for (const item of ["Open Report", "Copy Hub Token for Your Platform…", "Show Receiver URLs"]) {
      assert.ok(items.has(item), item);
    }
  });

  it("is looked at and rehearsed with, without a question", async () => {
    const view = await connectionsView(editor);
    await (await view.row("sandbox").contextMenu()).choose("Preflight");
    await (await editor.notification(/^sandbox: .* is ready for ChargeIndia Hub\.$/)).dismiss();
    await view.row("sandbox", "Your platform").shows({ description: /^guarded/, icon: "pass" });
    await (await view.row("sandbox").contextMenu()).choose("Rehearse Traffic…");
    const toast = await editor.notification(
      /^sandbox: The rehearsal of .* went well: \d+ lines of the go-live sheet work/,
      60_000,
    );
    assert.deepEqual(await toast.buttons(), ["Open Go-Live Sheet", "Open Report"]);
    await toast.dismiss();
    await view.row("sandbox").shows({ description: /^CONNECTED/ });
  });

  it("is gone when it is stopped", async () => {
    const view = await connectionsView(editor);
    await editor.run("OCPI: Stop Sandbox Hub");
    await eventually(
      () => view.welcome(),
      ({ buttons }) => assert.deepEqual(buttons, ["Start Sandbox Hub"]),
    );
    assert.deepEqual(await view.rows(), []);
  });
});
