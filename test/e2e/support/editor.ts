/* oxlint-disable max-lines -- one window has many parts: each method is a line that leads to the file in which its part is */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { violations, type Violation } from "./accessibility.ts";
import { Browser, type Screen } from "./browser.ts";
import { Dialog } from "./dialog.ts";
import { eventually } from "./eventually.ts";
import type { Label } from "./exact-text.ts";
import { installation } from "./installation.ts";
import { press } from "./keys.ts";
import { Notification } from "./notification.ts";
import { InputBox, QuickPick } from "./quick-input.ts";
import { Server } from "./server.ts";
import { StatusBarItem } from "./status-bar-item.ts";
import { problems, TextFile, type Problem } from "./text-file.ts";
import { View } from "./view.ts";

/** The themes that come with VS Code and matter to us. */
export type ColorTheme = "Dark Modern" | "Light Modern" | "Default High Contrast" | "Default High Contrast Light";

export interface EditorOptions {
  /** Paths of .vsix files to install. */
  vsix?: string | readonly string[];
  /**
   * Workspace folders by name, each with its files by path. None: a window without a folder. One: that folder. More: a
   * multi-root workspace.
   */
  folders?: Record<string, Record<string, string>>;
  /** User settings beside those that keep the editor quiet; they win over them. */
  settings?: Record<string, unknown>;
  theme?: ColorTheme;
  /** "granted" trusts every folder, "restricted" opens in Restricted Mode, "asked" opens with VS Code's modal question. */
  trust?: "granted" | "restricted" | "asked";
  /** Environment of the extension host, beside a minimal one: nothing is inherited. */
  env?: Record<string, string>;
  screen?: Screen;
  /** Lets `open` load an extension from a folder and run tests in the extension host. */
  testDriver?: boolean;
}

/** A part of the window, in CSS pixels. */
export interface Clip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * A real VS Code with a user's eyes and hands: a server, a browser and a folder of its own for everything that they write.
 *
 *     const editor = await Editor.start({ vsix, folders: { acme: { "ocpi.yml": text } } });
 *     await editor.run("OCPI: Set Token…");
 *     const box = await editor.inputBox("Initial token");
 *     await box.assertPassword();
 *     await box.accept("secret");
 *     await editor.stop();
 *
 * Every `stop` must be reached, also by a test that fails: the mocha hooks of `failures.ts` see to that.
 */
export class Editor {
  /** Editors that were started and not stopped. */
  static readonly running = new Set<Editor>();
  /** Is called before an editor is stopped, while its window is there. */
  static beforeStop: () => Promise<void> = async () => undefined;

  static {
    // Of a run that is interrupted nothing is left either; the servers were killed before by their own handler.
    process.on("exit", () => {
      for (const editor of Editor.running) editor.#remove();
    });
  }

  readonly server: Server;
  /** The window, for what has no method here. */
  readonly page: Page;
  readonly #browser: Browser;
  readonly #folder: string;
  readonly #address: string;

  private constructor(server: Server, browser: Browser, folder: string, address: string) {
    this.server = server;
    this.page = browser.page;
    this.#browser = browser;
    this.#folder = folder;
    this.#address = address;
  }

  /** Starts the server and the browser, and opens the window. */
  static async start(options: EditorOptions = {}): Promise<Editor> {
    const editor = await Editor.prepare(options);
    await editor.open();
    return editor;
  }

