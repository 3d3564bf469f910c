import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import { HubToken } from "../../../src/core/ocpi/token.ts";
import { ConnectedWatch } from "../../../src/extension/state/connected-watch.ts";
import type { ConnectionEntry } from "../../../src/extension/state/connection-entry.ts";
import { treeOf, viewsOf } from "../../../src/extension/view/tree-model.ts";
import type { TreeNode } from "../../../src/extension/view/tree-node.ts";
import { EditorWindow, Profile } from "../../support/editor-window.ts";
import { recordOf } from "../../support/tree-views.ts";

const text = `version: 1
connections:
  chargeindia:
    hub: { url: https://hub.example.com }
    platform:
      url: https://platform.example.com/ocpi/2.2.1
      roles:
        - { role: CPO, country_code: IN, party_id: ABC, business_details: { name: Your CPO Ltd } }
`;

describe("Notify Me When CONNECTED", () => {
  const key = { config: EditorWindow.config, name: "chargeindia" };
  let profile: Profile;
  let window: EditorWindow;
  let watch: ConnectedWatch;
  let minutes: number[];
  let told: string[];
  let look: () => Promise<void>;
  /** Ends the pause that goes on. */
  let wake: () => void;

  beforeEach(async () => {
    profile = new Profile();
    window = new EditorWindow(profile);
    window.connections.setFile(EditorWindow.config, "acme", text);
    await window.flow.connections.tokens.write(
      key,
      "hub-token",
      new HubToken("hub_0123456789abcdef"),
      "https://hub.example.com",
      new Date(),
    );
    await window.connections.refreshAll();
    await seen("PLANNED");
    minutes = [];
    told = [];
    look = async () => undefined;
    const clock = {
      now: () => new Date(),
      sleep: async (ms: number, stopped: AbortSignal) => {
        minutes.push(ms / 60_000);
        await new Promise<void>((done) => {
          wake = done;
          stopped.addEventListener("abort", () => done());
        });
      },
    };
    watch = new ConnectedWatch(
      window.connections,
      clock,
      async () => look(),
      ({ name }) => told.push(name),
    );
  });

  afterEach(() => {
    watch.dispose();
    profile.end();
  });

  /** A look at the hub has ended, and found this. */
  async function seen(connectionStatus: "PLANNED" | "CONNECTED"): Promise<void> {
    const result = connectionStatus === "CONNECTED" ? "connected" : "registered";
    await window.connections.setLast(entry(), recordOf({ result, connectionStatus }));
  }

  function entry(): ConnectionEntry {
    return window.connections.entry(key) ?? assert.fail();
  }

  function row(): TreeNode {
    const views = viewsOf(window.connections.entries, window.connections);
    return treeOf(views, new Date())[0] ?? assert.fail();
  }

  async function passPause(): Promise<void> {
    wake();
    await turn();
  }

  it("looks after 1, 5 and 15 minutes and then every hour, tells it once, and stops", async () => {
    let looks = 0;
    look = async () => {
      looks += 1;
      // Such as a keyring that is locked: the next look may find it open.
      if (looks === 2) throw new Error("the keyring is locked");
      if (looks === 6) await seen("CONNECTED");
    };
    assert.equal(watch.watch(key), "begun");
    assert.equal(watch.watch(key), "watched");
    while (told.length === 0) await passPause();
    assert.deepEqual(minutes, [1, 5, 15, 60, 60, 60]);
    assert.deepEqual(told, ["chargeindia"]);
    assert.equal(watch.watch(key), "connected");
    assert.equal(window.connections.factsOf(key)?.watched, false);
  });

  it("shows with the connection that it is on, and can be stopped there", async () => {
    assert.match(row().contextValue, /\bplanned\b/);
    watch.watch(key);
    assert.match(row().description, /^PLANNED · IN\*ABC · notifies you$/);
    assert.match(row().tooltip, /You are notified when it is CONNECTED.*Stop Notifying ends that\./);
    assert.match(row().spoken, /, notifies you$/);
    // In the menu one takes the other's place.
    assert.match(row().contextValue, /\bwatched\b/);
    assert.doesNotMatch(row().contextValue, /\bplanned\b/);
    watch.stop(key);
    assert.doesNotMatch(`${row().description} ${row().tooltip} ${row().contextValue}`, /notif|watched/i);
    await seen("CONNECTED");
    await turn();
    assert.deepEqual([told, minutes], [[], [1]]);
    // And it can be begun again.
    await seen("PLANNED");
    assert.equal(watch.watch(key), "begun");
  });

  it("tells nothing after it was stopped in the middle of a look", async () => {
    look = async () => {
      watch.stop(key);
      await seen("CONNECTED");
    };
    watch.watch(key);
    await passPause();
    await turn();
    assert.deepEqual(told, []);
  });

  it("ends when the user's own look finds it CONNECTED, which that look says", async () => {
    watch.watch(key);
    await seen("CONNECTED");
    await turn();
    assert.deepEqual([told, window.connections.factsOf(key)?.watched], [[], false]);
  });

  it("ends with a connection that is not in the file any more", async () => {
    watch.watch(key);
    window.connections.removeFile(EditorWindow.config);
    await passPause();
    assert.deepEqual(minutes, [1]);
    window.connections.setFile(EditorWindow.config, "acme", text);
    assert.equal(window.connections.factsOf(key)?.watched, false);
  });
});
