// What draws nothing by itself: controls, what turns the direction of a text, blanks without width, tags, halves of pairs.
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Foreign text on one line, for logs: line breaks become blanks, and what cannot be seen is taken out. */
export function plainLine(text: string): string {
  return (
    text
      .replace(/[\r\n\t\v\f\u0085\u2028\u2029]+/g, " ")
      .replace(unseen, "")
      // `::command::` where a line begins and `##[command]` anywhere are orders to a runner, wherever the text ends up.
      // Within a word, as in `[::ffff:7f00:1]`, two colons are an address.
      .replace(/(?<!\S)::(?=[a-z])/gi, ": :")
      .replace(/##(?=\[)/g, "# #")
  );
}

/** JSON in which what cannot be seen is an escape: the same to who reads it as JSON, and nothing to a terminal. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replace(unseen, (character) =>
    character === "\n" ? character : character.split("").map(jsonEscape).join(""),
  );
}

function jsonEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
