import assert from "node:assert/strict";
import * as vscode from "vscode";
import { HubToken } from "../../src/core/ocpi/token.ts";
import type { ConnectionEntry } from "../../src/extension/state/connection-entry.ts";
import type { Services } from "../../src/extension/services.ts";
import { keyOf } from "../../src/extension/state/token-store.ts";
import { configFor, eventually, services } from "./support/extension.ts";

/*
 * What is kept for the connections of a window with the folders `one` and `two`, each with a connection `chargeindia`. Beside
 * them a folder `three` is made, which is not open.
 */

const first = new HubToken("hub_one_0123456789abcdef");
const second = new HubToken("hub_two_0123456789abcdef");

function folder(name: string): vscode.Uri {
  const [one] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(one !== undefined);
  return vscode.Uri.joinPath(one.uri, "..", name);
}

function entryIn({ connections }: Services, name: string): ConnectionEntry | undefined {
  const config = vscode.Uri.joinPath(folder(name), "ocpi.yml").toString();
  return connections.entry({ config, name: "chargeindia" });
}

async function there(made: Services, name: string): Promise<ConnectionEntry> {
  const found = await eventually(
    () => entryIn(made, name),
    (entry) => entry !== undefined,
    `the connection of ${name}`,
  );
  assert.ok(found !== undefined);
  return found;
}

async function stored({ key, tokens, hubOrigin }: ConnectionEntry): Promise<string | undefined> {
  const read = await tokens.read(key, "hub-token", hubOrigin);
  return read.state === "stored" ? read.token.reveal() : undefined;
}

/** What the tree shows of a connection. */
function descriptionOf({ view }: Services, { key }: ConnectionEntry): string {
  return String(view.getTreeItem(`${key.config}#${key.name}`).description);
}

describe("a window with several folders", () => {
  after(async () => {
    const made = await services();
    for (const name of ["one", "two"]) {
      const { key, tokens } = await there(made, name);
      await tokens.forget(key, "hub-token");
    }
  });

  it("shows the folders, with the connections of each", async () => {
    const made = await services();
    const roots = made.view.getChildren();
    assert.deepEqual(
      roots.map((id) => made.view.getTreeItem(id).label),
      ["one", "two"],
    );
    for (const root of roots) {
      const [only, ...others] = made.view.getChildren(root);
      assert.equal(made.view.getTreeItem(only ?? "").label, "chargeindia");
      assert.deepEqual(others, []);
    }
  });

  it("keeps the tokens of the same name in two folders apart", async () => {
    const made = await services();
    const [one, two] = [await there(made, "one"), await there(made, "two")];
    await one.tokens.write(one.key, "hub-token", first, one.hubOrigin, new Date());
    assert.equal(await stored(one), first.reveal());
    assert.equal(await stored(two), undefined);
    await two.tokens.write(two.key, "hub-token", second, two.hubOrigin, new Date());
    assert.equal(await stored(one), first.reveal());
    assert.equal(await stored(two), second.reveal());
    await two.tokens.forget(two.key, "hub-token");
    assert.equal(await stored(one), first.reveal());
    assert.equal(await stored(two), undefined);
  });

  it("shows a folder that is added, with what is stored for it, and forgets nothing when it is removed", async () => {
    const made = await services();
    const count = vscode.workspace.workspaceFolders?.length ?? 0;
    const three = folder("three");
    await vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(three, "ocpi.yml"),
      new TextEncoder().encode(configFor("chargeindia")),
    );
    assert.ok(vscode.workspace.updateWorkspaceFolders(count, 0, { uri: three }));
    const added = await there(made, "three");
    await eventually(
      () => descriptionOf(made, added),
      (text) => text.startsWith("token needed · IN*ABC"),
      "it is not seen that nothing is stored",
    );
    await added.tokens.write(added.key, "hub-token", second, added.hubOrigin, new Date());

    assert.ok(vscode.workspace.updateWorkspaceFolders(count, 1));
    await eventually(
      () => entryIn(made, "three"),
      (entry) => entry === undefined,
      "it is still there",
    );
    assert.equal(made.view.getChildren().length, 2);

    assert.ok(vscode.workspace.updateWorkspaceFolders(count, 0, { uri: three }));
    const again = await there(made, "three");
    await eventually(
      () => descriptionOf(made, again),
      (text) => text.startsWith("not verified · IN*ABC"),
      "what is stored is not seen",
    );
    assert.equal(await stored(again), second.reveal());
    assert.ok(vscode.workspace.updateWorkspaceFolders(count, 1));
  });

  it("follows a file that another program changes", async () => {
    const made = await services();
    const two = await there(made, "two");
    const file = vscode.Uri.parse(two.key.config);
    const write = async (text: string): Promise<void> =>
      vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    await two.tokens.write(two.key, "hub-token", second, two.hubOrigin, new Date());
    await write(configFor("chargeindia", "http://127.0.0.1:2"));
    await eventually(
      () => descriptionOf(made, two),
      (text) => text.startsWith("host changed · IN*ABC"),
      "the other host is not seen",
    );
    await write(configFor("chargeindia"));
    await eventually(
      () => descriptionOf(made, two),
      (text) => text.startsWith("not verified · IN*ABC"),
      "the old host is not seen",
    );
  });
});

describe("VS Code's Secret Storage", () => {
  it("gives back what was stored, and lists its keys", async () => {
    const made = await services();
    const { secrets } = made.context;
    const one = await there(made, "one");
    await one.tokens.write(one.key, "hub-token", first, one.hubOrigin, new Date());
    const key = keyOf(one.key, "hub-token");
    assert.ok((await secrets.keys()).includes(key));
    assert.ok((await secrets.get(key))?.includes(`"origin":"${one.hubOrigin}"`));
    await one.tokens.forget(one.key, "hub-token");
    assert.ok(!(await secrets.keys()).includes(key));
    assert.equal(await secrets.get(key), undefined);
  });

  it("tells of a change, and the tree shows it", async () => {
    const made = await services();
    const one = await there(made, "one");
    await made.connections.refreshAll();
    assert.match(descriptionOf(made, one), /^token needed · IN\*ABC/);
    const drawn: unknown[] = [];
    const listening = made.view.onDidChangeTreeData((element) => drawn.push(element));
    // As another window does it: past everything that would tell the tree itself.
    const value = JSON.stringify({ token: first.reveal(), origin: one.hubOrigin, stored_at: new Date().toISOString() });
    await made.context.secrets.store(keyOf(one.key, "hub-token"), value);
    await eventually(
      () => descriptionOf(made, one),
      (text) => text.startsWith("not verified · IN*ABC"),
      "the tree does not show it",
    );
    listening.dispose();
    // Only this connection is drawn anew.
    assert.deepEqual(new Set(drawn), new Set([`${one.key.config}#${one.key.name}`]));
    await made.context.secrets.delete(keyOf(one.key, "hub-token"));
    await eventually(
      () => descriptionOf(made, one),
      (text) => text.startsWith("token needed · IN*ABC"),
      "the tree still shows it",
    );
  });

  it("holds the mark of an exchange, for one window at a time", async () => {
    const made = await services();
    const { vault } = await there(made, "one");
    assert.equal(await vault.holder(), "absent");
    assert.deepEqual(await vault.takeLock(), { ok: "taken" });
    assert.deepEqual(await vault.takeLock(), { ok: "lost" });
    assert.deepEqual(await vault.releaseLock(), { ok: "released" });
    assert.equal(await vault.holder(), "absent");
  });
});
