import type { Fact } from "../findings/catalogue.ts";
import { checkDress, checkIdentity } from "../checks/hub.ts";
import { oddAnswer } from "../checks/odd-answer.ts";
import { readIdentity, type ReceivedIdentity } from "../ocpi/credentials.ts";
import { partyName } from "../ocpi/party.ts";
import { isRecord } from "../ocpi/envelope.ts";
import type { InitialToken, TokenEncoding } from "../ocpi/token.ts";
import { envelopeOf, verdictOn, type Answer } from "../peer/answer.ts";
import { provided, type Attempt } from "./attempt.ts";
import { keepBody, keepIssued } from "./keep.ts";
import type { Known } from "./known.ts";
import { meaningOf, refusalFact, type Meaning, type Refusal } from "./meaning.ts";

// A GitHub runner sends SIGINT, SIGTERM 7.5 seconds later, and SIGKILL after 10.
const LAST_LOOK_MS = 3000;

/**
 * Step 4: the POST, once. In the other encoding a second time only after a definite refusal that is about the token,
 * when versions could not settle the encoding.
 */
export async function post(attempt: Attempt): Promise<Partial<Known>> {
  const { sight, job, run } = attempt;
  if (attempt.isLate) {
    run.found([{ code: "slot-outlived" }]);
    return { registration: "not-sent" };
  }
  const first = await postOnce(attempt, sight.encoding);
  const done = first.meaning.kind !== "refused" || !first.meaning.aboutToken || sight.settled;
  if (done || run.ports.cancelled.aborted || attempt.isLate) return conclude(attempt, first);
  const other = job.connection.encodings.find((encoding) => encoding !== sight.encoding);
  return conclude(attempt, other === undefined ? first : await postOnce(attempt, other));
}

interface Posted {
  readonly answer: Answer;
  readonly meaning: Meaning;
}

async function postOnce(attempt: Attempt, encoding: TokenEncoding): Promise<Posted> {
  const { run, job } = attempt;
  const initialToken = initialTokenOf(attempt);
  run.keep({ phase: "posting", request: "POST" });
  const url = attempt.credentialsUrl;
  return attempt.hub.change("POST", url, initialToken, encoding, attempt.credentials, (answer) => {
    const meaning = meaningOf(answer, "POST", url, job.connection.profile, attempt.ours);
    // Before anything else, and without waiting for anything: what the hub issued is made durable.
    if (meaning.kind === "token") {
      keepIssued(attempt, meaning.token, encoding);
      // Whatever versions made of it: in this one the hub took a token.
      attempt.look = { ...attempt.sight, encoding };
    } else if (meaning.kind === "accepted" || meaning.kind === "unreadable") keepBody(attempt, answer);
    return { answer, meaning };
  });
}

async function conclude(attempt: Attempt, { answer, meaning }: Posted): Promise<Partial<Known>> {
  const { run, job } = attempt;
  const odd = oddAnswer("POST", attempt.credentialsUrl, answer);
  const { slotPlace } = job.vault;
  switch (meaning.kind) {
    case "token": {
      const data = envelopeOf(answer)?.data;
      run.found(meaning.departures);
      run.found(checkDress(attempt.credentialsUrl, answer));
      if (isRecord(data)) run.found(identityFacts(attempt, readIdentity(data)));
      return { registration: "issued" };
    }
    case "accepted":
    case "unreadable":
      run.found([{ code: "post-unreadable", odd, slotPlace }]);
      return { registration: "unreadable" };
    case "not-sent":
      run.found([{ code: "post-not-sent", odd }]);
      return { registration: "not-sent" };
    case "refused":
      if (await isDefinite(attempt, meaning)) {
        run.found([refusalFact(odd, job.connection.profile)]);
        return { registration: "refused" };
      }
      break;
    case "lost":
  }
  run.found([
    attempt.known.recovery === "none" ? { code: "post-lost", odd } : { code: "post-in-doubt", odd, slotPlace },
  ]);
  return { registration: "lost" };
}

function identityFacts(attempt: Attempt, identity: ReceivedIdentity): Fact[] {
  const { job, hub } = attempt;
  const named = identity.roles.find(({ role }) => role === "HUB");
  attempt.hubParty = named === undefined ? undefined : attempt.run.redaction.apply(partyName(named));
  const { profile, address } = job.connection;
  const { url } = identity;
  const elsewhere: Fact[] =
    url === undefined || hub.admits(url)
      ? []
      : [{ code: "hub-module-elsewhere", module: "versions", url, origin: address.origin }];
  return [...checkIdentity(identity, profile), ...elsewhere];
}

/** A refusal that hubs also give after they did register counts only while the initial token opens what it opened. */
async function isDefinite(attempt: Attempt, refusal: Refusal): Promise<boolean> {
  const { run, job, sight, known } = attempt;
  const recovering = known.recovery !== "none";
  // Already registered, or the token used up: by the exchange whose answer was lost.
  if (recovering && (refusal.alreadyRegistered || refusal.aboutToken)) return false;
  // Versions alone, which may be open to everybody, lift no doubt.
  if (recovering && sight.details !== "opens") return false;
  if (!recovering && (!refusal.onlyIfTokenOpens || known.verdict !== "opens")) return true;
  if (job.initialToken === undefined) return false;
  return stillOpens(attempt, job.initialToken, aWhileAfter(run.ports.cancelled));
}

/** Whether everything that opened to the initial token before opens to it now. */
async function stillOpens({ hub, job, sight }: Attempt, token: InitialToken, signal: AbortSignal): Promise<boolean> {
  const { profile, address } = job.connection;
  const { details, detailsUrl, encoding } = sight;
  const opened = [address.versions, ...(details === "opens" && detailsUrl !== undefined ? [detailsUrl] : [])];
  const answers = await Promise.all(opened.map(async (url) => hub.get(url, token, encoding, signal)));
  return answers.every((answer) => verdictOn(answer, profile) === "opens");
}

/** A run that is stopped has some seconds left, and a look may spare somebody a doubt. */
function aWhileAfter(stopped: AbortSignal): AbortSignal {
  const later = new AbortController();
  const begin = (): void => AbortSignal.timeout(LAST_LOOK_MS).addEventListener("abort", () => later.abort());
  if (stopped.aborted) begin();
  else stopped.addEventListener("abort", begin, { once: true });
  return later.signal;
}

export function initialTokenOf({ job }: Attempt): InitialToken {
  return provided(job.initialToken, "initial token");
}
