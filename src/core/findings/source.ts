import type { Words } from "./words.ts";

/** A place in `ocpi.yml`, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where a value was given: an input of the face, or a place in the file. */
export interface Source {
  /** `hub-url`, or `connections.chargeindia.hub.url`. */
  readonly name: string;
  readonly file?: string | undefined;
  readonly position?: Position | undefined;
}

/** A place in a file as a sentence begins with it. */
export function placeIn(path: string, { line, column }: Position): string {
  return `\`${path}\` line ${line}, column ${column}`;
}

/** Where a value was given, as a sentence begins with it. */
export function whereGiven({ name, file, position }: Source, words: Words): string {
  if (file === undefined) return words.given(name);
  return `${position === undefined ? `\`${file}\`` : placeIn(file, position)}: \`${name}\``;
}
