import type { Finding } from "../../findings/catalogue.ts";
import { checkEnvelopeForm } from "../../checks/hub.ts";
import type { TokenEncoding } from "../../ocpi/token.ts";
import type { Answer } from "../../peer/answer.ts";
import { tokenStatusOf } from "../../peer/token-status.ts";
import type { CapsuleKey } from "../capsule.ts";
import { readCredentialsResponse, type CredentialsResponse, type Refusal } from "../credentials-response.ts";
import type { Held, Initial, Lock, Posted, RegistrableHub } from "../steps.ts";
import { captureBody, captureIssued } from "./capture.ts";
import { ownTokens, type RegistrationContext } from "./context.ts";
import { identify } from "./identity.ts";
import { isLate, tooLate } from "./lock.ts";

// A GitHub runner sends SIGINT, SIGTERM 7.5 seconds later, and SIGKILL after 10.
const LAST_LOOK_MS = 3000;

/**
 * Sends the POST once. In the other encoding a second time only after a refusal of the token, where versions could not settle the
 * encoding.
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
  return conclude(this, initial, last, again);
}

/** What a POST was answered; a token is captured by then. */
type PostAnswer = { readonly answer: Answer } & (
  | Exclude<CredentialsResponse, { readonly kind: "token" }>
  | { readonly kind: "issued"; readonly token: Held; readonly deviations: readonly Finding[] }
);

async function postOnce(
  context: RegistrationContext,
  { token, hub, sender }: Initial,
  encoding: TokenEncoding,
): Promise<PostAnswer> {
  const key = await sender.key();
  context.run.appendToJournal({ phase: "posting", request: "POST" });
  const { answer, record } = await context.hub.change("POST", hub.credentialsUrl, token, encoding, sender.credentials);
  // Before anything else, a line in the log included: what the hub issued is made durable.
  // Breakage: the answer is logged before the token is durable
  // Breakage: the answer to the POST is printed
  const posted = capture(context, key, answer, hub, encoding);
  record();
  return posted;
}

/** What an answer means, with the token in it captured. Nothing here waits for anything. */
function capture(
  context: RegistrationContext,
  key: CapsuleKey,
  answer: Answer,
  hub: RegistrableHub,
  encoding: TokenEncoding,
): PostAnswer {
  const response = readCredentialsResponse(answer, context.job.connection.profile, ownTokens(context));
  if (response.kind === "token") {
    const token = captureIssued(context, key, response.token, hub, encoding);
    return { kind: "issued", token, deviations: response.deviations, answer };
  }
  const isSuccess = response.kind === "accepted" || response.kind === "unreadable";
  if (isSuccess && answer.kind === "answered") captureBody(context, key, answer, undefined);
  return { ...response, answer };
}

async function conclude(
  context: RegistrationContext,
  initial: Initial,
  posted: PostAnswer,
  again: boolean,
): Promise<Posted> {
  const { run, job } = context;
  const { answer } = posted;
  const response = answer.summary;
  const { lockPlace } = job.vault;
  const failed = <Kind extends Exclude<Posted["kind"], "issued">>(
    kind: Kind,
    because: Finding,
  ): { kind: Kind; because: Finding } => {
    run.found([because]);
    return { kind, because };
  };
  switch (posted.kind) {
    case "issued": {
      run.found(posted.deviations);
      run.found(checkEnvelopeForm(answer));
      return { kind: "issued", token: posted.token, otherHub: identify(context, answer) };
    }
    case "accepted":
    case "unreadable":
      return failed("unreadable", { code: "post-unreadable", response, lockPlace });
    case "not-sent":
      return failed("not-sent", { code: "post-not-sent", response });
    case "refused":
      if (await hubDidNothing(context, initial, posted, again)) {
        return failed("refused", { code: `post-${posted.reason}`, response });
      }
      break;
    case "lost":
  }
  return failed("lost", again ? { code: "post-in-doubt", response, lockPlace } : { code: "post-lost", response });
}

/**
 * Whether a refusal can be believed. Hubs answer some of them although they did register: those count only if the initial token
 * still opens what it opened, or if it had opened nothing before.
 */
async function hubDidNothing(
  context: RegistrationContext,
  initial: Initial,
  refusal: Refusal,
  again: boolean,
): Promise<boolean> {
  // Already registered, or the token used up: by the exchange whose answer was lost.
  if (again && (refusal.alreadyRegistered || refusal.aboutToken)) return false;
  // Versions alone, which may be open to everybody, lift no doubt.
  if (again && initial.hub.details !== "accepted") return false;
  if (!again && (!refusal.onlyIfTokenOpens || initial.hub.tokenStatus !== "accepted")) return true;
  return stillOpens(context, initial, graceSignal(context.run.ports.cancelled));
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
  const opened = [address.versions, ...(details === "accepted" && detailsUrl !== undefined ? [detailsUrl] : [])];
  const answers = await Promise.all(opened.map(async (url) => peer.get(url, token, encoding, signal)));
  return answers.every((answer) => tokenStatusOf(answer, profile) === "accepted");
}

/** A run that is stopped has some seconds left, and a look in them may settle a doubt. */
function graceSignal(stopped: AbortSignal): AbortSignal {
  const later = new AbortController();
  const begin = (): void => AbortSignal.timeout(LAST_LOOK_MS).addEventListener("abort", () => later.abort());
  if (stopped.aborted) begin();
  else stopped.addEventListener("abort", begin, { once: true });
  return later.signal;
}
