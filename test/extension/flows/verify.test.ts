import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { HubToken } from "../../../src/core/ocpi/token.ts";
import { exchange } from "../../../src/extension/flows/exchange.ts";
import { verifyAll, verifyConnection } from "../../../src/extension/flows/verify.ts";
import { StatusNews } from "../../../src/extension/state/status-news.ts";
import { sandboxParty } from "../../../src/sandbox/party.ts";
import { configFor, EditorWindow } from "../../support/editor-window.ts";
import { FlowScene } from "../support/flow-scene.ts";

describe("Verify Connection and Verify All, over real sockets", () => {
  const scene = new FlowScene();

  afterEach(async () => scene.end());

  it("verifies once at a double click, and says nothing that is not so", async () => {
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    window.giveTokens(scene.sandbox);
    await exchange(window.flow, entry);
    const shown = window.dialogs.shown.length;
    const looks = await Promise.all([verifyConnection(window.flow, entry), verifyConnection(window.flow, entry)]);
    assert.deepEqual(looks.map((ran) => ran?.outcome.result).toSorted(), ["connected", undefined]);
    assert.deepEqual(window.dialogs.shown.slice(shown), []);
  });

  it("tells of a look that came to nothing, with the sidebar open, too, and offers to look again, and the report", async () => {
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    window.giveTokens(scene.sandbox);
    await exchange(window.flow, entry);
    scene.sandbox.hub.server.faults.add({
      method: "GET",
      path: "/ocpi/versions",
      act: { kind: "drop", when: "before" },
    });
    window.dialogs.offered.length = 0;
    window.dialogs.pressed.push(["chargeindia: ", "Retry"]);
    assert.equal((await verifyConnection(window.flow, entry))?.outcome.result, "unreachable");
    await wait(10);
    assert.deepEqual(window.dialogs.offered, [["Retry", "Open Report"]]);
    assert.deepEqual(window.executed, ["ocpi.verifyConnection chargeindia"]);
  });

  it("tells that a connection is OFFLINE now as news, and not a second time as the end of the look", async () => {
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    window.giveTokens(scene.sandbox);
    await exchange(window.flow, entry);
    window.viewVisible = false;
    const told: string[] = [];
    new StatusNews(window.connections, (keys) => told.push(...keys.map(({ name }) => name))).listen();
    await verifyConnection(window.flow, entry);
    scene.sandbox.platform.tokenInstalled = false;
    while (scene.sandbox.hub.statusOf(sandboxParty) !== "OFFLINE") await wait(50);
    window.dialogs.shown.length = 0;
    await verifyConnection(window.flow, entry);
    assert.deepEqual([told, window.dialogs.shown], [["chargeindia"], []]);
    // That it still is, is no news.
    const ran = await verifyConnection(window.flow, entry);
    // The window has the platform token: what explains it stands first.
    assert.deepEqual(
      ran?.record.findings.map(({ check }) => check),
      ["PRT-04", "HCI-12"],
    );
    assert.match(
      ran.record.reason?.message[0] ?? "",
      /OFFLINE, because your platform does not accept the platform token/,
    );
    assert.deepEqual([told.length, window.dialogs.shown.length], [1, 1]);
  });

  describe("with many connections", () => {
    const names = Array.from({ length: 30 }, (_none, index) => `c${index}`);
    let window: EditorWindow;

    /** Thirty connections; the first twenty have a token that works. */
    beforeEach(async () => {
      window = await scene.begin();
      const entry = await window.open(scene.sandbox);
      window.giveTokens(scene.sandbox);
      await exchange(window.flow, entry);
      const token = new HubToken(scene.issued() ?? "");
      const one = configFor(scene.sandbox).split("\n").slice(3).join("\n");
      const text = ["version: 1", "connections:", ...names.flatMap((name) => [`  ${name}:`, one])].join("\n");
      window.connections.setFile(EditorWindow.config, "work", text);
      for (const { key, tokens: store, hubOrigin } of window.connections.entries.slice(0, 20)) {
        await store.write(key, "hub-token", token, hubOrigin, new Date());
      }
      window.progress.length = 0;
    });

    it("verifies every connection that has a token, eight at a time, as one thing that goes on", async () => {
      let most = 0;
      window.connections.onDidChange(() => {
        most = Math.max(most, window.runner.running);
      });
      const verified = await verifyAll(window.flow);
      assert.deepEqual(verified?.connected.toSorted(), names.slice(0, 20).toSorted());
      assert.deepEqual(verified?.others, []);
      assert.deepEqual(verified?.skipped.toSorted(), names.slice(20).toSorted());
      assert.deepEqual(verified?.stopped, []);
      assert.ok(most > 1 && most <= 8, String(most));
      const [shown, ...more] = window.progress;
      assert.deepEqual([shown?.title, shown?.steps.at(-1), shown?.ended], ["Verify All", "30 of 30", true]);
      assert.deepEqual(more, []);
    });

    it("is at an end also when the keyring is locked meanwhile", async () => {
      scene.profile.secrets.get = async () => Promise.reject(new Error("the keyring is locked"));
      await assert.rejects(verifyAll(window.flow), /locked/);
      assert.deepEqual(
        window.progress.map(({ ended }) => ended),
        [true],
      );
    });

    it("stops all of it when it is told to", async () => {
      scene.sandbox.hub.server.faults.add({ method: "GET", path: "/ocpi/versions", act: { kind: "delay", ms: 200 } });
      const verifying = verifyAll(window.flow);
      while (window.runner.running < 8) await wait(5);
      window.progress[0]?.cancel();
      const verified = await verifying;
      assert.deepEqual(verified?.connected, []);
      assert.deepEqual(verified?.others, []);
      assert.deepEqual(verified?.stopped.toSorted(), names.toSorted());
      // And only that: what begins afterwards goes on.
      scene.sandbox.hub.server.faults.clear();
      assert.equal((await verifyAll(window.flow))?.connected.length, 20);
    });

    it("tells in one what is OFFLINE now, once", async () => {
      const told: string[][] = [];
      const news = new StatusNews(window.connections, (keys) => told.push(keys.map(({ name }) => name)));
      news.listen();
      await news.together(async () => verifyAll(window.flow));
      scene.sandbox.platform.tokenInstalled = false;
      while (scene.sandbox.hub.statusOf(sandboxParty) !== "OFFLINE") await wait(50);
      const verified = await news.together(async () => verifyAll(window.flow));
      assert.equal(verified?.others.length, 20);
      await news.together(async () => verifyAll(window.flow));
      assert.deepEqual(
        told.map((keys) => keys.toSorted()),
        [names.slice(0, 20).toSorted()],
      );
    });
  });
});
