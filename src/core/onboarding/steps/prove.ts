import type { Finding } from "../../findings/catalogue.ts";
import type { HubToken, TokenEncoding } from "../../ocpi/token.ts";
import { type Answer } from "../../peer/answer.ts";
import { tokenStatusOf, type TokenStatus } from "../../peer/token-status.ts";
import { inEachEncoding } from "../../peer/encodings.ts";
import { versionsAndDetails, versionsProve, type HubStatus } from "../probe-hub.ts";
import type { Run } from "../run.ts";
import type { Held, Proven } from "../steps.ts";
import { markProven, type RegistrationContext } from "./context.ts";

/** How long a new token may take to work: hubs with several nodes need a moment. */
const PROOF_PATIENCE_MS = 30_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 4000;
/** What the last try needs to get there and back. */
const LAST_TRY_MS = 3000;

// Breakage: one refusal of the previous token is believed
/** How many refusals in a row are believed: one may be a moment of the hub's, and no token that works is given up for it. */
export const REFUSALS_TO_BELIEVE = 2;

/** Step 6: the new token opens versions and their details, in either encoding, within 30 seconds. */
export async function prove(this: RegistrationContext, stored: Held): Promise<Proven> {
  const { run, results } = this;
  run.begin("prove");
  const { token } = stored;
  const trial = await retryUntil(
    run,
    (deadline) => tryToken(this, stored.hub, token, deadline),
    ({ tokenStatus }) => tokenStatus === "accepted",
  );
  if (trial.tokenStatus === "accepted") {
    markProven(this, token);
    // Not the look of the initial token any more: what it saw of the parties, if anything, is to be seen anew.
    const hub: HubStatus = { ...stored.hub, encoding: trial.encoding, settled: true, parties: undefined };
    results.hub = hub;
    return { kind: "proven", token: { ...stored, hub } };
  }
  const response = trial.answer.summary;
  const because: Finding = run.ports.cancelled.aborted
    ? { code: "token-untried" }
    : { code: "token-unproven", response };
  run.found([because]);
  return { kind: "unproven", because };
}

/** Whether a token that should be dead is: that it is refused is believed when the hub says so again. */
export async function tryDeadToken(context: RegistrationContext, { token, hub }: Held): Promise<Trial> {
  let refusals = 0;
  return retryUntil(
    context.run,
    (deadline) => tryToken(context, hub, token, deadline),
    ({ tokenStatus }) => tokenStatus !== "refused" || (refusals += 1) >= REFUSALS_TO_BELIEVE,
  );
}

/**
 * Tries with growing pauses until it is settled, 30 seconds have passed or the run is stopped; the last try has its time.
 * @returns the last trial.
 */
export async function retryUntil<T>(
  run: Run,
  trial: (deadline: number) => Promise<T>,
  isSettled: (made: T) => boolean,
): Promise<T> {
  const { clock, cancelled } = run.ports;
  const deadline = clock.now().getTime() + PROOF_PATIENCE_MS;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    const made = await trial(deadline);
    const remainingMs = deadline - clock.now().getTime() - LAST_TRY_MS;
    if (isSettled(made) || remainingMs <= 0 || cancelled.aborted) return made;
    await clock.sleep(Math.min(pause, remainingMs), cancelled);
  }
}

/** What the hub made of a token that was tried, with the answer that says so. */
export interface Trial {
  readonly tokenStatus: TokenStatus;
  readonly encoding: TokenEncoding;
  readonly answer: Answer;
}

/**
 * GET of versions and their details with a token, in the encoding that worked before and then in the others. Versions may
 * be open to everybody, and then only the details refuse a token that does not work.
 * @param seen the hub as it showed itself before.
 * @param deadline in milliseconds since the epoch; at it the trial ends, whatever it waits for.
 */
export async function tryToken(
  { hub, run, job }: RegistrationContext,
  seen: HubStatus,
  token: HubToken,
  deadline?: number,
): Promise<Trial> {
  const { address, profile, encodings } = job.connection;
  const { cancelled, clock } = run.ports;
  const remainingMs = deadline === undefined ? undefined : Math.max(1, deadline - clock.now().getTime());
  const signal = remainingMs === undefined ? cancelled : AbortSignal.any([cancelled, AbortSignal.timeout(remainingMs)]);
  const others = encodings.filter((encoding) => encoding !== seen.encoding);
  // Where the details were found is as good as documented.
  const known = { hub, address: { ...address, details: seen.detailsUrl ?? address.details }, profile, signal };
  return inEachEncoding([seen.encoding, ...others], async (encoding) => {
    const { versions, details } = await versionsAndDetails(known, token, encoding);
    const ofVersions = { tokenStatus: tokenStatusOf(versions, profile), encoding, answer: versions };
    if (ofVersions.tokenStatus !== "accepted" || details === undefined) return ofVersions;
    const ofDetails = { tokenStatus: tokenStatusOf(details, profile), encoding, answer: details };
    // Details that no token has opened so far say nothing about this one.
    const isThere = ["accepted", "refused"].includes(seen.details) || cancelled.aborted;
    const isDoubtful = isThere ? ofDetails.tokenStatus !== "accepted" : ofDetails.tokenStatus === "refused";
    // Breakage: a token is proven by versions alone
    return isDoubtful && !(await versionsProve(known, encoding)) ? ofDetails : ofVersions;
  });
}
