import { escapedInJson, visibleText } from "../ocpi/visible-text.ts";

/** Foreign text on one line, for logs: what cannot be seen vanishes, and a runner takes no part of it for a command. */
export function plainLine(text: string): string {
  return (
    visibleText(text)
      .replace(/[\r\n\t]+/g, " ")
      // `::command::` and `##[command]` are orders to a runner, wherever the text ends up; `[::ffff:…]` and `fe80::…` are not.
      .replace(/(?<![[0-9a-f])::(?=[a-z])/gi, ": :")
      .replace(/##(?=\[)/g, "# #")
  );
}

/** JSON in which what cannot be seen is written as escapes: the same to a reader of JSON, and nothing to a terminal. */
export function jsonText(value: unknown, indent?: number): string {
  return escapedInJson(JSON.stringify(value, undefined, indent));
}

/** Foreign text inside Markdown prose: nothing in it is a link, an image, HTML, a mention or a table's edge. */
export function markdownText(text: string): string {
  return (
    literal(plainLine(text))
      // GitHub makes links of bare addresses, too.
      .replace(/\b(?:https?|ftp):\/\//gi, (scheme) => scheme.replace(":", "&#58;"))
      .replace(/\bwww\./gi, (prefix) => prefix.replace(".", "&#46;"))
  );
}

/** Text as code in Markdown: literal, selectable, on one line, safe in a table. */
export function markdownCode(text: string): string {
  return `<code>${literal(plainLine(text))}</code>`;
}

/** Each character that means something to HTML or Markdown as its entity. */
function literal(text: string): string {
  return text.replace(/[&<>\\`*_{}[\]()#+!|~@]/g, (character) => `&#${character.codePointAt(0)};`);
}
