import type { HubToken, TokenEncoding } from "../../ocpi/token.ts";
import type { Answered } from "../../peer/answer.ts";
import { sealBody, sealCapsule, type CapsuleContent, type CapsuleKey } from "../capsule.ts";
import { UNNAMED_CONNECTION } from "../connection.ts";
import type { HubStatus } from "../probe-hub.ts";
import type { Held } from "../steps.ts";
import type { RegistrationContext } from "./context.ts";

/**
 * Step 5, its synchronous half: seals a token that the hub issued, appends the capsule to the durable state, and only then
 * makes the token known. Nothing here waits for anything.
 * @param hub as it shows itself to the token, or to the one before it.
 */
export function captureToken(context: RegistrationContext, key: CapsuleKey, token: HubToken, hub: HubStatus): Held {
  const { run, job } = context;
  const { connection, vault } = job;
  const content = {
    token,
    versionsUrl: connection.address.versions,
    encoding: hub.encoding,
    parties: connection.roles,
    correlationId: run.correlationId,
    ...nowAt(context),
    connection: connection.name === UNNAMED_CONNECTION ? undefined : connection.name,
    secret: vault.location,
  };
  const capsule = sealCapsule(content, key);
  // Breakage: the capsule is not written to the state
  run.appendToJournal({ phase: "captured", capsule });
  run.knowToken(token);
  return { token, hub, capsule };
}

/** The time by the clock that dates the lock, as far as that is known: a later run finds its own lock by it. */
function nowAt({ run, job }: RegistrationContext): Pick<CapsuleContent, "at" | "clock"> {
  const now = run.ports.clock.now();
  const { name, aheadMs } = job.vault.clock ?? {};
  return aheadMs === undefined ? { at: now } : { at: new Date(now.getTime() + aheadMs), clock: name };
}

/** Captures the token of a registration, in the encoding that the hub took. It is the current one from now on. */
export function captureIssued(
  context: RegistrationContext,
  key: CapsuleKey,
  token: HubToken,
  seen: HubStatus,
  encoding: TokenEncoding,
): Held {
  const { run, results } = context;
  const hub = { ...seen, encoding };
  results.registeredAt = run.ports.clock.now();
  const issued = captureToken(context, key, token, hub);
  results.replace(issued);
  results.hub = hub;
  return issued;
}

/**
 * Keeps an answer whole that should have held a token and does not, sealed likewise.
 * @param current the capsule of the current token, where nothing else keeps that.
 */
export function captureBody(
  context: RegistrationContext,
  key: CapsuleKey,
  answer: Answered,
  current: string | undefined,
): void {
  const { run } = context;
  const capsule = sealBody(answer.text, nowAt(context).at, run.correlationId, key);
  // The durable state has room for one capsule, and that of a token comes first.
  if (current === undefined) run.appendToJournal({ phase: "captured", capsule });
  setAside(context, capsule, " of the answer", current);
}

/**
 * What the hub gave beside the current token is handed out in its capsule; where the current token needs that place for its
 * own, it goes to the log.
 */
export function setAside(
  { run, results }: RegistrationContext,
  capsule: string,
  of: string,
  current: string | undefined,
): void {
  if (current === undefined) results.spare = capsule;
  else run.showCapsule(capsule, of);
}
