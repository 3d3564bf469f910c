import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { ContextMenu } from "./context-menu.ts";
import { eventually } from "./eventually.ts";
import { exactly, type Label } from "./exact-text.ts";

/** One row of a tree as it is shown. */
export interface TreeRowState {
  label: string;
  description: string;
  /** The codicon, without its prefix: "pass-filled"; empty where there is none. */
  icon: string;
  /** The icon's colour as computed for this theme: "rgb(173, 7, 7)". */
  color: string;
  /** What a screen reader says. */
  ariaLabel: string;
  /** 1 at the root. */
  level: number;
  /** Undefined for a row that has no children. */
  expanded: boolean | undefined;
}

/** A tree view of an extension, in a container of the activity bar. */
export class View {
  readonly #page: Page;
  readonly #container: string;
  readonly #name: string;

  /**
   * @param container title of the view container, as in the activity bar
   * @param name name of the view
   */
  constructor(page: Page, container: string, name: string) {
    this.#page = page;
    this.#container = container;
    this.#name = name;
  }

  /** The view's part of the side bar, with title and actions where it is the only view of its container. */
  get part(): Locator {
    return this.#page.locator(".part.sidebar");
  }

  /** Shows the view, unless it is shown. */
  async open(): Promise<this> {
    // A second click on the tab would hide it again.
    if (!(await this.#pane.isVisible())) {
      const tabs = this.#page.locator(".part.activitybar");
      await tabs.getByRole("tab", { name: new RegExp(`^${RegExp.escape(this.#container)}\\b`) }).click();
    }
    await this.#pane.waitFor();
    return this;
  }

  /** The rows that are shown, from top to bottom: of a long tree, those that fit in. */
  async rows(): Promise<TreeRowState[]> {
    return (await this.#snapshot()).map(({ index: _index, ...row }) => row);
  }

  /** The labels of the rows that are shown, each after two spaces for each level: easy to compare, and to read when it differs. */
  async outline(): Promise<string[]> {
    return (await this.rows()).map(({ level, label, description }) =>
      `${"  ".repeat(level - 1)}${label} ${description}`.trimEnd(),
    );
  }

  /** Drags the edge of the side bar until it is so wide, in CSS pixels. */
  async resize(width: number): Promise<void> {
    const { x, width: before, y, height } = (await this.part.boundingBox()) ?? assert.fail("no side bar");
    const { mouse } = this.#page;
    await mouse.move(x + before, y + height / 2);
    await mouse.down();
    await mouse.move(x + width, y + height / 2, { steps: 5 });
    await mouse.up();
    await mouse.move(0, 0);
  }

  /** The rows whose first words do not fit in: the label, and as many parts of the description, each after a point. */
  async cutOff(parts: number): Promise<string[]> {
    return this.#tree.locator(".monaco-list-rows .monaco-list-row").evaluateAll(
      (rows, count) =>
        rows
          .filter((row) => {
            const box = row.querySelector(".monaco-icon-label-container");
            const text = row.querySelector(".label-description")?.firstChild;
            if (box === null) return false;
            if (text?.nodeType !== Node.TEXT_NODE) return box.scrollWidth > box.clientWidth;
            const shown = (text.textContent ?? "").split(" · ").slice(0, count).join(" · ");
            const range = document.createRange();
            range.setStart(text, 0);
            range.setEnd(text, shown.length);
            return range.getBoundingClientRect().right > box.getBoundingClientRect().right;
          })
          .map((row) => row.querySelector(".monaco-icon-label-container")?.textContent ?? ""),
      parts,
    );
  }

  /** How well each icon stands out from what is behind it: its contrast by WCAG 2.2, by codicon. */
  async iconContrasts(): Promise<Record<string, number>> {
    return this.#tree.locator(".custom-view-tree-node-item-icon").evaluateAll((icons) => {
      const parts = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);
      const luminance = (colour: string): number => {
        const [red = 0, green = 0, blue = 0] = parts(colour).map((part) => {
          const value = part / 255;
          return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      };
      const behind = (element: Element | null): string => {
        if (element === null) return "rgb(255, 255, 255)";
        const { backgroundColor } = getComputedStyle(element);
        return parts(backgroundColor)[3] === 0 ? behind(element.parentElement) : backgroundColor;
      };
      return Object.fromEntries(
        icons.map((icon) => {
          const [dark = 0, light = 0] = [getComputedStyle(icon).color, behind(icon)]
            .map(luminance)
            .toSorted((one, other) => one - other);
          return [/codicon-([\w-]+)/.exec(icon.className)?.[1] ?? "", (light + 0.05) / (dark + 0.05)];
        }),
      );
    });
  }

