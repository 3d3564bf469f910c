import type { Finding } from "../../findings/catalogue.ts";
import type { ResponseSummary } from "../../findings/response-summary.ts";
import type { TokenEncoding } from "../../ocpi/token.ts";
import type { Answer } from "../../peer/answer.ts";
import type { CapsuleKey } from "../capsule.ts";
import { readCredentialsResponse, type CredentialsResponse } from "../credentials-response.ts";
import type { Sender } from "../sender.ts";
import type { Held, Lock, NotConfirmed } from "../steps.ts";
import { captureBody, captureToken, setAside } from "./capture.ts";
import { markProven, noteStored, ownTokens, type RegistrationContext } from "./context.ts";
import { isLate } from "./lock.ts";
import { isRegistrationKnown, type RefusedChange } from "./registration-known.ts";
import { retryUntil, REFUSALS_TO_BELIEVE, tryToken } from "./prove.ts";
import { storeToken } from "./store.ts";

/** What a PUT of credentials came to, whatever it was for. */
export type PutResult =
  /** Accepted; or the hub replaced the token, and the new one is stored and works. */
  | { readonly kind: "accepted"; readonly token: Held }
  /** The hub said no. */
  | ({ readonly kind: "refused"; readonly token: Held; readonly response: ResponseSummary } & RefusedChange)
  | { readonly kind: "not-sent"; readonly response: ResponseSummary }
  | NotConfirmed;

/** What a PUT is for: what has to be run again when its outcome is not known. */
export type PutPurpose = Extract<Finding, { code: "confirm-in-doubt" }>["by"];

interface Put {
  readonly context: RegistrationContext;
  readonly lock: Lock;
  readonly url: string;
  readonly sender: Sender;
  readonly purpose: PutPurpose;
  /** The current token. */
  readonly token: Held;
}

/** What one PUT was answered; a token is captured by then. */
type PutAnswer = { readonly answer: Answer } & (
  | Exclude<CredentialsResponse, { readonly kind: "token" }>
  | { readonly kind: "successor"; readonly successor: Held; readonly deviations: readonly Finding[] }
);

/**
 * Sends our credentials with a token that is proven, by PUT. An answer with another token makes that one the current token,
 * once it is proven. A lost answer is asked for once more.
 */
export async function put(
  context: RegistrationContext,
  lock: Lock,
  sender: Sender,
  url: string,
  token: Held,
  purpose: PutPurpose,
): Promise<PutResult> {
  // What was seen of the parties before will be out of date.
  const hub = { ...token.hub, parties: undefined };
  context.results.hub = hub;
  const sending: Put = { context, lock, url, sender, purpose, token: { ...token, hub } };
  const first = await putOnce(sending);
  if (first.kind !== "lost" && first.kind !== "not-sent") return resultOf(sending, first);
  const { tokenStatus } = await tryToken(context, hub, token.token);
  const isRefused = tokenStatus !== "accepted" && tokenStatus !== "open";
  if (isRefused || isLate(context, lock)) return resultOf(sending, first);
  const again = await putOnce(sending);
  // That the second one did not leave, or was refused, says nothing of a first one that did.
  const settles = first.kind === "not-sent" || (again.kind !== "not-sent" && again.kind !== "refused");
  return resultOf(sending, settles ? again : first);
}

async function putOnce(sending: Put): Promise<PutAnswer> {
  const { context, url, sender, token: current } = sending;
  const { run } = context;
  const key = await sender.key();
  run.appendToJournal({ phase: "posting", request: "PUT" });
  // Its place in the state may be another one's soon.
  if (current.capsule !== undefined) run.showCapsule(current.capsule);
  const { answer, record } = await context.hub.change(
    "PUT",
    url,
    current.token,
    current.hub.encoding,
    sender.credentials,
  );
  // As with the token of the POST: sealed and durable before anything else.
  const made = capture(sending, key, answer);
  return { ...made, answer: record(made.kind === "successor") };
}

/** What an answer means, with the token in it captured. Nothing here waits for anything. */
function capture({ context, token: current }: Put, key: CapsuleKey, answer: Answer): PutAnswer {
  const ours = ownTokens(context, current.token);
  const response = readCredentialsResponse(answer, context.job.connection.profile, ours);
  if (response.kind === "token") {
    const successor = captureToken(context, key, response.token, current.hub);
    return { kind: "successor", successor, deviations: response.deviations, answer };
  }
  if (response.kind === "unreadable" && answer.kind === "answered") captureBody(context, key, answer, current.capsule);
  return { ...response, answer };
}

