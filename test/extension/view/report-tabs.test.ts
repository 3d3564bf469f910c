import assert from "node:assert/strict";
import type { ModuleHooks } from "node:module";
import { setTimeout as wait } from "node:timers/promises";
import type { ConnectionKey } from "../../../src/extension/state/connection-key.ts";
import { exchange } from "../../../src/extension/flows/exchange.ts";
import { verifyConnection } from "../../../src/extension/flows/verify.ts";
import type { FromPage, ToPage } from "../../../src/extension/view/report-messages.ts";
import type { ReportTabs, ReportsDeps } from "../../../src/extension/view/report-tabs.ts";
import { startSandbox, type Sandbox } from "../../../src/sandbox/sandbox.ts";
import { usualPlatformToken } from "../../support/derived-once.ts";
import { configFor, EditorWindow, Profile } from "../../support/editor-window.ts";
import { serveEditor } from "../support/fake-vscode.ts";
import { reportCommands, textOf } from "../support/report-commands.ts";

/** A tab of VS Code with a web page in it, as far as a report uses one. The page is the test. */
class FakePanel {
  title = "";
  visible = true;
  revealed = 0;
  readonly told: ToPage[] = [];
  readonly webview = {
    html: "",
    options: {},
    cspSource: "https://page.example",
    asWebviewUri: (uri: unknown) => uri,
    onDidReceiveMessage: (hear: (message: FromPage) => void) => void (this.send = hear),
    postMessage: async (message: ToPage) => void this.told.push(message),
  };
  send: (message: FromPage) => void = () => undefined;
  close: () => void = () => undefined;

  reveal(): void {
    this.revealed += 1;
  }

  dispose(): void {
    this.close();
  }

  onDidDispose(listener: () => void): void {
    this.close = listener;
  }

  /** The report that the page shows, once it shows another one than this. */
  async after(before?: ToPage): Promise<Extract<ToPage, { kind: "report" }>> {
    for (let tries = 0; tries < 200; tries += 1) {
      const last = this.told.findLast((message) => message.kind === "report");
      if (last !== undefined && last !== before && last.report.tone !== "running") return last;
      await wait(10);
    }
    throw new Error("the page is told nothing");
  }
}

