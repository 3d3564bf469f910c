import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";

/**
 * Reads again and again until what is read satisfies the check, and gives it back.
 *
 *     await eventually(() => row.description(), (text) => assert.equal(text, "CONNECTED"));
 *
 * @param read what to look at; that it throws counts as "not yet"
 * @param check throws an assertion error, or returns false, as long as it is not satisfied
 * @param milliseconds how long to try at most
 * @throws what the last look threw
 */
export async function eventually<T>(
  read: () => T | Promise<T>,
  check: (value: T) => unknown = () => true,
  milliseconds = 15_000,
): Promise<T> {
  const end = performance.now() + milliseconds;
  for (;;) {
    try {
      const value = await read();
      assert.ok(check(value) !== false, `not as expected: ${JSON.stringify(value)}`);
      return value;
    } catch (error) {
      if (performance.now() > end) throw error;
      await delay(50);
    }
  }
}
