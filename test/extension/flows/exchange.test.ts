import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { exchange } from "../../../src/extension/flows/exchange.ts";
import { verifyAll, verifyConnection } from "../../../src/extension/flows/verify.ts";
import { treeOf, viewsOf } from "../../../src/extension/view/tree-model.ts";
import type { TreeNode } from "../../../src/extension/view/tree-node.ts";
import { keyOf } from "../../../src/extension/state/token-store.ts";
import { sandboxParty } from "../../../src/sandbox/party.ts";
import type { EditorWindow } from "../../support/editor-window.ts";
import { FlowScene } from "../support/flow-scene.ts";

/** The sidebar's tree as it is now. */
function treeSeen({ connections }: EditorWindow): TreeNode[] {
  return treeOf(viewsOf(connections.entries, connections), new Date());
}

describe("Exchange Credentials, over real sockets", () => {
  const scene = new FlowScene();

  afterEach(async () => scene.end());

  it("asks for two tokens, exchanges, stores, and is CONNECTED; run again it only looks and asks nothing", async () => {
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    assert.equal(window.connections.stateOf(entry.key)?.kind, "token-needed");
    window.giveTokens(scene.sandbox);
    const first = await exchange(window.flow, entry);
    assert.equal(first?.outcome.result, "connected");
    assert.equal(await scene.stored(window), scene.issued());
    assert.deepEqual(scene.unsafe(), ["POST", "PUT"]);
    const state = window.connections.stateOf(entry.key);
    assert.ok(state?.kind === "status" && state.status === "CONNECTED");
    assert.equal(window.connections.factsOf(entry.key)?.initialToken.state, "absent");
    assert.match(window.dialogs.shown.join("\n"), /Your platform needs it, too/);
    const looks = first.record.requests.filter(({ asks }) => asks !== undefined);
    assert.deepEqual(
      looks.slice(0, 2).map(({ asks, url, httpStatus }) => [asks, url, httpStatus]),
      [
        ["versions", `${scene.sandbox.hub.origin}/ocpi/versions`, 200],
        ["details", `${scene.sandbox.hub.origin}/ocpi/2.2.1`, 200],
      ],
    );
    const again = await exchange(window.flow, entry);
    assert.equal(again?.outcome.result, "connected");
    assert.deepEqual(scene.unsafe(), ["POST", "PUT"]);
  });

  it("remembers the last run in a new window", async () => {
    const window = await scene.begin();
    window.giveTokens(scene.sandbox);
    await exchange(window.flow, await window.open(scene.sandbox));
    window.close();
    const next = scene.open();
    const entry = await next.open(scene.sandbox);
    const state = next.connections.stateOf(entry.key);
    assert.ok(state?.kind === "status" && state.status === "CONNECTED");
  });

  it("sends nothing in Restricted Mode, and offers to change that", async () => {
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    window.trusted = false;
    window.dialogs.pressed.push(["Restricted Mode", "Manage Workspace Trust"]);
    assert.equal(await exchange(window.flow, entry), undefined);
    assert.equal(await verifyConnection(window.flow, entry), undefined);
    await verifyAll(window.flow);
    assert.deepEqual(window.executed, ["ocpi.manageTrust"]);
    assert.equal(scene.sandbox.hub.server.requests.length, 0);
    assert.equal(scene.sandbox.platform.server.requests.length, 0);
  });

  it("checks tokens while they are typed, as the exchange would", async () => {
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    window.dialogs.typed.push(["initial token", `${scene.sandbox.initialToken} `]);
    assert.equal(await exchange(window.flow, entry), undefined);
    assert.match(window.dialogs.fault ?? "", /space|line break/i);
    window.dialogs.typed.push(
      ["initial token", scene.sandbox.initialToken],
      ["platform token", scene.sandbox.initialToken],
    );
    assert.equal(await exchange(window.flow, entry), undefined);
    assert.match(window.dialogs.fault ?? "", /same/i);
    assert.equal(scene.sandbox.hub.server.requests.length, 0);
  });

  it("makes a platform token that the Hub may use", async () => {
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    scene.sandbox.platform.tokenInstalled = false;
    window.dialogs.typed.push(["initial token", scene.sandbox.initialToken], ["platform token", "generate"]);
    const ran = await exchange(window.flow, entry);
    // It is not installed in the platform yet, and so nothing was sent that changes anything.
    assert.equal(ran?.outcome.result, "not-ready");
    assert.deepEqual(scene.unsafe(), []);
    const state = window.connections.stateOf(entry.key);
    assert.equal(state?.kind, "failed");
    assert.match(window.dialogs.shown.join("\n"), /platform/i);
  });

  it("tells of a wrong initial token what mends it", async () => {
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    window.dialogs.typed.push(
      ["initial token", "not_the_token_that_was_given"],
      ["platform token", scene.sandbox.platform.token],
    );
    window.dialogs.pressed.push(["chargeindia: ", "Set and Retry"]);
    const ran = await exchange(window.flow, entry);
    assert.equal(ran?.outcome.result, "refused");
    assert.equal(ran.record.requests.find(({ asks }) => asks === "versions")?.httpStatus, 401);
    await wait(10);
    assert.deepEqual(window.executed, ["ocpi.setTokenAndRetry chargeindia"]);
  });

  it("tells PLANNED from CONNECTED, and OFFLINE", async () => {
    const window = await scene.begin({ activation: "by-desk" });
    window.settings = { ...window.settings, timeouts: { requestTimeoutMs: 5000, waitForConnectedMs: 0 } };
    const entry = await window.open(scene.sandbox);
    window.giveTokens(scene.sandbox);
    const ran = await exchange(window.flow, entry);
    assert.equal(ran?.outcome.result, "registered");
    const status = (): unknown => {
      const state = window.connections.stateOf(entry.key);
      return state?.kind === "status" ? state.status : state?.kind;
    };
    assert.equal(status(), "PLANNED");
    scene.sandbox.hub.activate(sandboxParty);
    while (scene.sandbox.hub.statusOf(sandboxParty) !== "CONNECTED") await wait(50);
    await verifyConnection(window.flow, entry);
    assert.equal(status(), "CONNECTED");
    scene.sandbox.platform.tokenInstalled = false;
    while (scene.sandbox.hub.statusOf(sandboxParty) !== "OFFLINE") await wait(50);
    await verifyConnection(window.flow, entry);
    assert.equal(status(), "OFFLINE");
  });

  it("stops before the POST at once and leaves nothing", async () => {
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    window.giveTokens(scene.sandbox);
    scene.sandbox.hub.server.faults.add({ method: "GET", path: "/ocpi", act: { kind: "delay", ms: 300 } });
    const running = exchange(window.flow, entry);
    while (scene.sandbox.hub.server.requests.length === 0) await wait(5);
    assert.equal(window.connections.stateOf(entry.key)?.kind, "running");
    window.runner.cancel(entry.key);
    assert.equal((await running)?.outcome.result, "cancelled");
    assert.deepEqual(scene.unsafe(), []);
    assert.ok(!(await scene.profile.secrets.keys()).includes(keyOf(entry.key, "slot")));
  });

  it("waits for the answer when it is stopped after the POST, and keeps the token", async () => {
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    window.giveTokens(scene.sandbox);
    scene.sandbox.hub.server.faults.add({
      method: "POST",
      path: "/ocpi/2.2.1/credentials",
      act: { kind: "delay", ms: 300 },
    });
    const running = exchange(window.flow, entry);
    while (!scene.unsafe().includes("POST")) await wait(5);
    // Nothing offers to stop what cannot be stopped any more.
    const nodes = treeSeen(window);
    assert.equal(nodes[0]?.description, "waiting… · IN*ABC");
    assert.doesNotMatch(nodes[0]?.contextValue ?? "", /\brunning\b/);
    window.runner.cancel(entry.key);
    await running;
    assert.equal(await scene.stored(window), scene.issued());
  });
});
