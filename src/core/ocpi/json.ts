// OCPI's own objects are some ten levels deep, and the longest lists have some 100,000 values. A parser's memory grows
// with every level and every value, however short its text is.
const DEPTH_LIMIT = 100;
const VALUE_LIMIT = 300_000;

/**
 * Parses JSON, without the byte order mark that some servers put before it.
 * @throws SyntaxError for what is no JSON, more than 100 levels deep or of more than 300,000 values.
 */
export function parseJson(text: string): unknown {
  const bare = text.replace(/^\uFEFF/, "");
  if (isTooMuch(bare)) throw new SyntaxError("more than 100 levels deep, or more than 300,000 values");
  return JSON.parse(bare);
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
