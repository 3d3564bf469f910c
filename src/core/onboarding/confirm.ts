import type { Fact } from "../findings/catalogue.ts";
import { oddAnswer } from "../checks/odd-answer.ts";
import type { HubToken } from "../ocpi/token.ts";
import type { Answer } from "../peer/answer.ts";
import type { Attempt } from "./attempt.ts";
import type { Known } from "./known.ts";
import { meaningOf, type Meaning } from "./meaning.ts";
import { patiently, REFUSALS_TO_BELIEVE, tryToken } from "./prove.ts";
import { keepBody, keepToken, makeCurrent, setAside, store, type KeptToken } from "./keep.ts";

/**
 * Step 7: the PUT by which a partner confirms its registration or updates it, with the proven token. An answer with
 * another token makes that one the current token, once it is proven. A lost answer is asked for once more.
 */
export async function confirm(attempt: Attempt): Promise<Partial<Known>> {
  const { run, job, known } = attempt;
  // An update is sent to any hub; a confirmation only to those that ask for one.
  if (known.purpose === "exchange" && !job.connection.profile.confirms) return { registration: "confirmed" };
  const { slotPlace } = job.vault;
  if (known.purpose === "update" && attempt.isLate) {
    run.found([{ code: "slot-outlived" }]);
    return { registration: "not-sent" };
  }
  const why = whyLater(attempt);
  if (why !== undefined) {
    run.found([{ code: "confirmation-outstanding", why, slotPlace }]);
    return { registration: "confirm-later" };
  }
  // Nobody can see of what kind the interrupted run was, and a rotation is undone by what finishes an exchange.
  if (known.purpose === "exchange" && job.hubToken !== undefined) run.found([{ code: "recovered", how: "put" }]);
  const first = await putOnce(attempt);
  if (first.meaning.kind !== "lost" && first.meaning.kind !== "not-sent") return conclude(attempt, first);
  const { verdict } = await tryToken(attempt, attempt.currentToken);
  if (verdict !== "opens" || attempt.isLate) return conclude(attempt, first);
  const again = await putOnce(attempt);
  // That the second one did not leave, or was refused, says nothing of a first one that did.
  const settles =
    first.meaning.kind === "not-sent" || (again.meaning.kind !== "not-sent" && again.meaning.kind !== "refused");
  return conclude(attempt, settles ? again : first);
}

/** Why the confirmation has to be left to a later run; undefined when it has not. */
function whyLater({
  job,
  known,
  isLate,
}: Attempt): Extract<Fact, { code: "confirmation-outstanding" }>["why"] | undefined {
  if (job.platform === undefined) return "no-platform";
  // Such as after a token was stored out of its capsule: that could not wait.
  if (known.purpose === "exchange" && (known.platform === "unfit" || known.hub === "unfit")) return "not-ready";
  return isLate ? "late" : undefined;
}

interface Put {
  readonly answer: Answer;
  readonly meaning:
    | Exclude<Meaning, { readonly kind: "token" }>
    | { readonly kind: "successor"; readonly successor: KeptToken; readonly departures: readonly Fact[] };
  readonly previous: HubToken;
}

async function putOnce(attempt: Attempt): Promise<Put> {
  const { run, job, sight, hub } = attempt;
  const previous = attempt.currentToken;
  run.keep({ phase: "posting", request: "PUT" });
  // Its place in the state may be another one's soon.
  if (attempt.capsule !== undefined) run.showCapsule(attempt.capsule);
  const url = attempt.credentialsUrl;
  const { ours } = attempt;
  // What was seen of the parties before will be out of date.
  attempt.look = { ...sight, parties: undefined };
  return hub.change("PUT", url, previous, sight.encoding, attempt.credentials, (answer) => {
    const meaning = meaningOf(answer, "PUT", url, job.connection.profile, ours);
    if (meaning.kind === "unreadable") keepBody(attempt, answer);
    if (meaning.kind !== "token") return { answer, meaning, previous };
    // As with the token of the POST: sealed and durable before anything else.
    const successor = keepToken(attempt, meaning.token, sight.encoding);
    return { answer, meaning: { kind: "successor", successor, departures: meaning.departures }, previous };
  });
}

