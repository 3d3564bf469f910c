import { escapedInJson, visibleText } from "../ocpi/visible-text.ts";

/** Foreign text on one line, for logs: what cannot be seen vanishes, and a runner takes no part of it for a command. */
export function plainLine(text: string): string {
  // Breakage: foreign text is printed as it is
  return (
    visibleText(text)
      .replace(/[\r\n\t]+/g, " ")
      // `::command::` where a line begins and `##[command]` anywhere are orders to a runner, wherever the text ends up.
      // Within a word, as in `[::ffff:7f00:1]`, two colons are an address.
      .replace(/(?<!\S)::(?=[a-z])/gi, ": :")
      .replace(/##(?=\[)/g, "# #")
  );
}

/** JSON in which what cannot be seen is written as escapes: the same to a reader of JSON, and nothing to a terminal. */
export function jsonText(value: unknown, indent?: number): string {
  return escapedInJson(JSON.stringify(value, undefined, indent));
}
