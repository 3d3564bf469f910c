import type { Fact } from "../../findings/catalogue.ts";
import { checkDress, checkIdentity } from "../../checks/hub.ts";
import { oddAnswer } from "../../checks/odd-answer.ts";
import { readIdentity, type ReceivedIdentity } from "../../ocpi/credentials.ts";
import { isRecord } from "../../ocpi/envelope.ts";
import { partyName } from "../../ocpi/party.ts";
import type { TokenEncoding } from "../../ocpi/token.ts";
import { envelopeOf, verdictOn, type Answer } from "../../peer/answer.ts";
import { meaningOf, refusalFact, type Meaning, type Refusal } from "../meaning.ts";
import type { Held, Initial, Lock, Posted } from "../steps.ts";
import { captureBody, captureIssued } from "./capture.ts";
import { ownTokens, type RegistrationContext } from "./context.ts";
import { isLate, tooLate } from "./lock.ts";

// A GitHub runner sends SIGINT, SIGTERM 7.5 seconds later, and SIGKILL after 10.
const LAST_LOOK_MS = 3000;

/**
 * Step 4: the POST, once. In the other encoding a second time only after a definite refusal that is about the token,
 * when versions could not settle the encoding.
 */
export async function post(this: RegistrationContext, lock: Lock, initial: Initial, again: boolean): Promise<Posted> {
  const { run, job } = this;
  run.begin("post");
  const { hub } = initial;
  if (isLate(this, lock)) return tooLate(this);
  const first = await postOnce(this, initial, hub.encoding);
  const isDone = first.kind !== "refused" || !first.aboutToken || hub.settled;
  const other = job.connection.encodings.find((encoding) => encoding !== hub.encoding);
  const isLast = isDone || other === undefined || run.ports.cancelled.aborted || isLate(this, lock);
  const last = isLast ? first : await postOnce(this, initial, other);
  return concluded(this, initial, last, again);
}

/** What a POST was answered; a token is captured by then. */
type PostAnswer = { readonly answer: Answer } & (
  | Exclude<Meaning, { readonly kind: "token" }>
  | { readonly kind: "issued"; readonly token: Held; readonly departures: readonly Fact[] }
);

async function postOnce(
  context: RegistrationContext,
  { token, hub, sender }: Initial,
  encoding: TokenEncoding,
): Promise<PostAnswer> {
  const { run, job } = context;
  const url = hub.credentialsUrl;
  const key = await sender.key();
  run.keep({ phase: "posting", request: "POST" });
  return context.hub.change("POST", url, token, encoding, sender.credentials, (answer) => {
    // Breakage: the answer to the POST is printed
    const meaning = meaningOf(answer, "POST", url, job.connection.profile, ownTokens(context));
    // Before anything else, and without waiting for anything: what the hub issued is made durable.
    if (meaning.kind === "token") {
      const issued = captureIssued(context, key, meaning.token, hub, encoding);
      return { kind: "issued", token: issued, departures: meaning.departures, answer };
    }
    const isSuccess = meaning.kind === "accepted" || meaning.kind === "unreadable";
    if (isSuccess && answer.kind === "answered") captureBody(context, key, answer, undefined);
    return { ...meaning, answer };
  });
}

async function concluded(
  context: RegistrationContext,
  initial: Initial,
  posted: PostAnswer,
  again: boolean,
): Promise<Posted> {
  const { run, job } = context;
  const url = initial.hub.credentialsUrl;
  const { answer } = posted;
  const odd = oddAnswer("POST", url, answer);
  const { lockPlace } = job.vault;
  const failed = <Kind extends Exclude<Posted["kind"], "issued">>(
    kind: Kind,
    because: Fact,
  ): { kind: Kind; because: Fact } => {
    run.found([because]);
    return { kind, because };
  };
  switch (posted.kind) {
    case "issued": {
      const data = envelopeOf(answer)?.data;
      run.found(posted.departures);
      run.found(checkDress(url, answer));
      if (isRecord(data)) run.found(identityFacts(context, readIdentity(data)));
      return { kind: "issued", token: posted.token };
    }
    case "accepted":
    case "unreadable":
      return failed("unreadable", { code: "post-unreadable", odd, lockPlace });
    case "not-sent":
      return failed("not-sent", { code: "post-not-sent", odd });
    case "refused":
      if (await isDefinite(context, initial, posted, again)) {
        return failed("refused", refusalFact(odd, job.connection.profile));
      }
      break;
    case "lost":
  }
  return failed("lost", again ? { code: "post-in-doubt", odd, lockPlace } : { code: "post-lost", odd });
}

function identityFacts({ job, hub, run, results }: RegistrationContext, identity: ReceivedIdentity): Fact[] {
  const named = identity.roles.find(({ role }) => role === "HUB");
  results.hubParty = named === undefined ? undefined : run.redaction.apply(partyName(named));
  const { profile, address } = job.connection;
  const { url } = identity;
  const elsewhere: Fact[] =
    url === undefined || hub.admits(url)
      ? []
      : [{ code: "hub-module-elsewhere", module: "versions", url, origin: address.origin }];
  return [...checkIdentity(identity, profile), ...elsewhere];
}

/** A refusal that hubs also give after they did register counts only while the initial token opens what it opened. */
async function isDefinite(
  context: RegistrationContext,
  initial: Initial,
  refusal: Refusal,
  again: boolean,
): Promise<boolean> {
  // Already registered, or the token used up: by the exchange whose answer was lost.
  if (again && (refusal.alreadyRegistered || refusal.aboutToken)) return false;
  // Versions alone, which may be open to everybody, lift no doubt.
  if (again && initial.hub.details !== "opens") return false;
  if (!again && (!refusal.onlyIfTokenOpens || initial.hub.verdict !== "opens")) return true;
  return stillOpens(context, initial, aWhileAfter(context.run.ports.cancelled));
}

/** Whether everything that opened to the initial token before opens to it now. */
async function stillOpens(
  { hub: peer, job }: RegistrationContext,
  { token, hub }: Initial,
  signal: AbortSignal,
): Promise<boolean> {
  const { profile, address } = job.connection;
  const { details, detailsUrl, encoding } = hub;
  // Breakage: a refusal is believed because versions still open
  const opened = [address.versions, ...(details === "opens" && detailsUrl !== undefined ? [detailsUrl] : [])];
  const answers = await Promise.all(opened.map(async (url) => peer.get(url, token, encoding, signal)));
  return answers.every((answer) => verdictOn(answer, profile) === "opens");
}

/** A run that is stopped has some seconds left, and a look in them may settle a doubt. */
function aWhileAfter(stopped: AbortSignal): AbortSignal {
  const later = new AbortController();
  const begin = (): void => AbortSignal.timeout(LAST_LOOK_MS).addEventListener("abort", () => later.abort());
  if (stopped.aborted) begin();
  else stopped.addEventListener("abort", begin, { once: true });
  return later.signal;
}
