import type { Locator, Page } from "playwright-core";
import { exactly, type Label } from "./exact-text.ts";

/** An item of the status bar. */
export class StatusBarItem {
  /** The element, as for the accessibility check. */
  readonly element: Locator;

  private constructor(element: Locator) {
    this.element = element;
  }

  /** Waits for the item with this text; its icons do not count as text. */
  static async shown(page: Page, text: Label): Promise<StatusBarItem> {
    const element = page.locator(".part.statusbar .statusbar-item").filter({ hasText: exactly(text) });
    await element.first().waitFor();
    // The same item, whatever it shows later.
    const id = (await element.first().getAttribute("id")) ?? "";
    return new StatusBarItem(page.locator(`.part.statusbar .statusbar-item[id="${id}"]`));
  }

  async text(): Promise<string> {
    return (await this.element.innerText()).trim();
  }

  /** The codicon, without its prefix; empty where there is none. */
  async icon(): Promise<string> {
    const icon = this.element.locator(".codicon").first();
    if ((await icon.count()) === 0) return "";
    return /codicon-([\w-]+)/.exec((await icon.getAttribute("class")) ?? "")?.[1] ?? "";
  }

  /** What a screen reader says, which is the tooltip too unless the extension says otherwise. */
  async ariaLabel(): Promise<string> {
    return (await this.element.getAttribute("aria-label")) ?? "";
  }

  async click(): Promise<void> {
    await this.element.locator(".statusbar-item-label").click();
  }
}
