import { randomBytes } from "node:crypto";

/**
 * A token as an awkward but correct server would make it: random, printable, no Base64 by accident, and with every
 * character that JSON, URLs, HTML, Markdown and a runner's log would write differently.
 */
export function newToken(prefix: string): string {
  return `${prefix}_${randomBytes(16).toString("hex")}*&<#"+/=|~%`;
}

/** The token candidates in an Authorization header: as it is, and decoded from Base64. */
export function presentedTokens(header: string | undefined): { plain: string; decoded: string } | undefined {
  const plain = /^Token (\S+)$/.exec(header ?? "")?.[1];
  return plain === undefined ? undefined : { plain, decoded: Buffer.from(plain, "base64").toString("utf8") };
}
