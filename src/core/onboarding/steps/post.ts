import type { Finding } from "../../findings/catalogue.ts";
import { checkEnvelopeForm } from "../../checks/hub.ts";
import type { TokenEncoding } from "../../ocpi/token.ts";
import { envelopeOf, type Answer } from "../../peer/answer.ts";
import { isTurnedDown, tokenStatusOf } from "../../peer/token-status.ts";
import { platformFindings } from "../../findings/platform.ts";
import type { AboutPlatform } from "../../findings/exchange.ts";
import type { ResponseSummary } from "../../findings/response-summary.ts";
import type { CapsuleKey } from "../capsule.ts";
import { readCredentialsResponse, type CredentialsResponse, type Refusal } from "../credentials-response.ts";
import type { Crash, EarlierPost, Held, Initial, Lock, Posted, RegistrableHub } from "../steps.ts";
import { captureBody, captureIssued } from "./capture.ts";
import { connectAhead } from "./connect-ahead.ts";
import { ownTokens, type RegistrationContext } from "./context.ts";
import { identify } from "./identity.ts";
import { isLate, tooLate } from "./lock.ts";

// A GitHub runner sends SIGINT, SIGTERM 7.5 seconds later, and SIGKILL after 10.
const LAST_LOOK_MS = 3000;

/** How long after a second crash the initial token is looked at, before that is believed: a hub may still be at work. */
const CRASH_PATIENCE_MS = 10_000;

/**
 * Sends the POST once. In the other encoding a second time only after a refusal of the token, where nothing guarded had settled
 * the encoding.
 */
export async function post(
  this: RegistrationContext,
  lock: Lock,
  initial: Initial,
  earlier: EarlierPost | undefined,
): Promise<Posted> {
  const { run, probe } = this;
  run.begin("post");
  const { hub } = initial;
  if (isLate(this, lock)) return tooLate(this);
  const first = await postOnce(this, initial, hub.encoding);
  const other = probe.encodings.find((encoding) => encoding !== hub.encoding);
  const isDone =
    first.kind !== "refused" || !first.aboutToken || other === undefined || (await isSettled(this, initial));
  const isLast = isDone || run.ports.cancelled.aborted || isLate(this, lock);
  const last = isLast ? first : await postOnce(this, initial, other);
  return conclude(this, initial, last, earlier);
}

/** Whether the look settled the encoding. A refusal of the token contradicts what the hub documents of what opened to it. */
async function isSettled({ probe }: RegistrationContext, { hub }: Initial): Promise<boolean> {
  const { guards, encodings, signal } = probe;
  if (encodings.length === 1 || signal.aborted) return true;
  guards.doubt();
  for (const url of hub.opened) if ((await guards.guard(url, hub.encoding)).kind !== "open") return true;
  return false;
}

/** What a POST was answered; a token is captured by then. */
type PostAnswer = { readonly answer: Answer; readonly encoding: TokenEncoding } & (
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
  const posting = context.hub.change("POST", hub.credentialsUrl, token, encoding, sender.credentials);
  // For the PUT, two answers from now.
  connectAhead(context, "confirmation", hub.credentialsUrl);
  const { answer, record } = await posting;
  // Before anything else, a line in the log included: what the hub issued is made durable.
  // Breakage: the answer is logged before the token is durable
  // Breakage: the answer to the POST is printed
  const posted = capture(context, key, answer, hub, encoding);
  return { ...posted, answer: record(posted.kind === "issued") };
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
    return { kind: "issued", token, deviations: response.deviations, answer, encoding };
  }
  const isSuccess = response.kind === "accepted" || response.kind === "unreadable";
  if (isSuccess && answer.kind === "answered") captureBody(context, key, answer, undefined);
  return { ...response, answer, encoding };
}

async function conclude(
  context: RegistrationContext,
  initial: Initial,
  posted: PostAnswer,
  earlier: EarlierPost | undefined,
): Promise<Posted> {
  const { run, job } = context;
  const { answer } = posted;
  const response = answer.summary;
  const { lockPlace } = job.vault;
  const failed = <Kind extends "refused" | "not-sent" | "stuck">(
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
      return failed("stuck", { code: "post-unreadable", response, lockPlace });
    case "not-sent":
      return failed("not-sent", { code: "post-not-sent", response });
    case "refused": {
      const opens = await stillOpens(context, initial, posted, earlier);
      if (opens === "yes") return failed("refused", await refusalOf(context, initial, posted));
      if (earlier === undefined) return failed("stuck", { code: "post-refusal-doubtful", response, opens, lockPlace });
      return lostAgain(context, response);
    }
    case "lost": {
      const crash = crashOf(answer);
      if (earlier === undefined) {
        const because: Finding = { code: "post-lost", response };
        run.found([because]);
        return { kind: "lost", because, crash };
      }
      if (crash !== undefined && isAlike(crash, earlier.crash) && (await isUnused(context, initial))) {
        return failed("refused", { code: "post-crashed-twice", response, ...platformSeen(context) });
      }
      return lostAgain(context, response);
    }
  }
}

