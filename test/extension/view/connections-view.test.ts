import assert from "node:assert/strict";
import type { ModuleHooks } from "node:module";
import { exchange } from "../../../src/extension/flows/exchange.ts";
import { verifyAll } from "../../../src/extension/flows/verify.ts";
import { idOf } from "../../../src/extension/state/connection-key.ts";
import { HubParties } from "../../../src/extension/state/hub-parties.ts";
import { editorFetch } from "../../../src/extension/platform/peer-fetch.ts";
import type { DeskState } from "../../../src/extension/state/sandbox-hub.ts";
import type { ConnectionEntry } from "../../../src/extension/state/connection-entry.ts";
import { startSandbox, type Sandbox } from "../../../src/sandbox/sandbox.ts";
import { usualPlatformToken } from "../../support/derived-once.ts";
import type { ConnectionsView } from "../../../src/extension/view/connections-view.ts";
import { configFor, EditorWindow, Profile } from "../../support/editor-window.ts";
import { serveEditor } from "../support/fake-vscode.ts";

describe("the view Connections", () => {
  let hooks: ModuleHooks;
  let sandbox: Sandbox;
  let profile: Profile;
  const opened: string[] = [];
  let ticked: (change: { items: [string, number][] }) => void;

  before(() => {
    hooks = serveEditor([]);
    const nothing = (): { dispose(): void } => ({ dispose: () => undefined });
    const createTreeView = (): object => ({
      visible: true,
      reveal: (id: string) => void opened.push(id),
      onDidChangeVisibility: nothing,
      onDidExpandElement: nothing,
      onDidChangeCheckboxState: (listener: typeof ticked) => {
        ticked = listener;
        return nothing();
      },
      dispose: () => undefined,
    });
    globalThis.editorForTest = {
      ...globalThis.editorForTest,
      window: { createTreeView },
      TreeItemCheckboxState: { Unchecked: 0, Checked: 1 },
    };
  });

  after(() => hooks.deregister());

  beforeEach(async () => {
    sandbox = await startSandbox({}, {}, {}, usualPlatformToken);
    profile = new Profile();
  });

  afterEach(async () => {
    await sandbox.stop();
    profile.end();
  });

  const stateIn = ({ connections }: EditorWindow, { key }: ConnectionEntry): string | undefined =>
    connections.stateOf(key)?.kind;

  async function viewOf(
    { connections, flow }: EditorWindow,
    sandboxDesk?: ConstructorParameters<typeof ConnectionsView>[2],
  ): Promise<ConnectionsView> {
    const { ConnectionsView: View } = await import("../../../src/extension/view/connections-view.ts");
    const log = { info: () => undefined, error: () => undefined, hide: () => undefined };
    const means = { fetch: editorFetch, clock: flow.clock, log };
    return new View(connections, new HubParties(connections, means, () => true), sandboxDesk);
  }

  it("opens a node whose run has failed, also one that was closed, and takes nothing from the keyboard", async () => {
    const window = new EditorWindow(profile);
    const entry = await window.open(sandbox);
    const view = await viewOf(window);
    const revealed = (): string[] => opened.splice(0);
    window.giveTokens(sandbox);
    sandbox.platform.tokenInstalled = false;
    await exchange(window.flow, entry);
    assert.equal(stateIn(window, entry), "failed");
    // What has failed below it first, so that the connection is what is in sight at the end.
    const id = idOf(entry.key);
    const both = [`${id}/step:platform`, id];
    assert.deepEqual(revealed(), both);
    await exchange(window.flow, entry);
    assert.deepEqual(revealed(), both, "it may have been closed since");
    sandbox.platform.tokenInstalled = true;
    await exchange(window.flow, entry);
    assert.equal(stateIn(window, entry), "status");
    // Of many runs, or one that no person asked for, none opens anything.
    await sandbox.stop();
    await verifyAll(window.flow);
    assert.equal(stateIn(window, entry), "failed");
    assert.deepEqual(revealed(), []);
    view.dispose();
  });

  it("moves no row for what happens to one connection, and puts first what needs the user when it is sorted", async () => {
    const window = new EditorWindow(profile);
    const one = configFor(sandbox);
    await window.open(sandbox, one + one.slice(one.indexOf("  chargeindia:")).replace("chargeindia", "second"));
    const view = await viewOf(window);
    const names = (): string[] => view.getChildren().map((id) => view.nodeOf(id)?.label ?? "");
    assert.deepEqual(names(), ["chargeindia", "second"]);
    window.giveTokens(sandbox);
    const [entry = assert.fail()] = window.connections.entries;
    await exchange(window.flow, entry);
    assert.equal(stateIn(window, entry), "status");
    assert.deepEqual(names(), ["chargeindia", "second"]);
    view.sort();
    assert.deepEqual(names(), ["second", "chargeindia"]);
    view.dispose();
  });

  it("has the sandbox's desk below the connections while there is one, and hands on what is ticked", async () => {
    const window = new EditorWindow(profile);
    const entry = await window.open(sandbox);
    const pressed: unknown[] = [];
    const listeners: (() => void)[] = [];
    const desk: DeskState = { switches: ["held", "suspended"], on: ["suspended"], status: "SUSPENDED" };
    const source = {
      desk: undefined as DeskState | undefined,
      press: (...given: unknown[]) => void pressed.push(given),
      onDidChangeDesk: (listener: () => void) => {
        listeners.push(listener);
        return { dispose: () => undefined };
      },
    };
    const view = await viewOf(window, source);
    const own = `${entry.key.config}#${entry.key.name}`;
    assert.deepEqual(view.getChildren(), [own]);
    source.desk = desk;
    for (const listener of listeners) listener();
    assert.deepEqual(view.getChildren(), [own, "ocpi-sandbox:/desk"]);
    const [held = "", suspended = ""] = view.getChildren("ocpi-sandbox:/desk");
    assert.deepEqual(
      [held, suspended].map((id) => view.nodeOf(id)?.deskSwitch?.checked),
      [false, true],
    );
    ticked({
      items: [
        [held, 1],
        [suspended, 0],
        [own, 1],
      ],
    });
    assert.deepEqual(pressed, [
      ["held", true],
      ["suspended", false],
    ]);
    // A switch that is turned makes no connection, and no other node, anew.
    const before = view.nodeOf(own);
    source.desk = { ...desk, on: ["held"], status: "PLANNED" };
    for (const listener of listeners) listener();
    assert.equal(view.nodeOf(held)?.deskSwitch?.checked, true);
    assert.equal(view.nodeOf(own), before);
    source.desk = undefined;
    for (const listener of listeners) listener();
    assert.deepEqual(view.getChildren(), [own]);
    view.dispose();
  });
});
