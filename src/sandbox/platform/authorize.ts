import { setTimeout as wait } from "node:timers/promises";
import { isRecord } from "../../core/ocpi/json.ts";
import type { OcpiObject } from "../fields.ts";
import { answered, refused, type Reply } from "../reply.ts";
import { refusedFields } from "./client-owned.ts";
import type { PlatformSwitches } from "./switches.ts";

/** A driver's token that is asked about; `found` is undefined where the platform does not know it. */
export interface AskedToken {
  readonly found: OcpiObject | undefined;
  /** What the answer is for one that is not known. */
  readonly unknown: () => Reply;
  /** Aborted when the platform stops. */
  readonly signal: AbortSignal;
}

/**
 * The answer to a real-time authorization, an AuthorizationInfo of OCPI 2.2.1 mod_tokens, with the faults that are switched on.
 * The body may name the location.
 */
export async function authorize(
  { found, unknown, signal }: AskedToken,
  body: unknown,
  switches: PlatformSwitches,
): Promise<Reply> {
  if (switches.authorize === "500") return refused(500, 3000, "Server error");
  const wrong = body === undefined ? undefined : refusedFields(body, "locationReferences", switches);
  if (wrong !== undefined) return wrong;
  if (switches.authorize === "slow") await wait(switches.slowMs, undefined, { signal }).catch(() => undefined);
  if (switches.authorize === "accepts everything") return answered(allowed("ALLOWED", found ?? {}, body));
  if (found === undefined) return spoiled(unknown(), switches);
  return spoiled(answered(allowed(found["valid"] === true ? "ALLOWED" : "BLOCKED", found, body)), switches);
}

function spoiled(reply: Reply, { authorize: fault }: PlatformSwitches): Reply {
  if (fault === "no envelope") return { ...reply, status: 200, data: reply.data ?? { allowed: "UNKNOWN" }, as: "bare" };
  if (fault !== "unknown word") return reply;
  return answered({ ...(isRecord(reply.data) ? reply.data : {}), allowed: "MAYBE" });
}

function allowed(word: string, token: OcpiObject, body: unknown): OcpiObject {
  return {
    allowed: word,
    token,
    ...(isRecord(body) ? { location: body } : {}),
    ...(word === "ALLOWED" ? { authorization_reference: crypto.randomUUID() } : {}),
  };
}

/**
 * The answer for a token that no eMSP issued, as ChargeIndia Hub documents it: `UNKNOWN`, which OCPI 2.2.1 does not have. OCPI wants
 * a token in it, and `#NA` for what is not known.
 */
export function unknownToCpo(country: string, party: string, uid: string, at: string): Reply {
  return answered({
    allowed: "UNKNOWN",
    token: {
      country_code: country,
      party_id: party,
      uid,
      type: "OTHER",
      contract_id: "#NA",
      issuer: "#NA",
      valid: false,
      whitelist: "NEVER",
      last_updated: at,
    },
  });
}
