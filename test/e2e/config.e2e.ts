import assert from "node:assert/strict";
import { startSandbox, type Sandbox } from "../../src/sandbox/sandbox.ts";
import { Editor } from "./support/editor.ts";
import { eventually } from "./support/eventually.ts";
import {
  assertNoTokenLogged,
  configOf,
  connectionsView,
  giveTokens,
  issuedToken,
  unsafeRequests,
  vsix,
} from "./support/ocpi.ts";
import type { TextFile } from "./support/text-file.ts";

describe("ocpi.yml in the editor", () => {
  let sandbox: Sandbox;
  let editor: Editor;
  let file: TextFile;

  before(async () => {
    sandbox = await startSandbox();
    const config = configOf(sandbox).replace("country_code: IN", "country_code: in # as assigned");
    editor = await Editor.start({ vsix, folders: { acme: { "ocpi.yml": config } } });
    file = await editor.openFile("acme/ocpi.yml");
  });

  after(async () => {
    await editor.stop();
    await sandbox.stop();
  });

  it("marks what is wrong where it is, and mends it by keyboard", async () => {
    await eventually(
      () => file.squiggles(),
      (count) => assert.equal(count, 1),
    );
    const [problem] = await eventually(
      () => editor.problems(),
      (problems) => assert.equal(problems.length, 1),
    );
    assert.deepEqual([problem?.severity, problem?.source, problem?.line, problem?.column], ["error", "OCPI", 10, 25]);
    assert.match(problem?.message ?? "", /country_code/);
    await editor.press("Control+Shift+M");
    const view = await connectionsView(editor);
    await view.row("chargeindia").shows({ description: /^errors in ocpi\.yml/ });

    await file.goTo(10, 25);
    await file.quickFix('Change to "IN"');
    await eventually(
      () => file.squiggles(),
      (count) => assert.equal(count, 0),
    );
    await file.save();
    assert.match(editor.read("acme/ocpi.yml"), /country_code: IN # as assigned\n/);
    await view.row("chargeindia").shows({ description: /^token needed/ });
  });

  it("moves a token out of the file into Secret Storage", async () => {
    await file.goTo(5, 7);
    await editor.press("End", "Enter");
    await file.type(`initial_token: ${sandbox.initialToken}`);
    await eventually(
      () => file.squiggles(),
      (count) => assert.equal(count, 1),
    );
    const shown = (await editor.problems()).map(({ message }) => message).join("\n");
    assert.match(shown, /token/);
    assert.ok(!shown.includes(sandbox.initialToken), "the problem shows the token");
    await editor.press("Control+Shift+M");

    await file.goTo(6, 8);
    await file.quickFix("Move token to Secret Storage as initial token");
    const toast = await editor.notification(/^The initial token is in Secret Storage now. Save ocpi.yml./);
    assert.match(await toast.message(), /its history still holds the token/);
    await toast.dismiss();
    await file.save();
    assert.ok(!editor.read("acme/ocpi.yml").includes("token"), "the file speaks of a token");
    const screen = await editor.page.locator("body").innerText();
    assert.ok(!screen.includes(sandbox.initialToken), "the token is on the screen");
    const view = await connectionsView(editor);
    await view.row("chargeindia").shows({ description: /^not checked/ });
    assert.deepEqual(sandbox.hub.server.requests, []);
  });

  it("shows above a connection how it is, and runs commands from there", async () => {
    await eventually(
      () => file.codeLenses(),
      (lenses) => assert.deepEqual(lenses, ["not checked", "Exchange Credentials", "Verify", "Set Token…"]),
    );
    await file.codeLens("Exchange Credentials");
    // The initial token is stored already.
    const box = await editor.inputBox(/^chargeindia: platform token/);
    await box.assertPassword();
    await box.accept(sandbox.platform.token);
    await (await editor.notification(/^chargeindia is registered/)).dismiss();
    await eventually(
      () => file.codeLenses(),
      ([first]) => assert.equal(first, "CONNECTED · checked just now"),
    );
    const { requests } = sandbox.hub.server;
    const before = requests.length;
    await file.codeLens("Verify");
    await eventually(() => assert.ok(requests.length >= before + 3));
    await eventually(
      () => file.codeLenses(),
      ([first]) => assert.equal(first, "CONNECTED · checked just now"),
    );
    assert.deepEqual(unsafeRequests(sandbox), ["POST", "PUT"]);
  });

  it("tells on a connection's name how it is, and on the platform's URL where the Hub calls", async () => {
    await eventually(
      () => file.hover(3, 5),
      (text) => assert.match(text, /chargeindia is CONNECTED: the Hub reaches your platform/),
    );
    await eventually(
      () => file.hover(7, 8),
      (text) => assert.match(text, /Where the hub calls you:[^]*\/ocpi\/2.2.1\/commands/),
    );
  });

  it("asks before anything goes to another host that the file names", async () => {
    const other = await startSandbox();
    try {
      const before = sandbox.hub.server.requests.length;
      editor.write("acme/ocpi.yml", editor.read("acme/ocpi.yml").replace(sandbox.hub.origin, other.hub.origin));
      const view = await connectionsView(editor);
      await view.row("chargeindia").shows({ description: /^host changed/, icon: "shield" });
      await view.row("chargeindia").action("Verify Connection");
      const question = await editor.dialog(`ocpi.yml now points chargeindia to ${other.hub.origin}.`);
      assert.match(await question.detail(), new RegExp(`The stored hub token belongs to ${sandbox.hub.origin}.`));
      await question.choose("Cancel");
      assert.deepEqual(other.hub.server.requests, []);
      assert.equal(sandbox.hub.server.requests.length, before);
    } finally {
      await other.stop();
    }
  });

  it("has written no token to any log", () => assertNoTokenLogged(editor, sandbox));
});

describe("a folder without ocpi.yml", () => {
  let sandbox: Sandbox;
  let editor: Editor;
  let generated: string;

  before(async () => {
    sandbox = await startSandbox();
    editor = await Editor.start({ vsix, folders: { acme: { "README.md": "# Acme\n" } } });
  });

  after(async () => {
    await editor.stop();
    await sandbox.stop();
  });

  async function isInFront(name: string): Promise<void> {
    await eventually(
      () => editor.activeTab(),
      (tab) => assert.equal(tab, name),
    );
  }

  /** Answers the boxes of *Add Connection…* up to the company's name. */
  async function describeConnection(hubUrl: string, platformUrl: string): Promise<void> {
    await (await editor.inputBox(/^The hub's address/)).accept(hubUrl);
    await (await editor.inputBox(/^Your platform's OCPI URL/)).accept(platformUrl);
    await (await editor.quickPick(/^Add Connection: What you are/)).choose("CPO");
    await (await editor.inputBox(/^Your country code/)).accept("IN");
    await (await editor.inputBox(/^Your party id/)).accept("ABC");
    await (await editor.inputBox(/^Your company's name/)).accept("Your CPO Ltd");
  }

  it("offers to describe a connection, or to try one", async () => {
    const view = await connectionsView(editor);
    await eventually(
      () => view.welcome(),
      ({ text, buttons }) => {
        assert.match(text, /^Register your charging platform at an OCPI hub/);
        assert.match(text, /Describe the connection by hand, or try a sandbox Hub on this computer/);
        assert.deepEqual(buttons, ["Paste the E-mail"]);
      },
    );
  });

  it("refuses in the box what the exchange would refuse", async () => {
    const view = await connectionsView(editor);
    await editor.run("OCPI: Add Connection…");
    const box = await editor.inputBox(/^The hub's address/);
    await box.fill("http://hub.example.com");
    await eventually(
      () => box.message(),
      (message) => assert.match(message, /https/),
    );
    await box.cancel();
    assert.deepEqual(await view.rows(), []);
  });

  it("goes back to what was answered", async () => {
    await editor.run("OCPI: Add Connection…");
    await (await editor.inputBox(/^The hub's address/)).accept("https://hub.example.com/ocpi/versions");
    const whichHub = await editor.quickPick("Add Connection: Which hub it is (2/7)");
    await whichHub.choose("Another hub");
    const platformUrl = await editor.inputBox("Add Connection (3/7)");
    await platformUrl.button(/^Back/);
    // What was chosen is what Enter takes now.
    await editor.quickPick("Add Connection: Which hub it is (2/7)");
    await editor.press("Enter");
    await (await editor.inputBox("Add Connection (3/7)")).button(/^Back/);
    await (await editor.quickPick("Add Connection: Which hub it is (2/7)")).button(/^Back/);
    const hub = await editor.inputBox(/^The hub's address/);
    assert.equal(await hub.value(), "https://hub.example.com/ocpi/versions");
    await hub.cancel();
  });

  it("describes a connection first when credentials are exchanged, and goes on to CONNECTED", async () => {
    await editor.run("OCPI: Exchange Credentials");
    await describeConnection(sandbox.hub.origin, sandbox.platform.url);
    await giveTokens(editor, sandbox, "sandbox");
    const view = await connectionsView(editor);
    await view.row("sandbox").shows({ description: /^CONNECTED/ });
    assert.ok(issuedToken(sandbox) !== "");
    assert.match(editor.read("acme/ocpi.yml"), /^# yaml-language-server: .*\nversion: 1\nconnections:\n {2}sandbox:\n/);
    await isInFront("ocpi.yml");
  });

  it("keeps comments and everything else when a second connection is added", async () => {
    const before = editor
      .read("acme/ocpi.yml")
      .replace("connections:\n", "connections:\n  # ours, and not yet in production\n");
    editor.write("acme/ocpi.yml", before);
    await editor.run("OCPI: Add Connection…");
    await describeConnection("https://hub.chargeindia.com", "https://your-platform.com/ocpi/2.2.1");
    const name = await editor.inputBox(/^The name of this connection in ocpi.yml/);
    assert.equal(await name.value(), "chargeindia");
    await name.accept("production");
    const view = await connectionsView(editor);
    await view.row("production").shows({ description: /^token needed/ });
    const after = editor.read("acme/ocpi.yml");
    assert.ok(after.startsWith(before), after);
    assert.match(after.slice(before.length), /^ {2}production:\n {4}hub:\n {6}url: https:\/\/hub.chargeindia.com\n/);
    await view.row("sandbox").shows({ description: /^CONNECTED/ });
  });

  it("asks before anything is sent to a hub that is not on this computer, naming host and party", async () => {
    const view = await connectionsView(editor);
    await view.row("production").action("Exchange Credentials");
    await (await editor.inputBox(/^production: initial token/)).accept("initial_0123456789abcdef");
    const box = await editor.inputBox(/^production: platform token/);
    await box.button("Generate and copy");
    await eventually(
      () => box.message(),
      (text) =>
        assert.match(text, /^Made, and copied for 60 seconds. Install it in your platform now, then press Enter./),
    );
    generated = await eventually(
      () => editor.clipboard(),
      (text) => assert.match(text, /^[0-9a-f]{64}$/),
    );
    await box.accept();
    const question = await editor.dialog("Exchange credentials with hub.chargeindia.com for IN*ABC (CPO)?");
    assert.match(await question.detail(), /uses up the initial token/);
    await question.choose("Cancel");
    await view.row("production").shows({ description: /^not checked/ });
  });

  it("writes a workflow that looks after the hub that a runner can reach, and says what it leaves out", async () => {
    await editor.run("OCPI: Create GitHub Workflow");
    await (await editor.notification(/^Its first lines name the secrets.* It leaves out sandbox: a runner/)).dismiss();
    const workflow = editor.read("acme/.github/workflows/ocpi-onboarding.yml");
    assert.match(workflow, /^# Made by OCPI: Create GitHub Workflow/);
    assert.match(workflow, /OCPI_HUB_TOKEN__PRODUCTION/);
    await isInFront("ocpi-onboarding.yml");
    // It is no config, whatever its name; the config has a platform out of an example.
    assert.deepEqual(
      (await editor.problems()).map(({ code }) => code),
      ["PAY-12"],
    );
  });

  it("has written no token to any log", () => {
    assertNoTokenLogged(editor, sandbox, "initial_0123456789abcdef", generated);
  });
});
