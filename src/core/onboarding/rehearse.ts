import { ANSWER_LIMIT_MS, saysAccepted } from "../checks/rehearsal.ts";
import { checkReceivers, type ProbedReceiver } from "../checks/receivers.ts";
import { THIRD_PARTY, callingParty } from "../peer/receiver-target.ts";
import type { PlatformJob, RehearseJob } from "./connection.ts";
import { untouched, type Outcome } from "./outcome.ts";
import { platformDetails, probePlatform, type PlatformSeen } from "./probe-platform.ts";
import { probeReceivers } from "./probe-receivers.ts";
import { asUrl, stopped } from "./receivers.ts";
import { playClientInfo } from "./rehearsal/client-info.ts";
import { playCpo } from "./rehearsal/cpo.ts";
import { playEmsp } from "./rehearsal/emsp.ts";
import { Left } from "./rehearsal/left.ts";
import type { Owner } from "./rehearsal/objects.ts";
import { guardStep, platformStep } from "./rehearsal/opening.ts";
import { Stage } from "./rehearsal/stage.ts";
import type { Run } from "./run.ts";
import { verify } from "./verify.ts";

// A rehearsal is no load test: OCPI platforms have limits, and a person may want to watch.
const INTERVAL_MS = 1000;

/**
 * Makes the hub's own calls on the platform, as the hub makes them, and says of each what came of it. Without consent only those
 * which a platform has to refuse. With it test objects are made, of no energy and no cost, and put away at the end.
 */
export async function rehearse(run: Run, job: RehearseJob): Promise<Outcome> {
  run.pacePlatform(INTERVAL_MS);
  run.begin("platform");
  const seen = await lookAtPlatform(run, job);
  run.found(seen?.findings ?? []);
  run.begin("receivers");
  const probed = await probeReceivers(run, job, seen?.details);
  if (run.ports.cancelled.aborted) return stopped(run);
  run.found(checkReceivers(probed, job.connection));

  run.begin("rehearse");
  const stage = stageFor(run, job, seen, probed);
  for (const step of [platformStep(run, seen), ...probed.map((one) => guardStep(run, one))]) stage.write(step);
  await play(stage, job);
  const rehearsed = { platform: platformDetails(seen), receivers: probed.map(asUrl), rehearsal: stage.steps };
  if (run.ports.cancelled.aborted) return { ...stopped(run), ...rehearsed };
  // Where the platform does something real, nothing more is asked of anyone.
  if (job.hub === undefined || stage.isEnded) return { ...untouched("done"), ...rehearsed };
  const verified = await verify(run, job.hub);
  return {
    ...verified,
    reason: undefined,
    result: verified.result === "cancelled" ? "cancelled" : "done",
    ...rehearsed,
  };
}

async function lookAtPlatform(
  run: Run,
  { connection, platformUrl, platformToken, requestTimeoutMs }: PlatformJob,
): Promise<PlatformSeen | undefined> {
  if (platformToken === undefined) return undefined;
  const peer = run.peer("platform", [new URL(platformUrl).origin], requestTimeoutMs);
  return probePlatform(peer, platformUrl, platformToken, connection.profile, run.ports.cancelled);
}

function stageFor(
  run: Run,
  job: RehearseJob,
  seen: PlatformSeen | undefined,
  probed: readonly ProbedReceiver[],
): Stage {
  const { connection, platformUrl, platformToken, consent, requestTimeoutMs } = job;
  const { profile } = connection;
  const host = new URL(platformUrl).hostname;
  if (!consent) run.found([{ code: "rehearsal-no-consent", host }]);
  const why = consent
    ? (whyAtWork(probed) ?? whyNotHeard(run, seen))
    : `Nothing was to be made on the platform: ${run.words.consentTo(host).replaceAll("`", "")}.`;
  return new Stage(
    run,
    {
      profile,
      peer: run.peer("platform", [new URL(platformUrl).origin], Math.min(requestTimeoutMs, ANSWER_LIMIT_MS)),
      token: platformToken,
      receivers: probed.map(({ receiver }) => receiver),
      isMissing: (receiver) => probed.some((one) => one.receiver === receiver && one.probe.outcome === "missing"),
    },
    why,
  );
}

/** Why there is nothing to be tried of a platform that may be doing something real already. */
function whyAtWork(probed: readonly ProbedReceiver[]): string | undefined {
  return probed.some(({ receiver, answer }) => receiver.module === "commands" && answer && saysAccepted(answer))
    ? "Your platform ACCEPTED a command without its token. Nothing more was sent to it."
    : undefined;
}

/** Why there is no use in a call with the platform token: one cause is one finding, and not one for each call. */
function whyNotHeard(run: Run, seen: PlatformSeen | undefined): string | undefined {
  const isSilent = seen?.looks.every(({ answer }) => answer.kind === "unanswered") === true;
  const cause = seen?.findings.find(
    ({ code }) => code === "platform-refuses-token" || (isSilent && code === "platform-no-answer"),
  );
  return cause && run.reportOf(cause)?.message[0];
}

/** Plays what the hub calls for each role of the platform, and puts away what that made. */
async function play(stage: Stage, { connection: { profile, roles } }: RehearseJob): Promise<void> {
  const left = new Left();
  const { country_code, party_id } = callingParty(profile);
  const owners: Owner[] = [{ country_code, party_id }, ...(profile.hub === undefined ? [] : [THIRD_PARTY])];
  const [cpo, emsp] = ["CPO", "EMSP"].map((name) => roles.find(({ role }) => role === name));
  if (cpo !== undefined) await playCpo(stage, cpo, owners, left);
  if (emsp !== undefined) await playEmsp(stage, emsp, owners, left);
  await playClientInfo(stage, cpo ?? emsp ?? roles[0], left);
  await left.putAway(stage);
}
