import type { Locator, Page } from "playwright-core";
import { exactly, type Label } from "./exact-text.ts";

/** A modal dialog: `showWarningMessage(…, { modal: true })`, and VS Code's own questions. */
export class Dialog {
  readonly #box: Locator;

  private constructor(box: Locator) {
    this.#box = box;
  }

  /** Waits for the dialog with this message. */
  static async shown(page: Page, message: Label): Promise<Dialog> {
    const text = page.locator("#monaco-dialog-message-text").filter({ hasText: exactly(message) });
    const box = page.locator(".monaco-dialog-box").filter({ has: text });
    await box.waitFor();
    return new Dialog(box);
  }

  async message(): Promise<string> {
    return this.#box.locator("#monaco-dialog-message-text").innerText();
  }

  async detail(): Promise<string> {
    return this.#box.locator("#monaco-dialog-message-detail").innerText();
  }

  /** Its buttons from left to right; the one that Enter presses is the last. */
  async buttons(): Promise<string[]> {
    return this.#box.locator(".dialog-buttons .monaco-button").allInnerTexts();
  }

  /** Presses a button, and waits until the dialog is gone. */
  async choose(button: Label): Promise<void> {
    await this.#box
      .locator(".dialog-buttons .monaco-button")
      .filter({ hasText: exactly(button) })
      .click();
    await this.#box.waitFor({ state: "hidden" });
  }
}
