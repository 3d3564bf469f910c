import assert from "node:assert/strict";
import { startSandbox, type Sandbox } from "../../src/sandbox/sandbox.ts";
import { indented } from "../support/figures.ts";
import { Editor } from "./support/editor.ts";
import { eventually } from "./support/eventually.ts";
import { configOf, connectionsView, giveTokens, vsix } from "./support/ocpi.ts";
import type { View } from "./support/view.ts";

const CONNECTIONS = 500;
const PARTIES = 5_000;

describe(`${CONNECTIONS} connections, and a Hub with ${PARTIES} parties`, () => {
  let sandbox: Sandbox;
  let editor: Editor;

  before(async () => {
    sandbox = await startSandbox({ otherParties: PARTIES, pageSize: 100 });
    const names = Array.from({ length: CONNECTIONS }, (_none, index) => `c${String(index).padStart(3, "0")}`);
    editor = await Editor.start({ vsix, folders: { acme: { "ocpi.yml": configOf(sandbox, ...names) } } });
  });

  after(async () => {
    await editor.stop();
    await sandbox.stop();
  });

  /** The tree has the focus; rows that are still to come may push the end further down. */
  async function goToEnd(view: View): Promise<void> {
    await eventually(
      async () => {
        await editor.press("End");
        return (await view.rows()).at(-1)?.label;
      },
      (label) => assert.equal(label, `c${CONNECTIONS - 1}`),
    );
  }

  it("shows the connections", async () => {
    await editor.statusBarItem(`0/${CONNECTIONS}`);
    const view = editor.view("OCPI", "Connections");
    const opened = await timed(async () => {
      await view.open();
      await view.row("c000").shows({ description: /^token needed/ });
    });
    await eventually(
      () => view.badge(),
      (badge) => assert.equal(badge, String(CONNECTIONS)),
    );
    await view.row("c000").select();
    await view.row("c000").shows({ expanded: true });
    const scrolled = await timed(() => goToEnd(view));
    await editor.press("Home");
    await view.row("c000").collapse();
    tell(`the view with ${CONNECTIONS} connections: shown in ${opened} ms, its end in ${scrolled} ms`);
  });

  it("marks a mistake in the file, and mends it", async () => {
    const file = await editor.openFile("acme/ocpi.yml");
    await file.goTo(10, 25);
    const marked = await timed(async () => {
      await file.type("x");
      await eventually(
        () => file.squiggles(),
        (count) => assert.ok(count > 0),
      );
    });
    await editor.press("Backspace");
    const mended = await timed(async () => {
      await eventually(
        () => file.squiggles(),
        (count) => assert.equal(count, 0),
      );
    });
    await file.save();
    tell(`a mistake in ocpi.yml with ${CONNECTIONS} connections: marked in ${marked} ms, mended in ${mended} ms`);
  });

  it("shows the parties", async () => {
    const view = await connectionsView(editor);
    await view.row("c000").action("Exchange Credentials");
    await giveTokens(editor, sandbox, "c000");
    await (await editor.notification(/^c000 is registered/)).dismiss();
    await view.row("c000").shows({ description: /^CONNECTED/ });
    await view.row("c000").expand();
    const { requests } = sandbox.hub.server;
    const before = requests.length;
    const read = await timed(async () => {
      await view.row("c000", "Parties of the Hub").expand();
      await view.row("c000", "Parties of the Hub").shows({ description: String(PARTIES + 1) }, 60_000);
    });
    const pages = requests.length - before;
    const scrolled = await timed(() => goToEnd(view));
    tell(`${PARTIES} parties in ${pages} requests: shown in ${read} ms, the tree's end in ${scrolled} ms`);
  });
});

async function timed(work: () => Promise<void>): Promise<number> {
  const begin = performance.now();
  await work();
  return Math.round(performance.now() - begin);
}

function tell(line: string): void {
  process.stdout.write(`${indented(line)}\n`);
}
