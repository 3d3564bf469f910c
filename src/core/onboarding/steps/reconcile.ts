import type { Finding } from "../../findings/catalogue.ts";
import { dataOf } from "../../peer/answer.ts";
import type { HubToken } from "../../ocpi/token.ts";
import { probeHub, type HubStatus } from "../probe-hub.ts";
import { issuedToken } from "../credentials-response.ts";
import type { Initial, Lock, Reconciled } from "../steps.ts";
import { captureIssued } from "./capture.ts";
import { tryToken } from "./prove.ts";
import { ownTokens, type RegistrationContext } from "./context.ts";
import { identify } from "./identity.ts";

/**
 * Step 9, after a lost answer: does the initial token still open versions? Then nothing was registered, most likely, and
 * a GET of credentials may even show the token that was issued; if it does not, one more POST is allowed. A token that
 * is refused was used up: only the account team can help.
 */
export async function reconcile(this: RegistrationContext, lock: Lock, initial: Initial): Promise<Reconciled> {
  const { run, job, hub: peer, results } = this;
  run.begin("recover");
  const { token: initialToken, sender } = initial;
  const { cancelled } = run.ports;
  const seen = await probeHub(this.probe, initialToken, []);
  const { credentialsUrl } = seen;
  // Where it is not known where the hub takes credentials, nothing can be asked for there.
  if (seen.tokenStatus !== "accepted" || credentialsUrl === undefined) {
    // That a run was stopped says nothing of the hub.
    if (seen.tokenStatus !== "refused" && !cancelled.aborted) run.found(seen.findings);
    const stuck = seen.tokenStatus === "refused" ? "recovery-initial-token-refused" : "recovery-not-possible";
    const code = cancelled.aborted ? "stopped-in-doubt" : stuck;
    const because: Finding = { code, lockPlace: job.vault.lockPlace, interruptedAt: lock.abandonedAt };
    run.found([because]);
    return { kind: "lost", because };
  }
  const hub = { ...seen, credentialsUrl };
  results.hub = hub;
  const key = await sender.key();
  const answer = await peer.get(credentialsUrl, initialToken, hub.encoding, cancelled, { secret: true });
  const candidate =
    answer.kind === "answered" && dataOf(answer) !== undefined ? issuedToken(answer, ownTokens(this)) : undefined;
  // Breakage: a token that the hub shows is kept without being proven
  if (candidate !== undefined && (await isProven(this, candidate, hub))) {
    const token = captureIssued(this, key, candidate, hub, hub.encoding);
    run.found([{ code: "recovered", how: "get" }]);
    return { kind: "issued", token, otherHub: identify(this, answer) };
  }
  run.found([{ code: "recovered", how: "post" }]);
  return { kind: "resend", initial: { ...initial, hub }, showsToken: candidate !== undefined };
}

/** Whether a token that the hub showed is one that it takes: what is open to everybody proves none. */
async function isProven(context: RegistrationContext, token: HubToken, seen: HubStatus): Promise<boolean> {
  context.run.redaction.add(token);
  context.probe.guards.doubt();
  return (await tryToken(context, seen, token)).tokenStatus === "accepted";
}
