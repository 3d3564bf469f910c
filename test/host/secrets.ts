import assert from "node:assert/strict";
import * as vscode from "vscode";
import { answering } from "./answers.ts";
import { becomes, keyOf } from "./connections.ts";

describe("Secret Storage, in the extension host", () => {
  it("has every command ready from the first moment on", async () => {
    const extension = vscode.extensions.getExtension("ocpi-onboarding.ocpi-onboarding");
    assert.ok(extension !== undefined);
    const contributed = (extension.packageJSON as { contributes: { commands: { command: string }[] } }).contributes;
    await vscode.commands.executeCommand("ocpi.refresh");
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      contributed.commands.map(({ command }) => command).filter((command) => !known.has(command)),
      [],
    );
  });

  it("keeps a token, and forgets it again", async () => {
    await becomes("one", /token needed/);
    let undo = answering({ choose: "hub token", type: "hub_0123456789abcdef" });
    await vscode.commands.executeCommand("ocpi.setToken", keyOf("one"));
    undo();
    await becomes("one", /not verified/);
    undo = answering({ choose: "hub token", press: "Forget" });
    await vscode.commands.executeCommand("ocpi.forgetToken", keyOf("one"));
    undo();
    await becomes("one", /token needed/);
  });

  it("forgets nothing when the user does not say so", async () => {
    let undo = answering({ choose: "initial token", type: "initial_0123456789abcdef" });
    await vscode.commands.executeCommand("ocpi.setToken", keyOf("one"));
    undo();
    await becomes("one", /not checked/);
    undo = answering({ choose: "initial token", press: "Cancel" });
    await vscode.commands.executeCommand("ocpi.forgetToken", keyOf("one"));
    undo();
    await becomes("one", /not checked/);
  });
});
