import assert from "node:assert/strict";
import { startSandbox, type Sandbox } from "../../src/sandbox/sandbox.ts";
import { Editor } from "./support/editor.ts";
import { eventually } from "./support/eventually.ts";
import {
  assertNoTokenLogged,
  configOf,
  connectionsView,
  exchange,
  giveTokens,
  issuedToken,
  unsafeRequests,
  vsix,
} from "./support/ocpi.ts";

const posts = (sandbox: Sandbox): number => unsafeRequests(sandbox).filter((method) => method === "POST").length;

/** Each window of code-server loads Secret Storage once, and a write puts the whole of its copy in the place of the others'. */
describe("windows on one folder", () => {
  let sandbox: Sandbox;
  let editor: Editor;

  beforeEach(async () => {
    sandbox = await startSandbox();
    editor = await Editor.start({ vsix, folders: { acme: { "ocpi.yml": configOf(sandbox) } } });
    await readStorage(editor);
  });

  afterEach(async () => {
    await editor.stop();
    await sandbox.stop();
  });

  /** The window has its copy of Secret Storage, from before any exchange. */
  async function readStorage(window: Editor): Promise<void> {
    await (await connectionsView(window)).row("chargeindia").shows({ description: /^token needed/ }, 60_000);
  }

  async function open(): Promise<Editor> {
    const window = await editor.another();
    await readStorage(window);
    return window;
  }

  /** A window that is opened when all others are closed has the token that the Hub holds for current. */
  async function assertKept(...others: Editor[]): Promise<void> {
    for (const window of others) await window.page.close();
    await editor.close();
    await editor.open();
    const view = await connectionsView(editor);
    await editor.run("OCPI: Verify Connection");
    await eventually(async () => {
      const box = editor.page.locator(".quick-input-widget:visible .quick-input-box input");
      // Another window's copy may be without the platform token, too; with it the hub token is found again.
      if (await box.isVisible()) await (await editor.inputBox(/platform token/)).accept(sandbox.platform.token);
      await view.row("chargeindia").shows({ description: /^CONNECTED/, icon: "pass-filled" }, 2_000);
    });
    await editor.run("OCPI: Copy Hub Token for Your Platform…");
    await (await editor.dialog("Copy the hub token of chargeindia?")).choose("Copy");
    await eventually(
      () => editor.clipboard(),
      // Not assert.equal: its message would hold the token.
      (text) => assert.ok(text === issuedToken(sandbox), "the hub token is lost"),
    );
    assert.equal(posts(sandbox), 1);
    assertNoTokenLogged(editor, sandbox);
  }

  it("send one POST and lose no token when one exchanges after the other", async () => {
    const other = await open();
    await exchange(editor, sandbox);
    await (await connectionsView(editor)).row("chargeindia").shows({ description: /^CONNECTED/ }, 30_000);
    // The other one saw nothing of it. It asks for the token that opens what is kept, and for no initial token.
    await other.run("OCPI: Exchange Credentials");
    const box = await other.inputBox(/^chargeindia: platform token/);
    await box.accept(sandbox.platform.token);
    await (await connectionsView(other)).row("chargeindia").shows({ description: /^CONNECTED/ }, 30_000);
    assert.deepEqual(unsafeRequests(sandbox), ["POST", "PUT"]);
    await assertKept(other);
  });

  it("send one POST and lose no token when three exchange at the same time", async () => {
    const others = [await open(), await open()];
    const windows = [editor, ...others];
    for (const window of windows) {
      await window.run("OCPI: Exchange Credentials");
      const box = await window.inputBox(/^chargeindia: initial token/);
      await box.accept(sandbox.initialToken);
      await window.inputBox(/^chargeindia: platform token/);
    }
    sandbox.hub.server.faults.add({
      method: "POST",
      path: "/ocpi/2.2.1/credentials",
      act: { kind: "delay", ms: 3_000 },
    });
    await Promise.all(
      windows.map(async (window) => {
        const box = await window.inputBox(/^chargeindia: platform token/);
        await box.accept(sandbox.platform.token);
      }),
    );
    await eventually(() => assert.ok(unsafeRequests(sandbox).includes("PUT")), undefined, 40_000);
    assert.equal(posts(sandbox), 1);
    await assertKept(...others);
  });

  it("send one POST and lose no token when one was asleep while the other exchanged", async () => {
    const before = new Set(editor.server.extensionHosts);
    const other = await open();
    const hosts = await eventually(
      () => editor.server.extensionHosts.filter((id) => !before.has(id)),
      (ids) => assert.equal(ids.length, 1),
    );
    await other.run("OCPI: Exchange Credentials");
    const box = await other.inputBox(/^chargeindia: initial token/);
    for (const id of hosts) process.kill(id, "SIGSTOP");
    await exchange(editor, sandbox);
    await (await connectionsView(editor)).row("chargeindia").shows({ description: /^CONNECTED/ }, 30_000);
    for (const id of hosts) process.kill(id, "SIGCONT");
    await box.accept(sandbox.initialToken);
    await (await other.inputBox(/^chargeindia: platform token/)).accept(sandbox.platform.token);
    await other.notification(/^chargeindia: /, 30_000);
    assert.deepEqual(unsafeRequests(sandbox), ["POST", "PUT"]);
    // Now it has what opens the token, and what the other window wrote is in its own copy with the next look.
    await other.run("OCPI: Verify Connection");
    await (await connectionsView(other)).row("chargeindia").shows({ description: /^CONNECTED/ }, 30_000);
    await assertKept(other);
  });

  it("see at once that another one is at work", async () => {
    const other = await open();
    sandbox.hub.server.faults.add({
      method: "POST",
      path: "/ocpi/2.2.1/credentials",
      times: 1,
      act: { kind: "delay", ms: 8_000 },
    });
    await exchange(editor, sandbox);
    await eventually(() => assert.equal(posts(sandbox), 1));
    await (await connectionsView(other)).row("chargeindia").shows({ description: /^busy elsewhere/ }, 6_000);
    await giveNothing(other);
    await (await connectionsView(editor)).row("chargeindia").shows({ description: /^CONNECTED/ }, 30_000);
    await assertKept(other);
  });

  async function giveNothing(window: Editor): Promise<void> {
    await window.run("OCPI: Exchange Credentials");
    await giveTokens(window, sandbox);
    await window.notification(/^chargeindia: /, 30_000);
    assert.equal(posts(sandbox), 1);
  }
});
