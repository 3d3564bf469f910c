import { oddAnswer } from "../checks/odd-answer.ts";
import { dataOf, envelopeOf, isHttpSuccess, type Answered } from "../peer/answer.ts";
import type { Attempt } from "./attempt.ts";
import type { Known } from "./known.ts";
import { tryDeadToken } from "./prove.ts";

/**
 * Ends a registration, as OCPI has it: DELETE credentials with the hub token. Whatever its answer was, what counts is
 * that the hub refuses the token afterwards.
 */
export async function unregister(attempt: Attempt): Promise<Partial<Known>> {
  const { run, hub, currentToken, sight } = attempt;
  if (attempt.isLate) {
    run.found([{ code: "slot-outlived" }]);
    return { registration: "not-sent" };
  }
  const url = attempt.credentialsUrl;
  run.keep({ phase: "posting", request: "DELETE" });
  const answer = await hub.change("DELETE", url, currentToken, sight.encoding, undefined, (arrived) => arrived);
  const odd = oddAnswer("DELETE", url, answer);
  const trial = await tryDeadToken(attempt, currentToken);
  if (trial.verdict === "refused") return { registration: "ended" };
  if (trial.verdict === "opens" && answer.kind === "unanswered" && answer.notSent) {
    run.found([{ code: "not-unregistered", odd }]);
    return { registration: "not-sent" };
  }
  if (trial.verdict === "opens" && answer.kind === "answered" && isRefusal(answer)) {
    run.found([{ code: "not-unregistered", odd }]);
    return { registration: "refused" };
  }
  const accepted = trial.verdict === "opens" && answer.kind === "answered" && isAccepted(answer);
  run.found([
    accepted
      ? { code: "still-registered", odd: oddAnswer("GET", trial.url, trial.answer) }
      : { code: "unregister-in-doubt", odd },
  ]);
  return { registration: "end-unknown" };
}

/** Deletes the secret of a token that is dead. That it cannot be deleted is worth a warning: the work is done. */
export async function forget({ run, job }: Attempt): Promise<Partial<Known>> {
  const { vault } = job;
  const forgotten = await vault.forget(run.ports.cancelled);
  if ("failure" in forgotten) run.found([{ code: "secret-left", place: vault.place, failure: forgotten.failure }]);
  else run.line(run.voice.vaultLine("forgotten", vault));
  return { registration: "forgotten", secret: "absent" };
}

// OCPI leaves open what DELETE answers: an envelope, or nothing (ocpi/ocpi#441).
function isAccepted(answer: Answered): boolean {
  return dataOf(answer) !== undefined || (isHttpSuccess(answer.httpStatus) && answer.body.kind === "empty");
}

function isRefusal(answer: Answered): boolean {
  const code = envelopeOf(answer)?.statusCode ?? 0;
  const { httpStatus } = answer;
  // 408 and 409 leave open what was done, as every 5xx does.
  return (code >= 2000 && code <= 2999) || (httpStatus >= 300 && httpStatus <= 499 && ![408, 409].includes(httpStatus));
}
