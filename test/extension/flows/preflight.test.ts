import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { exchange } from "../../../src/extension/flows/exchange.ts";
import { preflight } from "../../../src/extension/flows/preflight.ts";
import type { ConnectionEntry } from "../../../src/extension/state/connection-entry.ts";
import { addressOf, sheetAt } from "../../../src/extension/view/sheet-page.ts";
import { reportOf } from "../../../src/extension/view/report-of-connection.ts";
import { treeOf, viewsOf } from "../../../src/extension/view/tree-model.ts";
import type { TreeNode } from "../../../src/extension/view/tree-node.ts";
import { configFor, EditorWindow } from "../../support/editor-window.ts";
import { FlowScene } from "../support/flow-scene.ts";
import { reportCommands, textOf } from "../support/report-commands.ts";

/** What the sidebar shows below a node of the connection, line by line. */
function linesUnder(window: EditorWindow, label: string): string[] {
  const node = nodesOf(window).find((one) => one.label === label);
  assert.ok(node !== undefined, label);
  return [node, ...node.children].map((one) => `${one.label} | ${one.description}`);
}

function nodesOf({ connections }: EditorWindow): readonly TreeNode[] {
  const views = viewsOf(connections.entries, connections);
  return treeOf(views, new Date())[0]?.children ?? [];
}

const guarded = ["tokens | guarded · PUT", "commands | guarded · POST", "versions | guarded · GET"];

describe("Preflight, over real sockets", () => {
  const scene = new FlowScene();
  let window: EditorWindow;
  let entry: ConnectionEntry;

  beforeEach(async () => {
    window = await scene.begin();
    entry = await window.open(scene.sandbox);
  });

  afterEach(async () => scene.end());

  it("needs no token and asks for none, tries each receiver, and leads to the message that asks for onboarding", async () => {
    assert.deepEqual(linesUnder(window, "Your platform"), [
      "Your platform | not tried",
      "tokens | not tried · PUT",
      "commands | not tried · POST",
      "versions | not tried · GET",
    ]);
    window.dialogs.pressed.push(["chargeindia: ", "Copy Message"]);
    const ran = await preflight(window.flow, entry);
    assert.equal(ran?.outcome.result, "done");
    assert.deepEqual(scene.sandbox.hub.server.requests, []);
    assert.deepEqual(linesUnder(window, "Your platform"), ["Your platform | guarded: 3 of 3", ...guarded]);
    await wait(0);
    assert.deepEqual(window.executed, ["ocpi.copyMessage chargeindia"]);
    // It says nothing of the registration.
    assert.equal(window.connections.stateOf(entry.key)?.kind, "token-needed");
  });

  it("leaves alone what is known of the registration, and is what Open Report shows, in the next window, too", async () => {
    window.giveTokens(scene.sandbox);
    await exchange(window.flow, entry);
    const before = window.connections.stateOf(entry.key);
    const changes = scene.unsafe().length;
    await preflight(window.flow, entry);
    assert.deepEqual(window.connections.stateOf(entry.key), before);
    assert.equal(scene.unsafe().length, changes);
    assert.match(window.dialogs.shown.at(-1) ?? "", /IN\*ABC \(CPO\) is ready for ChargeIndia Hub\.$/);
    const next = scene.open();
    await next.open(scene.sandbox);
    const facts = next.connections.factsOf(entry.key);
    assert.deepEqual([facts?.last?.record.command, facts?.preflight?.record.command], ["exchange", "preflight"]);
    const report = await reportOf(entry.key, next.connections, await reportCommands(), next.clock.now());
    assert.match(textOf(report.headline), /is ready for ChargeIndia Hub/);
    assert.deepEqual(linesUnder(next, "Your platform"), ["Your platform | guarded: 3 of 3", ...guarded]);
    assert.ok(linesUnder(next, "Go-live").includes("CONNECTED | done"));
  });

  it("shows an open receiver where it is, in red, and offers no exchange", async () => {
    scene.sandbox.platform.server.faults.add({
      method: "POST",
      path: "/ocpi/2.2.1/commands",
      act: { kind: "answer", when: "before", status: 200, body: JSON.stringify({ status_code: 1000, data: {} }) },
    });
    await preflight(window.flow, entry);
    const platform = nodesOf(window).find(({ label }) => label === "Your platform");
    const commands = platform?.children.find(({ label }) => label === "commands");
    assert.deepEqual([platform?.icon, platform?.expanded, commands?.icon], ["error", true, "error"]);
    assert.equal(commands?.description, "OPEN · POST");
    assert.match(
      commands.tooltip,
      /^POST http.*commands\/\{command\}: OPEN: lets in a call without a token, HTTP 200\.$/,
    );
    assert.match(window.dialogs.shown.at(-1) ?? "", /^chargeindia: Not ready for ChargeIndia Hub: /);
    assert.ok(linesUnder(window, "Go-live").includes("Preflight | failed"));
  });

  it("is forgotten as soon as ocpi.yml names another platform", async () => {
    await preflight(window.flow, entry);
    const other = configFor(scene.sandbox).replace(scene.sandbox.platform.url, "http://127.0.0.1:1/ocpi/2.2.1");
    window.connections.setFile(EditorWindow.config, "work", other);
    assert.equal(linesUnder(window, "Your platform")[0], "Your platform | not tried");
    assert.equal(window.connections.factsOf(entry.key)?.preflight, undefined);
  });

  it("sends nothing in Restricted Mode, nor without a platform's URL", async () => {
    window.trusted = false;
    assert.equal(await preflight(window.flow, entry), undefined);
    window.trusted = true;
    const without = configFor(scene.sandbox).replace(/ +url: .*\n(?= +roles)/, "");
    assert.equal(await preflight(window.flow, await window.open(scene.sandbox, without)), undefined);
    assert.match(window.dialogs.shown.at(-1) ?? "", /has no platform\.url/);
    assert.deepEqual(scene.sandbox.platform.server.requests, []);
  });
});

describe("the go-live checklist of a window", () => {
  const scene = new FlowScene();

  afterEach(async () => scene.end());

  it("keeps what a person confirmed, in the next window, too, and for this hub alone", async () => {
    const window = await scene.begin();
    const entry = await window.open(scene.sandbox);
    const receivers = (one: EditorWindow): string | undefined =>
      linesUnder(one, "Go-live").find((line) => line.startsWith("Receivers sent"));
    assert.equal(receivers(window), "Receivers sent | to do");
    await window.connections.confirm(entry, "receivers", window.clock.now());
    assert.equal(receivers(window), "Receivers sent | done, by you");
    const next = scene.open();
    await next.open(scene.sandbox);
    assert.equal(receivers(next), "Receivers sent | done, by you");
    const sheet = await sheetAt(addressOf(entry.key), next.connections, async () => undefined);
    assert.match(sheet, /^# Go-live of chargeindia\n[^]*\| ✅ \| Receivers sent \| [^|]+ \| a person \| 20\d\d-/);
    await next.connections.confirm(entry, "receivers", undefined);
    assert.equal(receivers(next), "Receivers sent | to do");
    await next.connections.confirm(entry, "receivers", window.clock.now());
    const { origin } = scene.sandbox.hub;
    await next.open(scene.sandbox, configFor(scene.sandbox).replace(origin, origin.replace("127.0.0.1", "localhost")));
    assert.equal(receivers(next), "Receivers sent | to do");
  });
});
