import { setTimeout as delay } from "node:timers/promises";
import type { Page } from "playwright-core";

/** Milliseconds between what was seen and the next key. */
const HAND_MS = 50;

/**
 * Presses keys one after the other, "Tab", "Control+K", no quicker than a hand does. VS Code loses a key that comes right
 * after the focus moved: 16 of 40 that came at once, none of 160 that came 10 to 100 ms later.
 */
export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    await delay(HAND_MS);
    await page.keyboard.press(key);
  }
}
