import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { HubToken, InitialToken, PlatformToken } from "../../core/ocpi/token.ts";
import { isLoopback } from "../../core/peer/hub-address.ts";
import type { ConnectionKey } from "./connection-key.ts";
import type { Issued, Journal } from "./journal.ts";
import { storeForCertain, type SecretStorage } from "./secret-storage.ts";

const makers = {
  "initial-token": InitialToken,
  "platform-token": PlatformToken,
  /** The platform token of a rotation that is under way: the hub may have it already. */
  "new-platform-token": PlatformToken,
  "hub-token": HubToken,
} as const;
/** Which of a connection's tokens it is: also the last part of the key that it is stored under. */
export type TokenKind = keyof typeof makers;
/** The type of a token of a kind: they cannot be taken for each other. */
export type TokenOf<K extends TokenKind> = InstanceType<(typeof makers)[K]>;

const storedSchema = z.object({
  token: z.string().check(z.minLength(1)),
  origin: z.string(),
  stored_at: z.string(),
  /** Of a platform token: the hub that it is for, which gets it in the body of a POST. */
  hub: z.exactOptional(z.string()),
  handed_on: z.exactOptional(z.boolean()),
  /** Which of the hub tokens that the hub issued here: the journal has the same. */
  issue: z.exactOptional(z.string()),
});

/** A token of a kind, with these characters. */
export function tokenOf<K extends TokenKind>(kind: K, value: string): TokenOf<K> {
  return new makers[kind](value) as TokenOf<K>;
}

/** What a token is for: the hosts that it may be sent to in a header; and of a platform token the hub that is told of it. */
export interface Purpose {
  readonly origin: string;
  readonly hub?: string;
}

/** What is in the store for a connection. */
export type Stored<K extends TokenKind> =
  | { readonly state: "absent" }
  | {
      readonly state: "stored";
      readonly token: TokenOf<K>;
      readonly storedAt: Date;
      readonly handedOn: boolean;
      readonly issue: string | undefined;
    }
  /** It was stored for another host than the one that `ocpi.yml` names now: nothing is sent before the user says so. */
  | { readonly state: "other-origin"; readonly origin: string; readonly to: string };

/** What is kept of a token, for its node: never the token. */
export type TokenFacts =
  | { readonly state: "absent" }
  | { readonly state: "stored"; readonly storedAt: Date; readonly handedOn: boolean }
  | { readonly state: "other-origin"; readonly origin: string; readonly to: string };

/**
 * The tokens of the connections, in SecretStorage and nowhere else. Each is bound to the origin that it was stored for: a
 * repository that changes `ocpi.yml` must not be able to send a stored token to another host.
 */
export class TokenStore {
  readonly #secrets: SecretStorage;
  readonly #journalOf: (connection: ConnectionKey) => Journal | undefined;

  /** @param journalOf where it is written down which hub token was issued last. */
  constructor(secrets: SecretStorage, journalOf: (connection: ConnectionKey) => Journal | undefined = () => undefined) {
    this.#secrets = secrets;
    this.#journalOf = journalOf;
  }

  /** The token of a kind, if there is one and it is for this. A text is an origin. */
  async read<K extends TokenKind>(connection: ConnectionKey, kind: K, purpose: string | Purpose): Promise<Stored<K>> {
    const stored = await this.#stored(connection, kind);
    if (stored === undefined) return { state: "absent" };
    const { origin, hub } = typeof purpose === "string" ? { origin: purpose } : purpose;
    if (stored.origin !== origin) return { state: "other-origin", origin: stored.origin, to: origin };
    if (hub !== undefined && isForAnotherHub(stored.hub, hub)) {
      return { state: "other-origin", origin: stored.hub ?? "?", to: hub };
    }
    const token = tokenOf(kind, stored.token);
    return {
      state: "stored",
      token,
      storedAt: new Date(stored.stored_at),
      handedOn: stored.handed_on === true,
      issue: stored.issue,
    };
  }

  /** What may be shown of the token of a kind. */
  async facts(connection: ConnectionKey, kind: TokenKind, purpose: string | Purpose): Promise<TokenFacts> {
    const stored = await this.read(connection, kind, purpose);
    if (stored.state !== "stored") return stored;
    return { state: "stored", storedAt: stored.storedAt, handedOn: stored.handedOn };
  }

  /** Whether this window has an older hub token than the one that was issued last, or none: its copy of the store is old. */
  async isBehind(connection: ConnectionKey, issued: Issued): Promise<boolean> {
    const stored = await this.#stored(connection, "hub-token");
    if (stored === undefined) return true;
    return stored.issue !== issued.issue && Date.parse(stored.stored_at) < issued.at;
  }

