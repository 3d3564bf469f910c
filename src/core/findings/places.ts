import type { Words } from "./words.ts";

/** How a place in a file is named to readers who do not see it. */
export const places: Pick<Words, "placeIn" | "keyIn" | "correctLine"> = {
  placeIn: (path, { line, column }) => `\`${path}\` line ${line}, column ${column}`,
  keyIn: (path, position, key) =>
    `${position === undefined ? `\`${path}\`` : places.placeIn(path, position)}: \`${key}\``,
  correctLine: (path, { line }) => ({ fix: `Correct line ${line} of \`${path}\`.` }),
};