  /** Starts the server and the browser, and leaves the window closed: `open` opens it. */
  static async prepare(options: EditorOptions = {}): Promise<Editor> {
    const folder = mkdtempSync(join(tmpdir(), "ocpi-editor-"));
    try {
      const query = writeWorkspace(join(folder, "workspace"), options.folders ?? {});
      const server = await Server.start({
        folder,
        settings: { ...quiet, ...theme(options.theme), ...trust(options.trust), ...options.settings },
        extensions: [options.vsix ?? []].flat(),
        env: options.env ?? {},
        testDriver: options.testDriver ?? false,
      });
      const browser = await Browser.start(join(folder, "browser"), server.url, options.screen).catch(
        async (error: unknown) => {
          await server.stop();
          throw error;
        },
      );
      const editor = new Editor(server, browser, folder, `${server.url}/?${query}`);
      Editor.running.add(editor);
      return editor;
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  // --- the window

  /** Another window on the same folders, in the same browser. It ends with the first, which alone is stopped. */
  async another(): Promise<Editor> {
    const editor = new Editor(this.server, await this.#browser.another(), this.#folder, this.#address);
    await editor.open();
    return editor;
  }

  /**
   * Opens the window: the first time, or after `close` with everything it stored then.
   * @param payload what VS Code's test driver should know
   */
  async open(payload: readonly (readonly [string, string])[] = []): Promise<void> {
    const more = payload.length === 0 ? "" : `&payload=${encodeURIComponent(JSON.stringify(payload))}`;
    await this.page.goto(`${this.#address}${more}`);
    await this.#shown();
  }

  /**
   * Closes the window, and waits until its extension host has ended, as it does when a person closes the tab.
   * @returns how long the extension host took to end, in milliseconds
   */
  async close(): Promise<number> {
    const begin = performance.now();
    await this.page.goto("about:blank");
    await this.server.withoutExtensionHost();
    return performance.now() - begin;
  }

  /** Reloads the window: another extension host, the same storage. */
  async reload(): Promise<void> {
    await this.close();
    await this.open();
  }

  /** Kills the extension host without a warning, as the system does when memory is short. VS Code starts another one. */
  killExtensionHost(): void {
    for (const id of this.server.extensionHosts) process.kill(id, "SIGKILL");
  }

  /**
   * Ends everything and removes what was written.
   * @throws AssertionError when the window asked for anything off 127.0.0.1
   */
  async stop(): Promise<void> {
    await Editor.beforeStop();
    Editor.running.delete(this);
    try {
      await this.#browser.stop();
    } finally {
      await this.server.stop();
      this.#remove();
    }
    assert.deepEqual(this.strayRequests, [], "the window asked for addresses off this machine");
  }

  // --- what a person does

  /** Runs a command from the palette, by its whole title: "OCPI: Exchange Credentials". Waits until it is listed there. */
  async run(title: string): Promise<void> {
    // Contributed commands are listed once extensions were scanned; a palette that is open already does not notice.
    await eventually(
      async () => {
        const palette = await this.#palette(title);
        try {
          const row = palette.row(title);
          await row.waitFor({ timeout: 1_500 });
          await row.click();
        } catch (error) {
          await palette.cancel();
          throw error;
        }
      },
      () => true,
      30_000,
    );
  }

  /** The titles of the commands that the palette lists for what is typed; of many, those that fit in (some 20). */
  async commands(typed: string): Promise<string[]> {
    const palette = await this.#palette(typed);
    const items = await eventually(
      () => palette.items(),
      (rows) => rows.length > 0,
    );
    await palette.cancel();
    return items.map(({ label }) => label);
  }

  /** Presses keys one after the other: "Tab", "Control+K". */
  async press(...keys: string[]): Promise<void> {
    await press(this.page, ...keys);
  }

  /** Opens a file by its folder's name and its path in it: "acme/ocpi.yml". */
  async openFile(path: string): Promise<TextFile> {
    return TextFile.open(this.page, this.pathOf(path));
  }

  /** Trusts the workspace that was opened restricted. */
  async trustWorkspace(): Promise<void> {
    await this.run("Workspaces: Manage Workspace Trust");
    await this.page
      .locator(".workspace-trust-editor")
      .getByRole("button", { name: /^Trust$/ })
      .click();
    await this.page.locator(".part.banner").getByText("Restricted Mode").waitFor({ state: "hidden" });
    await this.press("Control+W");
  }

  /** Chooses another colour theme, and waits until it is shown. */
  async chooseTheme(name: ColorTheme): Promise<void> {
    const { label, shown } = themes[name];
    await this.run("Preferences: Color Theme");
    const pick = await this.quickPick(/theme/i);
    await pick.filter(label);
    await pick.choose(label);
    await this.page.locator(`.monaco-workbench.${shown}`).waitFor();
  }

  // --- what a person sees

  /** Waits for a quick pick; with its title or placeholder. */
  async quickPick(title?: Label): Promise<QuickPick> {
    return QuickPick.shown(this.page, title);
  }

  /** Waits for an input box; with its title, placeholder or prompt. */
  async inputBox(title?: Label): Promise<InputBox> {
    return InputBox.shown(this.page, title);
  }

  /** Waits for a modal dialog with this message. */
  async dialog(message: Label): Promise<Dialog> {
    return Dialog.shown(this.page, message);
  }

  /** Waits for a notification with this message. */
  async notification(message: Label, milliseconds?: number): Promise<Notification> {
    return Notification.shown(this.page, message, milliseconds);
  }

  /** The messages of the notifications that are on the screen. */
  async notifications(): Promise<string[]> {
    return this.page.locator(".notifications-toasts .notification-list-item-message").allInnerTexts();
  }

  /** A tree view, by the title of its container and its own name. */
  view(container: string, name: string): View {
    return new View(this.page, container, name);
  }

  /** Waits for a status bar item with this text. */
  async statusBarItem(text: Label): Promise<StatusBarItem> {
    return StatusBarItem.shown(this.page, text);
  }

  /** What the Problems panel lists; opens it. */
  async problems(): Promise<Problem[]> {
    return problems(this.page);
  }

  /** Is the window in Restricted Mode, as its status bar says? */
  async isRestricted(): Promise<boolean> {
    return this.page.locator(".part.statusbar").getByText("Restricted Mode").isVisible();
  }

  /** What a page in the editor's area shows, such as a Markdown preview: its body. There is one at a time. */
  get webPage(): Locator {
    return this.page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame").locator("body");
  }

  /** The title of the editor in front: "ocpi.yml", "Report". */
  async activeTab(): Promise<string> {
    const tab = this.page.locator(".part.editor .editor-group-container.active .tab.active");
    return (await tab.getAttribute("aria-label")) ?? "";
  }

  async clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  // --- what is left behind

  /** The absolute path of a workspace folder, or of a file: "acme", "acme/ocpi.yml". */
  pathOf(path: string): string {
    return join(this.#folder, "workspace", path);
  }

  /** A file of the workspace as it is on disk. */
  read(path: string): string {
    return readFileSync(this.pathOf(path), "utf8");
  }

  /** Writes a file of the workspace, as another program would. */
  write(path: string, text: string): void {
    mkdirSync(dirname(this.pathOf(path)), { recursive: true });
    writeFileSync(this.pathOf(path), text);
  }

  /** Everything that was logged, by where: log files, what the server printed, and the window's console. */
  get logs(): Record<string, string> {
    return { ...this.server.logs, "server's output": this.server.printed, "window's console": this.#browser.console };
  }

  /** Addresses off 127.0.0.1 that the window asked for. */
  get strayRequests(): readonly string[] {
    return this.#browser.strayRequests;
  }

  /** @throws AssertionError when one of these texts is in anything that was logged; the message does not say which text */
  assertNotLogged(...secrets: string[]): void {
    for (const [place, text] of Object.entries(this.logs))
      for (const [index, secret] of secrets.entries())
        assert.ok(!text.includes(secret), `secret ${index + 1} of ${secrets.length} is in ${place}`);
  }

  /**
   * Takes a picture of the window.
   * @returns the path of the .png
   */
  async screenshot(name: string, folder = join(installation.root, "screenshots"), clip?: Clip): Promise<string> {
    const path = join(folder, `${name}.png`);
    // What fades in is to be seen as it will be. What moves without end, such as a cursor, is not waited for.
    await this.page.evaluate(async () => {
      const ending = document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
      await Promise.allSettled(ending.map(({ finished }) => finished));
    });
    await this.page.screenshot({ path, ...(clip !== undefined && { clip }) });
    return path;
  }

  /** What axe finds in these parts of the window: `view.part`, `item.element`. */
  async accessibility(...parts: Locator[]): Promise<Violation[]> {
    return violations(this.page, ...parts);
  }

  #remove(): void {
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  async #palette(typed: string): Promise<QuickPick> {
    // A key is lost while a page that was just opened takes the focus: then it is pressed again.
    const palette = await eventually(async () => {
      await this.press("F1");
      return QuickPick.shown(this.page, undefined, 3_000);
    });
    await palette.filter(`>${typed}`);
    return palette;
  }

  async #shown(): Promise<void> {
    await this.page.locator(".monaco-workbench .part.statusbar .statusbar-item").first().waitFor();
    // The window is there before its extension host is, and one that is still starting does not notice that its window closes.
    await eventually(
      () => this.server.readyExtensionHosts,
      (hosts) => hosts.length > 0,
      30_000,
    );
  }
}

/** Settings without which the editor would move on its own: tips, updates, saving and typing by itself, toasts about ports. */
const quiet: Record<string, unknown> = {
  "chat.disableAIFeatures": true,
  // What is typed arrives as it is: VS Code would close a quote, or not, by how fast the next character comes.
  "editor.autoClosingBrackets": "never",
  "editor.autoClosingQuotes": "never",
  "editor.minimap.enabled": false,
  "extensions.ignoreRecommendations": true,
  // In a browser VS Code saves after a delay; on a desktop it does not.
  "files.autoSave": "off",
  "git.enabled": false,
  "remote.autoForwardPorts": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "window.dialogStyle": "custom",
  "workbench.reduceMotion": "on",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

/** How the themes are called where they are chosen, and by which class the window itself tells them apart. */
const themes: Record<ColorTheme, { label: string; shown: string }> = {
  "Dark Modern": { label: "Dark Modern", shown: "vs-dark" },
  "Light Modern": { label: "Light Modern", shown: "vs" },
  "Default High Contrast": { label: "Dark High Contrast", shown: "hc-black" },
  "Default High Contrast Light": { label: "Light High Contrast", shown: "hc-light" },
};

function theme(name: ColorTheme = "Dark Modern"): Record<string, unknown> {
  return {
    "workbench.colorTheme": name,
    "window.autoDetectColorScheme": false,
    "window.autoDetectHighContrast": false,
  };
}

function trust(how: EditorOptions["trust"] = "granted"): Record<string, unknown> {
  return {
    "security.workspace.trust.enabled": how !== "granted",
    "security.workspace.trust.startupPrompt": how === "asked" ? "always" : "never",
    "security.workspace.trust.emptyWindow": how === "granted",
  };
}

/** Writes the folders, and gives back how an address asks for them. */
function writeWorkspace(root: string, folders: Record<string, Record<string, string>>): string {
  mkdirSync(root, { recursive: true });
  for (const [folder, files] of Object.entries(folders)) {
    mkdirSync(join(root, folder), { recursive: true });
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, folder, path)), { recursive: true });
      writeFileSync(join(root, folder, path), text);
    }
  }
  const names = Object.keys(folders);
  const [first] = names;
  if (first === undefined) return "ew=true";
  if (names.length === 1) return `folder=${encodeURIComponent(join(root, first))}`;
  const workspace = join(root, "several.code-workspace");
  writeFileSync(workspace, JSON.stringify({ folders: names.map((path) => ({ path })) }));
  return `workspace=${encodeURIComponent(workspace)}`;
}
