import assert from "node:assert/strict";
import { sandboxParty } from "../../src/sandbox/party.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/sandbox.ts";
import { Editor } from "./support/editor.ts";
import { eventually } from "./support/eventually.ts";
import { configOf, connectionsView, exchange, vsix } from "./support/ocpi.ts";
import type { View } from "./support/view.ts";

const offline = "chargeindia was CONNECTED and is OFFLINE now: the Hub cannot reach your platform.";

describe("what becomes of a connection after the exchange", () => {
  let sandbox: Sandbox;
  let editor: Editor;
  let view: View;

  before(async () => {
    sandbox = await startSandbox({ activation: "by-desk" });
    editor = await Editor.start({
      vsix,
      folders: { acme: { "ocpi.yml": configOf(sandbox) } },
      // These tests look at the state before CONNECTED, so the exchange must not wait for it.
      settings: { "ocpi.waitForConnected": 0 },
    });
    view = await connectionsView(editor);
  });

  after(async () => {
    await editor.stop();
    await sandbox.stop();
  });

  /** The Hub finds out by its own probes. */
  async function hubSays(status: ReturnType<Sandbox["hub"]["statusOf"]>): Promise<void> {
    await eventually(
      () => sandbox.hub.statusOf(sandboxParty),
      (now) => assert.equal(now, status),
    );
  }

  it("is PLANNED: registered, and waiting for the Hub", async () => {
    await exchange(editor, sandbox);
    const toast = await editor.notification(/^chargeindia is registered/);
    assert.deepEqual(await toast.buttons(), ["Copy Hub Token…", "Notify Me"]);
    await toast.assertWhole();
    await toast.dismiss();
    const { ariaLabel } = await view.row("chargeindia").shows({ description: "PLANNED · IN*ABC", icon: "issue-draft" });
    assert.match(ariaLabel, /^chargeindia, PLANNED, IN\*ABC, OCPI 2.2.1/);
    // The user has nothing to do but wait, so there is no badge.
    await eventually(
      () => view.badge(),
      (badge) => assert.equal(badge, ""),
    );
    await editor.statusBarItem("0/1");
    await view.row("chargeindia").expand();
    await view.row("chargeindia", "Verification").shows({ description: "PLANNED", icon: "warning" });
  });

  it("can be watched until it is CONNECTED, shows that it is, and can be left alone again", async () => {
    const row = view.row("chargeindia");
    await (await row.contextMenu()).choose("Notify Me When CONNECTED");
    const told = await editor.notification(/^You are notified when chargeindia is CONNECTED/);
    assert.deepEqual(await told.buttons(), ["Stop Notifying"]);
    await told.assertWhole();
    await told.dismiss();
    await row.shows({ description: "PLANNED · IN*ABC · notifies you" });
    const menu = await row.contextMenu();
    assert.ok(!(await menu.items()).includes("Notify Me When CONNECTED"));
    await menu.choose("Stop Notifying");
    await (await editor.notification("chargeindia: you are not notified any more.")).dismiss();
    await row.shows({ description: "PLANNED · IN*ABC" });
  });

  it("turns CONNECTED", async () => {
    sandbox.hub.activate(sandboxParty);
    await hubSays("CONNECTED");
    await view.row("chargeindia").action("Verify Connection");
    await view.row("chargeindia").shows({ description: "CONNECTED · IN*ABC", icon: "pass-filled" });
    await view.row("chargeindia", "Verification").shows({ description: "CONNECTED", icon: "pass" });
    await editor.statusBarItem("1/1");
    const menu = await view.row("chargeindia").contextMenu();
    assert.ok((await menu.items()).every((item) => !/Notify/.test(item)));
    await menu.close();
  });

  it("tells once that it is OFFLINE", async () => {
    sandbox.platform.tokenInstalled = false;
    await hubSays("OFFLINE");
    await view.row("chargeindia").action("Verify Connection");
    const toast = await editor.notification(offline);
    assert.equal(await toast.severity(), "warning");
    await toast.dismiss();
    await view.row("chargeindia").shows({ description: "OFFLINE · IN*ABC", icon: "debug-disconnect" });
    await eventually(
      () => view.badge(),
      (badge) => assert.equal(badge, "1"),
    );
    await editor.statusBarItem("0/1");

    const before = sandbox.hub.server.requests.length;
    await view.row("chargeindia").action("Verify Connection");
    await eventually(() => assert.ok(sandbox.hub.server.requests.length >= before + 3));
    await view.row("chargeindia").shows({ description: "OFFLINE · IN*ABC" });
    assert.deepEqual(await editor.notifications(), []);
  });

  it("is CONNECTED again once the platform lets the Hub in", async () => {
    sandbox.platform.tokenInstalled = true;
    await hubSays("CONNECTED");
    await editor.run("OCPI: Verify All");
    await view.row("chargeindia").shows({ description: /^CONNECTED/ });
  });

  it("is SUSPENDED where the Hub says so", async () => {
    sandbox.hub.server.faults.add({
      method: "GET",
      path: "/ocpi/2.2.1/hubclientinfo",
      act: {
        kind: "answer",
        when: "before",
        status: 200,
        headers: { "content-type": "application/json" },
        body: suspended,
      },
    });
    await view.row("chargeindia").action("Verify Connection");
    await view.row("chargeindia").shows({ description: "SUSPENDED · IN*ABC", icon: "circle-slash" });
    await eventually(
      () => view.badge(),
      (badge) => assert.equal(badge, "1"),
    );
    sandbox.hub.server.faults.clear();
    const toast = await editor.notification(/^IN\*ABC|^chargeindia: .*SUSPENDED by the account team/);
    assert.deepEqual(await toast.buttons(), ["Copy Message", "Open Report"]);
    await toast.dismiss();
  });

  it("says why when a suspended partner is not even let in", async () => {
    sandbox.hub.suspend(sandboxParty);
    await view.row("chargeindia").action("Verify Connection");
    const toast = await editor.notification(/^chargeindia: Refused: The hub does not accept the hub token\./);
    assert.equal(await toast.severity(), "error");
    assert.deepEqual(await toast.buttons(), ["Copy Message", "Open Report"]);
    await toast.assertWhole();
    await toast.choose("Copy Message");
    await (await editor.notification(/^The message is copied/)).dismiss();
    assert.match(await editor.clipboard(), /whether our party is suspended or our token revoked/);
    await view.row("chargeindia").shows({ description: "refused · IN*ABC", icon: "error" });
  });
});

const suspended = JSON.stringify({
  status_code: 1000,
  timestamp: "2026-01-01T00:00:00Z",
  data: [{ ...sandboxParty, status: "SUSPENDED", last_updated: "2026-01-01T00:00:00Z" }],
});
