import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import type { FlowCommand } from "../../../src/extension/flows/flow-context.ts";
import { exchange } from "../../../src/extension/flows/exchange.ts";
import { verifyConnection } from "../../../src/extension/flows/verify.ts";
import type { ConnectionEntry } from "../../../src/extension/state/connection-entry.ts";
import { reportOf } from "../../../src/extension/view/report-of-connection.ts";
import { treeOf, viewsOf } from "../../../src/extension/view/tree-model.ts";
import type { TreeNode } from "../../../src/extension/view/tree-node.ts";
import type { EditorWindow } from "../../support/editor-window.ts";
import { reportCommands, textOf } from "../support/report-commands.ts";
import { FlowScene } from "../support/flow-scene.ts";

const post = { method: "POST", path: "/ocpi/2.2.1/credentials" };

function rowOf({ connections }: EditorWindow): TreeNode {
  return treeOf(viewsOf(connections.entries, connections), new Date())[0] ?? assert.fail("no row");
}

function stepsOf(window: EditorWindow): Record<string, string> {
  const steps = rowOf(window).children.filter(({ contextValue }) => contextValue.startsWith("step"));
  return Object.fromEntries(steps.map(({ label, description }) => [label, description]));
}

/** What is told from now on: each message with its buttons. */
function toldIn(window: EditorWindow): { message: string; buttons: readonly string[] }[] {
  const told: { message: string; buttons: readonly string[] }[] = [];
  const { show } = window.dialogs;
  window.dialogs.show = async (severity, message, ...buttons) => {
    told.push({ message, buttons });
    return show.call(window.dialogs, severity, message, ...buttons);
  };
  return told;
}

/** Row, notification, report and both commands say one state, and one next step. */
async function assertOneState(
  window: EditorWindow,
  entry: ConnectionEntry,
  expected: { readonly row: string; readonly sentence: string; readonly button: string },
): Promise<void> {
  const { row, sentence, button } = expected;
  assert.equal(rowOf(window).description, row);
  assert.equal(rowOf(window).tooltip.split("\n")[0], sentence);
  const { headline, notice } = await reportOf(entry.key, window.connections, await reportCommands(), new Date());
  // The headline says the rest.
  const noticed = textOf(notice?.text ?? []);
  assert.ok(noticed !== "" && sentence.endsWith(noticed), noticed);
  assert.ok(sentence === noticed || textOf(headline).startsWith("In doubt: An exchange was interrupted"));
  const told = toldIn(window);
  await verifyConnection(window.flow, entry);
  assert.equal(told.at(-1)?.message, sentence);
  assert.equal(told.at(-1)?.buttons[0], button);
  assert.equal(rowOf(window).description, row, "Verify leaves the row as it was");
}

describe("one state and one next step, over real sockets", () => {
  const scene = new FlowScene();

  afterEach(async () => scene.end());

  it("is not interrupted while an exchange goes on at a slow hub, whose steps light up one after the other", async () => {
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    window.giveTokens(scene.sandbox);
    scene.sandbox.hub.server.faults.add({ method: "GET", path: "/ocpi", act: { kind: "delay", ms: 100 } });
    scene.sandbox.hub.server.faults.add({ ...post, act: { kind: "delay", ms: 100 } });
    const seen: string[] = [];
    window.connections.onDidChange(() => {
      const { Versions, Credentials, Verification } = stepsOf(window);
      const line = [Versions, Credentials, Verification].join(" | ");
      if (seen.at(-1) !== line) seen.push(line);
      assert.ok(!/interrupted|not finished/.test(JSON.stringify(rowOf(window))), `after ${line}`);
    });
    const running = exchange(window.flow, entry);
    // As the file of the lock is seen on the disk.
    while (!scene.unsafe().includes("POST")) await wait(5);
    await window.connections.refresh(entry.key);
    assert.equal((await running)?.outcome.result, "connected");
    const wanted = [
      "asking… | waiting | waiting",
      "read | checking… | waiting",
      "read | sent, waiting… | waiting",
      "read | trying the token… | waiting",
      "read | confirming… | waiting",
      "read | registered | checking…",
      "2.2.1 | registered | CONNECTED",
    ];
    assert.deepEqual(
      seen.filter((line) => wanted.includes(line)),
      wanted,
      seen.join("\n"),
    );
  });

  it("follows a cancel in the POST, whose answer arrives: it is taken at once, and goes on from there", async () => {
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    window.giveTokens(scene.sandbox);
    scene.sandbox.hub.server.faults.add({ ...post, times: 1, act: { kind: "delay", ms: 200 } });
    const running = exchange(window.flow, entry);
    while (!scene.unsafe().includes("POST")) await wait(5);
    window.runner.cancel(entry.key);
    assert.equal(rowOf(window).description, "cancelling… · IN*ABC");
    const told = toldIn(window);
    await running;
    const sentence =
      "chargeindia is registered and its hub token is stored, but the exchange was stopped before its end. Exchange Credentials goes on from there.";
    assert.deepEqual(told, [{ message: sentence, buttons: ["Exchange Credentials", "Open Report"] }]);
    await assertOneState(window, entry, { row: "not finished · IN*ABC", sentence, button: "Exchange Credentials" });
    // It does what was said.
    assert.equal((await exchange(window.flow, entry))?.outcome.result, "connected");
    assert.equal(rowOf(window).description, "CONNECTED · IN*ABC");
    assert.deepEqual(scene.unsafe(), ["POST", "PUT"]);
  });

  it("follows a cancel in the POST, whose answer is lost", async () => {
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    window.giveTokens(scene.sandbox);
    const onHit = (): void => window.runner.cancel(entry.key);
    scene.sandbox.hub.server.faults.add({ ...post, times: 1, onHit, act: { kind: "drop", when: "before" } });
    const told = toldIn(window);
    await exchange(window.flow, entry);
    const sentence =
      "The exchange of chargeindia was interrupted: it is not known whether the Hub registered your platform. Exchange Credentials finds out, and goes on.";
    assert.deepEqual(told, [{ message: sentence, buttons: ["Exchange Credentials", "Open Report"] }]);
    await assertOneState(window, entry, { row: "interrupted · IN*ABC", sentence, button: "Exchange Credentials" });
    assert.equal((await exchange(window.flow, entry))?.outcome.result, "connected");
  });

  it("follows a window that was closed in the POST, up to the account team", async () => {
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    window.giveTokens(scene.sandbox);
    scene.sandbox.hub.server.faults.add({ ...post, times: 1, act: { kind: "drop", when: "after" } });
    scene.sandbox.hub.server.faults.add({
      method: "GET",
      path: "/ocpi",
      skip: 2,
      act: { kind: "drop", when: "before" },
    });
    await exchange(window.flow, entry);
    window.close();
    scene.sandbox.hub.server.faults.clear();
    const next = scene.open();
    const again = await next.open(scene.sandbox);
    const told = toldIn(next);
    await exchange(next.flow, again);
    const sentence =
      "chargeindia is in doubt. An exchange was interrupted, and the hub does not accept the initial token any more. Only the account team can help now: send them the message.";
    const button: string = "Copy Message";
    assert.deepEqual(told, [{ message: sentence, buttons: [button, "Open Report"] }]);
    await assertOneState(next, again, { row: "in doubt · IN*ABC", sentence, button });
    next.dialogs.pressed.push(["is in doubt", button]);
    await exchange(next.flow, again);
    await wait(10);
    const command: FlowCommand = "ocpi.copyMessage";
    assert.deepEqual(next.executed, [`${command} chargeindia`]);
  });
});
