import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, ImpactValue, RunOptions } from "axe-core";
import type { Frame, Locator, Page } from "playwright-core";

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
    return await found(page, "[data-checked-by-axe]");
  } finally {
    for (const part of parts) await part.first().evaluate((element) => element.removeAttribute("data-checked-by-axe"));
  }
}

/** Runs axe on a web page of its own, such as a report, by its body. */
export async function violationsInPage(body: Locator): Promise<Violation[]> {
  const frame = await (await body.elementHandle())?.ownerFrame();
  assert.ok(frame !== null && frame !== undefined, "the page is in no frame");
  return found(frame, "body");
}

async function found(where: Page | Frame, context: string): Promise<Violation[]> {
  await where.evaluate(axe);
  const { violations: all } = await where.evaluate(
    async ([within, settings]): Promise<AxeResults> => {
      const { axe: run } = globalThis as unknown as {
        axe: { run: (context: string, options: RunOptions) => Promise<AxeResults> };
      };
      return run.run(within, settings);
    },
    [context, options] as const,
  );
  return all.map(({ id, impact, help, nodes }) => ({
    rule: id,
    impact: impact ?? null,
    help,
    elements: nodes.map(({ html }) => html),
  }));
}
