import type { ProbedReceiver } from "../checks/receivers.ts";
import type { VersionDetails } from "../ocpi/versions.ts";
import { isHttpSuccess, type Answer } from "../peer/answer.ts";
import { MADE_UP } from "../peer/guards.ts";
import type { Peer } from "../peer/peer.ts";
import { callingParty, receiverTarget } from "../peer/receiver-target.ts";
import { tokenStatusOf } from "../peer/token-status.ts";
import type { Profile } from "../profiles/profile.ts";
import { routedReceivers, type ReceiverProbe, type RoutedReceiver } from "../record/receivers.ts";
import type { PlatformJob } from "./connection.ts";
import type { Run } from "./run.ts";

/**
 * Calls each receiver without a token, and with a made-up one, by its own method: a platform that guards it refuses before it acts. The
 * body is `{}`, and ids begin with `OCPI-TEST-`, so that one that acts all the same has nothing to act on.
 */
export async function probeReceivers(
  run: Run,
  { connection, platformUrl, requestTimeoutMs }: PlatformJob,
  details: VersionDetails | undefined,
  signal = run.ports.cancelled,
): Promise<ProbedReceiver[]> {
  const { profile, roles, receivers: overrides } = connection;
  const known = { platformUrl, parties: roles, profile, overrides, endpoints: details?.endpoints ?? [] };
  const own = [platformUrl, ...Object.values(overrides)].map((url) => new URL(url).origin);
  // No token goes this way, so it may ask at the hosts that the user has named, too.
  const peer = run.peer("platform", [...new Set(own)], requestTimeoutMs);
  // Where there is time, a receiver that let in the first call, and may have acted, is not asked to do so once more.
  const oneByOne = run.pacesPlatform;
  return Promise.all(
    routedReceivers(known).map(async (receiver) => probeReceiver(peer, receiver, profile, signal, oneByOne)),
  );
}

async function probeReceiver(
  peer: Peer,
  receiver: RoutedReceiver,
  profile: Profile,
  signal: AbortSignal,
  oneByOne: boolean,
): Promise<ProbedReceiver> {
  const target = receiverTarget(receiver.url, callingParty(profile));
  if (!peer.admits(target)) return { receiver, target, probe: { outcome: "skipped" }, answer: undefined };
  const { method } = receiver.route;
  const call = { method, url: target, encoding: profile.encodings[0], ...(method === "GET" ? {} : { body: "{}" }) };
  const without = peer.call({ ...call, token: undefined, asks: "entry" }, signal);
  if (oneByOne) {
    const first = judged([(await without).answer], profile);
    if (first.probe.outcome === "open") return { receiver, target, ...first };
  }
  const called = await Promise.all([without, peer.call({ ...call, token: MADE_UP, asks: "guard" }, signal)]);
  const answers = called.map(({ answer }) => answer);
  return { receiver, target, ...judged(answers, profile) };
}

const byWeight: readonly ReceiverProbe["outcome"][] = ["open", "guarded", "missing", "error", "unreachable"];

/** What two calls show together: one that is let in shows an open receiver, whatever became of the other. */
function judged(answers: readonly Answer[], profile: Profile): Pick<ProbedReceiver, "probe" | "answer"> {
  const judgements = answers.map((answer) => ({ answer, outcome: outcomeOf(answer, profile) }));
  const [first] = judgements.toSorted((a, b) => byWeight.indexOf(a.outcome) - byWeight.indexOf(b.outcome));
  if (first === undefined) throw new RangeError("A receiver was not called.");
  const { answer, outcome } = first;
  const { httpStatus, statusCode } = answer.summary;
  return {
    answer,
    probe: {
      outcome,
      ...(httpStatus === undefined ? {} : { http_status: httpStatus }),
      ...(statusCode === undefined ? {} : { status_code: statusCode }),
    },
  };
}

function outcomeOf(answer: Answer, profile: Profile): ReceiverProbe["outcome"] {
  if (answer.kind === "unanswered") return "unreachable";
  const { httpStatus, body } = answer;
  // A proxy may ask for a login of its own with a page; whether the platform behind it does is not known then.
  if (body.kind !== "html" && tokenStatusOf(answer, { unauthorisedCode: profile.unauthorisedCode }) === "refused") {
    return "guarded";
  }
  if (httpStatus === 401 || httpStatus === 403) return body.kind === "html" ? "error" : "guarded";
  if (httpStatus === 404 || httpStatus === 405 || httpStatus === 501) return "missing";
  const code = body.kind === "envelope" ? body.envelope.statusCode : 1000;
  // A web page is no receiver's answer, and a code of 2xxx says that the call was not carried out.
  return isHttpSuccess(httpStatus) && body.kind !== "html" && code < 2000 ? "open" : "error";
}
