import type { HubToken, TokenEncoding } from "../ocpi/token.ts";
import type { Answer } from "../peer/answer.ts";
import type { VaultAnswer } from "../ports.ts";
import type { Attempt } from "./attempt.ts";
import { sealBody, sealCapsule, type CapsuleKey } from "./capsule.ts";
import type { Known } from "./known.ts";

/** Step 5, its synchronous half: seal, append to the durable state, then mask. */
export function keepToken(attempt: Attempt, token: HubToken, encoding: TokenEncoding): void {
  const { run, job } = attempt;
  const at = run.ports.clock.now();
  const content = {
    token,
    versionsUrl: job.connection.address.versions,
    encoding,
    parties: job.connection.roles,
    correlationId: run.correlationId,
    at,
  };
  const capsule = sealCapsule(content, keyOf(attempt));
  attempt.capsule = capsule;
  attempt.token = token;
  attempt.registeredAt = at;
  run.keep({ phase: "captured", capsule });
  run.knowToken(token);
}

/** An answer that should have held a token and does not is kept whole, sealed likewise. */
export function keepBody(attempt: Attempt, answer: Answer): void {
  if (answer.kind === "unanswered") return;
  const { run } = attempt;
  const capsule = sealBody(answer.text, run.ports.clock.now(), run.correlationId, keyOf(attempt));
  // Where no vault keeps the token that works, its capsule is all there is of it: the other one goes to the log.
  if (isOnlyInCapsule(attempt)) {
    run.line(`Recovery capsule of the answer: ${capsule}`);
    return;
  }
  attempt.capsule = capsule;
  run.keep({ phase: "captured", capsule });
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

/** Whether the current token works and is nowhere but in its capsule. */
export function isOnlyInCapsule({ job, proven, capsule }: Attempt): boolean {
  return !job.vault.keeps && proven && capsule !== undefined;
}

function keyOf({ capsuleKey }: Attempt): CapsuleKey {
  if (capsuleKey === undefined) throw new Error("There is no key to seal a capsule with.");
  return capsuleKey;
}
