import { plainLine } from "../ocpi/escape.ts";

// What has more is not read to its end, and a peer may list thousands.
const LIST_LIMIT = 20;

/**
 * `a`, `a and b`, `a, b and c`; of many the first, and how many others there are.
 * @param limit how many are named.
 */
export function list(items: readonly string[], limit = LIST_LIMIT): string {
  const others = items.length - limit;
  if (others > 0) return `${items.slice(0, limit).join(", ")} and ${others} ${others === 1 ? "other" : "others"}`;
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/** A text as it begins a sentence. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Foreign text in a sentence of ours: it may hold none of what marks it there, and is never long. */
export function plainForeign(text: string): string {
  const line = plainLine(text).replace(/[`"]/g, "'");
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}

/** Foreign text marked as what is to be looked for. */
export function foreign(text: string): string {
  return `\`${plainForeign(text)}\``;
}

/** Foreign text marked as what a peer, a file or GitHub said. */
export function quoted(text: string): string {
  return `"${plainForeign(text)}"`;
}
