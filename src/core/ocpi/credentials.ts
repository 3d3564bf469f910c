import * as z from "zod/mini";
import type { CredentialsRole } from "./party.ts";
import { isRecord } from "./envelope.ts";
import { parseJson } from "./json.ts";
import type { PlatformToken } from "./token.ts";

/** The credentials object that we send. OCPI 2.2.1 credentials, "Credentials object". */
export interface Credentials {
  readonly token: PlatformToken;
  readonly url: string;
  readonly roles: readonly CredentialsRole[];
}

/** The body of POST and PUT credentials: the one place where the platform token goes into a body. */
export function credentialsBody(credentials: Credentials): string {
  return JSON.stringify({ token: credentials.token.reveal(), url: credentials.url, roles: credentials.roles });
}

const receivedRole = z.object({
  role: z.string(),
  party_id: z.string(),
  country_code: z.string(),
  business_details: z.catch(z.optional(z.object({ name: z.optional(z.string()) })), undefined),
});
export type ReceivedRole = z.infer<typeof receivedRole>;

/** Who the hub says it is in its own credentials; never its token. */
export interface ReceivedIdentity {
  readonly url: string | undefined;
  readonly roles: readonly ReceivedRole[];
}

/** Reads the hub's identity out of a credentials answer, with tolerance: what is missing is missing. */
export function readIdentity(data: unknown): ReceivedIdentity {
  if (!isRecord(data)) return { url: undefined, roles: [] };
  const roles = Array.isArray(data["roles"]) ? data["roles"] : [];
  return {
    url: typeof data["url"] === "string" ? data["url"] : undefined,
    roles: roles.flatMap((role) => {
      const parsed = receivedRole.safeParse(role);
      return parsed.success ? [parsed.data] : [];
    }),
  };
}

/**
 * The strings at `data.token` and at `token` of an answer to POST or PUT, byte for byte, also where either is wrapped in a
 * list. A body that is cut off or is no JSON is searched too: a hub issues its token once, so a broken answer that holds it
 * still holds it.
 */
export function findTokens(body: string): string[] {
  let parsed: unknown;
  try {
    parsed = parseJson(body);
  } catch {
    return salvageTokens(body);
  }
  const roots = asList(parsed);
  const inside = roots.flatMap((root) => (isRecord(root) ? asList(root["data"]) : []));
  return [...inside, ...roots].flatMap((place) => {
    const token = isRecord(place) ? place["token"] : undefined;
    return typeof token === "string" && token !== "" ? [token] : [];
  });
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/**
 * Whatever a body calls a token, wherever: of a name that an object has twice a parser shows the last value alone. For
 * answers that must hold a token and show none.
 */
export function salvageTokens(body: string): string[] {
  // Only strings that are closed: half a token is none.
  return [...body.matchAll(/"token"\s*:\s*("(?:[^"\\]|\\.)+")/g)].flatMap(([, text = ""]) => {
    try {
      return [JSON.parse(text) as string];
    } catch {
      // No text to JSON, such as one with a tab in it, but what the hub calls a token.
      return [text.slice(1, -1)];
    }
  });
}
