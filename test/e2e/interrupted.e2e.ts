import assert from "node:assert/strict";
import { sandboxParty } from "../../src/sandbox/party.ts";
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

const credentials = { method: "POST", path: "/ocpi/2.2.1/credentials" };

describe("a window that is closed in the middle of an exchange", () => {
  let sandbox: Sandbox;
  let editor: Editor;

  beforeEach(async () => {
    sandbox = await startSandbox();
    editor = await Editor.start({ vsix, folders: { acme: { "ocpi.yml": configOf(sandbox) } } });
  });

  afterEach(async () => {
    await editor.stop();
    await sandbox.stop();
  });

  /** Begins an exchange, and waits until its POST has arrived at the hub. */
  async function exchangeUntilPost(): Promise<void> {
    await exchange(editor, sandbox);
    await eventually(() => assert.deepEqual(unsafeRequests(sandbox), ["POST"]));
  }

  /** The token that the editor holds is the one that the Hub issued. */
  async function assertSameToken(): Promise<void> {
    await editor.run("OCPI: Copy Hub Token for Your Platform…");
    await (await editor.dialog("Copy the hub token of chargeindia?")).choose("Copy");
    await eventually(
      () => editor.clipboard(),
      // Not assert.equal: its message would hold the token.
      (text) => assert.ok(text === issuedToken(sandbox), "the editor and the Hub have different tokens"),
    );
  }

  it("comes back interrupted, sends nothing by itself, and recovers", async () => {
    // This is longer than a window takes to close: the Hub never handles the request.
    sandbox.hub.server.faults.add({ ...credentials, times: 1, act: { kind: "delay", ms: 100_000 } });
    await exchangeUntilPost();
    await editor.close();
    assert.equal(issuedToken(sandbox), "");
    const before = sandbox.hub.server.requests.length;

    await editor.open();
    const view = await connectionsView(editor);
    await view.row("chargeindia").shows({ description: "interrupted · IN*ABC", icon: "debug-pause" });
    await eventually(
      () => view.badge(),
      (badge) => assert.equal(badge, "1"),
    );
    await editor.statusBarItem("0/1");
    assert.match(
      await view.row("chargeindia").tooltip(),
      /^The exchange of chargeindia was interrupted: it is not known whether the Hub registered your platform\. Exchange Credentials finds out/,
    );
    assert.equal(sandbox.hub.server.requests.length, before);

    await editor.run("OCPI: Verify Connection");
    const toast = await editor.notification(
      "The exchange of chargeindia was interrupted: it is not known whether the Hub registered your platform. Exchange Credentials finds out, and goes on.",
    );
    // Verify only reads, and there is no hub token to read with.
    assert.equal(sandbox.hub.server.requests.length, before);
    await toast.choose("Exchange Credentials");
    await view.row("chargeindia").shows({ description: /^CONNECTED/, icon: "pass-filled" }, 30_000);
    assert.deepEqual(unsafeRequests(sandbox), ["POST", "POST", "PUT"]);
    await assertSameToken();
    assertNoTokenLogged(editor, sandbox);
  });

  it("keeps the token that arrived while the window was closing", async () => {
    // The Hub looks at the platform before it answers, and the platform is slow.
    sandbox.platform.server.faults.add({
      method: "GET",
      path: "/ocpi/versions",
      skip: 1,
      times: 1,
      act: { kind: "delay", ms: 1_500 },
    });
    await exchangeUntilPost();
    await editor.close();
    await eventually(() => assert.notEqual(issuedToken(sandbox), ""));

    await editor.open();
    const view = await connectionsView(editor);
    await view.row("chargeindia").shows({ description: "interrupted · IN*ABC" });
    await editor.run("OCPI: Verify Connection");
    const toast = await editor.notification(
      /^chargeindia is registered and its hub token is stored, but the exchange was stopped before its end/,
      30_000,
    );
    assert.deepEqual(unsafeRequests(sandbox), ["POST"]);
    await toast.choose("Exchange Credentials");
    await view.row("chargeindia").shows({ description: /^CONNECTED/ }, 30_000);
    assert.deepEqual(unsafeRequests(sandbox), ["POST", "PUT"]);
    await assertSameToken();
    assertNoTokenLogged(editor, sandbox);
  });

  it("says what to do when the Hub issued a token that did not arrive, and does not claim to have it", async () => {
    sandbox.platform.server.faults.add({
      method: "GET",
      path: "/ocpi/versions",
      skip: 1,
      times: 1,
      act: { kind: "delay", ms: 1_500 },
    });
    await exchangeUntilPost();
    // The power fails: no process waits for the answer.
    editor.killExtensionHost();
    await editor.close();
    await eventually(() => assert.notEqual(issuedToken(sandbox), ""));

    await editor.open();
    const view = await connectionsView(editor);
    await view.row("chargeindia").shows({ description: "interrupted · IN*ABC" });
    await editor.run("OCPI: Exchange Credentials");
    const toast = await editor.notification(/^chargeindia is in doubt/, 30_000);
    assert.equal(await toast.severity(), "error");
    assert.equal(
      await toast.message(),
      "chargeindia is in doubt. An exchange was interrupted, and the hub does not accept the initial token any more. Only the account team can help now: send them the message.",
    );
    assert.deepEqual(await toast.buttons(), ["Copy Message", "Open Report"]);
    await toast.choose("Copy Message");
    const message = await eventually(
      () => editor.clipboard(),
      (text) => assert.match(text, /IN\*ABC/),
    );
    assert.match(message, /Could you please reset our registration and issue a new initial token\?/);
    await view.row("chargeindia").shows({ description: "in doubt · IN*ABC", icon: "debug-pause" });
    assert.deepEqual(unsafeRequests(sandbox), ["POST"]);
    assertNoTokenLogged(editor, sandbox);

    // The account team resets the registration, and hands over another initial token.
    const another = sandbox.hub.issueInitialToken(sandboxParty);
    await editor.run("OCPI: Set Token…");
    await (await editor.quickPick("chargeindia: which token?")).choose("initial token");
    const box = await editor.inputBox(/^chargeindia: initial token/);
    await box.assertPassword();
    await box.accept(another);
    await editor.run("OCPI: Exchange Credentials");
    await view.row("chargeindia").shows({ description: /^CONNECTED/ }, 30_000);
    await assertSameToken();
    assertNoTokenLogged(editor, sandbox, another);
  });
});