async function resultOf(sending: Put, answered: PutAnswer): Promise<PutResult> {
  const { context, token, purpose } = sending;
  const { run, job } = context;
  const response = answered.answer.summary;
  switch (answered.kind) {
    case "accepted":
      noteStored(context);
      return { kind: "accepted", token };
    // It may hold a token that replaces ours sooner or later: the lock stays, and the capsule keeps the answer.
    case "unreadable":
      return lost(context, { code: "confirm-unreadable", response, lockPlace: job.vault.lockPlace });
    case "successor":
      run.found(answered.deviations);
      // Breakage: the token of the PUT's answer is ignored
      return succeed(sending, answered.successor);
    case "refused":
      return refused(sending, response);
    case "not-sent":
      return { kind: "not-sent", response };
    case "lost":
      return lost(context, { code: "confirm-in-doubt", response, by: purpose });
  }
}

/** A refusal counts only while the token opens what is guarded; where nothing is, it has to be believed. */
async function refused({ context, token, purpose }: Put, response: ResponseSummary): Promise<PutResult> {
  context.probe.guards.doubt();
  const { tokenStatus } = await tryToken(context, token.hub, token.token);
  if (tokenStatus !== "accepted" && tokenStatus !== "open") {
    return lost(context, { code: "confirm-in-doubt", response, by: purpose });
  }
  noteStored(context);
  const isKnown = await isRegistrationKnown(context, token, response);
  return { kind: "refused", token, response, works: tokenStatus === "accepted", isKnown };
}

function lost({ run }: RegistrationContext, because: Finding): NotConfirmed {
  run.found([because]);
  return { kind: "lost", because };
}

/** The PUT's answer had another token: it becomes the current one once it works, or once the previous one does not. */
async function succeed(sending: Put, successor: Held): Promise<PutResult> {
  const { context, token: previous, purpose } = sending;
  const { run } = context;
  // No token that works is given up for what the hub only documents of its guards.
  context.probe.guards.doubt();
  let previousOpened = false;
  let refusals = 0;
  const trial = await retryUntil(
    run,
    async (deadline) => {
      const [ofSuccessor, ofPrevious] = await Promise.all([
        tryToken(context, successor.hub, successor.token, deadline),
        tryToken(context, previous.hub, previous.token, deadline),
      ]);
      previousOpened ||= ofPrevious.tokenStatus === "accepted";
      refusals = ofPrevious.tokenStatus === "refused" ? refusals + 1 : 0;
      return ofSuccessor;
    },
    ({ tokenStatus }) => tokenStatus === "accepted" || refusals >= REFUSALS_TO_BELIEVE,
  );
  const opens = trial.tokenStatus === "accepted";
  // Breakage: a successor is stored although it is not proven
  if (opens || refusals >= REFUSALS_TO_BELIEVE) {
    return replace(sending, successor, opens ? trial.status.encoding : undefined);
  }
  if (successor.capsule !== undefined) setAside(context, successor.capsule, " of the new token", previous.capsule);
  // A proof that was cut short gives up neither token.
  if (previousOpened && refusals === 0 && !run.ports.cancelled.aborted) {
    run.found([{ code: "confirm-token-not-working" }]);
    noteStored(context);
    return { kind: "accepted", token: previous };
  }
  const response = trial.answer.summary;
  return lost(context, { code: "confirm-in-doubt", response, by: purpose, successor: true });
}

/** @param encoding in which the new token opened the hub; undefined where it did not, and the previous one is dead. */
async function replace(
  { context, lock }: Put,
  successor: Held,
  encoding: TokenEncoding | undefined,
): Promise<PutResult> {
  const { run, results } = context;
  results.replace(successor);
  const hub = encoding === undefined ? successor.hub : { ...successor.hub, encoding };
  results.hub = hub;
  if (encoding !== undefined) markProven(context, successor.token);
  const stored = await storeToken(context, lock, { ...successor, hub }, true);
  if (stored.kind === "unstored") return stored;
  if (encoding !== undefined) {
    run.found([{ code: "confirm-changed-token" }]);
    return { kind: "accepted", token: stored.token };
  }
  const { answer } = await tryToken(context, successor.hub, successor.token);
  const because: Finding = { code: "token-unproven", response: answer.summary };
  run.found([because]);
  return { kind: "unproven", because };
}