  /** A row by the labels from the root to it: `row("Acme", "endpoints")`; the ones above have to be expanded. */
  row(...path: [Label, ...Label[]]): TreeRow {
    return new TreeRow(this.#page, path, async () => {
      const found = find(await this.#snapshot(), path);
      assert.ok(found, `no row ${path.join(" > ")} in\n${(await this.outline()).join("\n")}`);
      // Rows that arrive above give this place to another row: it is found by what it says, too, or not at all.
      const { index, ariaLabel } = found;
      const element = this.#tree.locator(`[data-index="${index}"][aria-label=${JSON.stringify(ariaLabel)}]`);
      return { state: found, element };
    });
  }

  /** What an empty view says: text, and the labels of its buttons. */
  async welcome(): Promise<{ text: string; buttons: string[] }> {
    const shown = this.#pane.locator(".welcome-view-content");
    return { text: await shown.innerText(), buttons: await shown.locator(".monaco-button").allInnerTexts() };
  }

  /** Presses a button of the welcome content. */
  async welcomeButton(label: Label): Promise<void> {
    await this.#pane
      .locator(".welcome-view-content .monaco-button")
      .filter({ hasText: exactly(label) })
      .click();
  }

  /** The message above the tree. */
  async message(): Promise<string> {
    return this.#pane.locator(".tree-explorer-viewlet-tree-view > .message").innerText();
  }

  /** Presses a button of the view's title bar. */
  async titleAction(name: Label): Promise<void> {
    await this.part.hover();
    const actions = this.part.locator(".composite.title, .pane-header:visible");
    await actions
      .getByRole("button", { name: exactly(name) })
      .first()
      .click();
  }

  /** The number on the container's icon in the activity bar; empty without one. */
  async badge(): Promise<string> {
    const tabs = this.#page.locator(".part.activitybar");
    const tab = tabs.getByRole("tab", { name: new RegExp(`^${RegExp.escape(this.#container)}\\b`) });
    return (await tab.locator(".badge-content").filter({ visible: true }).allTextContents()).join("");
  }

  get #pane(): Locator {
    const title = this.#page.locator(`.pane-header[aria-label="${this.#name} Section"]`);
    return this.part.locator(".pane").filter({ has: title });
  }

  get #tree(): Locator {
    return this.#pane.locator(".tree-explorer-viewlet-tree-view");
  }

  async #snapshot(): Promise<PlacedRow[]> {
    // Rows that scroll in are appended to the document: their order there says nothing.
    return this.#tree.locator(".monaco-list-rows .monaco-list-row").evaluateAll((rows) =>
      rows
        .map((row) => {
          const of = (selector: string): string => row.querySelector(selector)?.textContent ?? "";
          const icon = row.querySelector(".custom-view-tree-node-item-icon");
          const expanded = row.getAttribute("aria-expanded");
          return {
            index: Number(row.dataset["index"]),
            label: of(".label-name"),
            description: of(".label-description"),
            icon: /codicon-([\w-]+)/.exec(icon?.className ?? "")?.[1] ?? "",
            color: icon === null ? "" : getComputedStyle(icon).color,
            ariaLabel: row.getAttribute("aria-label") ?? "",
            level: Number(row.getAttribute("aria-level")),
            expanded: expanded === null ? undefined : expanded === "true",
          };
        })
        .toSorted((one, other) => one.index - other.index),
    );
  }
}

type PlacedRow = TreeRowState & { index: number };

/** Walks down: below the first row that matches each label, the first of its descendants that matches the next. */
function find(rows: PlacedRow[], path: readonly Label[]): PlacedRow | undefined {
  let among = rows;
  let found: PlacedRow | undefined;
  for (const label of path) {
    found = among.find((row) => exactly(label).test(row.label));
    if (found === undefined) return undefined;
    const { level } = found;
    const below = among.slice(among.indexOf(found) + 1);
    const end = below.findIndex((row) => row.level <= level);
    among = end === -1 ? below : below.slice(0, end);
  }
  return found;
}

