import assert from "node:assert/strict";
import { startSandbox, type Sandbox } from "../../src/sandbox/sandbox.ts";
import { Editor, type ColorTheme } from "./support/editor.ts";
import { eventually } from "./support/eventually.ts";
import { configOf, connectionsView, giveTokens, vsix } from "./support/ocpi.ts";
import type { View } from "./support/view.ts";

/** As narrow as a side bar usually is, and as narrow as one can be. */
const [USUAL, NARROW, WIDE] = [300, 170, 560];

const themes: readonly (readonly [name: string, theme: ColorTheme])[] = [
  ["light", "Light Modern"],
  ["high-contrast", "Default High Contrast"],
  ["high-contrast-light", "Default High Contrast Light"],
  ["dark", "Dark Modern"],
];

const post = { method: "POST", path: "/ocpi/2.2.1/credentials" };
const json = { "content-type": "application/json" };

/** What each connection is to come to, by its name: with what is wrong for it at the Hub or the platform. */
const states: readonly (readonly [name: string, party: string, row: string, icon: string])[] = [
  ["planned", "PLN", "PLANNED", "issue-draft"],
  ["connected", "CON", "CONNECTED", "pass-filled"],
  ["offline", "OFF", "OFFLINE", "debug-disconnect"],
  ["suspended", "SUS", "SUSPENDED", "circle-slash"],
  ["refused", "REF", "refused", "error"],
  ["not-ready", "NOT", "not ready", "error"],
  ["down", "UNR", "unreachable", "error"],
  ["stopped", "STO", "not finished", "debug-pause"],
  ["new", "TOK", "token needed", "key"],
];

