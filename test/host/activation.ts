import assert from "node:assert/strict";
import * as vscode from "vscode";
import { extension, AbsentUser } from "./support/extension.ts";

/* A window with one folder that has no `ocpi.yml`, so that nothing wakes the extension up. */

describe("an extension that no command has woken up yet", () => {
  let absent: AbsentUser;

  before(() => {
    absent = new AbsentUser();
  });

  after(() => absent.leave());

  it("sleeps, and wakes up for the first command, which works at once", async () => {
    assert.equal(extension().isActive, false);
    await vscode.commands.executeCommand("ocpi.showReceiverUrls");
    assert.equal(extension().isActive, true);
    assert.deepEqual(absent.told, ["There is no connection in an ocpi.yml yet."]);
  });

  it("has registered every command of its manifest", async () => {
    const { contributes } = extension().packageJSON as { contributes: { commands: { command: string }[] } };
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      contributes.commands.map(({ command }) => command).filter((command) => !registered.has(command)),
      [],
    );
  });

  it("does what it can without a connection, and says what is missing", async () => {
    for (const { command } of (extension().packageJSON as { contributes: { commands: { command: string }[] } })
      .contributes.commands) {
      // These ask for something, or start something.
      if (["ocpi.addConnection", "ocpi.exchangeCredentials", "ocpi.pasteEmail", "ocpi.startSandbox"].includes(command))
        continue;
      absent.told.length = 0;
      await vscode.commands.executeCommand(command);
      for (const message of absent.told) assert.doesNotMatch(message, /unexpected/, command);
    }
  });
});
