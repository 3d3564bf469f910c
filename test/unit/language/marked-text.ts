import { ConfigText, type TextRange } from "../../../src/extension/language/config-text.ts";

/** The text that a range marks. */
export function marked(text: string, { start, end }: TextRange): string {
  const config = new ConfigText(text);
  return text.slice(config.offsetAt(start), config.offsetAt(end));
}

/** The text after a change. */
export function replaced(text: string, change: { readonly range: TextRange; readonly replacement: string }): string {
  const config = new ConfigText(text);
  const { start, end } = change.range;
  return text.slice(0, config.offsetAt(start)) + change.replacement + text.slice(config.offsetAt(end));
}
