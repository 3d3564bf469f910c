import assert from "node:assert/strict";
import { startSandbox, type Sandbox } from "../../src/sandbox/sandbox.ts";
import { Editor } from "./support/editor.ts";
import { eventually } from "./support/eventually.ts";
import {
  assertNoTokenLogged,
  configOf,
  connectionsView,
  exchange,
  issuedToken,
  unsafeRequests,
  vsix,
} from "./support/ocpi.ts";

const registered = "chargeindia is registered, and the hub token is stored. Your platform needs it, too.";

describe("from the command palette to CONNECTED", () => {
  let sandbox: Sandbox;
  let editor: Editor;

  /** How often the editor looked at the platform: the Hub's health probes ask for the versions only. */
  function looksAtPlatform(): number {
    return sandbox.platform.server.requests.filter(({ path }) => path === "/ocpi/2.2.1").length;
  }

  before(async () => {
    sandbox = await startSandbox();
    editor = await Editor.start({ vsix, folders: { acme: { "ocpi.yml": configOf(sandbox) } } });
  });

  after(async () => {
    await editor.stop();
    await sandbox.stop();
  });

  it("shows at first that a token is needed, and sends nothing", async () => {
    const view = await connectionsView(editor);
    await view.row("chargeindia").shows({ description: "token needed · IN*ABC", icon: "key" });
    await eventually(
      () => view.badge(),
      (badge) => assert.equal(badge, "1"),
    );
    assert.equal(await (await editor.statusBarItem("0/1")).ariaLabel(), "OCPI: 0 of 1 connections CONNECTED");
    assert.deepEqual(sandbox.hub.server.requests, []);
    assert.deepEqual(sandbox.platform.server.requests, []);
  });

  it("exchanges the credentials from the palette, asking for two tokens", async () => {
    // A user who has closed the side bar gets a notification at the end.
    await editor.press("Control+B");
    await exchange(editor, sandbox);
    const toast = await editor.notification(registered);
    assert.equal(await toast.severity(), "info");
    assert.deepEqual(await toast.buttons(), ["Copy Hub Token…", "Open Report"]);
    await toast.dismiss();
    assert.deepEqual(unsafeRequests(sandbox), ["POST", "PUT"]);
  });

  it("shows the connection, its steps, the Hub's endpoints and its parties", async () => {
    const view = await connectionsView(editor);
    const { ariaLabel } = await view
      .row("chargeindia")
      .shows({ description: "CONNECTED · IN*ABC", icon: "pass-filled" });
    assert.equal(ariaLabel, "chargeindia, CONNECTED, IN*ABC, OCPI 2.2.1, 12 endpoints, checked just now");
    await eventually(
      () => view.badge(),
      (badge) => assert.equal(badge, ""),
    );
    await editor.statusBarItem("1/1");
    await view.row("chargeindia").expand();
    await view.row("chargeindia", "Endpoints").expand();
    await view.row("chargeindia", "Parties of the Hub").expand();
    await view.row("chargeindia", "Parties of the Hub").shows({ description: "1" });
    const outline = [
      "chargeindia CONNECTED · IN*ABC",
      "  Token only on this computer",
      "  Versions 2.2.1",
      "  Version details 12 endpoints",
      "  Your platform answers",
      "  Credentials registered",
      "  Verification CONNECTED",
      "  Go-live 1 of 7 done",
      "  Endpoints 12",
      "    credentials RECEIVER",
      "    hubclientinfo SENDER",
      "    locations SENDER",
      "    locations RECEIVER",
      "    tariffs SENDER",
      "    tariffs RECEIVER",
      "    tokens RECEIVER",
      "    commands RECEIVER",
      "    sessions RECEIVER",
      "    sessions SENDER",
      "    cdrs RECEIVER",
      "    cdrs SENDER",
      "  Parties of the Hub 1",
      "    IN*ABC CONNECTED · CPO · yours",
    ];
    await eventually(
      () => view.outline(),
      (shown) => assert.deepEqual(shown, outline),
    );
    assert.equal(
      await view.row("chargeindia", "Token").tooltip(),
      `The hub token for ${sandbox.hub.origin} is in VS Code's Secret Storage, stored just now. Your platform needs it, too: copy it there.`,
    );
    await view.row("chargeindia", "Endpoints", "hubclientinfo").action("Copy URL");
    await eventually(
      () => editor.clipboard(),
      (text) => assert.equal(text, `${sandbox.hub.origin}/ocpi/2.2.1/hubclientinfo`),
    );
  });

  it("copies the hub token for the platform, after a question", async () => {
    await editor.run("OCPI: Copy Hub Token for Your Platform…");
    const question = await editor.dialog("Copy the hub token of chargeindia?");
    assert.match(await question.detail(), /Every program can read the clipboard; it is cleared after 60 seconds/);
    await question.choose("Copy");
    await eventually(
      () => editor.clipboard(),
      // Not assert.equal: its message would hold the token.
      (text) => assert.ok(text === issuedToken(sandbox), "the clipboard does not hold the token that the Hub issued"),
    );
    const view = await connectionsView(editor);
    // A copy is no delivery: a person says that it is in the platform, and then both say so.
    const token = view.row("chargeindia", "Token");
    await token.shows({ description: "copied, not confirmed", icon: "warning" });
    assert.deepEqual(await token.actions(), ["Copy Hub Token for Your Platform…", "Mark as Installed", "Open Report"]);
    const toast = await editor.notification(/^The hub token of chargeindia is copied, for 60 seconds/);
    await toast.choose("Mark as Installed");
    await token.shows({ description: "hub token stored", icon: "pass" });
    await view.row("chargeindia", "Go-live").expand();
    await view
      .row("chargeindia", "Go-live", "Hub token installed")
      .shows({ description: /^done, by you/, icon: "pass" });
    await view.row("chargeindia", "Go-live").collapse();
  });

  it("opens the report as a page", async () => {
    await editor.run("OCPI: Open Report");
    await eventually(
      () => editor.webPage.innerText(),
      (text) => {
        assert.match(text, /CONNECTED/);
        assert.match(text, /IN\*ABC/);
        assert.ok(!text.includes(issuedToken(sandbox)), "the report holds the hub token");
      },
    );
    assert.match(await editor.activeTab(), /OCPI chargeindia/);
  });

  it("opens the report by a click on a step", async () => {
    await editor.run("View: Close All Editors");
    const view = await connectionsView(editor);
    await view.row("chargeindia", "Verification").select();
    await eventually(
      () => editor.webPage.innerText(),
      (text) => assert.match(text, /IN\*ABC/),
    );
  });

  it("copies the message for the account team", async () => {
    await editor.run("OCPI: Copy Message for the Account Team");
    await (await editor.notification(/^The message is copied/)).dismiss();
    const message = await editor.clipboard();
    assert.match(message, /IN\*ABC/);
    assert.ok(message.includes(`${sandbox.platform.url}/`), message);
    assert.ok(!message.includes(issuedToken(sandbox)), "the message holds the hub token");
  });

  it("verifies by reading only", async () => {
    const { requests } = sandbox.hub.server;
    const before = requests.length;
    await editor.run("OCPI: Verify Connection");
    await eventually(
      () => requests.length,
      (count) => assert.ok(count >= before + 3),
    );
    const view = await connectionsView(editor);
    await view.row("chargeindia").shows({ description: "CONNECTED · IN*ABC" });
    assert.deepEqual(unsafeRequests(sandbox), ["POST", "PUT"]);
    assert.deepEqual(await editor.notifications(), []);
  });

  it("shows the same after a reload, and sends nothing by itself", async () => {
    const before = sandbox.hub.server.requests.length;
    const beforeAtPlatform = looksAtPlatform();
    await editor.reload();
    const view = await connectionsView(editor);
    await view.row("chargeindia").shows({ description: "CONNECTED · IN*ABC", icon: "pass-filled" });
    await view.row("chargeindia").expand();
    await view.row("chargeindia", "Token").shows({ description: "hub token stored" });
    assert.equal(sandbox.hub.server.requests.length, before);
    assert.equal(looksAtPlatform(), beforeAtPlatform);
  });

  it("only looks when the exchange is run again, and asks the user nothing", async () => {
    const { requests } = sandbox.hub.server;
    const before = requests.length;
    await editor.run("OCPI: Exchange Credentials");
    await eventually(
      () => requests.length,
      (count) => assert.ok(count >= before + 3),
    );
    const view = await connectionsView(editor);
    await view.row("chargeindia").shows({ description: "CONNECTED · IN*ABC" });
    assert.deepEqual(unsafeRequests(sandbox), ["POST", "PUT"]);
  });

  it("has written no token to any log", () => {
    assertNoTokenLogged(editor, sandbox);
    assert.ok(
      Object.entries(editor.logs).some(([path, text]) => path.endsWith("/OCPI.log") && text.includes("connected at")),
      "and there is a log to look into",
    );
  });
});