function lostAgain({ run, job }: RegistrationContext, response: ResponseSummary): Posted {
  const because: Finding = { code: "post-in-doubt", response, lockPlace: job.vault.lockPlace };
  run.found([because]);
  return { kind: "lost", because, crash: undefined };
}

/** Why the hub refused, with what the run knows that helps to mend it. */
async function refusalOf(
  context: RegistrationContext,
  initial: Initial,
  { reason, answer, encoding }: Extract<PostAnswer, Refusal>,
): Promise<Finding> {
  const response = answer.summary;
  switch (reason) {
    case "platform-unusable":
      return { code: "post-platform-unusable", response, ...platformSeen(context) };
    case "refused":
      // A hub may say of a token that it cannot read, too, that something is missing.
      return {
        code: "post-refused",
        response,
        otherEncoding: (await isSettled(context, initial))
          ? undefined
          : context.probe.encodings.find((other) => other !== encoding),
        isAnswering: initial.hub.tokenStatus === "accepted",
      };
    default:
      return { code: `post-${reason}`, response };
  }
}

/** Where the hub calls the platform, and whether this run saw that fail. */
function platformSeen({ run, job }: RegistrationContext): Pick<AboutPlatform, "platformUrl" | "seen"> {
  const isFailing = run.findings.some(({ finding }) => Object.hasOwn(platformFindings, finding.code));
  const platformUrl = job.platform?.url ?? "";
  if (job.platform?.check === "off") return { platformUrl, seen: "unseen" };
  return { platformUrl, seen: isFailing ? "failing" : "fine" };
}

/** How the hub itself failed. A gateway says other things, while the hub behind it may still be at work. */
function crashOf(answer: Answer): Crash | undefined {
  if (answer.kind === "unanswered" || answer.body.kind === "html") return undefined;
  const { httpStatus } = answer;
  const statusCode = envelopeOf(answer)?.statusCode;
  const isCrash = httpStatus === 500 || (statusCode === 3000 && (httpStatus < 400 || httpStatus === 422));
  return isCrash ? { httpStatus, statusCode } : undefined;
}

function isAlike(one: Crash, other: Crash | undefined): boolean {
  return one.httpStatus === other?.httpStatus && one.statusCode === other.statusCode;
}

/** Whether the initial token opens what is guarded still, some time after the hub failed at its POST twice. */
async function isUnused(context: RegistrationContext, initial: Initial): Promise<boolean> {
  const { run, probe } = context;
  await run.ports.clock.sleep(CRASH_PATIENCE_MS, run.ports.cancelled);
  if (run.ports.cancelled.aborted) return false;
  probe.guards.doubt();
  return (await opensGuarded(context, initial)) === "yes";
}

/** Whether the initial token opens what it opened before. A hub may refuse after it used the token up. */
async function stillOpens(
  context: RegistrationContext,
  initial: Initial,
  refusal: Refusal,
  earlier: EarlierPost | undefined,
): Promise<Opens> {
  if (earlier === undefined) {
    const opens = await opensGuarded(context, initial);
    // A token that opened nothing guarded before shows nothing now.
    return opens === "nothing" ? "yes" : opens;
  }
  // Already registered, or the token used up: by the exchange whose answer was lost.
  if (refusal.alreadyRegistered || refusal.aboutToken) return "no";
  // Versions alone, which may be open to everybody, lift no doubt.
  context.probe.guards.doubt();
  const opens = await opensGuarded(context, initial);
  return opens === "nothing" ? "unknown" : opens;
}

type Opens = "yes" | "no" | "unknown";

/** Whether what is guarded and opened to the initial token opens to it now, in the same encoding; `nothing`: nothing had. */
async function opensGuarded(
  { run, probe, hub: peer }: RegistrationContext,
  { token, hub }: Initial,
): Promise<Opens | "nothing"> {
  const { encoding } = hub;
  // Breakage: a refusal is believed because versions still open
  const opened = [...hub.opened];
  const signal = graceSignal(run.ports.cancelled);
  const guards = await Promise.all(opened.map(async (url) => probe.guards.guard(url, encoding, signal)));
  if (guards.every(({ kind }) => kind === "open")) return "nothing";
  const answers = await Promise.all(
    opened.map(async (url) => peer.get(url, token, encoding, signal, { secret: true })),
  );
  const statuses = answers.map((answer) => tokenStatusOf(answer, probe.profile));
  const isGuarded = guards.some(({ kind }) => kind === "guarded");
  if (statuses.every((status) => status === "accepted")) return isGuarded ? "yes" : "unknown";
  return statuses.some(isTurnedDown) ? "no" : "unknown";
}

/** A run that is stopped has some seconds left, and a look in them may settle a doubt. */
function graceSignal(stopped: AbortSignal): AbortSignal {
  const later = new AbortController();
  const begin = (): void => AbortSignal.timeout(LAST_LOOK_MS).addEventListener("abort", () => later.abort());
  if (stopped.aborted) begin();
  else stopped.addEventListener("abort", begin, { once: true });
  return later.signal;
}
