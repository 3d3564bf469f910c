import assert from "node:assert/strict";
import * as vscode from "vscode";
import { answering } from "./answers.ts";
import { becomes, configIn, keyOf, stateIn } from "./connections.ts";
import { eventually } from "./support/extension.ts";

describe("several folders, in the extension host", () => {
  it("keeps two connections of the same name apart", async () => {
    await becomes("one", /token needed/);
    await becomes("two", /token needed/);
    const undo = answering({ choose: "hub token", type: "hub_of_one_0123456789" });
    await vscode.commands.executeCommand("ocpi.setToken", keyOf("one"));
    undo();
    await becomes("one", /not verified/);
    assert.match(await stateIn("two"), /token needed/);
  });

  it("knows a token of another host for one, as soon as the file names another", async () => {
    const config = configIn("one");
    const document = await vscode.workspace.openTextDocument(config);
    const before = document.getText();
    const edit = new vscode.WorkspaceEdit();
    const whole = new vscode.Range(new vscode.Position(0, 0), document.lineAt(document.lineCount - 1).range.end);
    edit.replace(config, whole, before.replace("127.0.0.1:1", "127.0.0.1:2"));
    await vscode.workspace.applyEdit(edit);
    await becomes("one", /host changed/);
    assert.match(await stateIn("two"), /token needed/);
    await vscode.commands.executeCommand("undo");
  });

  it("tells what is wrong in each folder's file", async () => {
    const config = configIn("two");
    const document = await vscode.workspace.openTextDocument(config);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(config, new vscode.Position(document.lineCount, 0), "unknown: yes\n");
    await vscode.workspace.applyEdit(edit);
    const [problem] = await eventually(
      () => vscode.languages.getDiagnostics(config),
      ({ length }) => length > 0,
      "problems",
    );
    assert.equal(problem?.source, "OCPI");
    assert.match(problem?.message ?? "", /unknown key, "unknown"/);
    assert.deepEqual(vscode.languages.getDiagnostics(configIn("one")), []);
  });
});
