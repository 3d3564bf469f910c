import type { ResponseSummary } from "../../findings/response-summary.ts";
import { dataOf, envelopeOf } from "../../peer/answer.ts";
import type { Held } from "../steps.ts";
import type { RegistrationContext } from "./context.ts";

/** What is known of a registration whose change the hub refused. */
export interface RefusedChange {
  /** The token opens what is guarded still. */
  readonly works: boolean;
  /** Whether the hub knows the registration; undefined where nothing says so. */
  readonly isKnown: boolean | undefined;
}

/**
 * OCPI answers 405 to PUT and DELETE of who is not registered, and a server answers 405 to a method that it has not. Which of the
 * two it is, GET credentials tells.
 */
export async function isRegistrationKnown(
  { hub: peer, run }: RegistrationContext,
  { token, hub }: Held,
  { httpStatus }: ResponseSummary,
): Promise<boolean | undefined> {
  if (httpStatus !== 405 || hub.credentialsUrl === undefined) return undefined;
  const answer = await peer.get(hub.credentialsUrl, token, hub.encoding, run.ports.cancelled, { secret: true });
  if (dataOf(answer) !== undefined) return true;
  if (answer.kind === "unanswered" || answer.httpStatus >= 500 || answer.httpStatus === 429) return undefined;
  // Where GET is not there either, nothing is said of the registration.
  if (answer.httpStatus === 405) return undefined;
  const code = envelopeOf(answer)?.statusCode ?? 0;
  return [401, 403, 404].includes(answer.httpStatus) || (code >= 2000 && code <= 2999) ? false : undefined;
}
