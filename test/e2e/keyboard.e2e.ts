import assert from "node:assert/strict";
import { startSandbox, type Sandbox } from "../../src/sandbox/sandbox.ts";
import { Editor, type ColorTheme } from "./support/editor.ts";
import { eventually } from "./support/eventually.ts";
import { configOf, unsafeRequests, vsix } from "./support/ocpi.ts";
import type { View } from "./support/view.ts";

const themes: readonly ColorTheme[] = [
  "Dark Modern",
  "Light Modern",
  "Default High Contrast",
  "Default High Contrast Light",
];

describe("for everybody", () => {
  let sandbox: Sandbox;
  let editor: Editor;
  let view: View;

  before(async () => {
    sandbox = await startSandbox();
    editor = await Editor.start({ vsix, folders: { acme: { "ocpi.yml": configOf(sandbox) } } });
    view = editor.view("OCPI", "Connections");
  });

  after(async () => {
    await editor.stop();
    await sandbox.stop();
  });

  /** What a screen reader would say of what has the focus: in a tree it is on the tree, which names the row. */
  async function focused(): Promise<string> {
    return editor.page.evaluate(() => {
      const active = document.activeElement;
      const row = document.getElementById(active?.getAttribute("aria-activedescendant") ?? "");
      const named = row ?? active;
      return named?.getAttribute("aria-label") ?? named?.textContent ?? "";
    });
  }

  /** Presses a key that moves the focus; once more if it met a tree that was being drawn anew, and the focus did not move. */
  async function move(key: string, to: RegExp): Promise<void> {
    const before = await focused();
    await eventually(async () => {
      if ((await focused()) === before) await editor.press(key);
      await eventually(focused, (text) => assert.match(text, to), 3_000);
    });
  }

  /** Opens the row that has the focus, by this path. */
  async function open(...path: [string, ...string[]]): Promise<void> {
    const row = view.row(...path);
    await eventually(async () => {
      // On an open row the key would lead below it.
      if (!(await row.state()).expanded) await editor.press("ArrowRight");
      await row.shows({ expanded: true }, 3_000);
    });
  }

  /** Runs a command from the palette without a click. */
  async function runByKeyboard(title: string): Promise<void> {
    await eventually(
      async () => {
        await editor.press("F1");
        const palette = await editor.quickPick();
        await editor.page.keyboard.type(title);
        const [first] = await eventually(
          () => palette.items(),
          (items) => items.length > 0 && items[0]?.label === title,
          1_500,
        ).catch(async (error: unknown) => {
          await palette.cancel();
          throw error;
        });
        assert.equal(first?.label, title);
      },
      () => true,
      30_000,
    );
    await editor.press("Enter");
  }

  /** Types into the box that has the focus. */
  async function type(title: RegExp, text: string): Promise<void> {
    const box = await editor.inputBox(title);
    await box.assertPassword();
    await editor.page.keyboard.type(text);
    await editor.press("Enter");
  }

  for (const theme of themes) {
    it(`has no serious fault for axe before the exchange, in ${theme}`, async () => {
      await view.open();
      await view.row("chargeindia").shows({ description: /^token needed/ });
      await editor.chooseTheme(theme);
      await assertAccessible("0/1");
    });
  }

  it("exchanges credentials by keyboard alone, from the palette to CONNECTED", async () => {
    await editor.chooseTheme("Dark Modern");
    await runByKeyboard("OCPI: Focus on Connections View");
    await move("Home", /^chargeindia, token needed/);

    // The row's menu.
    await editor.press("Shift+F10");
    await editor.page.locator(".monaco-menu-container .action-menu-item").first().waitFor();
    await move("ArrowDown", /^Exchange Credentials/);
    await editor.press("Enter");

    await type(/^chargeindia: initial token/, sandbox.initialToken);
    await type(/^chargeindia: platform token/, sandbox.platform.token);
    await view.row("chargeindia").shows({ description: /^CONNECTED/ });
    assert.deepEqual(unsafeRequests(sandbox), ["POST", "PUT"]);
  });

  it("can be read and walked through by keyboard alone", async () => {
    await runByKeyboard("OCPI: Focus on Connections View");
    await move("Home", /^chargeindia, CONNECTED, IN\*ABC, OCPI 2.2.1, 12 endpoints, checked just now/);
    await open("chargeindia");
    await view.row("chargeindia", "Token").state();
    await move("ArrowDown", /^Token, only on this computer/);
    for (const step of [
      /^Versions, 2.2.1/,
      /^Version details, /,
      /^Your platform, answers/,
      /^Credentials, registered/,
      /^Verification, CONNECTED/,
      /^Go-live, 1 of 7 done/,
    ]) {
      await move("ArrowDown", step);
    }
    await move("ArrowDown", /^Endpoints, /);
    await open("chargeindia", "Endpoints");
    await view.row("chargeindia", "Endpoints", "credentials").state();
    await move("ArrowDown", /^credentials, RECEIVER, http/);
    await move("End", /^Parties of the Hub/);
    await open("chargeindia", "Parties of the Hub");
    await view.row("chargeindia", "Parties of the Hub").shows({ description: "1" });
    await move("ArrowDown", /^IN\*ABC, CONNECTED, CPO, yours/);
  });

  it("hands the hub token on by keyboard alone", async () => {
    await runByKeyboard("OCPI: Copy Hub Token for Your Platform…");
    await editor.dialog("Copy the hub token of chargeindia?");
    await editor.press("Enter");
    await view.row("chargeindia", "Token").shows({ description: "copied, not confirmed" });
    await editor.notification(/^The hub token of chargeindia is copied/);
    await runByKeyboard("Notifications: Accept Notification Primary Action");
    await view.row("chargeindia", "Token").shows({ description: "hub token stored" });
  });

  for (const theme of themes) {
    it(`has no serious fault for axe with everything open, in ${theme}`, async () => {
      await editor.chooseTheme(theme);
      await assertAccessible("1/1");
    });
  }

  async function assertAccessible(status: string): Promise<void> {
    const item = await editor.statusBarItem(status);
    const found = await editor.accessibility(view.part, item.element);
    const serious = found.filter(({ impact }) => impact === "serious" || impact === "critical");
    assert.deepEqual(serious, []);
  }
});
