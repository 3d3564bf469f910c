// Controls but for line ends and tabs, separators of lines and paragraphs, annotations, and what Unicode says is shown as
// nothing: soft hyphens, joiners, directions of writing, fillers, variation selectors, tags.
const unseen = /(?![\t\n\r])[\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/gu;

/**
 * Foreign text without what a reader cannot see: nothing that is taken out here can hide a part of a token from a search, or
 * make a terminal or a bidirectional text say something else. Done twice it is the same as done once.
 */
export function visibleText(text: string): string {
  return text.replace(unseen, "");
}

/** The text with what cannot be seen written as JSON's escapes: the same to a reader of JSON, and nothing to a terminal. */
export function escapedInJson(json: string): string {
  return json.replace(unseen, (character) =>
    // JSON has one escape for each UTF-16 unit.
    character
      .split("")
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}
