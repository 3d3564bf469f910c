import * as z from "zod/mini";
import type { CredentialsRole } from "./party.ts";
import { isRecord } from "./json.ts";
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
type ReceivedRole = z.infer<typeof receivedRole>;

/** Who the hub says it is in its own credentials; never its token. */
export interface ReceivedIdentity {
  readonly url: string | undefined;
  readonly roles: readonly ReceivedRole[];
}

/** Reads the hub's identity out of a credentials answer, with tolerance: what is missing is missing. */
export function readIdentity(data: unknown): ReceivedIdentity {
  if (!isRecord(data)) return { url: undefined, roles: [] };
  // OCPI 2.1.1 has no list of roles: the party stands in the credentials themselves.
  const roles = Array.isArray(data["roles"]) ? data["roles"] : [{ role: "", ...data }];
  return {
    url: typeof data["url"] === "string" ? data["url"] : undefined,
    roles: roles.flatMap((role) => {
      const parsed = receivedRole.safeParse(role);
      return parsed.success ? [parsed.data] : [];
    }),
  };
}
