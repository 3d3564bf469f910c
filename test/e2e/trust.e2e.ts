import assert from "node:assert/strict";
import { startSandbox, type Sandbox } from "../../src/sandbox/sandbox.ts";
import { Editor } from "./support/editor.ts";
import { eventually } from "./support/eventually.ts";
import { configOf, connectionsView, giveTokens, unsafeRequests, vsix } from "./support/ocpi.ts";

describe("a workspace that the user does not trust yet", () => {
  let sandbox: Sandbox;
  let editor: Editor;

  before(async () => {
    sandbox = await startSandbox();
    const config = configOf(sandbox, "chargeindia", "second");
    const wrong = config.replace(/(second:[^]*country_code: )IN/, "$1in");
    editor = await Editor.start({ vsix, folders: { acme: { "ocpi.yml": wrong } }, trust: "restricted" });
  });

  after(async () => {
    await editor.stop();
    await sandbox.stop();
  });

  it("shows its connections, and says above them that nothing is sent", async () => {
    await eventually(
      () => editor.isRestricted(),
      (restricted) => assert.ok(restricted),
    );
    const view = await connectionsView(editor);
    await view.row("chargeindia").shows({ description: /^token needed/ });
    await view.row("second").shows({ description: /^errors in ocpi\.yml/, icon: "bracket-error" });
    await eventually(
      () => view.message(),
      (message) => assert.equal(message, "Restricted Mode: nothing is sent until you trust this workspace."),
    );
  });

  it("shows what is wrong in ocpi.yml", async () => {
    const [problem] = await eventually(
      () => editor.problems(),
      (problems) => assert.equal(problems.length, 1),
    );
    assert.equal(problem?.source, "OCPI");
    assert.match(problem?.message ?? "", /country_code/);
    await editor.press("Control+Shift+M");
  });

  it("offers no command that sends anything", async () => {
    for (const title of ["Exchange Credentials", "Verify Connection", "Verify All", "Rotate Token…", "Preflight"]) {
      assert.ok(!(await editor.commands(title)).includes(`OCPI: ${title}`), `${title} is offered`);
    }
    await eventually(
      () => editor.commands("Show Receiver URLs"),
      (titles) => assert.ok(titles.includes("OCPI: Show Receiver URLs")),
    );
  });

  it("says so where a command can be run all the same, and sends nothing", async () => {
    const file = await editor.openFile("acme/ocpi.yml");
    await file.codeLens("Exchange Credentials");
    const toast = await editor.notification("Nothing is sent in Restricted Mode: trust this workspace first.");
    assert.deepEqual(await toast.buttons(), ["Manage Workspace Trust"]);
    await toast.dismiss();
    await file.codeLens("Verify");
    await (await editor.notification("Nothing is sent in Restricted Mode: trust this workspace first.")).dismiss();
    assert.deepEqual(sandbox.hub.server.requests, []);
    assert.deepEqual(sandbox.platform.server.requests, []);
  });

  it("works once it is trusted, without a restart", async () => {
    await editor.trustWorkspace();
    const view = await connectionsView(editor);
    await eventually(
      () => view.message(),
      (message) => assert.equal(message, ""),
    );
    await view.row("chargeindia").action("Exchange Credentials");
    await giveTokens(editor, sandbox);
    await view.row("chargeindia").shows({ description: /^CONNECTED/ });
    assert.deepEqual(unsafeRequests(sandbox), ["POST", "PUT"]);
  });
});
