import assert from "node:assert/strict";
import type { ModuleHooks } from "node:module";
import { mock } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { HubParties } from "../../../src/extension/state/hub-parties.ts";
import { editorFetch } from "../../../src/extension/platform/peer-fetch.ts";
import type { ConnectionEntry } from "../../../src/extension/state/connection-entry.ts";
import { startSandbox, type Sandbox } from "../../../src/sandbox/sandbox.ts";
import { EditorWindow, Profile } from "../../support/editor-window.ts";
import { serveEditor } from "../support/fake-vscode.ts";

describe("the view Connections", () => {
  let hooks: ModuleHooks;
  let sandbox: Sandbox;
  let profile: Profile;

  before(() => {
    hooks = serveEditor([]);
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
