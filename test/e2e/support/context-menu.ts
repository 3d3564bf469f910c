import type { Locator, Page } from "playwright-core";
import { exactly, type Label } from "./exact-text.ts";

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

  async choose(item: Label): Promise<void> {
    await this.#labels.filter({ hasText: exactly(item) }).click();
  }

  async close(): Promise<void> {
    await this.#page.keyboard.press("Escape");
    await this.#menu.waitFor({ state: "hidden" });
  }

  get #labels(): Locator {
    return this.#menu.locator(".action-menu-item .action-label");
  }
}
