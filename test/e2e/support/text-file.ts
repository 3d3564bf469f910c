import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { eventually } from "./eventually.ts";
import { exactly, type Label } from "./exact-text.ts";
import { press } from "./keys.ts";
import { QuickPick } from "./quick-input.ts";

/** A diagnostic, as the Problems panel lists it. */
export interface Problem {
  severity: "error" | "warning" | "info" | "";
  message: string;
  source: string;
  code: string;
  /** Of where it begins, counted from 1. */
  line: number;
  column: number;
}

/** A file that is open in the editor and in front. */
export class TextFile {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** Opens the file with this absolute path, from the keyboard. */
  static async open(page: Page, path: string): Promise<TextFile> {
    const name = path.slice(path.lastIndexOf("/") + 1);
    const row = page
      .locator(".quick-input-widget:visible .quick-input-list .monaco-list-row")
      .filter({ hasText: name });
    // A part of the window that is still being filled may take the focus, and so close the list.
    await eventually(async () => {
      await press(page, "Control+P");
      await page.locator(".quick-input-widget:visible .quick-input-box input").fill(path, { timeout: 2_000 });
      await row.first().click({ timeout: 2_000 });
    });
    await page.locator(`.part.editor .tab.active[data-resource-name="${name}"]`).waitFor();
    const file = new TextFile(page);
    await file.#editor.locator(".view-line").first().waitFor();
    return file;
  }

  /** The lines that are shown. */
  async text(): Promise<string> {
    const lines = await this.#editor.locator(".view-line").evaluateAll((all) =>
      all
        .map((line) => ({ top: Number.parseFloat((line as HTMLElement).style.top), text: line.textContent }))
        .toSorted((one, other) => one.top - other.top)
        // Blanks are shown as such that do not break.
        .map(({ text }) => text.replaceAll("\u00A0", " ")),
    );
    return lines.join("\n");
  }

  /** Sets the cursor; line and column count from 1. */
  async goTo(line: number, column = 1): Promise<void> {
    const pick = await eventually(async () => {
      // Into the editor, wherever the focus is.
      await press(this.#page, "Control+1", "Control+G");
      return QuickPick.shown(this.#page, undefined, 3_000);
    });
    await pick.filter(`:${line}:${column}`);
    await pick.accept();
    await this.#page.locator(".part.statusbar").getByText(`Ln ${line}, Col ${column}`).waitFor();
  }

  /** Types at the cursor. */
  async type(text: string): Promise<void> {
    await this.#page.keyboard.insertText(text);
  }

  /** Saves, and waits until nothing is unsaved. */
  async save(): Promise<void> {
    await press(this.#page, "Control+S");
    await this.#page.locator(".part.editor .tab.active:not(.dirty)").waitFor();
  }

  /** How many squiggles of this kind are under the lines that are shown. */
  async squiggles(severity: "error" | "warning" | "info" = "error"): Promise<number> {
    return this.#editor.locator(`.squiggly-${severity}`).count();
  }

  /** The titles of the quick fixes at the cursor, asked for from the keyboard; the list stays open. */
  async quickFixes(): Promise<string[]> {
    const actions = this.#page.locator(".action-widget .monaco-list-row.action .title");
    // The editor answers "no code actions" as long as no diagnostic has arrived.
    return eventually(async () => {
      if ((await actions.count()) === 0) await press(this.#page, "Control+.");
      await actions.first().waitFor({ timeout: 2_000 });
      return actions.allInnerTexts();
    });
  }

  /** Applies the quick fix with this title at the cursor, from the keyboard alone. */
  async quickFix(title: Label): Promise<void> {
    const titles = await this.quickFixes();
    const place = titles.findIndex((one) => exactly(title).test(one));
    assert.notEqual(place, -1, `no quick fix "${title}" among ${JSON.stringify(titles)}`);
    for (let step = 0; step < place; step++) await press(this.#page, "ArrowDown");
    await press(this.#page, "Enter");
    await this.#page.locator(".action-widget .monaco-list").waitFor({ state: "hidden" });
  }

  /** What hovers say at this place, asked for from the keyboard. */
  async hover(line: number, column: number): Promise<string> {
    await this.goTo(line, column);
    const shown = this.#page.locator(".monaco-resizable-hover .monaco-hover-content");
    const text = await eventually(async () => {
      await press(this.#page, "Control+K", "Control+I");
      await shown.waitFor({ timeout: 3_000 });
      return shown.innerText();
    });
    await press(this.#page, "Escape");
    await shown.waitFor({ state: "hidden" });
    return text;
  }

  /** The CodeLenses that are shown, each of their parts for itself. */
  async codeLenses(): Promise<string[]> {
    return eventually(
      async () => {
        const parts = await this.#editor.locator(".codelens-decoration > :is(a, span)").allInnerTexts();
        return parts.map((part) => part.trim()).filter((part) => part !== "|" && part !== "");
      },
      (lenses) => lenses.length > 0,
    );
  }

  /** Clicks the command of a CodeLens. */
  async codeLens(title: Label): Promise<void> {
    await this.#lenses
      .filter({ hasText: exactly(title) })
      .first()
      .click();
  }

  /** The suggestions at the cursor, asked for from the keyboard. */
  async suggestions(): Promise<string[]> {
    await press(this.#page, "Control+Space");
    await this.#proposals.first().waitFor();
    return this.proposed();
  }

  /** The suggestions that are shown. */
  async proposed(): Promise<string[]> {
    return this.#proposals.allInnerTexts();
  }

  get #editor(): Locator {
    return this.#page.locator(".part.editor .editor-group-container.active .monaco-editor");
  }

  get #proposals(): Locator {
    return this.#page.locator(".suggest-widget.visible .monaco-list-row .label-name");
  }

  get #lenses(): Locator {
    return this.#editor.locator(".codelens-decoration a");
  }
}

/** Opens the Problems panel and reads it. */
export async function problems(page: Page): Promise<Problem[]> {
  const panel = page.locator(".markers-panel-container");
  await eventually(async () => {
    if (!(await panel.isVisible())) await press(page, "Control+Shift+M");
    await panel.waitFor({ timeout: 3_000 });
  });
  return panel.locator(".monaco-list-row").evaluateAll((rows) =>
    rows
      .filter((row) => row.querySelector(".marker-message") !== null)
      .toSorted((one, other) => Number(one.dataset["index"]) - Number(other.dataset["index"]))
      .map((row) => {
        const of = (selector: string): string => row.querySelector(selector)?.textContent ?? "";
        const icon = row.querySelector(
          ".marker-icon .codicon-error, .marker-icon .codicon-warning, .marker-icon .codicon-info",
        );
        const [, line, column] = /Ln (\d+), Col (\d+)/.exec(of(".marker-line")) ?? [];
        return {
          severity: (/codicon-(error|warning|info)/.exec(icon?.className ?? "")?.[1] ?? "") as
            | "error"
            | "warning"
            | "info"
            | "",
          message: of(".marker-message"),
          source: of(".marker-source"),
          code: of(".marker-code"),
          line: Number(line),
          column: Number(column),
        };
      }),
  );
}
