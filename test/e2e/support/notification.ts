import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { exactly, type Label } from "./exact-text.ts";

/** A toast in the lower right corner: `showInformationMessage` and its siblings, and progress with a cancel button. */
export class Notification {
  readonly #row: Locator;

  private constructor(row: Locator) {
    this.#row = row;
  }

  /** Waits for the notification with this message; a text has to be the whole of it. */
  static async shown(page: Page, message: Label, milliseconds = 15_000): Promise<Notification> {
    const text = page.locator(".notification-list-item-message").filter({ hasText: exactly(message) });
    const row = page.locator(".notifications-toasts .monaco-list-row, .notifications-center .monaco-list-row");
    const found = row.filter({ has: text }).first();
    await found.waitFor({ timeout: milliseconds });
    return new Notification(found);
  }

  async message(): Promise<string> {
    return this.#row.locator(".notification-list-item-message").innerText();
  }

  async severity(): Promise<"info" | "warning" | "error"> {
    const classes = (await this.#row.locator(".notification-list-item-icon").getAttribute("class")) ?? "";
    if (classes.includes("codicon-error")) return "error";
    return classes.includes("codicon-warning") ? "warning" : "info";
  }

  /** Its buttons from left to right. */
  async buttons(): Promise<string[]> {
    return this.#row.locator(".notification-list-item-buttons-container .monaco-button").allInnerTexts();
  }

  /** @throws AssertionError when a part of its message, or of a button's word, is cut off */
  async assertWhole(): Promise<void> {
    const parts = await this.#row
      .locator(".notification-list-item-message, .notification-list-item-buttons-container .monaco-button")
      .all();
    const row = (await this.#row.boundingBox()) ?? assert.fail("no notification");
    for (const part of parts) {
      const [shown, whole] = await part.evaluate((element) => [element.clientWidth, element.scrollWidth] as const);
      const { x, width } = (await part.boundingBox()) ?? assert.fail("a part is not shown");
      const fits = whole <= shown + 1 && x >= row.x && x + width <= row.x + row.width + 1;
      assert.ok(fits, `cut off: ${await part.innerText()}`);
    }
  }

  /** Presses a button, and waits until the notification is gone. */
  async choose(button: Label): Promise<void> {
    await this.#buttons.filter({ hasText: exactly(button) }).click();
    await this.gone();
  }

  async dismiss(): Promise<void> {
    await this.#row.hover();
    await this.#row.locator(".codicon-notifications-clear").click();
    await this.gone();
  }

  async gone(): Promise<void> {
    await this.#row.waitFor({ state: "hidden" });
  }

  get #buttons(): Locator {
    return this.#row.locator(".notification-list-item-buttons-container .monaco-button");
  }
}