async function conclude(attempt: Attempt, { answer, meaning, previous }: Put): Promise<Partial<Known>> {
  const { run, known } = attempt;
  const odd = oddAnswer("PUT", attempt.credentialsUrl, answer);
  const by = jobOf(attempt);
  switch (meaning.kind) {
    case "accepted":
      attempt.noteStored();
      return { registration: "confirmed" };
    // It may hold a token that replaces ours sooner or later: the slot stays, and the capsule keeps the answer.
    case "unreadable":
      run.found([{ code: "confirm-unreadable", odd, slotPlace: attempt.job.vault.slotPlace }]);
      return { registration: "confirm-lost" };
    case "successor":
      run.found(meaning.departures);
      return succeed(attempt, meaning.successor, previous);
    case "refused": {
      const works = (await tryToken(attempt, previous)).verdict === "opens";
      if (meaning.onlyIfTokenOpens && !works) {
        run.found([{ code: "confirm-in-doubt", odd, by }]);
        return { registration: "confirm-lost" };
      }
      attempt.noteStored();
      if (known.purpose === "update") {
        run.found([{ code: "update-refused", odd }]);
        return { registration: "refused" };
      }
      const notPossible = works && (odd.httpStatus === 405 || odd.httpStatus === 401);
      run.found([{ code: notPossible ? "confirm-not-possible" : "confirm-refused", odd }]);
      return { registration: "confirmed" };
    }
    case "not-sent":
      if (known.purpose === "update") {
        attempt.noteStored();
        run.found([{ code: "post-not-sent", odd }]);
        return { registration: "not-sent" };
      }
      run.found([{ code: "confirmation-outstanding", why: "not-sent", slotPlace: attempt.job.vault.slotPlace }]);
      return { registration: "confirm-later" };
    case "lost":
      run.found([{ code: "confirm-in-doubt", odd, by }]);
      return { registration: "confirm-lost" };
  }
}

/** What the PUT is for: what has to be run again when its outcome is not known. */
function jobOf({ job: { purpose, rotates = false } }: Attempt): Extract<Fact, { code: "confirm-in-doubt" }>["by"] {
  if (rotates) return "rotate";
  return purpose === "update" ? "update" : "exchange";
}

/** The PUT's answer had another token: it becomes the current one once it works, or once the previous one does not. */
async function succeed(attempt: Attempt, successor: KeptToken, previous: HubToken): Promise<Partial<Known>> {
  const { run } = attempt;
  let previousOpened = false;
  let refusals = 0;
  const trial = await patiently(
    run,
    async (deadline) => {
      const [ofSuccessor, ofPrevious] = await Promise.all([
        tryToken(attempt, successor.token, deadline),
        tryToken(attempt, previous, deadline),
      ]);
      previousOpened ||= ofPrevious.verdict === "opens";
      refusals = ofPrevious.verdict === "refused" ? refusals + 1 : 0;
      return ofSuccessor;
    },
    ({ verdict }) => verdict === "opens" || refusals >= REFUSALS_TO_BELIEVE,
  );
  const opens = trial.verdict === "opens";
  if (opens || refusals >= REFUSALS_TO_BELIEVE) {
    return replaceToken(attempt, successor, opens ? trial.encoding : undefined);
  }
  setAside(attempt, successor.capsule, " of the new token");
  // A proof that was cut short gives up neither token.
  if (previousOpened && refusals === 0 && !run.ports.cancelled.aborted) {
    run.found([{ code: "confirm-token-not-working" }]);
    attempt.noteStored();
    return { registration: "confirmed" };
  }
  const odd = oddAnswer("GET", trial.url, trial.answer);
  run.found([{ code: "confirm-in-doubt", odd, by: jobOf(attempt), successor: true }]);
  return { registration: "confirm-lost" };
}

async function replaceToken(
  attempt: Attempt,
  successor: KeptToken,
  encoding: Attempt["sight"]["encoding"] | undefined,
): Promise<Partial<Known>> {
  const { run } = attempt;
  makeCurrent(attempt, successor);
  if (encoding !== undefined) {
    attempt.look = { ...attempt.sight, encoding };
    attempt.markProven();
  }
  const stored = await store(attempt);
  if (stored.registration !== "stored") return stored;
  if (attempt.proven) {
    run.found([{ code: "confirm-changed-token" }]);
    return { registration: "confirmed" };
  }
  const { url, answer } = await tryToken(attempt, successor.token);
  run.found([{ code: "token-unproven", odd: oddAnswer("GET", url, answer) }]);
  return { registration: "unproven" };
}
