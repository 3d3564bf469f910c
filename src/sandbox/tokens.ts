import { randomBytes } from "node:crypto";

/** A token as a hub would make it: 256 bits, printable, no Base64 by accident. */
export function newToken(prefix: string): string {
  return `${prefix}-${randomBytes(24).toString("hex")}`;
}

/** The token candidates in an Authorization header: as it is, and decoded from Base64. */
export function presentedTokens(header: string | undefined): { plain: string; decoded: string } | undefined {
  const plain = /^Token (\S+)$/.exec(header ?? "")?.[1];
  return plain === undefined ? undefined : { plain, decoded: Buffer.from(plain, "base64").toString("utf8") };
}