  /**
   * Stores a hub token that the hub issued.
   * @param issue which one it is.
   * @throws Error when the keyring did not keep it.
   */
  async writeIssued(
    connection: ConnectionKey,
    token: HubToken,
    origin: string,
    now: Date,
    issue: string,
  ): Promise<void> {
    const value = { token: token.reveal(), origin, stored_at: now.toISOString(), issue };
    await storeForCertain(this.#secrets, keyOf(connection, "hub-token"), JSON.stringify(value));
  }

  /**
   * Finds out whether something can be stored.
   * @throws Error when the keyring does not keep it.
   */
  async prove(connection: ConnectionKey): Promise<void> {
    const key = keyOf(connection, "trial");
    await storeForCertain(this.#secrets, key, "An exchange of credentials is under way.");
    await this.#secrets.delete(key);
  }

  /**
   * Stores a token that the user gave, for an origin, and reads it back. A hub token takes the place of the one that was issued.
   * @throws Error when the keyring did not keep it.
   */
  async write<K extends TokenKind>(
    connection: ConnectionKey,
    kind: K,
    token: TokenOf<K>,
    purpose: string | Purpose,
    now: Date,
  ): Promise<void> {
    const bound = typeof purpose === "string" ? { origin: purpose } : purpose;
    const value = { token: token.reveal(), ...bound, stored_at: now.toISOString() };
    await storeForCertain(this.#secrets, keyOf(connection, kind), JSON.stringify(value));
    if (kind === "hub-token") this.#journalOf(connection)?.forget();
  }

  /** The hub token was copied or sent to where it is needed: it is not only on this computer any more. */
  async noteHandedOn(connection: ConnectionKey): Promise<void> {
    const stored = await this.#stored(connection, "hub-token");
    if (stored === undefined) return;
    await storeForCertain(
      this.#secrets,
      keyOf(connection, "hub-token"),
      JSON.stringify({ ...stored, handed_on: true }),
    );
  }

  /** The stored token is for this from now on: the user said so. */
  async moveTo(connection: ConnectionKey, kind: TokenKind, purpose: string | Purpose): Promise<void> {
    const stored = await this.#stored(connection, kind);
    if (stored === undefined) return;
    const bound = typeof purpose === "string" ? { origin: purpose } : purpose;
    await storeForCertain(this.#secrets, keyOf(connection, kind), JSON.stringify({ ...stored, ...bound }));
  }

  /**
   * The names under which something of this origin is kept for the same `ocpi.yml`, and that it does not have any more.
   * @param names those that it has.
   * @param what hub tokens; or (`slot`, as older versions stored it) the locks of exchanges that were interrupted, which still
   * have their initial tokens.
   */
  async formerNames(
    config: string,
    names: ReadonlySet<string>,
    origin: string,
    what: "hub-token" | "slot",
    others: readonly string[] = [],
  ): Promise<string[]> {
    const stored = (await this.#secrets.keys()).flatMap((key) => {
      const [, , name = ""] = key.split("|");
      return key === keyOf({ config, name }, what) ? [name] : [];
    });
    const former = [...new Set([...stored, ...others])].filter((name) => !names.has(name));
    const bound = what === "slot" ? "initial-token" : what;
    const facts = await Promise.all(former.map(async (name) => this.facts({ config, name }, bound, origin)));
    return former.filter((_name, index) => facts[index]?.state === "stored");
  }

  /** Everything that is kept under a former name of a connection is its own from now on, but where it has that already. */
  async adopt(former: ConnectionKey, connection: ConnectionKey): Promise<void> {
    for (const kind of [...Object.keys(makers), "slot"]) {
      const value = await this.#secrets.get(keyOf(former, kind));
      if (value === undefined || (await this.#secrets.get(keyOf(connection, kind))) !== undefined) continue;
      await storeForCertain(this.#secrets, keyOf(connection, kind), value);
      await this.#secrets.delete(keyOf(former, kind));
    }
  }

  async forget(connection: ConnectionKey, kind: TokenKind): Promise<void> {
    // First, so that it does not come back out of there.
    if (kind === "hub-token") this.#journalOf(connection)?.forget();
    await this.#secrets.delete(keyOf(connection, kind));
  }

  async #stored(connection: ConnectionKey, kind: TokenKind): Promise<z.infer<typeof storedSchema> | undefined> {
    const text = await this.#secrets.get(keyOf(connection, kind));
    const parsed = storedSchema.safeParse(text === undefined ? undefined : parseOrNothing(text));
    return parsed.success ? parsed.data : undefined;
  }
}

/**
 * Whether a platform token is for another hub than this one. An older version did not write down which; then a hub on this
 * computer is asked about, because nothing else is asked before it is sent there.
 */
function isForAnotherHub(stored: string | undefined, hub: string): boolean {
  return stored === undefined ? hub.split(", ").some((origin) => isLoopback(origin)) : stored !== hub;
}

/** Where something of a connection is kept. The path of a folder is private, so it goes in as a hash. */
export function keyOf({ config, name }: ConnectionKey, kind: string): string {
  return ["v1", folderHash(config), name, kind].join("|");
}

/** Whose something is that was stored under a key of {@link keyOf}: the key without what it is. */
export function ownerOf(key: string): string {
  return key.slice(0, key.lastIndexOf("|"));
}

/** A config's URI as a name that tells nothing of it. */
function folderHash(config: string): string {
  return createHash("sha256").update(config).digest("hex");
}

function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
