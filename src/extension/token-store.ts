import { createHash } from "node:crypto";
import { z } from "zod";
import { HubToken, InitialToken, PlatformToken } from "../core/ocpi/token.ts";
import { storeForCertain, type SecretStorage } from "./secret-storage.ts";

/** Which connection a token is for: the same name in two folders is two connections. */
export interface ConnectionKey {
  /** The URI of its `ocpi.yml`. */
  readonly config: string;
  readonly name: string;
}

const makers = {
  "initial-token": InitialToken,
  "platform-token": PlatformToken,
  "hub-token": HubToken,
} as const;
export type TokenKind = keyof typeof makers;
type TokenOf<K extends TokenKind> = InstanceType<(typeof makers)[K]>;

const storedSchema = z.object({ token: z.string().min(1), origin: z.string(), stored_at: z.string() });

/** What is in the store for a connection, for its node: never the token. */
export type Stored<K extends TokenKind> =
  | { readonly state: "absent" }
  | { readonly state: "stored"; readonly token: TokenOf<K>; readonly storedAt: Date }
  /** It was stored for another host than the one that `ocpi.yml` names now: nothing is sent before somebody says so. */
  | { readonly state: "other-origin"; readonly origin: string };

/**
 * The tokens of the connections, in SecretStorage and nowhere else. Each is bound to the origin that it was stored for: a
 * repository that changes `ocpi.yml` must not be able to send a stored token to another host.
 */
export class TokenStore {
  readonly #secrets: SecretStorage;

  constructor(secrets: SecretStorage) {
    this.#secrets = secrets;
  }

  /** The token of a kind, if there is one and it is for this origin. */
  async read<K extends TokenKind>(connection: ConnectionKey, kind: K, origin: string): Promise<Stored<K>> {
    const text = await this.#secrets.get(keyOf(connection, kind));
    const parsed = storedSchema.safeParse(text === undefined ? undefined : parseOrNothing(text));
    if (!parsed.success) return { state: "absent" };
    if (parsed.data.origin !== origin) return { state: "other-origin", origin: parsed.data.origin };
    const token = new makers[kind](parsed.data.token) as TokenOf<K>;
    return { state: "stored", token, storedAt: new Date(parsed.data.stored_at) };
  }

  /**
   * Stores a token for an origin, and reads it back.
   * @throws Error when the keyring did not keep it.
   */
  async write<K extends TokenKind>(
    connection: ConnectionKey,
    token: TokenOf<K> & { readonly kind: K },
    origin: string,
    now: Date,
  ): Promise<void> {
    const value = { token: token.reveal(), origin, stored_at: now.toISOString() };
    await storeForCertain(this.#secrets, keyOf(connection, token.kind), JSON.stringify(value));
  }

  async forget(connection: ConnectionKey, kind: TokenKind): Promise<void> {
    await this.#secrets.delete(keyOf(connection, kind));
  }
}

/** Where something of a connection is kept. The path of a folder is nobody's business, so it goes in as a hash. */
export function keyOf({ config, name }: ConnectionKey, kind: string): string {
  const folder = createHash("sha256").update(config).digest("hex");
  return ["v1", folder, name, kind].join("|");
}

function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
