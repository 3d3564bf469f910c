import { error, warning } from "./entry.ts";
import { foreign, plainForeign, quoted } from "./prose.ts";
import { OURS } from "./rule-sources.ts";
import type { Position } from "./source.ts";

/** Something at a place of the file. */
export interface InFile {
  readonly path: string;
  readonly position: Position;
}

/** A key at a place of the file. */
export interface OfKey extends InFile {
  readonly key: string;
}

/** What is wrong in `ocpi.yml`, whatever it describes. */
export const configFindings = {
  "config-syntax": error(
    "CONFIG",
    "you",
    "YAML 1.2",
    ({ path, position, detail }: InFile & { detail: string }, { words }) => ({
      message: [`${words.placeIn(path, position)} is not YAML.`, `The parser says: ${foreign(detail)}.`],
      ...words.correctLine(path, position),
    }),
  ),
  "config-unknown-key": error(
    "CONFIG",
    "you",
    OURS,
    (
      { path, position, key, nearest, allowed }: OfKey & { nearest: string | undefined; allowed: readonly string[] },
      { words },
    ) => ({
      message: [`${words.placeIn(path, position)} has an unknown key, ${quoted(key)}.`],
      fix:
        nearest === undefined
          ? `Remove it. The keys here are: ${allowed.map((name) => `\`${name}\``).join(", ")}.`
          : `Did you mean \`${nearest}\`?`,
    }),
  ),
  "config-size": error("CONFIG", "you", OURS, ({ path }: InFile) => ({
    message: [`\`${path}\` is larger than 256 kB, so it was not read.`],
    fix: "Keep what describes your connections; what is too much goes into the `ocpi.yml` of another repository.",
  })),
  "config-more": warning(
    "CONFIG",
    "you",
    OURS,
    ({ path, position, count }: InFile & { /** How many findings are left out. */ count: number }) => ({
      message: [
        `\`${path}\` has ${count} more ${count === 1 ? "finding" : "findings"}, from line ${position.line} on.`,
      ],
      fix: "Correct those that are listed, and check again.",
    }),
  ),
  "config-token": error("CONFIG", "you", OURS, ({ path, position, key }: OfKey, { words }) => ({
    message: [
      `${words.placeIn(path, position)} holds a token (${foreign(key)}).`,
      "A token in this file is readable for everyone who can read the repository, now and in its history.",
    ],
    fix: `Remove it, have it replaced by the side that issued it, and ${words.keepReplacedToken}.`,
  })),
  "config-value": error(
    "CONFIG",
    "you",
    OURS,
    (
      {
        path,
        position,
        key,
        expected,
      }: OfKey & {
        expected: string;
        /** The only values that it may have, where they are few. */
        allowed?: readonly string[];
        /** What names are made of, where it has a wrong one. */
        names?: string;
      },
      { words },
    ) => ({
      message: [`${words.keyIn(path, position, plainForeign(key))} ${expected}.`],
      ...words.correctLine(path, position),
    }),
  ),
};
