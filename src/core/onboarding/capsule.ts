import { createCipheriv, createDecipheriv, randomBytes, scrypt } from "node:crypto";
import { promisify } from "node:util";
import * as z from "zod/mini";
import type { Party } from "../ocpi/party.ts";
import type { HubToken, PlatformToken, TokenEncoding } from "../ocpi/token.ts";

/**
 * A hub token sealed so that it may be printed: only the holder of the platform token, with which it was obtained, can
 * open it. It is what survives when the token itself could not be stored.
 */
export interface CapsuleContent {
  readonly token: HubToken;
  readonly versionsUrl: string;
  readonly encoding: TokenEncoding;
  readonly parties: readonly Party[];
  readonly correlationId: string;
  readonly at: Date;
  /** The name of the vault's clock, where `at` is by that and not by this machine's. */
  readonly clock?: string | undefined;
  /** The connection's name, where it has one. */
  readonly connection?: string | undefined;
  /** Where the token is to be stored, where that is a place with a name. */
  readonly secret?: string | undefined;
}

/** The key to seal capsules with, derived ahead of the answer so that sealing itself waits for nothing. */
export interface CapsuleKey {
  readonly key: Buffer;
  readonly salt: Buffer;
}

const PREFIX = "ocpi-capsule:v1:";
const SALT_BYTES = 16;
const IV_BYTES = 12;
const TAG_BYTES = 16;
// 128 * N * r bytes, 32 MiB here, is exactly Node's default limit and must stay below it.
const SCRYPT = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

const derive = promisify<string, Buffer, number, typeof SCRYPT, Buffer>(scrypt);

/** Derives the key from the platform token of the request whose answer is to be sealed. Takes some 100 ms. */
export async function capsuleKey(platformToken: PlatformToken, salt = randomBytes(SALT_BYTES)): Promise<CapsuleKey> {
  return { key: await derive(platformToken.reveal(), salt, 32, SCRYPT), salt };
}

/** Seals. Synchronous, because between a hub's answer and the durable state nothing may wait. */
export function sealCapsule(content: CapsuleContent, { key, salt }: CapsuleKey): string {
  const text = JSON.stringify({
    token: content.token.reveal(),
    versions_url: content.versionsUrl,
    encoding: content.encoding,
    parties: content.parties.map(({ role, country_code, party_id }) => ({ role, country_code, party_id })),
    correlation_id: content.correlationId,
    at: content.at.toISOString(),
    clock: content.clock,
    connection: content.connection,
    secret: content.secret,
  });
  return sealBytes(Buffer.from(text, "utf8"), { key, salt });
}

// An answer that holds no token that we can find is kept whole, up to this many bytes, for a person to look at.
const BODY_LIMIT = 64_000;

/**
 * Seals the body of a successful answer in which no token was found: a line of JSON, and after it the bytes as they came.
 * Within JSON a body could grow to six times its length, and no process could be given such a capsule.
 */
export function sealBody(body: string, at: Date, correlationId: string, key: CapsuleKey): string {
  const cut = Buffer.from(body, "utf8").subarray(0, BODY_LIMIT);
  const head = { body_bytes: cut.length, correlation_id: correlationId, at: at.toISOString() };
  return sealBytes(Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`, "utf8"), cut]), key);
}

function sealBytes(bytes: Uint8Array, { key, salt }: CapsuleKey): string {
  const iv = randomBytes(IV_BYTES);
  // Breakage: the capsule is sealed with a key that no token opens
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return PREFIX + Buffer.concat([salt, iv, cipher.getAuthTag(), sealed]).toString("base64url");
}

const contentSchema = z.object({
  token: z.string().check(z.minLength(1)),
  versions_url: z.string(),
  encoding: z.enum(["plain", "base64"]),
  parties: z.array(z.object({ role: z.string(), country_code: z.string(), party_id: z.string() })),
  correlation_id: z.string(),
  at: z.string(),
  clock: z.optional(z.string()),
  connection: z.optional(z.string()),
  secret: z.optional(z.string()),
});

/** Why a capsule does not open. */
export type CapsuleFailure = "malformed" | "wrong-token" | "damaged" | "no-token";

/** What is in a capsule, as it was written. */
export type OpenedCapsule = z.infer<typeof contentSchema>;

/**
 * Opens a capsule.
 * @returns `malformed` for a text that is no capsule, `wrong-token` when this platform token does not open it, `damaged` when it is the
 * right one and the text is cut off or changed, `no-token` when what was sealed is an answer without a token.
 */
export async function openCapsule(
  capsule: string,
  platformToken: PlatformToken,
  keyOf: typeof capsuleKey = capsuleKey,
): Promise<{ content: OpenedCapsule } | { failure: CapsuleFailure }> {
  const bytes = capsule.startsWith(PREFIX) ? Buffer.from(capsule.slice(PREFIX.length), "base64url") : Buffer.alloc(0);
  if (bytes.length <= SALT_BYTES + IV_BYTES + TAG_BYTES) return { failure: "malformed" };
  const salt = bytes.subarray(0, SALT_BYTES);
  const iv = bytes.subarray(SALT_BYTES, SALT_BYTES + IV_BYTES);
  const tag = bytes.subarray(SALT_BYTES + IV_BYTES, SALT_BYTES + IV_BYTES + TAG_BYTES);
  const sealed = bytes.subarray(SALT_BYTES + IV_BYTES + TAG_BYTES);
  const { key } = await keyOf(platformToken, salt);
  const decipher = createDecipheriv("aes-256-gcm", key, iv).setAuthTag(tag);
  const bytesOpened = decipher.update(sealed);
  try {
    const text = Buffer.concat([bytesOpened, decipher.final()]).toString("utf8");
    // Of an answer without a token only the first line is JSON.
    const parsed = contentSchema.safeParse(JSON.parse(text.split("\n", 1)[0] ?? ""));
    return parsed.success ? { content: parsed.data } : { failure: "no-token" };
  } catch {
    // GCM opens byte by byte and judges at the end: the right key shows at the beginning, whatever is missing. No more is used of it.
    const isRightKey = beginnings.some((beginning) => bytesOpened.indexOf(beginning) === 0);
    return { failure: isRightKey ? "damaged" : "wrong-token" };
  }
}

/** How what is sealed begins. */
const beginnings = ['{"token":', '{"body_bytes":'];
