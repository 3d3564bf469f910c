import { oddAnswer } from "../checks/odd-answer.ts";
import type { Fact, OddAnswer } from "../checks/fact.ts";
import { dataOf, envelopeOf, isHttpSuccess, verdictOn, type Answered } from "../peer/answer.ts";
import { inEachEncoding } from "../peer/encodings.ts";
import type { Peer } from "../peer/peer.ts";
import { vaultLine } from "../report/messages.ts";
import type { Result } from "../report/result.ts";
import type { UnregisterJob } from "./connection.ts";
import { vaultFacts } from "./exchange.ts";
import { lookAtHub, type HubLook } from "./look.ts";
import type { Outcome } from "./outcome.ts";
import { untouched } from "./record.ts";
import type { Run } from "./run.ts";
import { SLOT_ABANDONED_MS } from "./slot.ts";
import { hubPeer } from "./verify.ts";

/**
 * Ends a registration, as OCPI has it: DELETE credentials with the hub token. Afterwards the hub must refuse that token;
 * only then it is deleted from the vault. As with every change at the hub, the slot is taken before.
 */
export async function unregister(run: Run, job: UnregisterJob): Promise<Outcome> {
  const hub = hubPeer(run, job.connection, job.patience);
  if (!job.connection.profile.unregisters) return ended(run, undefined, "invalid", { code: "unregister-not-offered" });
  const looked = await run.step("look", () => look(run, hub, job));
  if ("result" in looked) return looked;
  const marked = await run.step("mark", () => takeSlot(run, job, looked));
  if (marked !== undefined) return marked;
  const refusal = await run.step("unregister", () => sendDelete(run, hub, job, looked));
  if (refusal !== undefined) return refusal;
  await run.step("forget", () => forget(run, job));
  return ended(run, looked, "done");
}

async function look(run: Run, hub: Peer, { connection, hubToken, vault }: UnregisterJob): Promise<HubLook | Outcome> {
  const { address, profile, encodings } = connection;
  const sight = { hub, address, profile, encodings, signal: run.ports.cancelled };
  const [seen, view] = await Promise.all([lookAtHub(sight, hubToken, []), vault.look(run.ports.cancelled)]);
  if (run.ports.cancelled.aborted) return ended(run, seen, "cancelled", { code: "cancelled" });
  run.found(seen.facts.map((fact) => (fact.code === "hub-token-refused" ? nothingToEnd(fact.odd, vault) : fact)));
  if (seen.verdict === "refused") return ended(run, seen, "refused");
  if (seen.verdict === "unclear") return ended(run, seen, "unreachable");
  if (seen.credentialsUrl === undefined) return ended(run, seen, "not-ready");
  if ("failure" in view) return ended(run, seen, "not-ready", ...vaultFacts(vault, view.failure, false));
  const { slot } = view.ok;
  if (slot !== "absent" && slot.ageMs < SLOT_ABANDONED_MS) {
    return ended(run, seen, "in-doubt", { code: "slot-held", slotPlace: vault.slotPlace, freeAt: undefined });
  }
  if (slot !== "absent") await vault.removeAbandonedSlot();
  return seen;
}

async function takeSlot(run: Run, { vault }: UnregisterJob, seen: HubLook): Promise<Outcome | undefined> {
  const taken = await vault.takeSlot();
  if ("failure" in taken) return ended(run, seen, "not-ready", ...vaultFacts(vault, taken.failure, false));
  if (taken.ok === "lost") {
    return ended(run, seen, "in-doubt", { code: "slot-held", slotPlace: vault.slotPlace, freeAt: undefined });
  }
  run.keep({ phase: "marked" });
  run.line(vaultLine("slot-taken", vault));
  if (!run.ports.cancelled.aborted) return undefined;
  await vault.releaseSlot(run.ports.cancelled);
  return ended(run, seen, "cancelled", { code: "cancelled" });
}

async function sendDelete(run: Run, hub: Peer, job: UnregisterJob, seen: HubLook): Promise<Outcome | undefined> {
  const { connection, hubToken, vault } = job;
  const url = seen.credentialsUrl ?? connection.address.versions;
  run.keep({ phase: "posting" });
  const answer = await hub.change("DELETE", url, hubToken, seen.encoding);
  const after = await inEachEncoding(connection.encodings, async (encoding) => {
    const trial = await hub.get(connection.address.versions, hubToken, encoding, run.ports.cancelled);
    return { verdict: verdictOn(trial, connection.profile), trial };
  });
  // Whatever the answer was: what counts is that the token is dead.
  if (after.verdict === "refused") return undefined;
  if (after.verdict === "opens" && answer.kind === "answered" && isRefusal(answer)) {
    await vault.releaseSlot(run.ports.cancelled);
    return ended(run, seen, "refused", { code: "not-unregistered", odd: oddAnswer("DELETE", url, answer) });
  }
  if (after.verdict === "opens" && answer.kind === "answered" && isAccepted(answer)) {
    const odd = oddAnswer("GET", connection.address.versions, after.trial);
    return ended(run, seen, "in-doubt", { code: "still-registered", odd });
  }
  return ended(run, seen, "in-doubt", { code: "unregister-in-doubt", odd: oddAnswer("DELETE", url, answer) });
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

function nothingToEnd(odd: OddAnswer, { place, slotPlace }: UnregisterJob["vault"]): Fact {
  return { code: "nothing-to-unregister", odd, place, slotPlace };
}

async function forget(run: Run, { vault }: UnregisterJob): Promise<void> {
  const forgotten = await vault.forget(run.ports.cancelled);
  if ("failure" in forgotten) run.found([{ code: "secret-left", place: vault.place, failure: forgotten.failure }]);
  else run.line(vaultLine("forgotten", vault));
  const released = await vault.releaseSlot(run.ports.cancelled);
  if ("failure" in released) run.found([{ code: "slot-left", slotPlace: vault.slotPlace, failure: released.failure }]);
}

function ended(run: Run, seen: HubLook | undefined, result: Result, ...facts: Fact[]): Outcome {
  run.found(facts);
  return { ...untouched(result), look: seen };
}
