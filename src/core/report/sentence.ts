/**
 * What happened and why, and what to do now. Backticks mark what is to be typed or looked for, and quotes what somebody
 * says: foreign text stands between them and holds neither. A `snippet` is to be pasted.
 */
export interface Sentence {
  readonly message: string;
  readonly fix?: string;
  readonly snippet?: string;
  /** A link of ours that stands in `fix`. */
  readonly link?: string;
}
