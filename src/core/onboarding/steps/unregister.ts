import type { Finding } from "../../findings/catalogue.ts";
import { dataOf, envelopeOf, isHttpSuccess, type Answered } from "../../peer/answer.ts";
import type { Ended, Held, Lock, RegistrableHub } from "../steps.ts";
import { issuedToken } from "../credentials-response.ts";
import { ownTokens, type RegistrationContext } from "./context.ts";
import { isLate, tooLate } from "./lock.ts";
import { tryDeadToken } from "./prove.ts";
import { isRegistrationKnown } from "./registration-known.ts";

/**
 * Ends a registration, as OCPI has it: DELETE credentials with the hub token. Whatever its answer was, what counts is
 * that the hub refuses the token afterwards.
 */
export async function unregister(this: RegistrationContext, lock: Lock, proven: Held<RegistrableHub>): Promise<Ended> {
  const { run, job, hub: peer } = this;
  run.begin("unregister");
  const { token, hub } = proven;
  const url = hub.credentialsUrl;
  if (isLate(this, lock)) return tooLate(this);
  run.appendToJournal({ phase: "posting", request: "DELETE" });
  const { answer: came, record } = await peer.change("DELETE", url, token, hub.encoding);
  const holdsToken = came.kind === "answered" && issuedToken(came, ownTokens(this, token)) !== undefined;
  const answer = record(holdsToken);
  const response = answer.summary;
  const trial = await tryDeadToken(this, proven);
  if (trial.tokenStatus === "refused") return { kind: "ended" };
  const failed = (kind: "refused" | "not-sent" | "lost", because: Finding): Ended => {
    run.found([because]);
    return { kind, because };
  };
  const isOpen = trial.tokenStatus === "open";
  if (trial.tokenStatus !== "accepted" && !isOpen) return failed("lost", { code: "unregister-in-doubt", response });
  if (answer.kind === "unanswered") {
    return answer.notSent
      ? failed("not-sent", { code: "not-unregistered", response, isKnown: undefined })
      : failed("lost", { code: "unregister-in-doubt", response });
  }
  if (isRefusal(answer)) {
    const isKnown = await isRegistrationKnown(this, proven, response);
    return failed("refused", { code: "not-unregistered", response, isKnown });
  }
  if (!isAccepted(answer)) return failed("lost", { code: "unregister-in-doubt", response });
  const { place, lockPlace } = job.vault;
  const seen = trial.answer.summary;
  return failed("lost", { code: isOpen ? "end-unprovable" : "still-registered", response: seen, place, lockPlace });
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
