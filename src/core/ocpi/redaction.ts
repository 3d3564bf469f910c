import type { AnyToken } from "./token.ts";

/**
 * Every token that a run knows, and the power to take them out of a text in each form in which a peer, a library or a
 * renderer might write them. The last thing every text passes before it leaves the process: the runner's masks do not
 * reach files, and not every face has a runner.
 */
export class Redaction {
  readonly #forms = new Map<string, string>();

  /** Knows one more secret from now on. Secrets under four characters are left alone: they would eat every text. */
  add(secret: AnyToken | { reveal(): string; readonly label: string }): void {
    const plain = secret.reveal();
    if (plain.length < 4) return;
    const replacement = `[${secret.label}]`;
    for (const form of writtenForms(plain)) this.#forms.set(form, replacement);
  }

  /** The text with every known secret replaced by its label, such as `[hub token]`. */
  apply(text: string): string {
    let clean = text;
    // Longest first, so that a form which contains another is replaced whole.
    for (const [form, replacement] of [...this.#forms].toSorted(([a], [b]) => b.length - a.length)) {
      if (clean.includes(form)) clean = clean.replaceAll(form, replacement);
    }
    return clean;
  }
}

/** The ways in which a token may stand in a text: plain, Base64, and escaped for URLs, JSON and HTML. */
export function writtenForms(plain: string): Set<string> {
  const bytes = Buffer.from(plain, "utf8");
  return new Set([
    plain,
    bytes.toString("base64"),
    bytes.toString("base64").replace(/=+$/, ""),
    bytes.toString("base64url"),
    encodeURIComponent(plain),
    JSON.stringify(plain).slice(1, -1),
    plain.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;"),
  ]);
}
