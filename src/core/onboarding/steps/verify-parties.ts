import { firstError, type Finding } from "../../findings/catalogue.ts";
import type { End, Held } from "../steps.ts";
import { askForParties } from "../parties.ts";
import { awaitConnected, endOf, reportUnprovable } from "../verify.ts";
import type { RegistrationContext } from "./context.ts";

/** Step 8. The registration works by now: a run that is stopped here has only not seen it verified. */
export async function verify(this: RegistrationContext, held: Held): Promise<End> {
  const { run, results } = this;
  run.begin("verify");
  const { cancelled } = run.ports;
  let reason = cancelled.aborted ? undefined : await lookAtParties(this, held);
  if (cancelled.aborted) {
    reason = { code: "not-verified" };
    run.found([reason]);
  }
  const unprovable = results.proven === undefined && !cancelled.aborted ? reportUnprovable(run, held.token) : undefined;
  if (unprovable !== undefined) results.unprovable = held.token;
  const { result, reason: because } = endOf(results.parties, unprovable, reason);
  return { result, because };
}

/** Sends what {@link verify} asks first: a hub and a vault may be far away, and neither has to wait for the other. */
export function verifyAhead(this: RegistrationContext, { token, hub }: Held): void {
  const { roles, profile } = this.job.connection;
  const url = hub.hubclientinfoUrl;
  if (hub.parties !== undefined || url === undefined || roles.length === 0) return;
  const probe = { hub: this.hub, url, profile, signal: this.run.ports.cancelled };
  askForParties(probe, { token, encoding: hub.encoding }, roles);
}

/** @returns what is found of the first party that is not CONNECTED, or of what is in the way. */
async function lookAtParties(context: RegistrationContext, { token, hub }: Held): Promise<Finding | undefined> {
  const { run, hub: peer, job, results, given } = context;
  const { connection, timeouts } = job;
  // Read when the token was looked at, or proven: nothing is asked twice.
  run.found(hub.findings);
  const issued = given.kind !== "hub-token" || !given.token.equals(token);
  const to = { severity: "warning", issued, isUnproven: results.proven === undefined } as const;
  const { parties, because } = await awaitConnected(run, peer, connection, timeouts, token, hub, to);
  results.parties = parties;
  return firstError(hub.findings) ?? because;
}