describe("the tabs of reports", () => {
  let hooks: ModuleHooks;
  let sandbox: Sandbox;
  let profile: Profile;
  let window: EditorWindow;
  let tabs: ReportTabs;
  let panels: FakePanel[];
  let pressed: [command: string, key: ConnectionKey][];
  const first = { config: EditorWindow.config, name: "chargeindia" };
  const second = { config: "file:///other/ocpi.yml", name: "chargeindia" };

  before(async () => {
    hooks = serveEditor([]);
    globalThis.editorForTest = {
      ...globalThis.editorForTest,
      ViewColumn: { Active: -1 },
      window: {
        createWebviewPanel: () => {
          const panel = new FakePanel();
          panels.push(panel);
          return panel;
        },
      },
    };
    sandbox = await startSandbox({}, {}, {}, usualPlatformToken);
    profile = new Profile();
    window = new EditorWindow(profile);
    window.giveTokens(sandbox);
    const entry = await window.open(sandbox);
    window.connections.setFile(second.config, "other", configFor(sandbox));
    await exchange(window.flow, entry);
  });

  after(async () => {
    hooks.deregister();
    await sandbox.stop();
    profile.end();
  });

  beforeEach(async () => {
    const { ReportTabs: Tabs } = await import("../../../src/extension/view/report-tabs.ts");
    const { Uri } = globalThis.editorForTest as { Uri: { file(path: string): ReportsDeps["extension"] } };
    panels = [];
    pressed = [];
    tabs = new Tabs(
      {
        connections: window.connections,
        ready: async () => undefined,
        extension: Uri.file("/extension"),
        commands: await reportCommands(),
        run: (command, key) => pressed.push([command, key]),
        copy: async (text) => window.dialogs.copy(text),
      },
      "ocpi-report-page",
    );
  });

  afterEach(() => tabs.dispose());

  /** Opens a report, as a page that has been loaded. */
  function opened(key: ConnectionKey): FakePanel {
    tabs.open(key);
    const panel = panels.at(-1);
    assert.ok(panel !== undefined);
    panel.send({ kind: "ready" });
    return panel;
  }

  it("are one for each connection, and name the folder where two have one name", async () => {
    const [one, other] = [opened(first), opened(second)];
    tabs.open(first);
    assert.deepEqual([panels.length, one.revealed], [2, 1]);
    assert.deepEqual([one.title, other.title], ["OCPI chargeindia (work)", "OCPI chargeindia (other)"]);
    assert.match(textOf((await other.after()).report.headline), /was not checked yet/);
    assert.match(textOf((await one.after()).report.headline), /CONNECTED/);
    one.close();
    tabs.open(first);
    assert.equal(panels.length, 3);
  });

  it("follow a run that begins later, and the HTML is set once", async () => {
    const panel = opened(first);
    const { html } = panel.webview;
    const before = await panel.after();
    const entry = window.connections.entry(first);
    assert.ok(entry !== undefined);
    sandbox.hub.server.faults.add({ method: "GET", path: "/ocpi/versions", act: { kind: "delay", ms: 150 } });
    await verifyConnection(window.flow, entry);
    const after = await panel.after(before);
    sandbox.hub.server.faults.clear();
    assert.deepEqual([before.report.command, after.report.command], ["exchange", "verify"]);
    assert.ok(panel.told.some((message) => message.kind === "report" && message.report.tone === "running"));
    assert.equal(panel.webview.html, html);
  });

  it("are told nothing while they are not seen, and the latest when they are there again", async () => {
    const panel = opened(first);
    await panel.after();
    panel.visible = false;
    const count = panel.told.length;
    const entry = window.connections.entry(first);
    assert.ok(entry !== undefined);
    const ran = await verifyConnection(window.flow, entry);
    await wait(100);
    assert.equal(panel.told.length, count);
    panel.visible = true;
    panel.send({ kind: "ready" });
    const last = await panel.after(panel.told.at(-1));
    assert.equal(last.report.run?.correlationId, ran?.record.correlationId);
  });

  it("run what they show, for their own connection, and nothing else that a page asks for", async () => {
    const panel = opened(first);
    const { report } = await panel.after();
    const [action] = report.actions;
    assert.equal(action?.command, "ocpi.verifyConnection");
    panel.send({ kind: "press", command: action.command });
    for (const command of ["workbench.action.terminal.new", "ocpi.unknown", ""]) panel.send({ kind: "press", command });
    assert.deepEqual(pressed, [["ocpi.verifyConnection", first]]);
  });

  it("copy what is pressed, and tell the page that it is done", async () => {
    const panel = opened(first);
    const { report } = await panel.after();
    const [request] = report.requests;
    assert.ok(request !== undefined);
    panel.send({ kind: "copy", text: request.id });
    await wait(0);
    assert.equal(window.dialogs.copied.at(-1), request.id);
    assert.deepEqual(panel.told.at(-1), { kind: "copied", text: request.id });
  });

  it("allow a page its own script and style, and no other source of anything", () => {
    const { html, options } = opened(first).webview;
    const nonce = /script-src 'nonce-([\w-]+)'/.exec(html)?.[1];
    assert.ok(nonce !== undefined);
    assert.match(html, /default-src 'none'; style-src https:\/\/page\.example; script-src 'nonce-/);
    assert.doesNotMatch(html, /unsafe|\son\w+=|<style|chargeindia/);
    assert.equal(html.split("<script").length, 2);
    assert.ok(html.includes(`<script nonce="${nonce}" `));
    assert.ok(!opened(second).webview.html.includes(nonce));
    assert.deepEqual(Object.keys(options).toSorted(), ["enableScripts", "localResourceRoots"]);
  });

  it("come back with a window that comes up again, each with its connection; what is no report is closed", async () => {
    const [panel, stranger] = [new FakePanel(), new FakePanel()];
    let closed = 0;
    stranger.close = () => void (closed += 1);
    const restore = (one: FakePanel, state: unknown): void =>
      tabs.restore(one as unknown as Parameters<ReportTabs["restore"]>[0], state);
    restore(panel, { ...first, scrollY: 3 });
    restore(stranger, undefined);
    panel.send({ kind: "ready" });
    assert.match(textOf((await panel.after()).report.headline), /CONNECTED/);
    assert.equal(closed, 1);
    tabs.open(first);
    assert.deepEqual([panel.revealed, panels.length], [1, 0]);
  });
});
