/** What VS Code shows as a label: a text is the whole label, a pattern may match a part of it. */
export type Label = string | RegExp;

/** The pattern that a label's whole text has to match: Playwright takes a plain text for a part, in any case. */
export function exactly(label: Label): RegExp {
  return typeof label === "string" ? new RegExp(`^\\s*${RegExp.escape(label)}\\s*$`) : label;
}
