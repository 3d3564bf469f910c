import { setTimeout as wait } from "node:timers/promises";
import { isRecord } from "../../core/ocpi/json.ts";
import type { Partner, PartyKey } from "./partner.ts";

const TIMEOUT_MS = 3000;
/** How long after each failed delivery the next is tried: then the Hub gives up. */
const RETRY_MS = [100, 200, 400, 800];

/** A call of a partner's platform. */
export interface Outgoing {
  readonly method: "GET" | "PUT" | "POST";
  /** Below the platform's origin, or a whole URL. */
  readonly at: string;
  readonly body?: unknown;
  /** For whom the Hub calls. */
  readonly from?: PartyKey;
  /** The id of what the call is a part of; a new one where it is the first. */
  readonly correlationId?: string | undefined;
}

/** What a platform answered, with a success code in an envelope. */
export interface Delivered {
  readonly data: unknown;
  /** The URL of the next page, where there is one. */
  readonly next: string | undefined;
}

/**
 * Calls a partner's platform with its token. OCPI 2.2.1: every forwarded request has an id of its own, and the correlation id of the
 * one that it forwards.
 * @returns undefined where the answer was none, or no success.
 */
export async function callPartner(partner: Partner, call: Outgoing, stop: AbortSignal): Promise<Delivered | undefined> {
  const { platform } = partner;
  const url = platform === undefined ? null : URL.parse(call.at, platform.url);
  // The token goes to the platform that gave it, wherever a list or a callback may point.
  if (platform === undefined || url === null || url.origin !== new URL(platform.url).origin) return undefined;
  try {
    const response = await fetch(url, {
      method: call.method,
      headers: {
        authorization: `Token ${platform.token}`,
        "x-request-id": crypto.randomUUID(),
        "x-correlation-id": call.correlationId ?? crypto.randomUUID(),
        ...(call.from === undefined ? {} : routing(call.from, partner)),
        ...(call.body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      redirect: "manual",
      signal: AbortSignal.any([stop, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    const answer: unknown = await response.json();
    if (!response.ok || !isRecord(answer) || answer["status_code"] !== 1000) return undefined;
    return {
      data: answer["data"],
      next: /<([^>]+)>;\s*rel="next"/.exec(response.headers.get("link") ?? "")?.[1],
    };
  } catch {
    return undefined;
  }
}

/** Calls until the platform takes it, a few times: at least once, and so perhaps twice. */
export async function deliver(partner: Partner, call: Outgoing, stop: AbortSignal): Promise<boolean> {
  for (const pause of [0, ...RETRY_MS]) {
    if (pause > 0) await wait(pause, undefined, { signal: stop }).catch(() => undefined);
    if (stop.aborted) return false;
    if ((await callPartner(partner, call, stop)) !== undefined) return true;
  }
  return false;
}

function routing(from: PartyKey, to: PartyKey): Record<string, string> {
  return {
    "ocpi-from-country-code": from.country_code,
    "ocpi-from-party-id": from.party_id,
    "ocpi-to-country-code": to.country_code,
    "ocpi-to-party-id": to.party_id,
  };
}
