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
 * The strings at `data.token` and at `token` of an answer to POST or PUT, byte for byte. A body that is cut off or is no
 * JSON is searched too: a hub issues its token once, so a broken answer that holds it still holds it.
 */
export function findTokens(body: string): string[] {
  try {
    parseJson(body);
  } catch {
    return salvageTokens(body);
  }
  return namedTokens(body);
}

/**
 * What a JSON text names `token`, in `data` first and then at its root, also where either is wrapped in a list, or where a
 * name comes twice: a parser shows the last one alone, and the others are in the text all the same.
 */
function namedTokens(json: string): string[] {
  const inData: string[] = [];
  const atRoot: string[] = [];
  // The names under which what is open stands; a list's elements have none.
  const open: (string | undefined)[] = [];
  let name: string | undefined;
  for (const [, text = "", colon, bracket = ""] of json.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|([[\]{}])/g)) {
    if (colon !== undefined) {
      name = JSON.parse(text) as string;
      continue;
    }
    if (name === "token" && text.length > 2) {
      const [place, ...deeper] = open.filter((one) => one !== undefined);
      if (place === undefined) atRoot.unshift(JSON.parse(text) as string);
      else if (place === "data" && deeper.length === 0) inData.unshift(JSON.parse(text) as string);
    }
    if (/[[{]/.test(bracket)) open.push(name);
    else if (bracket !== "") open.pop();
    name = undefined;
  }
  return [...inData, ...atRoot];
}

function salvageTokens(body: string): string[] {
  // Only strings that are closed: half a token is none, and what follows a line's end or worse is not its other half.
  return [...body.matchAll(/"token"\s*:\s*("(?:[^"\\\p{Cc}]|\t|\\.)+")/gu)].flatMap(([, text = ""]) => {
    try {
      return [JSON.parse(text) as string];
    } catch {
      // No text to JSON, such as one with a tab in it, but what the hub calls a token.
      return [text.slice(1, -1)];
    }
  });
}
