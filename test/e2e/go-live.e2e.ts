import assert from "node:assert/strict";
import { startSandbox, type Sandbox } from "../../src/sandbox/sandbox.ts";
import { Editor } from "./support/editor.ts";
import { eventually } from "./support/eventually.ts";
import { assertNoTokenLogged, configOf, connectionsView, giveTokens, unsafeRequests, vsix } from "./support/ocpi.ts";
import type { View } from "./support/view.ts";

/** A host that is not on this computer, and that nobody has: nothing may be sent there before the user says so. */
const elsewhere = "https://platform.invalid/ocpi/2.2.1";

describe("from a registration to traffic", () => {
  let sandbox: Sandbox;
  let editor: Editor;
  let view: View;

  before(async () => {
    sandbox = await startSandbox();
    const routing = "    routing:\n      - { role: EMSP, country_code: IN, party_id: DRV }\n";
    const far = configOf({ hub: sandbox.hub, platform: { url: elsewhere } }, "far")
      .split("\n")
      .slice(2)
      .join("\n");
    editor = await Editor.start({
      vsix,
      folders: { acme: { "ocpi.yml": `${configOf(sandbox)}${routing}${far}` } },
      settings: { "ocpi.waitForConnected": 0 },
    });
    view = await connectionsView(editor);
  });

  after(async () => {
    assertNoTokenLogged(editor, sandbox);
    await editor.stop();
    await sandbox.stop();
  });

  it("looks at the platform before there is a token, and shows each receiver", async () => {
    const menu = await eventually(async () => {
      const opened = await view.row("chargeindia").contextMenu();
      if (await opened.isEnabled("Preflight")) return opened;
      await opened.close();
      return assert.fail("the window does not know yet that its folder is trusted");
    });
    assert.ok((await menu.items()).length <= 9, (await menu.items()).join(", "));
    await menu.choose("Preflight");
    const toast = await editor.notification(/^chargeindia: Not certain: /);
    assert.deepEqual(await toast.buttons(), ["Copy Message", "Open Report"]);
    await toast.choose("Open Report");
    await eventually(
      () => editor.webPage.innerText(),
      (text) => assert.match(text, /Not certain: /),
    );
    await editor.run("View: Close All Editors");
    await view.open();
    await view.row("chargeindia").expand();
    await view.row("chargeindia", "Your platform").shows({ description: "guarded: 3 of 3", icon: "pass" });
    await view.row("chargeindia", "Your platform").expand();
    const { ariaLabel } = await view
      .row("chargeindia", "Your platform", "commands")
      .shows({ description: "guarded · POST", icon: "pass" });
    assert.equal(ariaLabel, "commands, CPO, POST, guarded");
    await view.row("chargeindia", "Your platform", "commands").action("Copy URL");
    await eventually(
      () => editor.clipboard(),
      (text) => assert.equal(text, `${new URL(sandbox.platform.url).origin}/ocpi/2.2.1/commands/{command}`),
    );
    assert.deepEqual(unsafeRequests(sandbox), []);
    await view.row("chargeindia").shows({ description: /^token needed/ });
  });

  it("has a checklist: what a person confirms is marked, and taken back", async () => {
    await view.row("chargeindia").action("Exchange Credentials");
    await giveTokens(editor, sandbox);
    await (await editor.notification(/^chargeindia is registered/)).dismiss();
    // The first look came before the Hub's first probe, and is not repeated.
    await view.row("chargeindia").shows({ description: /^PLANNED/ });
    await eventually(async () => {
      await view.row("chargeindia").action("Verify Connection");
      await view.row("chargeindia").shows({ description: /^CONNECTED/ }, 2_000);
    });
    await view.row("chargeindia", "Go-live").expand();
    // The first preflight had no platform token, and could not show that the platform is ready.
    await view.row("chargeindia", "Go-live", "Preflight").shows({ description: /^to do/ });
    await (await view.row("chargeindia").contextMenu()).choose("Preflight");
    await (await editor.notification(/^chargeindia: .* is ready for ChargeIndia Hub\.$/)).dismiss();
    await view.row("chargeindia", "Go-live", "Preflight").shows({ description: /^done/ });
    await view.row("chargeindia", "Go-live", "CONNECTED").shows({ description: /^done/ });
    const line = view.row("chargeindia", "Go-live", "Receivers sent");
    assert.deepEqual(await line.actions(), ["Mark as Done"]);
    await line.action("Mark as Done");
    await line.shows({ description: "done, by you", icon: "pass" });
    assert.deepEqual(await line.actions(), ["Mark as Not Done"]);
    // A run says so, and no person.
    assert.deepEqual(await view.row("chargeindia", "Go-live", "CONNECTED").actions(), []);
    await line.action("Mark as Not Done");
    await line.shows({ description: "to do", icon: "circle-outline" });
  });

  it("opens the sheet that is to be signed", async () => {
    await view.row("chargeindia", "Go-live").action("Open Go-Live Sheet");
    await eventually(
      () => editor.webPage.innerText(),
      (text) => {
        assert.match(text, /Go-live of chargeindia/);
        assert.match(text, /Receivers sent/);
      },
    );
    await editor.run("View: Close All Editors");
  });

  it("rehearses with the sandbox without a question", async () => {
    const menu = await view.row("chargeindia").contextMenu();
    await menu.choose("Rehearse Traffic…");
    await (await editor.notification(/^chargeindia: /, 60_000)).dismiss();
    await view.row("chargeindia", "Go-live", "Rehearsal").shows({ description: /^(?:done|failed)/ });
  });

  it("names the host, and what is made there, before anything is sent to a platform elsewhere", async () => {
    await editor.run("OCPI: Rehearse Traffic…");
    await (await editor.quickPick()).choose("far");
    await (await editor.inputBox(/^far: platform token/)).accept(sandbox.platform.token);
    const question = await editor.dialog("Make the Hub's calls on platform.invalid?");
    assert.match(await question.detail(), /to start a session at a location that does not exist/);
    const buttons = await question.buttons();
    assert.ok(buttons.includes("Rehearse on platform.invalid") && buttons.includes("Only Without Test Objects"));
    await question.choose("Cancel");
    await view.row("far").expand();
    await view.row("far", "Your platform").shows({ description: "not tried" });
  });
});
