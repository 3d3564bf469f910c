import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as vscode from "vscode";
import { answering } from "./answers.ts";
import { becomes, configIn, keyOf } from "./connections.ts";

describe("Restricted Mode, in the extension host", () => {
  it("reads everything and sends nothing, whoever asks for it", async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      response.end();
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    try {
      const config = configIn("one");
      const document = await vscode.workspace.openTextDocument(config);
      const edit = new vscode.WorkspaceEdit();
      const whole = new vscode.Range(new vscode.Position(0, 0), document.lineAt(document.lineCount - 1).range.end);
      const { port } = server.address() as AddressInfo;
      edit.replace(config, whole, document.getText().replaceAll(/127\.0\.0\.1:\d+/g, `127.0.0.1:${port}`));
      await vscode.workspace.applyEdit(edit);
      // What is typed is read at once.
      await vscode.commands.executeCommand("ocpi.refresh");
      await becomes("one", /token needed/);
      const undo = answering({ choose: "hub token", type: "hub_0123456789abcdef" });
      await vscode.commands.executeCommand("ocpi.setToken", keyOf("one"));
      await becomes("one", /not checked/);
      for (const command of [
        "exchangeCredentials",
        "verifyConnection",
        "verifyAll",
        "rotateToken",
        "updateRegistration",
      ]) {
        await vscode.commands.executeCommand(`ocpi.${command}`, keyOf("one"));
      }
      undo();
      assert.equal(asked, 0);
      await becomes("one", /not checked/);
    } finally {
      server.close();
    }
  });
});