/** How long a row that was just seen may take to be where it was: after that, it is looked up again. */
const SOON = { timeout: 2_000 };

/** One row of a tree view; it is looked up anew each time, so it may move, change and come back. */
export class TreeRow {
  readonly #page: Page;
  readonly #path: readonly Label[];
  readonly #look: () => Promise<{ state: PlacedRow; element: Locator }>;

  constructor(page: Page, path: readonly Label[], look: () => Promise<{ state: PlacedRow; element: Locator }>) {
    this.#page = page;
    this.#path = path;
    this.#look = look;
  }

  /** What the row shows now; waits until there is such a row. */
  async state(): Promise<TreeRowState> {
    const { index: _index, ...state } = (await eventually(this.#look)).state;
    return state;
  }

  /**
   * Waits until the row shows all of this.
   *
   *     await view.row("Acme").shows({ description: /^CONNECTED/, icon: "pass-filled" });
   */
  async shows(
    expected: Partial<Record<"label" | "description" | "icon" | "color" | "ariaLabel", Label>> & { expanded?: boolean },
    milliseconds?: number,
  ): Promise<TreeRowState> {
    const { index: _index, ...shown } = await eventually(
      async () => (await this.#look()).state,
      (state) => {
        for (const [name, value] of Object.entries(expected)) {
          const is = state[name as keyof TreeRowState];
          const fits = value instanceof RegExp ? value.test(String(is)) : value === is;
          assert.ok(fits, `${name} of ${this.#path.join(" > ")} is ${JSON.stringify(is)}, not ${value}`);
        }
      },
      milliseconds,
    );
    return shown;
  }

  async expand(): Promise<void> {
    await this.#setExpanded(true);
  }

  async collapse(): Promise<void> {
    await this.#setExpanded(false);
  }

  async select(): Promise<void> {
    await this.#act((row) => row.locator(".label-name").first().click(SOON));
  }

  /** What hovering shows. */
  async tooltip(): Promise<string> {
    const hover = this.#page.locator(".workbench-hover .monaco-hover-content");
    // A row that is drawn anew at this moment takes its hover with it.
    return this.#act(async (row) => {
      // A hover that is still fading away would be read for this one.
      await this.#page.mouse.move(0, 0);
      await hover.waitFor({ state: "hidden", ...SOON });
      await row.locator(".label-name").first().hover(SOON);
      await hover.first().waitFor(SOON);
      // One of what the mouse was on before may come first, late; the row's own takes its place half a second after.
      await this.#page.waitForTimeout(1500);
      return hover.first().innerText();
    });
  }

  /** The names of its inline buttons. */
  async actions(): Promise<string[]> {
    return this.#act(async (row) => {
      await row.hover(SOON);
      return row.locator(".actions .action-label").evaluateAll((all) => all.map((one) => one.ariaLabel ?? ""));
    });
  }

  /** Presses an inline button. */
  async action(name: Label): Promise<void> {
    await this.#act(async (row) => {
      await row.hover(SOON);
      await row.getByRole("button", { name: exactly(name) }).click(SOON);
    });
  }

  async contextMenu(): Promise<ContextMenu> {
    await this.#act((row) =>
      row
        .locator(".label-name")
        .first()
        .click({ button: "right", ...SOON }),
    );
    return ContextMenu.shown(this.#page);
  }

  /** Chooses from the row's menu once it can be chosen: while a window comes up, VS Code does not know yet that its folder is trusted. */
  async choose(item: Label): Promise<void> {
    const menu = await eventually(async () => {
      const opened = await this.contextMenu();
      if (await opened.isEnabled(item)) return opened;
      await opened.close();
      return assert.fail(`${item} is disabled: the window does not know yet that its folder is trusted`);
    });
    await menu.choose(item);
  }

  async #setExpanded(expanded: boolean): Promise<void> {
    await this.#act(async (row, state) => {
      assert.notEqual(state.expanded, undefined, `${this.#path.join(" > ")} has nothing below it`);
      if (state.expanded !== expanded) await row.locator(".monaco-tl-twistie").click(SOON);
    });
    await this.shows({ expanded });
  }

  /** Does this to the row, where it is then: a row that moves or changes under the hand is looked up again. */
  async #act<T>(act: (row: Locator, state: TreeRowState) => Promise<T>): Promise<T> {
    return eventually(async () => {
      const { state, element } = await this.#look();
      return act(element, state);
    });
  }
}
