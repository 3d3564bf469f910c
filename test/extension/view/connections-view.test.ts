import assert from "node:assert/strict";
import type { ModuleHooks } from "node:module";
import { mock } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { HubParties } from "../../../src/extension/state/hub-parties.ts";
import { editorFetch } from "../../../src/extension/platform/peer-fetch.ts";
import type { DeskState } from "../../../src/extension/state/sandbox-hub.ts";
import type { ConnectionEntry } from "../../../src/extension/state/connection-entry.ts";
import { startSandbox, type Sandbox } from "../../../src/sandbox/sandbox.ts";
import { EditorWindow, Profile } from "../../support/editor-window.ts";
import { serveEditor } from "../support/fake-vscode.ts";

describe("the view Connections", () => {
  let hooks: ModuleHooks;
  let sandbox: Sandbox;
  let profile: Profile;

  let ticked: (change: { items: [string, number][] }) => void;

  before(() => {
    hooks = serveEditor([]);
    const nothing = (): { dispose(): void } => ({ dispose: () => undefined });
    const createTreeView = (): object => ({
      visible: true,
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
    sandbox = await startSandbox();
    profile = new Profile();
  });

  afterEach(async () => {
    mock.timers.reset();
    await sandbox.stop();
    profile.end();
  });

  const stateIn = ({ connections }: EditorWindow, { key }: ConnectionEntry): string | undefined =>
    connections.stateOf(key)?.kind;

  it("has the sandbox's desk below the connections while there is one, and hands on what is ticked", async () => {
    const { ConnectionsView } = await import("../../../src/extension/view/connections-view.ts");
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
    const log = { info: () => undefined, error: () => undefined, hide: () => undefined };
    const means = { fetch: editorFetch, clock: window.flow.clock, log };
    const parties = new HubParties(window.connections, means, () => true);
    const view = new ConnectionsView(window.connections, parties, source);
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

  it("notices that another window died in an exchange, though no window tells it", async () => {
    const { ConnectionsView } = await import("../../../src/extension/view/connections-view.ts");
    const other = new EditorWindow(profile);
    await (await other.open(sandbox)).vault.takeLock();
    const window = new EditorWindow(profile);
    const entry = await window.open(sandbox);
    mock.timers.enable({ apis: ["setInterval"] });
    const { connections, flow } = window;
    const log = { info: () => undefined, error: () => undefined, hide: () => undefined };
    const means = { fetch: editorFetch, clock: flow.clock, log };
    const view = new ConnectionsView(connections, new HubParties(connections, means, () => true));
    assert.equal(stateIn(window, entry), "elsewhere");
    other.close();
    mock.timers.tick(60_000);
    for (let turns = 0; turns < 100 && stateIn(window, entry) === "elsewhere"; turns += 1) await turn();
    assert.equal(stateIn(window, entry), "interrupted");
    view.dispose();
  });
});
