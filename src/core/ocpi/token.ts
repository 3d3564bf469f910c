import { inspect } from "node:util";
import { decodedText } from "./token-forms.ts";

/** How a token travels in `Authorization: Token …`: as it is, or Base64 of its UTF-8 bytes (OCPI 2.2.1-d2). */
export type TokenEncoding = "plain" | "base64";

/**
 * A credentials token that cannot be printed by accident: templates, JSON, `String()`, `util.inspect` and loggers
 * all show only what kind of token it is. Its characters come out through {@link reveal} and {@link authorization}.
 */
abstract class CredentialsToken {
  readonly #value: string;
  abstract readonly label: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The token's own characters. Every call is a place where a token leaves our hands: keep them few. */
  reveal(): string {
    return this.#value;
  }

  /** The value of the `Authorization` header. OCPI 2.2.1 transport_and_format, "Authorization header". */
  authorization(encoding: TokenEncoding): string {
    return `Token ${encoding === "plain" ? this.#value : Buffer.from(this.#value, "utf8").toString("base64")}`;
  }

  /** Whether the token seems to be given in Base64 already: it decodes to what could well be a token. */
  get seemsEncoded(): boolean {
    const text = decodedText(this.#value);
    return text !== undefined && text.length <= TOKEN_MAX_LENGTH && /^[\x21-\x7E]+$/.test(text);
  }

  /** Whether both are the same characters, of whatever kind the tokens are. */
  equals(other: CredentialsToken | undefined): boolean {
    return other !== undefined && other.#value === this.#value;
  }

  toString(): string {
    return `[${this.label}]`;
  }

  toJSON(): string {
    return this.toString();
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

/** What the account team hands over: the specification's CREDENTIALS_TOKEN_A. */
export class InitialToken extends CredentialsToken {
  readonly kind = "initial-token";
  readonly label = "initial token";
}

/** What the hub must present to the platform, made by the partner: CREDENTIALS_TOKEN_B. */
export class PlatformToken extends CredentialsToken {
  readonly kind = "platform-token";
  readonly label = "platform token";
}

/** What the platform must present to the hub, issued by the hub once: CREDENTIALS_TOKEN_C. */
export class HubToken extends CredentialsToken {
  readonly kind = "hub-token";
  readonly label = "hub token";
}

const REHEARSAL = "ocpi-rehearsal-";

/**
 * What a dry run delivers in the place of a hub token. It opens nothing, and is never presented to a hub: no one of the credentials
 * tokens.
 */
export class RehearsalToken extends CredentialsToken {
  readonly kind = "rehearsal-token";
  readonly label = "rehearsal token";

  /** @param fraction a random number from 0 up to, not including, 1. It is no secret. */
  constructor(fraction: () => number) {
    const letters = Array.from({ length: 32 }, () => String.fromCodePoint(97 + Math.floor(fraction() * 26)));
    super(REHEARSAL + letters.join(""));
  }
}

/** Whether this is a {@link RehearsalToken}, which a person may take for a hub token. */
export function isRehearsalToken(value: string): boolean {
  return value.startsWith(REHEARSAL);
}

/** One of the three credentials tokens. */
export type AnyToken = InitialToken | PlatformToken | HubToken;

/** The longest token that OCPI allows, counted in its plain form (OCPI 2.2.1 credentials object; ocpi/ocpi#410). */
export const TOKEN_MAX_LENGTH = 64;

/** Whether every character is one that OCPI allows in a token: U+0021 to U+007E (2.2.1-d2 credentials object). */
export function hasOnlyTokenCharacters(value: string): boolean {
  return /^[\x21-\x7E]*$/.test(value);
}

const placeholders = new Set([
  "your-platform-token",
  "your-hub-token",
  "your-initial-token",
  "your-token",
  "partner-token",
  "platform-token",
  "hub-token",
  "initial-token",
  "example-token",
  "changeme",
  "change-me",
  "secret",
  "token",
  "test",
  // The sample tokens of the specification's credentials and transport chapters.
  "ebf3b399-779f-4497-9b9d-ac6ad3cc44d2",
  "9e80a9c4-28be-11e9-b210-d663bd873d93",
  "9e80aca8-28be-11e9-b210-d663bd873d93",
]);

/** Whether this is a token out of a documentation, and so no secret. */
export function isPlaceholderToken(value: string): boolean {
  const bare = value.trim().toLowerCase();
  return placeholders.has(bare) || /^[<{[].*[>}\]]$/.test(bare) || /^x+$/.test(bare);
}

/** Whether this is more than a token: the beginning of an `Authorization` header, too. */
export function hasScheme(value: string): boolean {
  return /^(?:authorization:\s*)?(?:token|bearer)\s/i.test(value);
}
