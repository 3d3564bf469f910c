import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { exchange } from "../../../src/extension/flows/exchange.ts";
import { lookQuietly } from "../../../src/extension/flows/verify.ts";
import type { ConnectionEntry } from "../../../src/extension/state/connection-entry.ts";
import { DeskWatch } from "../../../src/extension/state/desk-watch.ts";
import { sandboxDeskNode } from "../../../src/extension/view/sandbox-desk-nodes.ts";
import { viewItemWords } from "../../../src/extension/view/tree-node.ts";
import { sandboxParty } from "../../../src/sandbox/party.ts";
import { deskSwitches, Switchboard, type DeskSwitch } from "../../../src/sandbox/switchboard.ts";
import type { EditorWindow } from "../../support/editor-window.ts";
import { FlowScene } from "../support/flow-scene.ts";

/** Whatever a switch does is seen within this time, with a Hub that makes a party OFFLINE after a fifth of a second. */
const SOON_MS = 5000;

describe("the account team's desk of the sandbox", () => {
  const scene = new FlowScene();
  let window: EditorWindow;
  let entry: ConnectionEntry;
  let board: Switchboard;
  let watch: DeskWatch;
  let looks: number;
  let told: string;

  beforeEach(async () => {
    window = await scene.begin({ probeEveryMs: 20, offlineAfterMs: 200 });
    window.settings = { ...window.settings, timeouts: { requestTimeoutMs: 1000, waitForConnectedMs: 3000 } };
    entry = await window.open(scene.sandbox);
    window.giveTokens(scene.sandbox);
    board = new Switchboard(scene.sandbox.hub, scene.sandbox.platform, sandboxParty);
    looks = 0;
    told = "";
    watch = new DeskWatch(window.connections, entry.key, async (key) => {
      looks += 1;
      return lookQuietly(window.flow, key);
    });
  });

  afterEach(async () => scene.end());

  /** As the sandbox's thread does it: whatever is new is told. */
  async function tell(): Promise<void> {
    const text = JSON.stringify(board.state);
    if (text === told) return;
    told = text;
    await watch.changed({ ...board.state, on: [...board.state.on], switches: [...deskSwitches] });
  }

  const shown = (): string => {
    const state = window.connections.stateOf(entry.key);
    return state?.kind === "status" ? state.status : state?.kind === "failed" ? state.result : (state?.kind ?? "");
  };

  async function becomes(expected: string): Promise<void> {
    const end = performance.now() + SOON_MS;
    while (shown() !== expected && performance.now() < end) {
      await tell();
      await wait(20);
    }
    assert.equal(shown(), expected);
  }

  async function press(which: DeskSwitch, on: boolean, expected: string): Promise<void> {
    board.press(which, on);
    await becomes(expected);
  }

  it("brings a connection into each state and back, and the sidebar follows without a click", async () => {
    await exchange(window.flow, entry);
    await becomes("CONNECTED");
    for (const [which, expected] of [
      ["held", "PLANNED"],
      ["suspended", "refused"],
      ["platform-down", "OFFLINE"],
      ["token-refused", "refused"],
      ["platform-token-wrong", "OFFLINE"],
    ] as const) {
      await press(which, true, expected);
      await press(which, false, "CONNECTED");
    }
    assert.deepEqual(board.state, { on: [], status: "CONNECTED" });
  });

  it("holds a party at PLANNED that is registered afterwards, until it is activated", async () => {
    board.press("held", true);
    window.settings = { ...window.settings, timeouts: { requestTimeoutMs: 1000, waitForConnectedMs: 0 } };
    await exchange(window.flow, entry);
    assert.equal(shown(), "PLANNED");
    await press("held", false, "CONNECTED");
  });

  it("lets an exchange come to nothing: at the platform, and at the Hub", async () => {
    board.press("platform-token-wrong", true);
    await exchange(window.flow, entry);
    assert.equal(shown(), "not-ready");
    board.press("platform-token-wrong", false);
    board.press("token-refused", true);
    window.giveTokens(scene.sandbox);
    await exchange(window.flow, entry);
    assert.equal(shown(), "refused");
  });

  it("leaves alone the report of an exchange: what it has just found is not looked at again", async () => {
    await tell();
    await exchange(window.flow, entry);
    await becomes("CONNECTED");
    await tell();
    assert.equal(looks, 0);
    assert.equal(window.connections.factsOf(entry.key)?.last?.record.command, "exchange");
  });

  it("shows a box for each switch, ticked as the sandbox says, with words that menus know", () => {
    board.press("suspended", true);
    const { children, contextValue, description } = sandboxDeskNode({
      ...board.state,
      on: [...board.state.on],
      switches: [...deskSwitches],
    });
    assert.deepEqual(
      children.map(({ deskSwitch }) => deskSwitch),
      deskSwitches.map((which) => ({ which, checked: which === "suspended" })),
    );
    assert.equal(description, "SUSPENDED");
    assert.equal(new Set(children.map(({ label }) => label)).size, deskSwitches.length);
    for (const word of [contextValue, ...children.map((child) => child.contextValue)])
      assert.ok(
        viewItemWords.some((known) => known === word),
        word,
      );
  });
});
