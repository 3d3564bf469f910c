// What draws nothing by itself: controls but for line ends and tabs, what turns the direction of a text, joiners, soft
// hyphens, fillers, tags, halves of pairs.
const unseen = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
// What else ends a line, to one reader or another.
const otherLineEnds = /[\v\f\u0085\u2028\u2029]/g;

// What most texts are: nothing in it is to be taken out.
const isPlain = /^[\t\n\r\x20-\x7E]*$/;

/**
 * Foreign text without what a reader cannot see: nothing that is taken out here can hide a part of a token from a search, or
 * make a terminal or a bidirectional text say something else. Done twice it is the same as done once.
 */
export function visibleText(text: string): string {
  if (isPlain.test(text)) return text;
  return text.replace(otherLineEnds, " ").replace(unseen, "");
}

/** The text with what cannot be seen written as JSON's escapes: the same to a reader of JSON, and nothing to a terminal. */
export function escapedInJson(json: string): string {
  if (isPlain.test(json)) return json;
  return json.replace(unseen, (character) =>
    // JSON has one escape for each UTF-16 unit.
    character
      .split("")
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}
