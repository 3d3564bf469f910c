import assert from "node:assert/strict";
import type { ModuleHooks } from "node:module";
import type { Uri } from "vscode";
import type { Command } from "../../../src/extension/commands/target.ts";
import { HubToken } from "../../../src/core/ocpi/token.ts";
import { ConnectedWatch } from "../../../src/extension/state/connected-watch.ts";
import type { Services } from "../../../src/extension/services.ts";
import { EditorWindow, Profile } from "../../support/editor-window.ts";
import { serveEditor } from "../support/fake-vscode.ts";

const config = EditorWindow.config;
const text = `version: 1
connections:
  chargeindia:
    hub: { url: https://hub.chargeindia.com }
    platform:
      url: https://your-platform.com/ocpi/2.2.1
      roles:
        - { role: CPO, country_code: IN, party_id: ABC, business_details: { name: Your CPO Ltd } }
`;

describe("a command that cannot do its work says why", () => {
  let hooks: ModuleHooks;
  let profile: Profile;
  let window: EditorWindow;
  let written: boolean;
  const registered = new Map<string, (argument: unknown) => Promise<void>>();
  let editor: { Uri: { file(path: string): Uri }; workspace: Record<string, unknown> };

  before(() => {
    hooks = serveEditor([]);
    editor = globalThis.editorForTest as typeof editor;
    const folder = { name: "acme", uri: editor.Uri.file("/acme") };
    const own: Record<string, unknown> = {
      textDocuments: [],
      workspaceFolders: [folder],
      applyEdit: async () => written,
      fs: { readFile: async () => Promise.reject(new Error("there is none")) },
      openTextDocument: async () => Promise.reject(new Error("there is none")),
    };
    const WorkspaceEdit = class {
      readonly createFile = (): void => undefined;
    };
    const commands = {
      executeCommand: async () => undefined,
      registerCommand: (id: string, work: (argument: unknown) => Promise<void>) => registered.set(id, work),
    };
    globalThis.editorForTest = { ...globalThis.editorForTest, workspace: own, WorkspaceEdit, commands };
  });

  after(() => hooks.deregister());

  beforeEach(() => {
    written = true;
    profile = new Profile();
    window = new EditorWindow(profile);
    window.connections.setFile(config, "acme", text);
  });

  afterEach(() => profile.end());

  async function run(command: Command, argument?: unknown, sandbox?: unknown, watch?: ConnectedWatch): Promise<string> {
    const services = {
      ready: Promise.resolve(),
      connections: window.connections,
      runner: window.runner,
      flow: window.flow,
      sandbox,
      watch,
      view: { nodeOf: () => undefined },
      configs: { follows: () => true, reload: async () => undefined },
    };
    await command(services as unknown as Services, argument);
    return window.dialogs.shown.at(-1) ?? "";
  }

  it("when the file has errors by now", async () => {
    const { showReceiverUrls } = await import("../../../src/extension/commands/reports.ts");
    window.connections.setFile(config, "acme", `${text}nonsense: 1\n`);
    window.dialogs.pressed.push(["ocpi.yml has errors", "Open Problems"]);
    const told = await run(showReceiverUrls, { config, name: "chargeindia" });
    assert.equal(told, "ocpi.yml has errors, so nothing can be done with chargeindia.");
    assert.deepEqual(window.executed, ["ocpi.openProblems"]);
  });

  it("when the connection is not in the file any more", async () => {
    const { verifyConnection } = await import("../../../src/extension/commands/verify-connection.ts");
    const told = await run(verifyConnection, { config, name: "former" });
    assert.equal(told, "former is not in ocpi.yml any more.");
  });

  it("and first adds a connection to the file that has none, whatever other files have", async () => {
    const { exchangeCredentials } = await import("../../../src/extension/commands/exchange-credentials.ts");
    window.connections.setFile("file:///other/ocpi.yml", "other", "version: 1\nconnections: {}\n");
    window.dialogs.typed.push(["Add Connection", undefined]);
    assert.match(await run(exchangeCredentials, editor.Uri.file("/other/ocpi.yml")), /^Add Connection/);
  });

  it("when its sandbox was stopped meanwhile", async () => {
    const { startSandbox } = await import("../../../src/extension/commands/sandbox.ts");
    const { exchangeCredentials } = await import("../../../src/extension/commands/exchange-credentials.ts");
    window.connections.removeFile(config);
    const key = { config: "ocpi-sandbox:/ocpi.yml", name: "sandbox" };
    window.dialogs.pressed.push(["A sandbox Hub", "Exchange Credentials"]);
    await run(startSandbox, undefined, { start: async () => ({ key }) });
    assert.deepEqual(window.executed, ["ocpi.exchangeCredentials sandbox"]);
    assert.equal(await run(exchangeCredentials, key), "sandbox is not in ocpi.yml any more.");
  });

  it("when the node of its menu is gone, whatever other nodes there are", async () => {
    const { verifyConnection } = await import("../../../src/extension/commands/verify-connection.ts");
    const { cancel } = await import("../../../src/extension/commands/window.ts");
    assert.equal(await run(verifyConnection, `${config}#former/step:verify`), "former is not in ocpi.yml any more.");
    const stopped: unknown[] = [];
    window.runner.cancel = (key) => stopped.push(key);
    await run(cancel, `${config}#former`);
    assert.deepEqual(stopped, [{ config, name: "former" }]);
  });

  it("when there is no hub token yet with which it could look, or that it could send", async () => {
    const { notifyWhenConnected } = await import("../../../src/extension/commands/window.ts");
    const { sendHubToken } = await import("../../../src/extension/commands/send-hub-token.ts");
    for (const command of [notifyWhenConnected, sendHubToken]) {
      assert.equal(await run(command), "No connection has what this needs yet: Exchange Credentials comes first.");
    }
  });

  it("when the hub token that is to be in the platform is not stored; and marks it as installed when it is", async () => {
    const { markAsInstalled } = await import("../../../src/extension/commands/checklist.ts");
    const key = { config, name: "chargeindia" };
    assert.equal(
      await run(markAsInstalled),
      "No connection has what this needs yet: Exchange Credentials comes first.",
    );
    const origin = "https://hub.chargeindia.com";
    await window.connections.tokens.write(key, "hub-token", new HubToken("hub_0123456789abcdef"), origin, new Date(0));
    await window.connections.refreshAll();
    await run(markAsInstalled);
    assert.deepEqual(Object.keys(window.connections.factsOf(key)?.confirmed ?? {}), ["hub-token"]);
  });

  it("with a way to stop, of what goes on without being seen", async () => {
    const { notifyWhenConnected, stopNotifying } = await import("../../../src/extension/commands/window.ts");
    const key = { config, name: "chargeindia" };
    const origin = "https://hub.chargeindia.com";
    await window.connections.tokens.write(key, "hub-token", new HubToken("hub_0123456789abcdef"), origin, new Date(0));
    await window.connections.refreshAll();
    const watch = new ConnectedWatch(
      window.connections,
      window.clock,
      async () => undefined,
      () => undefined,
    );
    try {
      window.dialogs.pressed.push(["You are notified when chargeindia is CONNECTED", "Stop Notifying"]);
      await run(notifyWhenConnected, undefined, undefined, watch);
      await new Promise(setImmediate);
      assert.deepEqual(window.executed, ["ocpi.stopNotifying chargeindia"]);
      assert.equal(window.connections.factsOf(key)?.watched, true);
      // From the palette: the only connection of which it is on.
      assert.equal(
        await run(stopNotifying, undefined, undefined, watch),
        "chargeindia: you are not notified any more.",
      );
      assert.equal(window.connections.factsOf(key)?.watched, false);
    } finally {
      watch.dispose();
    }
  });

  it("when the user may not write the file", async () => {
    const { addConnection } = await import("../../../src/extension/commands/add-connection.ts");
    window.connections.removeFile(config);
    written = false;
    window.dialogs.typed.push(
      ["The hub's address", "https://hub.chargeindia.com"],
      ["Your platform's OCPI URL", "https://your-platform.com/ocpi/2.2.1"],
      ["Your country code", "IN"],
      ["Your party id", "ABC"],
      ["Your company's name", "Your CPO Ltd"],
    );
    window.dialogs.pressed.push(["What you are", "CPO"]);
    assert.equal(
      await run(addConnection),
      "ocpi.yml could not be written: check whether you may write in /acme/ocpi.yml.",
    );
  });

  it("in plain words when something is broken, with the details in the log", async () => {
    const { registerCommands } = await import("../../../src/extension/commands/register-commands.ts");
    const logged: string[] = [];
    const services = {
      flow: window.flow,
      log: { error: (line: string) => logged.push(line) },
      get ready(): Promise<void> {
        throw new RangeError("broken");
      },
    };
    const packageJSON = { contributes: { commands: [{ command: "ocpi.verifyAll" }] } };
    registerCommands({ subscriptions: [], extension: { packageJSON } } as never, services as unknown as Services);
    await registered.get("ocpi.verifyAll")?.(undefined);
    assert.match(logged.join("\n"), /^RangeError: broken\n\s+at /);
    assert.deepEqual(window.dialogs.shown, [
      "OCPI: something unexpected happened, and nothing more was sent. The log says what.",
    ]);
  });
});
