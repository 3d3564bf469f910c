// oxlint-disable-next-line no-control-regex -- terminal controls are what is taken out
const unseen = /[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/g;

/** Foreign text on one line, for logs: control characters, bidi controls and line breaks become visible or vanish. */
export function plainLine(text: string): string {
  return (
    text
      .replace(/[\r\n\t]+/g, " ")
      .replace(unseen, "")
      // `::command::` and `##[command]` are orders to a runner, wherever the text ends up.
      .replace(/::(?=[a-z])/gi, ": :")
      .replace(/##(?=\[)/g, "# #")
  );
}

/** JSON in which terminal and bidi controls are escapes: the same to who reads it as JSON, and nothing to a terminal. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replace(unseen, (character) =>
    character === "\n" ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
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
