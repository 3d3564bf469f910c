import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { sandboxParty } from "../../src/sandbox/party.ts";
import { startSandbox, type Sandbox } from "../../src/sandbox/sandbox.ts";
import { violationsInPage } from "./support/accessibility.ts";
import { Editor, type ColorTheme } from "./support/editor.ts";
import { eventually } from "./support/eventually.ts";
import { installation } from "./support/installation.ts";
import { assertNoTokenLogged, configOf, connectionsView, giveTokens, issuedToken, vsix } from "./support/ocpi.ts";

/** With the class by which a page knows that the theme has arrived there, too. */
const themes: readonly (readonly [suffix: string, theme: ColorTheme, shown: string])[] = [
  ["light", "Light Modern", "vscode-light"],
  ["high-contrast", "Default High Contrast", "vscode-high-contrast"],
  ["high-contrast-light", "Default High Contrast Light", "vscode-high-contrast-light"],
  ["dark", "Dark Modern", "vscode-dark"],
];

const wide = { width: 1280, height: 1000 };
/** The page then has 400 pixels. */
const narrow = { width: 448, height: 1000 };

const folder = join(installation.root, "screenshots");

/** Each state of a report in a real VS Code: what it says, that it follows, that axe has nothing against it; and pictures to look at. */
describe("the report's page", () => {
  let sandbox: Sandbox;
  let editor: Editor;

  before(async () => {
    mkdirSync(folder, { recursive: true });
    sandbox = await startSandbox({ activation: "by-desk" });
    editor = await Editor.start({
      vsix,
      folders: { acme: { "ocpi.yml": configOf(sandbox) }, other: { "ocpi.yml": configOf(sandbox) } },
      settings: { "ocpi.waitForConnected": 0, "window.commandCenter": false, "workbench.layoutControl.enabled": false },
      screen: wide,
    });
    await connectionsView(editor);
  });

  after(async () => {
    assertNoTokenLogged(editor, sandbox);
    await editor.stop();
    await sandbox.stop();
  });

  const page = (): Locator => editor.webPage;
  const headline = (): Promise<string> => page().locator("h1").innerText();
  const acme = (): ReturnType<ReturnType<Editor["view"]>["row"]> =>
    editor.view("OCPI", "Connections").row("acme", "chargeindia");

  /** Waits until the report says this. */
  async function says(text: RegExp): Promise<void> {
    await eventually(headline, (line) => assert.match(line, text));
  }

  /** Presses what runs a command, with the keyboard alone. */
  async function press(command: string): Promise<void> {
    await page().locator(`[data-command="${command}"]`).first().focus();
    await editor.press("Enter");
  }

  async function dismissAll(): Promise<void> {
    await editor.run("Notifications: Clear All Notifications");
  }

  /** Looks at a state in each theme, wide and narrow, as axe sees it and as a picture. */
  async function look(name: string): Promise<void> {
    for (const [suffix, theme, shown] of themes) {
      await editor.chooseTheme(theme);
      await eventually(
        () => page().evaluate((body) => [...body.classList]),
        (classes) => assert.ok(classes.includes(shown), classes.join(" ")),
      );
      await page().evaluate(() => window.scrollTo(0, 0));
      assert.deepEqual(await violationsInPage(page()), [], `${name}, ${suffix}`);
      assert.deepEqual(await overflowing(), [], `${name}, ${suffix}`);
      await editor.screenshot(`report-${name}-${suffix}`, folder);
    }
    await editor.press("Control+B");
    await editor.page.setViewportSize(narrow);
    await eventually(overflowing, (found) => assert.deepEqual(found, [], `${name}, narrow`));
    await editor.screenshot(`report-${name}-narrow`, folder);
    await editor.page.setViewportSize(wide);
    await editor.press("Control+B");
  }

  /** What stands out of the page at its right. */
  async function overflowing(): Promise<string[]> {
    return page().evaluate((body) =>
      [...body.querySelectorAll("main *")]
        .filter((one) => !one.closest(".unseen, .lanes, .line") && one.getBoundingClientRect().right > innerWidth + 1)
        .map((one) => one.outerHTML.slice(0, 120)),
    );
  }

  it("names the folder where two connections have one name, and says what begins a run", async () => {
    await acme()
      .contextMenu()
      .then((menu) => menu.choose("Exchange Credentials"));
    const box = await editor.inputBox(/^chargeindia: initial token/);
    await box.accept("not-the-initial-token-1234567890abcdef");
    await (await editor.inputBox(/^chargeindia: platform token/)).accept(sandbox.platform.token);
    await acme().shows({ description: /refused/i });
    await dismissAll();
    await acme()
      .contextMenu()
      .then((menu) => menu.choose("Open Report"));
    await says(/^Refused: /);
    assert.match(await editor.activeTab(), /OCPI chargeindia \(acme\)/);
  });

  it("says of a refused initial token who acts, has the button that does it, and says each thing once", async () => {
    const text = await page().innerText();
    assert.match(text, /What to do now/);
    const first = page().locator(".card .button").first();
    assert.match(await first.innerText(), /^Set/);
    // The only red arrow is the one that was refused.
    assert.ok((await page().locator(".arrow.refused").count()) >= 1);
    // The only links are ours, to what the number of a check means.
    const links = await page()
      .locator("a")
      .evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
    assert.ok(links.length > 0);
    for (const link of links)
      assert.match(link, /^https:\/\/github\.com\/ocpi-onboarding\/.*\/docs\/checks\.md#[a-z]{3}-\d\d$/);
    await look("refused");
  });

  it("copies the id of a request by a press, and says so", async () => {
    await page().locator("details[data-key=requests] summary").click();
    const id = page().locator("details[data-key=requests] .copy").first();
    const text = await id.locator("code").innerText();
    await id.click();
    await eventually(
      () => editor.clipboard(),
      (copied) => assert.equal(copied, text),
    );
    await eventually(
      () => page().locator("#told").innerText(),
      (told) => assert.equal(told, "Copied."),
    );
  });

  it("follows a run that begins later: arrow by arrow, keeping what was unfolded, the place and the focus", async () => {
    const requests = page().locator("details[data-key=requests]");
    const log = page().locator('[data-command="ocpi.showLog"]');
    assert.ok(await requests.evaluate((one: HTMLDetailsElement) => one.open));
    sandbox.hub.server.faults.add({
      method: "POST",
      path: "/ocpi/2.2.1/credentials",
      act: { kind: "delay", ms: 8000 },
    });
    await press("ocpi.setToken");
    await (await editor.quickPick("chargeindia: which token?")).choose("initial token");
    await (await editor.inputBox(/^chargeindia: initial token/)).accept(sandbox.initialToken);
    await press("ocpi.exchangeCredentials");
    await says(/^Exchanging credentials /);
    await eventually(
      () => page().innerText(),
      (text) => assert.match(text, /The POST has left\./),
    );
    assert.ok((await page().locator(".arrow.waiting").count()) >= 1);
    await editor.screenshot("report-running-dark", folder);
    // Where the whole page has no room.
    await editor.press("Control+B");
    await editor.page.setViewportSize(narrow);
    await editor.screenshot("report-running-narrow", folder);
    await log.evaluate((button: HTMLElement) => button.focus({ preventScroll: true }));
    const focused = (): Promise<string> => page().evaluate(() => document.activeElement?.outerHTML ?? "");
    const place = (): Promise<number> => page().evaluate(() => window.scrollY);
    await page().evaluate(() => window.scrollTo(0, 60));
    const before = await place();
    assert.ok(before > 0);
    assert.match(await focused(), /ocpi\.showLog/);
    await says(/is registered/);
    sandbox.hub.server.faults.clear();
    assert.ok(await requests.evaluate((one: HTMLDetailsElement) => one.open));
    assert.equal(await place(), before);
    assert.match(await focused(), /ocpi\.showLog/);
    const text = await page().innerText();
    assert.ok(!text.includes(issuedToken(sandbox)), "the report holds the hub token");
    await editor.page.setViewportSize(wide);
    await editor.press("Control+B");
    await dismissAll();
  });

  it("waits for the Hub with a registration that is PLANNED", async () => {
    await eventually(
      () => page().locator("header .button").allInnerTexts(),
      (labels) => assert.deepEqual(labels, ["Notify Me When CONNECTED"]),
    );
    await look("planned");
  });

  it("is CONNECTED by its own button", async () => {
    sandbox.hub.activate(sandboxParty);
    await eventually(
      () => sandbox.hub.statusOf(sandboxParty),
      (status) => assert.equal(status, "CONNECTED"),
    );
    await press("ocpi.verifyConnection");
    await says(/CONNECTED to ChargeIndia Hub/);
    await dismissAll();
    await look("connected");
  });

  it("is there again after the window was reloaded, with its connection", async () => {
    await editor.reload();
    await says(/CONNECTED to ChargeIndia Hub/);
    assert.match(await editor.activeTab(), /OCPI chargeindia \(acme\)/);
    await editor.run("View: Close All Editors");
  });

  it("is red at the platform where the platform refuses, and in doubt where a POST has no answer", async () => {
    const view = await connectionsView(editor);
    const other = view.row("other", "chargeindia");
    sandbox.platform.tokenInstalled = false;
    await other.choose("Exchange Credentials");
    const fresh = sandbox.hub.issueInitialToken(sandboxParty);
    await giveTokens(editor, { ...sandbox, initialToken: fresh });
    await other.shows({ description: /not[- ]ready|refuse/i });
    await dismissAll();
    await other.choose("Open Report");
    await says(/^Not ready: /);
    await look("platform-refuses");
    sandbox.platform.tokenInstalled = true;
    sandbox.hub.server.faults.add({
      method: "POST",
      path: "/ocpi/2.2.1/credentials",
      act: { kind: "drop", when: "after" },
    });
    await other.choose("Exchange Credentials");
    await says(/^In doubt: /);
    assert.equal(await page().locator(".arrow.unanswered").count(), 1);
    await dismissAll();
    await look("in-doubt");
  });
});
