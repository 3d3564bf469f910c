// OCPI's own objects are some ten levels deep. A parser's memory grows with every level.
const DEPTH_LIMIT = 100;

/**
 * Parses JSON, without the byte order mark that some servers put before it.
 * @throws SyntaxError for what is no JSON, or more than 100 levels deep.
 */
export function parseJson(text: string): unknown {
  const bare = text.replace(/^\uFEFF/, "");
  if (isTooDeep(bare)) throw new SyntaxError("more than 100 levels deep");
  return JSON.parse(bare);
}

/** Counts opening brackets, and closing ones back; those in texts count too, which only makes it stricter. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x5b || code === 0x7b) depth += 1;
    else if (code === 0x5d || code === 0x7d) depth -= 1;
    if (depth > DEPTH_LIMIT) return true;
  }
  return false;
}
