import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { eventually } from "./eventually.ts";
import { exactly, type Label } from "./exact-text.ts";
import { press } from "./keys.ts";

/** One row of a quick pick. */
export interface PickItem {
  label: string;
  description: string;
  detail: string;
  /** The separator above it, if it has one. */
  group: string;
  /** Whether its box is ticked, where several may be chosen. */
  checked: boolean;
}

/** What quick pick and input box share: the box in the upper middle of the window. There is one at a time. */
class QuickInput {
  protected readonly page: Page;
  protected readonly widget: Locator;

  constructor(page: Page) {
    this.page = page;
    this.widget = page.locator(".quick-input-widget:visible");
  }

  async title(): Promise<string> {
    return text(this.widget.locator(".quick-input-title"));
  }

  async placeholder(): Promise<string> {
    return (await this.input.getAttribute("placeholder")) ?? "";
  }

  /** The line below the input: the prompt, or what is wrong with what was typed. */
  async message(): Promise<string> {
    return text(this.widget.locator(".quick-input-message"));
  }

  /** Presses a button of its title bar, by tooltip: "Back" and the like. */
  async button(name: Label): Promise<void> {
    await this.widget.getByRole("button", { name: typeof name === "string" ? exactly(name) : name }).click();
  }

  /** The tooltips of the buttons in its title bar. */
  async buttons(): Promise<string[]> {
    const buttons = await this.widget.locator(".quick-input-titlebar").getByRole("button").all();
    return Promise.all(buttons.map(async (button) => (await button.getAttribute("aria-label")) ?? ""));
  }

  /** Escape. */
  async cancel(): Promise<void> {
    await press(this.page, "Escape");
  }

  protected get input(): Locator {
    return this.widget.locator(".quick-input-box input");
  }
}

/** `window.showQuickPick`, and the command palette itself. */
export class QuickPick extends QuickInput {
  /** Waits for a quick pick with this title or, where it has no title, this placeholder. */
  static async shown(page: Page, title?: Label, timeout = 30_000): Promise<QuickPick> {
    const pick = new QuickPick(page);
    await pick.widget.locator(".quick-input-list").waitFor({ timeout });
    if (title !== undefined) await isTitled(pick, title);
    return pick;
  }

  /** The rows as they are shown; of a long list, those that fit in. */
  async items(): Promise<PickItem[]> {
    return this.rows.evaluateAll((rows) =>
      rows
        .toSorted((one, other) => Number(one.dataset["index"]) - Number(other.dataset["index"]))
        .map((row) => {
          // Rows are used again: what an earlier one had, and this one has not, is still there, but hidden.
          const of = (selector: string): string => {
            const part = row.querySelector(selector);
            return part?.checkVisibility() === true ? part.textContent.trim() : "";
          };
          return {
            label: of(".quick-input-list-row .label-name"),
            description: of(".quick-input-list-row .label-description"),
            detail: of(".quick-input-list-label-meta .label-name"),
            group: of(".quick-input-list-separator"),
            checked: row.ariaChecked === "true",
          };
        }),
    );
  }

  async filter(typed: string): Promise<void> {
    await this.input.fill(typed);
  }

  /** Clicks the row with this label. */
  async choose(label: Label): Promise<void> {
    await this.row(label).click();
  }

  /** Ticks or clears rows where several may be chosen; `accept` takes them. */
  async toggle(...labels: Label[]): Promise<void> {
    for (const label of labels) await this.row(label).click();
  }

  /** Enter: takes the row in focus, or the ticked ones. */
  async accept(): Promise<void> {
    await press(this.page, "Enter");
  }

  row(label: Label): Locator {
    const name = this.page.locator(".quick-input-list-row:first-child .label-name").filter({ hasText: exactly(label) });
    return this.rows.filter({ has: name }).first();
  }

  private get rows(): Locator {
    return this.widget.locator(".quick-input-list .monaco-list-row");
  }
}

/** `window.showInputBox`. */
export class InputBox extends QuickInput {
  /** Waits for an input box with this title or, where it has no title, this placeholder or prompt. */
  static async shown(page: Page, title?: Label): Promise<InputBox> {
    const box = new InputBox(page);
    await box.input.waitFor();
    await box.widget.locator(".quick-input-list").waitFor({ state: "hidden" });
    if (title !== undefined) await isTitled(box, title);
    return box;
  }

  /** @throws AssertionError when what is typed could be read from the screen */
  async assertPassword(): Promise<void> {
    assert.equal(await this.input.getAttribute("type"), "password", `"${await this.title()}" shows what is typed`);
  }

  async value(): Promise<string> {
    return this.input.inputValue();
  }

  /** Types without sending it, to see what the box says about it. */
  async fill(typed: string): Promise<void> {
    await this.input.fill(typed);
  }

  /** Types this, if given, and presses Enter. */
  async accept(typed?: string): Promise<void> {
    if (typed !== undefined) await this.fill(typed);
    await this.input.press("Enter");
  }
}

async function isTitled(shown: QuickPick | InputBox, title: Label): Promise<void> {
  await eventually(
    async () => [await shown.title(), await shown.placeholder(), await shown.message()].map((part) => part.trim()),
    (parts) =>
      assert.ok(
        parts.some((part) => exactly(title).test(part)),
        `no "${title}" in ${JSON.stringify(parts)}`,
      ),
  );
}

async function text(of: Locator): Promise<string> {
  return (await of.isVisible()) ? (await of.innerText()).trim() : "";
}
