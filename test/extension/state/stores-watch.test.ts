import assert from "node:assert/strict";
import { mock } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import type { ConnectionEntry } from "../../../src/extension/state/connection-entry.ts";
import type { ConnectionState } from "../../../src/extension/state/connection-state.ts";
import { MemorySecrets } from "../../../src/extension/state/secret-storage.ts";
import { StoresWatch } from "../../../src/extension/state/stores-watch.ts";
import { startSandbox, type Sandbox } from "../../../src/sandbox/sandbox.ts";
import { usualPlatformToken } from "../../support/derived-once.ts";
import { EditorWindow, Profile } from "../../support/editor-window.ts";
import { Keyring } from "../../support/keyring.ts";

/** A keyring whose answers are lost at first. */
class DeafKeyring extends MemorySecrets {
  deaf = true;

  override async get(key: string): Promise<string | undefined> {
    return this.deaf ? new Promise(() => undefined) : super.get(key);
  }

  override async keys(): Promise<string[]> {
    return this.deaf ? new Promise(() => undefined) : super.keys();
  }
}

describe("the watch of the stores", () => {
  let sandbox: Sandbox;
  let profile: Profile;

  before(async () => {
    sandbox = await startSandbox({}, {}, {}, usualPlatformToken);
  });

  after(async () => sandbox.stop());

  beforeEach(() => {
    profile = new Profile();
    mock.timers.enable({ apis: ["setInterval"] });
  });

  afterEach(() => {
    mock.timers.reset();
    profile.end();
  });

  /** A window that has taken the lock. */
  async function windowAtWork(): Promise<EditorWindow> {
    const window = new EditorWindow(profile);
    await (await window.open(sandbox)).vault.takeLock();
    return window;
  }

  /** The state that a connection has once the watch has looked, which it does every five seconds. */
  async function stateAfterLook(window: EditorWindow, { key }: ConnectionEntry): Promise<ConnectionState | undefined> {
    const before = window.connections.stateOf(key)?.kind;
    mock.timers.tick(5_000);
    for (let turns = 0; turns < 100 && window.connections.stateOf(key)?.kind === before; turns += 1) await turn();
    return window.connections.stateOf(key);
  }

  it("notices that another window died in an exchange, though no window tells it", async () => {
    const other = await windowAtWork();
    const window = new EditorWindow(profile);
    const entry = await window.open(sandbox);
    const watch = new StoresWatch(window.connections);
    assert.equal((await stateAfterLook(window, entry))?.kind, "elsewhere");
    other.close();
    assert.equal((await stateAfterLook(window, entry))?.kind, "interrupted");
    watch.dispose();
  });

  it("notices that a keyring was unlocked, and says nothing of tokens before", async () => {
    (await windowAtWork()).close();
    const keyring = new Keyring();
    keyring.locked = true;
    const window = new EditorWindow(profile, keyring);
    const entry = await window.open(sandbox);
    const watch = new StoresWatch(window.connections);
    assert.equal(window.connections.stateOf(entry.key)?.kind, "not-checked");
    assert.equal((await stateAfterLook(window, entry))?.kind, "not-checked");
    keyring.locked = false;
    assert.equal((await stateAfterLook(window, entry))?.kind, "interrupted");
    watch.dispose();
  });

  it("asks a keyring again that did not answer", async () => {
    (await windowAtWork()).close();
    const keyring = new DeafKeyring();
    const window = new EditorWindow(profile, keyring);
    // It waits for the keyring.
    void window.open(sandbox);
    const [entry] = window.connections.entries;
    assert.ok(entry !== undefined);
    const watch = new StoresWatch(window.connections);
    assert.equal((await stateAfterLook(window, entry))?.kind, "not-checked");
    keyring.deaf = false;
    assert.equal((await stateAfterLook(window, entry))?.kind, "interrupted");
    watch.dispose();
  });

  it("leaves alone what is known", async () => {
    const window = new EditorWindow(profile);
    await window.open(sandbox);
    let told = 0;
    window.connections.onDidChange(() => {
      told += 1;
    });
    await window.connections.refreshUnsure();
    assert.equal(told, 0);
  });
});
