import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, ImpactValue, RunOptions } from "axe-core";
import type { Locator, Page } from "playwright-core";

/** One rule that the page breaks. */
export interface Violation {
  rule: string;
  impact: ImpactValue;
  help: string;
  /** The elements that break it, as HTML. */
  elements: string[];
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * VS Code puts a row's label and description side by side without a blank between them. axe reads them as one word, which no
 * accessible name contains, not even the one that VS Code makes itself.
 */
const options: RunOptions = {
  resultTypes: ["violations"],
  rules: { "label-content-name-mismatch": { enabled: false } },
};

/** Runs axe on these elements and what is in them, and on nothing else of the page. */
export async function violations(page: Page, ...parts: Locator[]): Promise<Violation[]> {
  // axe takes selectors, and these elements need not have one of their own.
  for (const part of parts) await part.first().evaluate((element) => element.setAttribute("data-checked-by-axe", ""));
  try {
    await page.evaluate(axe);
    const found = await page.evaluate(async (settings): Promise<AxeResults> => {
      const { axe: run } = globalThis as unknown as {
        axe: { run: (context: string, options: RunOptions) => Promise<AxeResults> };
      };
      return run.run("[data-checked-by-axe]", settings);
    }, options);
    return found.violations.map(({ id, impact, help, nodes }) => ({
      rule: id,
      impact: impact ?? null,
      help,
      elements: nodes.map(({ html }) => html),
    }));
  } finally {
    for (const part of parts) await part.first().evaluate((element) => element.removeAttribute("data-checked-by-axe"));
  }
}
