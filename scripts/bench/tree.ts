import { exchange } from "../../src/extension/flows/exchange.ts";
import { editorFetch } from "../../src/extension/platform/peer-fetch.ts";
import { HubParties } from "../../src/extension/state/hub-parties.ts";
import { startSandbox } from "../../src/sandbox/sandbox.ts";
import { serveEditor } from "../../test/extension/support/fake-vscode.ts";
import { configFor, EditorWindow, Profile } from "../../test/support/editor-window.ts";
import { busyMs } from "./busy.ts";
import { figureOf, type Figure } from "./figure.ts";

const CONNECTIONS = 500;
const TIMES = 11;
/** What takes less than the processor's clock can tell is done so often for each figure. */
const OFTEN = 20;

/** The sidebar with 500 connections that are registered: built, refreshed where nothing changed, and where one did. */
export async function measureTree(): Promise<readonly Figure[]> {
  const hooks = serveEditor([]);
  const sandbox = await startSandbox();
  const profile = new Profile();
  try {
    showInTree();
    const window = new EditorWindow(profile);
    const { connections, flow } = window;
    const one = configFor(sandbox);
    const connection = one.slice(one.indexOf("  chargeindia:"));
    const others = Array.from({ length: CONNECTIONS - 1 }, (_each, index) =>
      connection.replace("chargeindia:", `c${index}:`),
    );
    const text = one + others.join("");
    const entry = await window.open(sandbox, text);
    window.giveTokens(sandbox);
    await exchange(flow, entry);
    const last = connections.factsOf(entry.key)?.last;
    if (last === undefined) throw new Error("The exchange left no record.");
    for (const each of connections.entries) await connections.setLast(each, last.record);

    const { ConnectionsView } = await import("../../src/extension/view/connections-view.ts");
    const log = { info: () => undefined, error: () => undefined, hide: () => undefined };
    const parties = new HubParties(connections, { fetch: editorFetch, clock: flow.clock, log }, () => true);
    const built = await measured(1, async () => {
      const view = new ConnectionsView(connections, parties);
      for (const row of view.getChildren()) view.getTreeItem(row);
      view.dispose();
    });
    const view = new ConnectionsView(connections, parties);
    view.getChildren();
    // oxlint-disable-next-line unicorn/no-array-sort -- it is the view that sorts its rows
    const refreshed = await measured(OFTEN, () => view.sort());
    let watched = false;
    const changed = await measured(OFTEN, () => {
      watched = !watched;
      connections.setWatched(entry.key, watched);
    });
    let edits = 0;
    const edited = await measured(1, () => {
      edits += 1;
      connections.setFile(EditorWindow.config, "work", text.replace("Your CPO Ltd", `Your CPO ${edits}`));
    });
    view.dispose();
    const what = `Processor time of the tree with ${CONNECTIONS} connections`;
    return [
      figureOf(`${what}: built`, built, "ms", "", 0),
      figureOf(`${what}: refreshed, nothing changed`, refreshed, "ms"),
      figureOf(`${what}: refreshed, one connection changed`, changed, "ms"),
      figureOf(`${what}: an edit of \`ocpi.yml\`, until it is shown`, edited, "ms", "", 0),
    ];
  } finally {
    await sandbox.stop();
    profile.end();
    hooks.deregister();
  }
}

async function measured(often: number, work: () => unknown): Promise<readonly number[]> {
  const times: number[] = [];
  for (let time = -1; time < TIMES; time += 1) {
    const ms = await busyMs(async () => {
      for (let count = 0; count < often; count += 1) await work();
    });
    // The first does not count.
    if (time >= 0) times.push(ms / often);
  }
  return times;
}

/** A tree that is seen, and that shows nothing. */
function showInTree(): void {
  const nothing = (): { dispose(): void } => ({ dispose: () => undefined });
  const createTreeView = (): object => ({
    visible: true,
    reveal: async () => undefined,
    onDidChangeVisibility: nothing,
    onDidExpandElement: nothing,
    onDidChangeCheckboxState: nothing,
    dispose: () => undefined,
  });
  globalThis.editorForTest = { ...globalThis.editorForTest, window: { createTreeView } };
}