describe("the tree, as a person sees it", () => {
  let sandbox: Sandbox;
  let editor: Editor;
  let view: View;

  before(async () => {
    sandbox = await startSandbox({ activation: "by-desk" });
    const connections = states.map(([name, id]) => connectionFor(name, id)).join("");
    editor = await Editor.start({
      vsix,
      folders: { acme: { "ocpi.yml": `version: 1\nconnections:\n${connections}` } },
      settings: { "ocpi.waitForConnected": 0, "ocpi.requestTimeout": 60, "ocpi.codeLens.enabled": true },
      screen: { width: 1280, height: 900, scale: 1 },
    });
    view = await connectionsView(editor);
    await view.resize(USUAL);
  });

  after(async () => {
    await editor.stop();
    await sandbox.stop();
  });

  function connectionFor(name: string, partyId: string): string {
    const { hub, platform } = sandbox;
    const closed = "http://127.0.0.1:1";
    const lines = configOf(
      {
        hub: { origin: name === "down" ? closed : hub.origin },
        platform: { url: name === "not-ready" ? `${closed}/ocpi/versions` : platform.url },
      },
      name,
    );
    return lines
      .slice(lines.indexOf("connections:\n") + "connections:\n".length)
      .replace("party_id: ABC", `party_id: ${partyId}`);
  }

  function hubSays(partyId: string, status: string): void {
    const data = { country_code: "IN", party_id: partyId, role: "CPO", status, last_updated: "2026-01-01T00:00:00Z" };
    const body = JSON.stringify({ status_code: 1000, timestamp: "2026-01-01T00:00:00Z", data });
    const act = { kind: "answer", when: "before", status: 200, headers: json, body } as const;
    sandbox.hub.server.faults.add({ method: "GET", path: `/ocpi/2.2.1/hubclientinfo/IN/${partyId}`, act });
  }

  /** Runs *Exchange Credentials* on a row, with an initial token for its party. */
  async function exchange(name: string, partyId: string, initialToken?: string): Promise<void> {
    const given = initialToken ?? sandbox.hub.issueInitialToken({ role: "CPO", country_code: "IN", party_id: partyId });
    await view.row(name).action("Exchange Credentials");
    await giveTokens(editor, { ...sandbox, initialToken: given }, name);
  }

  async function dismissAll(): Promise<void> {
    await editor.run("Notifications: Clear All Notifications");
  }

  it("lights the steps up while a slow Hub takes its time, and says nothing of an interruption", async () => {
    const { faults } = sandbox.hub.server;
    // First, so that it is what the Hub says, at once.
    hubSays("CON", "CONNECTED");
    for (const method of ["GET", "POST", "PUT"])
      faults.add({ method, path: "/ocpi", act: { kind: "delay", ms: 3_000 } });
    await exchange("connected", "CON");
    await view.row("connected").expand();
    const seen: string[] = [];
    const wanted = [/asking…/, /sent, waiting…/, /trying the token…|confirming…/, /Verification CONNECTED/];
    await eventually(
      async () => {
        const outline = (await view.outline()).join("\n");
        if (seen.at(-1) !== outline && wanted.some((part) => part.test(outline))) {
          seen.push(outline);
          await editor.screenshot(`tree-slow-${seen.length}`);
        }
        return outline;
      },
      (outline) => assert.match(outline, /Verification CONNECTED/),
      60_000,
    );
    assert.doesNotMatch(seen.join("\n"), /interrupted|not finished/);
    for (const part of wanted)
      assert.ok(
        seen.some((outline) => part.test(outline)),
        `${part} in\n${seen.join("\n\n")}`,
      );
    faults.clear();
    await dismissAll();
    await view.row("connected").collapse();
  });

  it("opens a node that failed, also one that was closed, and leaves the keyboard where it is", async () => {
    const file = await editor.openFile("acme/ocpi.yml");
    await exchange("refused", "REF", "this-token-was-revoked-1234567890");
    await view.row("refused").shows({ description: /^refused · IN\*REF/, expanded: true });
    await view.row("refused", "Token").shows({ description: "refused by the Hub", icon: "error" });
    await view.row("refused", "Credentials").shows({ icon: "circle-outline" });
    await dismissAll();
    await view.row("refused").collapse();
    await file.goTo(1, 1);
    // The token was kept, so no box is shown: the question is only of the keyboard.
    await editor.run("OCPI: Exchange Credentials");
    await (await editor.quickPick("Which connection?")).choose("refused");
    const boxes = editor.page.locator(".quick-input-widget:visible .quick-input-box input");
    for (let asked = 0; asked < 2 && (await boxes.count()) > 0; asked++) await editor.press("Escape");
    await view.row("refused").shows({ expanded: true }, 20_000);
    await dismissAll();
  });

  it("shows each state by its word and its shape", async () => {
    hubSays("PLN", "PLANNED");
    hubSays("OFF", "OFFLINE");
    hubSays("SUS", "SUSPENDED");
    hubSays("CON", "CONNECTED");
    for (const [name, id, row, icon] of states) {
      if (name === "new" || name === "connected" || name === "refused") continue;
      if (name === "stopped") sandbox.hub.server.faults.add({ ...post, times: 1, act: { kind: "delay", ms: 6_000 } });
      await exchange(name, id);
      if (name === "stopped") {
        await view.row(name).shows({ description: /^waiting…/ }, 10_000);
        await editor.run("OCPI: Cancel");
        await view.row(name).shows({ description: /^cancelling…/ }, 3_000);
      }
      await view.row(name).shows({ description: new RegExp(`^${row} · IN\\*${id}`), icon }, 30_000);
    }
    await dismissAll();
  });

  it("cuts off no state at 300 px, and is recognised at 170", async () => {
    for (const row of await view.rows())
      if (row.level === 1 && row.expanded === true) await view.row(row.label).collapse();
    for (const [name, theme] of themes) {
      await editor.chooseTheme(theme);
      await editor.page.mouse.move(0, 0);
      await view.resize(USUAL);
      assert.deepEqual(await view.cutOff(2), [], name);
      const pale = Object.entries(await view.iconContrasts()).filter(([, contrast]) => contrast < 3);
      assert.deepEqual(pale, [], name);
      const found = await editor.accessibility(view.part);
      assert.deepEqual(
        found.filter(({ impact }) => impact === "serious" || impact === "critical"),
        [],
        name,
      );
      await editor.screenshot(`tree-states-${name}-300`);
    }
    await view.resize(NARROW);
    await editor.screenshot("tree-states-dark-170");
    await view.resize(WIDE);
    await editor.screenshot("tree-states-dark-560");
    await view.resize(USUAL);
  });

  it("cuts off no step either, and dims what cannot be read now", async () => {
    await view.row("connected").expand();
    await view.row("connected", "Go-live").expand();
    await view.row("connected", "Endpoints").expand();
    for (const [name, theme] of themes) {
      await editor.chooseTheme(theme);
      await editor.page.mouse.move(0, 0);
      assert.deepEqual(await view.cutOff(2), [], name);
      await editor.screenshot(`tree-connected-${name}-300`);
    }
    await view.row("connected", "Go-live").collapse();
    sandbox.hub.server.faults.add({
      method: "GET",
      path: "/ocpi",
      act: { kind: "answer", when: "before", status: 503, headers: json, body: "" },
    });
    await view.row("connected").action("Verify Connection");
    await view.row("connected").shows({ description: /^unreachable · IN\*CON/ }, 60_000);
    await dismissAll();
    await view.row("connected", "Endpoints").shows({ description: /^12 · / });
    for (const [name, theme] of themes) {
      await editor.chooseTheme(theme);
      await editor.page.mouse.move(0, 0);
      const found = await editor.accessibility(view.part);
      assert.deepEqual(
        found.filter(({ impact }) => impact === "serious" || impact === "critical"),
        [],
        name,
      );
      await editor.screenshot(`tree-dimmed-${name}-300`);
    }
    sandbox.hub.server.faults.clear();
  });

  it("keeps icon and word of a lens apart", async () => {
    await editor.openFile("acme/ocpi.yml");
    const gaps = await eventually(
      () =>
        editor.page.locator(".codelens-decoration > :is(a, span):has(.codicon)").evaluateAll((lenses) =>
          lenses.map((lens) => {
            const icon = lens.querySelector(".codicon")?.getBoundingClientRect();
            const range = document.createRange();
            const text = [...lens.childNodes].find(({ nodeType }) => nodeType === Node.TEXT_NODE);
            if (icon === undefined || text === undefined) return 0;
            range.setStart(text, (text.textContent ?? "").search(/\S/));
            range.setEnd(text, (text.textContent ?? "").length);
            return range.getBoundingClientRect().left - icon.right;
          }),
        ),
      (found) => assert.ok(found.length > 0),
    );
    for (const gap of gaps) assert.ok(gap >= 3, `${gap} px`);
    await editor.screenshot("tree-lens-dark");
  });

  it("leaves nothing of what stood in a file that was emptied", async () => {
    editor.write("acme/ocpi.yml", "");
    await eventually(
      () => view.rows(),
      (rows) => assert.deepEqual(rows, []),
    );
    assert.match((await view.welcome()).text, /\S/);
    await editor.screenshot("tree-empty-dark-300");
  });
});
