import sealedbox from "tweetnacl-sealedbox-js";

/**
 * Encrypts a secret for GitHub: libsodium's `crypto_box_seal` over its UTF-8 bytes, in Base64.
 * @param publicKey the key of the same scope as the secret, in Base64.
 * @throws RangeError when the key is not 32 bytes.
 */
export function seal(secret: string, publicKey: string): string {
  const key = Buffer.from(publicKey, "base64");
  if (key.length !== 32) throw new RangeError("GitHub's public key must have 32 bytes.");
  return Buffer.from(sealedbox.seal(Buffer.from(secret, "utf8"), key)).toString("base64");
}
