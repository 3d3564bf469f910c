import type { HubToken, TokenEncoding } from "../ocpi/token.ts";
import type { Answer } from "../peer/answer.ts";
import type { VaultAnswer } from "../ports.ts";
import { provided, type Attempt } from "./attempt.ts";
import { sealBody, sealCapsule } from "./capsule.ts";
import { UNNAMED_CONNECTION } from "./connection.ts";
import type { Known } from "./known.ts";

/** A token that the hub issued, with the capsule that holds it. */
export interface KeptToken {
  readonly token: HubToken;
  readonly capsule: string;
}

/** Step 5, its synchronous half: seal, append to the durable state, then mask. The current token stays what it is. */
export function keepToken(attempt: Attempt, token: HubToken, encoding: TokenEncoding): KeptToken {
  const { run, job } = attempt;
  const content = {
    token,
    versionsUrl: job.connection.address.versions,
    encoding,
    parties: job.connection.roles,
    correlationId: run.correlationId,
    at: run.ports.clock.now(),
    connection: job.connection.name === UNNAMED_CONNECTION ? undefined : job.connection.name,
    secret: job.vault.location,
  };
  const capsule = sealCapsule(content, provided(attempt.capsuleKey, "key"));
  // Breakage: the capsule is not written to the state
  run.keep({ phase: "captured", capsule });
  run.knowToken(token);
  return { token, capsule };
}

/** Keeps the token of a registration, which is the current one from now on. */
export function keepIssued(attempt: Attempt, token: HubToken, encoding: TokenEncoding): void {
  attempt.registeredAt = attempt.run.ports.clock.now();
  makeCurrent(attempt, keepToken(attempt, token, encoding));
}

/** A token that was kept takes the place of the current one. It is still to be proven. */
export function makeCurrent(attempt: Attempt, { token, capsule }: KeptToken): void {
  attempt.token = token;
  attempt.capsule = capsule;
  attempt.proven = false;
}

/** An answer that should have held a token and does not is kept whole, sealed likewise. */
export function keepBody(attempt: Attempt, answer: Answer): void {
  if (answer.kind === "unanswered") return;
  const { run } = attempt;
  const capsule = sealBody(answer.text, run.ports.clock.now(), run.correlationId, provided(attempt.capsuleKey, "key"));
  // The durable state has room for one capsule, and that of a token comes first.
  if (attempt.capsule === undefined) run.keep({ phase: "captured", capsule });
  setAside(attempt, capsule, " of the answer");
}

/**
 * What the hub gave beside the current token is handed out in its capsule; where the current token needs that place for its
 * own, it goes to the log.
 */
export function setAside(attempt: Attempt, capsule: string, of: string): void {
  if (attempt.capsule === undefined) attempt.spare = capsule;
  else attempt.run.showCapsule(capsule, of);
}

/** Step 5, its second half: the current token goes into the vault. Its capsule is in the durable state already. */
export async function store(attempt: Attempt): Promise<Partial<Known>> {
  const { job, run } = attempt;
  const stored = await storeInTime(attempt);
  if ("failure" in stored) {
    const replaces = attempt.known.secret === "present";
    run.found([{ code: "token-unstored", place: job.vault.place, failure: stored.failure, replaces }]);
    return { registration: "unstored" };
  }
  attempt.noteStored();
  if (job.vault.keeps) {
    attempt.capsule = undefined;
    attempt.storedIn = job.vault.place;
    run.line(run.voice.vaultLine("stored", job.vault));
  }
  return { registration: "stored", secret: "present" };
}

/**
 * Stores as long as nobody else can be at it. Once another run may have taken over, what is stored by then may be what that
 * one was issued, and is not overwritten.
 */
async function storeInTime({ job: { vault }, run, currentToken, slotLeftMs }: Attempt): Promise<VaultAnswer<"stored">> {
  const { cancelled } = run.ports;
  if (slotLeftMs === Infinity) return vault.store(currentToken, cancelled);
  if (slotLeftMs > 0) {
    return vault.store(currentToken, AbortSignal.any([cancelled, AbortSignal.timeout(Math.ceil(slotLeftMs))]));
  }
  const view = await vault.look(cancelled);
  if ("failure" in view) return view;
  if (view.ok.secret === "absent") return vault.store(currentToken, AbortSignal.abort());
  return { failure: { kind: "rejected", detail: "there is one of another run already" } };
}
