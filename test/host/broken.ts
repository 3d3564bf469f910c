import assert from "node:assert/strict";
import * as vscode from "vscode";
import { configIn } from "./connections.ts";
import { eventually, AbsentUser } from "./support/extension.ts";

/* A window whose `ocpi.yml` has errors from the beginning on, with another one in a folder below that. */

describe("an ocpi.yml with errors when the window is opened", () => {
  let absent: AbsentUser;

  before(() => {
    absent = new AbsentUser();
  });

  afterEach(() => absent.told.splice(0));
  after(() => absent.leave());

  for (const command of ["exchangeCredentials", "verifyConnection", "rotateToken"]) {
    it(`makes ${command} tell of the errors, and not of a missing file`, async () => {
      await vscode.commands.executeCommand(`ocpi.${command}`);
      assert.deepEqual(absent.told, ["ocpi.yml has errors, so its connections are not known yet."]);
    });
  }

  it("has to be corrected before the user can add a connection", async () => {
    await vscode.commands.executeCommand("ocpi.addConnection");
    assert.deepEqual(absent.told, ["ocpi.yml has errors. Correct them first, then add a connection."]);
  });
});

describe("an ocpi.yml that is not at the root of a folder", () => {
  let absent: AbsentUser;
  const nested = vscode.Uri.joinPath(configIn("one"), "..", "deploy", "ocpi.yml");

  before(() => {
    absent = new AbsentUser();
  });

  afterEach(() => absent.told.splice(0));
  after(() => absent.leave());

  it("is not taken for another one", async () => {
    await vscode.commands.executeCommand("ocpi.exchangeCredentials", nested);
    assert.match(absent.told.join("\n"), /^This ocpi\.yml is not at the root of an open folder\./);
  });

  it("keeps its token, because no command would find it", async () => {
    const document = await vscode.workspace.openTextDocument(nested);
    const before = document.getText();
    const fixes = async (): Promise<vscode.CodeAction[]> =>
      vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        nested,
        new vscode.Range(0, 0, document.lineCount, 0),
      );
    const actions = await eventually(fixes, (found) => found.length > 0, "no quick fixes");
    const move = actions.find(({ title }) => title.includes("Secret Storage"));
    assert.ok(move?.command !== undefined, actions.map(({ title }) => title).join());
    await vscode.commands.executeCommand(move.command.command, ...(move.command.arguments ?? []));
    assert.match(absent.told.join("\n"), /^This ocpi\.yml is not at the root of an open folder\./);
    assert.equal(document.getText(), before);
  });
});
