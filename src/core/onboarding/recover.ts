import type { HubToken, TokenEncoding } from "../ocpi/token.ts";
import { dataOf, verdictOn } from "../peer/answer.ts";
import type { Attempt } from "./attempt.ts";
import type { Known } from "./known.ts";
import { lookAtHub } from "./look.ts";
import { issuedToken } from "./meaning.ts";
import { keepIssued } from "./keep.ts";
import { initialTokenOf } from "./register.ts";

/**
 * Step 9, after a lost answer: does the initial token still open versions? Then nothing was registered, most likely, and
 * a GET of credentials may even show the token that was issued; if it does not, one more POST is allowed. A token that
 * is refused was used up: only the account team can help.
 */
export async function recover(attempt: Attempt): Promise<Partial<Known>> {
  const { run, job, hub } = attempt;
  const { address, profile, encodings } = job.connection;
  const initialToken = initialTokenOf(attempt);
  const look = await lookAtHub({ hub, address, profile, encodings, signal: run.ports.cancelled }, initialToken, []);
  // Where nobody can tell where the hub takes credentials, nothing can be asked for there.
  // Breakage: a recovery goes on where it is not known where the hub takes credentials (the look)
  if (look.verdict !== "opens" || look.credentialsUrl === undefined) {
    // That a run was stopped says nothing of the hub.
    if (look.verdict !== "refused" && !run.ports.cancelled.aborted) run.found(look.facts);
    const stuck = look.verdict === "refused" ? "recovery-initial-token-refused" : "recovery-not-possible";
    const code = run.ports.cancelled.aborted ? "stopped-in-doubt" : stuck;
    run.found([{ code, slotPlace: job.vault.slotPlace, interruptedAt: attempt.interruptedAt }]);
    return { recovery: "done", registration: "lost" };
  }
  attempt.look = look;
  const { cancelled } = run.ports;
  // Breakage: a recovery goes on where it is not known where the hub takes credentials (the GET)
  const answer = await hub.get(look.credentialsUrl, initialToken, look.encoding, cancelled, { secret: true });
  const candidate =
    answer.kind === "answered" && dataOf(answer) !== undefined ? issuedToken(answer.text, attempt.ours) : undefined;
  // Breakage: a token that the hub shows is kept without being proven
  if (candidate !== undefined && (await opensDetails(attempt, candidate, look.encoding))) {
    keepIssued(attempt, candidate, look.encoding);
    run.found([{ code: "recovered", how: "get" }]);
    return { recovery: "done", registration: "issued" };
  }
  run.found([{ code: "recovered", how: "post" }]);
  return { recovery: "done", registration: "none" };
}

/** Versions may be open to everybody, and then they prove no token: the details have to open to it. */
async function opensDetails(
  { hub, run, job, sight }: Attempt,
  token: HubToken,
  encoding: TokenEncoding,
): Promise<boolean> {
  run.redaction.add(token);
  if (sight.detailsUrl === undefined) return false;
  const answer = await hub.get(sight.detailsUrl, token, encoding, run.ports.cancelled);
  return verdictOn(answer, job.connection.profile) === "opens";
}
