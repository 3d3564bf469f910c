/**
 * The forms in which a secret might stand in an output, as an attacker would list them. Deliberately not the product's
 * own list: this list must find what that one forgets.
 */
export function tokenForms(secret: string): Readonly<Record<string, string>> {
  const bytes = Buffer.from(secret.toWellFormed(), "utf8");
  const half = Math.ceil(secret.length / 2);
  const quoted = JSON.stringify(secret.toWellFormed());
  return {
    plain: secret,
    "first half": secret.slice(0, half),
    "second half": secret.slice(-half),
    base64: bytes.toString("base64"),
    // As in a login, where bytes stand before the token.
    "base64 after one byte": Buffer.concat([Buffer.from("-"), bytes])
      .toString("base64")
      .slice(2, -4),
    "base64 after two bytes": Buffer.concat([Buffer.from("--"), bytes])
      .toString("base64")
      .slice(3, -4),
    base64url: bytes.toString("base64url"),
    hex: bytes.toString("hex"),
    url: encodeURIComponent(secret.toWellFormed()),
    json: quoted.slice(1, quoted.length - 1),
    // What a server prints when it takes a plain token for Base64.
    "decoded, in hex": isBase64(secret) ? Buffer.from(secret, "base64").toString("hex") : "",
    "decoded, as text": isBase64(secret) ? Buffer.from(secret, "base64").toString("utf8").replaceAll("\uFFFD", "") : "",
    html: [...secret].map((character) => entities[character] ?? character).join(""),
  };
}

function isBase64(text: string): boolean {
  return /^[\w+/-]+={0,2}$/.test(text) && text.replace(/=+$/, "").length % 4 !== 1;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

// Shorter ones are words.
const SHORTEST = 8;

/**
 * Which form of which of these secrets stands in the text; undefined when none does.
 * @param halves whether halves count: not those of a token that a test made up out of words.
 */
export function formIn(text: string, secrets: readonly string[], halves = true): string | undefined {
  for (const secret of secrets) {
    const found = formsToFind(secret).find(
      ([name, form]) => (halves || !name.endsWith(" half")) && text.includes(form),
    );
    if (found !== undefined) return `${found[0]} of ${secret.slice(0, 8)}…`;
  }
  return undefined;
}

const known = new Map<string, readonly (readonly [string, string])[]>();

/** Every form once: most secrets are the same in many of them. */
function formsToFind(secret: string): readonly (readonly [string, string])[] {
  const before = known.get(secret);
  if (before !== undefined) return before;
  const byForm = new Map<string, string>();
  for (const [name, form] of Object.entries(tokenForms(secret))) {
    // Padding stands at the end of a text, and is left out elsewhere.
    const bare = form.replace(/=+$/, "");
    if (bare.length >= SHORTEST && !byForm.has(bare)) byForm.set(bare, name);
  }
  const forms = [...byForm].map(([form, name]) => [name, form] as const);
  // A series has thousands of secrets, each for one story.
  if (known.size > 100) known.clear();
  known.set(secret, forms);
  return forms;
}
