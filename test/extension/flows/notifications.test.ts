import assert from "node:assert/strict";
import { notifyConnected, notifyOffline } from "../../../src/extension/flows/notify-status.ts";
import { notifyUnexpected } from "../../../src/extension/flows/notify-unexpected.ts";
import { EditorWindow, Profile } from "../../support/editor-window.ts";

describe("what is told without a question", () => {
  let profile: Profile;
  let window: EditorWindow;
  const keys = ["first", "second", "third", "fourth"].map((name) => ({ config: EditorWindow.config, name }));

  beforeEach(() => {
    profile = new Profile();
    window = new EditorWindow(profile);
    const hub = "{ hub: { url: https://hub.chargeindia.com } }";
    const connections = keys.map(({ name }) => `  ${name}: ${hub}\n`).join("");
    window.connections.setFile(EditorWindow.config, "acme", `version: 1\nconnections:\n${connections}`);
  });

  afterEach(() => profile.end());

  /** Lets the pressed button do its work. */
  async function toldBy(tell: () => void): Promise<readonly string[]> {
    tell();
    await new Promise((later) => setImmediate(later));
    return window.dialogs.shown;
  }

  it("that a connection is CONNECTED, with a way to its report", async () => {
    const [key] = keys;
    assert.ok(key !== undefined);
    window.dialogs.pressed.push(["first is CONNECTED.", "Open Report"]);
    assert.deepEqual(await toldBy(() => notifyConnected(window.flow, key)), ["first is CONNECTED."]);
    assert.deepEqual(window.executed, ["ocpi.openReport first"]);
  });

  it("that one is OFFLINE now, with a way to its report", async () => {
    window.dialogs.pressed.push(["first was CONNECTED", "Open Report"]);
    const told = await toldBy(() => notifyOffline(window.flow, keys.slice(0, 1)));
    assert.deepEqual(told, ["first was CONNECTED and is OFFLINE now: the Hub cannot reach your platform."]);
    assert.deepEqual(window.executed, ["ocpi.openReport first"]);
  });

  it("that many are OFFLINE now, once, with the first of their names and a way to all of them", async () => {
    window.dialogs.pressed.push(["connections were CONNECTED", "Show Connections"]);
    const told = await toldBy(() => notifyOffline(window.flow, keys));
    const words =
      "4 connections were CONNECTED and are OFFLINE now: first, second, third, …. The Hub cannot reach your platform.";
    assert.deepEqual(told, [words]);
    assert.deepEqual(await toldBy(() => notifyOffline(window.flow, [])), [words]);
    assert.deepEqual(window.executed, ["ocpi.connections.focus"]);
  });

  for (const [button, command] of [
    ["Show Log", "ocpi.showLog"],
    ["Report Issue", "ocpi.reportIssue"],
  ] as const) {
    it(`that something unexpected happened, with the button ${button}`, async () => {
      window.dialogs.pressed.push(["something unexpected", button]);
      const words = "OCPI: something unexpected happened, and nothing more was sent. The log says what.";
      assert.deepEqual(await toldBy(() => notifyUnexpected(window.flow)), [words]);
      assert.deepEqual(window.executed, [command]);
    });
  }
});
