import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import * as vscode from "vscode";
import { HubToken, InitialToken } from "../../src/core/ocpi/token.ts";
import { configFor, AbsentUser, services } from "./support/extension.ts";

/* A window in Restricted Mode with one folder that has no `ocpi.yml` yet. */

describe("a window in Restricted Mode", () => {
  const asked: string[] = [];
  let hub: Server;
  let absent: AbsentUser;

  before(async () => {
    hub = createServer(({ url }, response) => {
      asked.push(url ?? "");
      response.end();
    });
    await new Promise<void>((listening) => hub.listen(0, "127.0.0.1", listening));
    absent = new AbsentUser();
  });

  after(() => {
    absent.leave();
    hub.close();
  });

  it("reads its connections, and sends nothing for any command, however the command is run", async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder !== undefined);
    const config = vscode.Uri.joinPath(folder.uri, "ocpi.yml");
    const { port } = hub.address() as AddressInfo;
    const text = configFor("chargeindia", `http://127.0.0.1:${port}`);
    // Before the extension wakes up: what is written while VS Code still starts to watch the folder may be missed.
    await vscode.workspace.fs.writeFile(config, new TextEncoder().encode(text));
    const { connections } = await services();
    const key = { config: config.toString(), name: "chargeindia" };
    const entry = connections.entry(key);
    assert.ok(entry?.connection !== undefined);
    await entry.tokens.write(key, "hub-token", new HubToken("hub_0123456789abcdef"), entry.hubOrigin, new Date());
    await entry.tokens.write(key, "initial-token", new InitialToken("initial_0123456789"), entry.hubOrigin, new Date());

    for (const command of [
      "exchangeCredentials",
      "verifyConnection",
      "verifyAll",
      "rotateToken",
      "updateRegistration",
      "recoverHubToken",
      "sendHubToken",
    ]) {
      absent.told.length = 0;
      await vscode.commands.executeCommand(`ocpi.${command}`, key);
      assert.deepEqual(absent.told, ["Nothing is sent in Restricted Mode: trust this workspace first."], command);
    }
    assert.deepEqual(asked, []);
  });
});
