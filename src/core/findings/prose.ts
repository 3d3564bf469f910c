import { plainLine } from "../ocpi/escape.ts";

/** `a`, `a and b`, `a, b and c`. */
export function list(items: readonly string[]): string {
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
