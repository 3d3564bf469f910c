import { setTimeout as wait } from "node:timers/promises";
import { sameId, type OcpiObject } from "../fields.ts";
import { answered, refused, type Reply } from "../reply.ts";
import { refusedFields } from "./client-owned.ts";
import type { Kept } from "./kept.ts";
import type { Call } from "./route.ts";
import type { PlatformSwitches } from "./switches.ts";

// OCPI 2.2.1 mod_commands, CommandType.
const COMMANDS = ["START_SESSION", "STOP_SESSION", "RESERVE_NOW", "CANCEL_RESERVATION", "UNLOCK_CONNECTOR"] as const;

/** Seconds that the hub has to wait for the result. */
const TIMEOUT_S = 30;
/** How long a charging point takes in the sandbox, in milliseconds. */
const POINT_MS = 10;
const CALLBACK_MS = 3000;

/** What a CPO's platform knows of its charging points. */
export interface Site {
  readonly switches: PlatformSwitches;
  readonly kept: Kept;
  readonly locations: readonly OcpiObject[];
  readonly sessions: readonly OcpiObject[];
  /** Aborted when the platform stops. */
  readonly signal: AbortSignal;
}

/** Answers a command at once, and where it is accepted reports its result to the `response_url` later. */
export async function command(call: Call, site: Site): Promise<Reply> {
  const { switches, kept, signal } = site;
  const name = COMMANDS.find((known) => known === call.params["command"]);
  if (name === undefined) return refused(404, 2000, "Unknown command");
  if (switches.commands === "500") return refused(500, 3000, "Server error");
  const wrong = refusedFields(call.body, name, switches);
  if (wrong !== undefined) return wrong;
  const body = call.body as OcpiObject;
  if (switches.commands === "late") await wait(switches.slowMs, undefined, { signal }).catch(() => undefined);
  const result = switches.commands === "accepts everything" ? "ACCEPTED" : resultOf(name, body, site);
  kept.commands.push({ command: name, body, result });
  if (result === "ACCEPTED") void report(body["response_url"], signal);
  return answered({
    result: switches.commands === "unknown word" ? "MAYBE" : result,
    ...(switches.commands === "no timeout" ? {} : { timeout: TIMEOUT_S }),
  });
}

function resultOf(name: (typeof COMMANDS)[number], body: OcpiObject, { kept, locations, sessions }: Site): string {
  switch (name) {
    case "STOP_SESSION":
      return sessions.some(({ id }) => sameId(id, body["session_id"])) ? "ACCEPTED" : "UNKNOWN_SESSION";
    case "CANCEL_RESERVATION":
      return kept.commands.some(
        (one) =>
          one.command === "RESERVE_NOW" &&
          one.result === "ACCEPTED" &&
          sameId(one.body["reservation_id"], body["reservation_id"]),
      )
        ? "ACCEPTED"
        : "REJECTED";
    case "START_SESSION":
    case "RESERVE_NOW":
    case "UNLOCK_CONNECTOR":
      return locations.some(({ id }) => sameId(id, body["location_id"])) ? "ACCEPTED" : "REJECTED";
  }
}

/**
 * The result is a CommandResult without an envelope, and comes without a token: the hub's callback asks for none. A sandbox calls
 * nothing but this machine.
 */
async function report(url: unknown, signal: AbortSignal): Promise<void> {
  const target = typeof url === "string" ? URL.parse(url) : null;
  if (target === null || !["127.0.0.1", "localhost", "[::1]"].includes(target.hostname)) return;
  try {
    await wait(POINT_MS, undefined, { signal });
    const answer = await fetch(target, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-request-id": crypto.randomUUID(),
        "x-correlation-id": crypto.randomUUID(),
      },
      body: JSON.stringify({ result: "ACCEPTED" }),
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(CALLBACK_MS)]),
    });
    await answer.body?.cancel();
  } catch {
    // The hub is gone, or the platform stops: OCPI queues nothing.
  }
}
