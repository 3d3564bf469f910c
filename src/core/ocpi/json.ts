// OCPI's own objects are some ten levels deep, and the longest lists have some 100,000 values. A parser's memory grows
// with every level and every value, however short its text is.
const DEPTH_LIMIT = 100;
const VALUE_LIMIT = 300_000;

/**
 * Makes sure that a JSON text can be parsed within bounds.
 * @throws SyntaxError for more than 100 levels, or more than 300,000 values.
 */
export function assertBounded(text: string): void {
  if (isTooMuch(text)) throw new SyntaxError("more than 100 levels deep, or more than 300,000 values");
}

/** Whether a parsed value is an object, and no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Counts brackets, and the marks between values; those in texts count too, which only makes it stricter. */
function isTooMuch(text: string): boolean {
  let depth = 0;
  let values = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x5b || code === 0x7b) {
      depth += 1;
      values += 1;
    } else if (code === 0x5d || code === 0x7d) depth -= 1;
    else if (code === 0x2c) values += 1;
    if (depth > DEPTH_LIMIT || values > VALUE_LIMIT) return true;
  }
  return false;
}
