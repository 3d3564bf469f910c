import type { ConnectionEntry } from "./connection-entry.ts";
import type { Purpose, TokenKind, TokenOf } from "./token-store.ts";

/** What a token of a kind is bound to. */
export function purposeOf(kind: TokenKind, { hubOrigin, platformOrigin }: ConnectionEntry): Purpose {
  const isPlatforms = kind === "platform-token" || kind === "new-platform-token";
  return isPlatforms ? { origin: platformOrigin, hub: hubOrigin } : { origin: hubOrigin };
}

/** The stored token of a kind, if there is one for the host that `ocpi.yml` names. */
export async function storedToken<K extends TokenKind>(
  entry: ConnectionEntry,
  kind: K,
): Promise<TokenOf<K> | undefined> {
  const stored = await entry.tokens.read(entry.key, kind, purposeOf(kind, entry));
  return stored.state === "stored" ? stored.token : undefined;
}
