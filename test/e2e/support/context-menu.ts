import type { Locator, Page } from "playwright-core";
import { eventually } from "./eventually.ts";
import { exactly, type Label } from "./exact-text.ts";
import { press } from "./keys.ts";

/** A menu that a right click opened. */
export class ContextMenu {
  readonly #menu: Locator;
  readonly #page: Page;

  private constructor(page: Page, menu: Locator) {
    this.#page = page;
    this.#menu = menu;
  }

  static async shown(page: Page): Promise<ContextMenu> {
    const menu = page.locator(".monaco-menu-container");
    await menu.locator(".action-menu-item").first().waitFor();
    return new ContextMenu(page, menu);
  }

  async items(): Promise<string[]> {
    return this.#labels.allInnerTexts();
  }

  /** Whether an item can be chosen: while a window comes up, VS Code does not know yet that its folder is trusted. */
  async isEnabled(item: Label): Promise<boolean> {
    const entry = this.#labels.filter({ hasText: exactly(item) }).locator("xpath=ancestor::li[1]");
    return !/\bdisabled\b/.test((await entry.getAttribute("class")) ?? "");
  }

  /** Opens a submenu by hovering, and reads it. */
  async itemsUnder(submenu: Label): Promise<string[]> {
    const owner = this.#labels.filter({ hasText: exactly(submenu) });
    // Its own items: those of another submenu may still be open.
    const below = owner.locator("xpath=ancestor::li[1]").locator(".monaco-submenu .action-menu-item .action-label");
    await eventually(async () => {
      await owner.hover({ timeout: 2_000 });
      await below.first().waitFor({ timeout: 2_000 });
    });
    return below.allInnerTexts();
  }

  /** Clicks an item, and waits until the menu is gone. */
  async choose(item: Label): Promise<void> {
    // A menu ignores clicks in its first moments: they may have been meant for what was there before.
    await eventually(async () => {
      await this.#labels.filter({ hasText: exactly(item) }).click({ timeout: 2_000 });
      await this.#menu.waitFor({ state: "hidden", timeout: 500 });
    });
  }

  async close(): Promise<void> {
    // An open submenu takes the first one.
    await eventually(async () => {
      await press(this.#page, "Escape");
      await this.#menu.waitFor({ state: "hidden", timeout: 500 });
    });
  }

  get #labels(): Locator {
    return this.#menu.locator(".action-menu-item .action-label");
  }
}
