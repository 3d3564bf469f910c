import type { Finding } from "../../findings/catalogue.ts";
import type { HubToken } from "../../ocpi/token.ts";
import { type Answer } from "../../peer/answer.ts";
import type { ProbedStatus } from "../../peer/encodings.ts";
import { concluded, tryAtHub, type HubStatus } from "../probe-hub.ts";
import type { Run } from "../run.ts";
import type { Held, Proven } from "../steps.ts";
import { tryAhead, type HubProbe } from "../try-token.ts";
import { connectAhead } from "./connect-ahead.ts";
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

/**
 * Step 6: the new token opens what is guarded, in either encoding, within 30 seconds. Where nothing is guarded no waiting
 * shows more.
 */
export async function prove(this: RegistrationContext, stored: Held): Promise<Proven> {
  const { run, job, results } = this;
  run.begin("prove");
  const { token } = stored;
  // If the POST took long, what was opened during it may be too old by now.
  connectAhead(this, "confirmation", stored.hub.credentialsUrl);
  const trial = await retryUntil(
    run,
    (deadline) => tryToken(this, stored.hub, token, deadline),
    ({ tokenStatus }) => tokenStatus === "accepted" || tokenStatus === "open",
  );
  const { tokenStatus, status } = trial;
  if (tokenStatus === "accepted" || tokenStatus === "open") {
    if (tokenStatus === "accepted") markProven(this, token);
    // Not the look of the initial token any more; but what that found stays where this token does not open the details.
    const { encoding, opened, findings } = status;
    const hub: HubStatus =
      status.details === "accepted" ? status : { ...stored.hub, encoding, opened, findings, parties: undefined };
    results.hub = hub;
    // Where the profile confirms, the answer to the PUT is still to prove it.
    if (tokenStatus === "open" && !job.connection.profile.confirms) run.found([{ code: "token-unprovable" }]);
    return { kind: tokenStatus === "accepted" ? "proven" : "unprovable", token: { ...stored, hub } };
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
  readonly tokenStatus: ProbedStatus;
  readonly answer: Answer;
  /** How the hub shows itself to it. */
  readonly status: HubStatus;
}

/**
 * Sends what {@link prove} asks first: a hub and a vault may be far away, and the token is in its capsule by now, so that neither
 * has to wait for the other.
 */
export async function proveAhead(this: RegistrationContext, { token, hub }: Held): Promise<void> {
  const { cancelled, clock } = this.run.ports;
  tryAhead(probeAsSeen(this, hub, cancelled), token, hub.encoding, PROOF_PATIENCE_MS);
  // They leave now: to seal what is stored takes the processor for as long as an answer from next door.
  await clock.sleep(0, cancelled);
}

/**
 * GET of versions and their details with a token, in the encoding that worked before and then in the others.
 * @param seen the hub as it showed itself before.
 * @param deadline in milliseconds since the epoch; at it the trial ends, whatever it waits for.
 */
export async function tryToken(
  context: RegistrationContext,
  seen: HubStatus,
  token: HubToken,
  deadline?: number,
): Promise<Trial> {
  const { probe, run } = context;
  const { cancelled, clock } = run.ports;
  const remainingMs = deadline === undefined ? undefined : Math.max(1, deadline - clock.now().getTime());
  const signal = remainingMs === undefined ? cancelled : AbortSignal.any([cancelled, AbortSignal.timeout(remainingMs)]);
  const tried = await tryAtHub(probeAsSeen(context, seen, signal), token, {
    expectsDetails: seen.details === "accepted",
  });
  return { tokenStatus: tried.tokenStatus, answer: tried.telling, status: concluded(probe, token, tried) };
}

/** How the hub is looked at once more: in the encoding that worked before first, and where things were found before. */
function probeAsSeen({ probe }: RegistrationContext, seen: HubStatus, signal: AbortSignal): HubProbe {
  const others = probe.encodings.filter((encoding) => encoding !== seen.encoding);
  // Where something was found is as good as documented.
  const address = {
    ...probe.address,
    details: seen.detailsUrl ?? probe.address.details,
    credentials: seen.credentialsUrl ?? probe.address.credentials,
    hubclientinfo: seen.hubclientinfoUrl ?? probe.address.hubclientinfo,
  };
  return { ...probe, encodings: [seen.encoding, ...others], address, signal };
}
