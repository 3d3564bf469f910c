/**
 * What an entry of the catalogue says: what happened and why, and what to do now. Backticks mark what is to be typed or
 * looked for, and quotes what a peer, a file or GitHub says: foreign text stands between them and holds neither.
 */
export interface Said {
  readonly message: Message;
  readonly fix?: string;
  /** To be pasted. */
  readonly snippet?: string;
  /** A link of ours that stands in `fix`. */
  readonly link?: string;
}

/** A message, whole or in parts. The first part stands alone: it is the headline of a run that ends for this reason. */
export type Message = string | readonly [headline: string, ...rest: string[]];

/** The same, as every renderer reads it. */
export interface Sentence extends Omit<Said, "message"> {
  readonly headline: string;
  /** The headline and the rest. */
  readonly message: string;
}

/** Puts the parts of a message together. */
export function sentenceOf({ message, ...others }: Said): Sentence {
  const [headline, ...rest] = typeof message === "string" ? [message] : message;
  return { headline, message: [headline, ...rest].join(" "), ...others };
}
