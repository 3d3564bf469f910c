import { list } from "./prose.ts";
import type { ResponseSummary } from "./response-summary.ts";
import type { Words } from "./words.ts";

/** What to mend when the hub refuses fields of what was sent: what carries them. */
export function adviceOnFields({ fields = [] }: ResponseSummary, words: Words): string {
  return `Add or correct what the hub names: ${list([...new Set(fields.map((field) => carrier(field, words)))])}.`;
}

/** Where a person writes a field of the credentials, such as `roles[0].business_details.website`. */
function carrier(field: string, words: Words): string {
  const names = field.replace(/\[\d+\]/g, "").split(".");
  const [root, leaf = ""] = [names[0], names.at(-1)];
  if (root === "token") return words.theToken("platform-token");
  if (root === "url") return words.platformUrl;
  const input = words.inputOfRole(leaf);
  const line = `${names.map((name) => `\`${name}\``).join(" → ")} in \`ocpi.yml\``;
  return input === undefined ? line : `${line} (or ${input})`;
}
