import type { StepId } from "../findings/steps.ts";
import {
  catalogue as rules,
  type Fact,
  type PayloadFact,
  type RegistrationFact,
  type VaultFact,
} from "../findings/catalogue.ts";
import { checkStrength } from "../checks/payload.ts";
import { isLoopback } from "../peer/hub-address.ts";
import type { Vault, VaultAnswer, VaultFailure, VaultView } from "../ports.ts";
import { connectionStatus, type Result } from "../record/result.ts";
import { Attempt } from "./attempt.ts";
import { capsuleKey, type CapsuleKey } from "./capsule.ts";
import { confirm } from "./confirm.ts";
import type { RegistrationJob } from "./connection.ts";
import { store } from "./keep.ts";
import type { End, EndReason, Known, Step } from "./known.ts";
import { lookAtPlatform } from "./look-at-platform.ts";
import { lookAtHub, type HubLook } from "./look.ts";
import { next } from "./next.ts";
import { type Outcome, untouched } from "./outcome.ts";
import { prove } from "./prove.ts";
import { recover } from "./recover.ts";
import { post } from "./register.ts";
import { SLOT_ABANDONED_MS } from "./slot.ts";
import type { Run } from "./run.ts";
import { forget, unregister } from "./unregister.ts";
import { awaitConnected, lookWith } from "./verify.ts";

/**
 * Makes a registration, updates it or ends it, and keeps the hub token: asks `next` what to do, does it, until there is
 * an end. Safe to be run again at any time; `exchange` on a working registration only looks.
 */
export async function register(run: Run, given: RegistrationJob): Promise<Outcome> {
  const weak = weakKey(given);
  // Offline, where a key is certain to be made. What only looks needs none, and a token in danger is stored without one.
  if (weak !== undefined && (given.purpose === "update" || (given.hubToken ?? given.capsule) === undefined)) {
    run.found([weak]);
    return untouched("invalid");
  }
  if (weak !== undefined && given.capsule !== undefined) run.found([weak]);
  const job = weak !== undefined && given.capsule !== undefined ? { ...given, platform: undefined } : given;
  if (job.purpose === "unregister" && !job.connection.profile.unregisters) {
    run.found([{ code: "unregister-not-offered" }]);
    return untouched("invalid");
  }
  const attempt = new Attempt(run, job);
  for (;;) {
    const step = next({ ...attempt.known, cancelled: run.ports.cancelled.aborted });
    if (step.do === "end") return outcomeOf(attempt, step.result, step.because);
    const [id, act] = acts[step.do];
    attempt.learn(await run.step(id, () => act(attempt)));
  }
}

/**
 * The platform token of this job, if it is too easy to guess for the key of a capsule that is made of it: whoever reads a
 * public log could try. At a sandbox nothing is worth that. Design 4, the capsule.
 */
function weakKey({ platform, connection, rotates = false }: RegistrationJob): PayloadFact | undefined {
  if (platform === undefined || isLoopback(connection.address.origin)) return undefined;
  const [fact] = checkStrength(platform.token, rotates ? "new-platform-token" : "platform-token");
  return fact;
}

type Act = Exclude<Step["do"], "end">;

/** What each step is called in the report, and who does it. */
const acts: Readonly<Record<Act, readonly [StepId, (attempt: Attempt) => Promise<Partial<Known>>]>> = {
  look: ["look", look],
  "take-slot": ["mark", async (attempt) => takeSlot(attempt)],
  "take-over-slot": ["mark", takeOverSlot],
  recover: ["recover", recover],
  post: ["post", post],
  store: ["keep", store],
  prove: ["prove", prove],
  confirm: ["confirm", confirm],
  unregister: ["unregister", unregister],
  forget: ["forget", forget],
  "release-slot": ["release", releaseSlot],
  verify: ["verify", verifyParties],
};

/** Step 1: hub, platform and vault, in parallel. Changes nothing anywhere. */
async function look(attempt: Attempt): Promise<Partial<Known>> {
  const { run, job } = attempt;
  const [hub, platform, vault] = await Promise.all([
    lookForToken(attempt),
    // With no token for the hub there is nothing to prepare for.
    presentedBy(job) === "none" ? [] : platformFacts(attempt),
    job.vault.look(run.ports.cancelled),
  ]);
  // A look that was cut short says nothing about anybody.
  if (run.ports.cancelled.aborted) return { looked: true };
  const given = job.hubToken ?? job.capsule?.token;
  const isDoubtful = mayBeInitialToken(job, hub, vault);
  const verdict = isDoubtful ? "refused" : (hub?.verdict ?? "unclear");
  if (isDoubtful) run.found(hub?.parties?.facts ?? []);
  const opens = given !== undefined && verdict === "opens";
  const works = opens && job.hubToken !== undefined;
  attempt.look = hub;
  if (opens) attempt.markProven();
  run.found((hub?.facts ?? []).map((fact) => (job.purpose === "unregister" ? nothingToEnd(fact, job.vault) : fact)));
  // Before a POST the platform's faults are in the way; on a working registration they are worth knowing.
  const onlyLooks = works && job.purpose === "exchange" && (!("ok" in vault) || vault.ok.slot === "absent");
  run.found(
    onPlatform(hub, platform, tokenOf(job, works)),
    job.platform?.check === "warn" || onlyLooks ? { severity: "warning" } : {},
  );
  const fit = job.platform?.check !== "require" || !platform.some((fact) => rules[fact.code].severity === "error");
  return {
    looked: true,
    hub: hub !== undefined && isUnfit(hub) ? "unfit" : "fit",
    platform: fit ? "fit" : "unfit",
    presented: presentedBy(job),
    verdict,
    ...("ok" in vault ? seen(attempt, vault.ok) : unread(attempt, vault.failure, works && job.purpose === "exchange")),
  };
}

/**
 * An initial token that was given as a hub token opens versions, too. Only where the vault says that a hub token was issued
 * is a hub without a list of parties for it taken for one that is short of them.
 */
function mayBeInitialToken(
  { hubToken }: RegistrationJob,
  hub: HubLook | undefined,
  vault: VaultAnswer<VaultView>,
): boolean {
  return hubToken !== undefined && hub?.limited === true && "ok" in vault && vault.ok.secret === "absent";
}

type WhoseToken = Extract<Fact, { code: "platform-refuses-token" }>["of"];

/** What the platform token of this run is for. */
function tokenOf({ rotates = false }: RegistrationJob, works: boolean): WhoseToken {
  if (rotates) return "rotation";
  return works ? "registration" : "exchange";
}

/** What was found about the platform, in the light of what the hub made of its own token. */
function onPlatform(hub: HubLook | undefined, facts: readonly Fact[], whose: WhoseToken): Fact[] {
  const swapped = hub?.facts.some(({ code }) => code === "initial-token-refused");
  return facts.map((fact) => {
    if (fact.code !== "platform-refuses-token") return fact;
    return swapped ? { code: "tokens-swapped" } : { ...fact, of: whose };
  });
}

async function platformFacts({ run, job: { platform, connection, patience } }: Attempt): Promise<Fact[]> {
  if (platform === undefined || platform.check === "off") return [];
  const peer = run.peer("platform", [new URL(platform.url).origin], patience.requestTimeoutMs);
  return lookAtPlatform(peer, platform.url, platform.token, connection.profile, run.ports.cancelled);
}

/** Who wants to end a registration and finds its token dead has another question than who wants to use it. */
function nothingToEnd(fact: Fact, { place, slotPlace }: Vault): Fact {
  return fact.code === "hub-token-refused" ? { code: "nothing-to-unregister", odd: fact.odd, place, slotPlace } : fact;
}

/** The hub lacks what an exchange needs, or it is not known where that is. */
function isUnfit({ verdict, fit, credentialsUrl }: HubLook): boolean {
  return verdict === "opens" ? !fit : credentialsUrl === undefined;
}

/** The best token that was given: what the hub is looked at with. */
function presentedBy({ hubToken, capsule, initialToken }: RegistrationJob): Known["presented"] {
  if (hubToken !== undefined) return "hub-token";
  if (capsule !== undefined) return "capsule";
  return initialToken === undefined ? "none" : "initial-token";
}

async function lookForToken({ run, job, hub }: Attempt): Promise<HubLook | undefined> {
  const given = job.hubToken ?? job.capsule?.token;
  if (given !== undefined) return lookWith(run, hub, job.connection, given);
  if (job.initialToken === undefined) return undefined;
  const { address, profile, encodings } = job.connection;
  return lookAtHub({ hub, address, profile, encodings, signal: run.ports.cancelled }, job.initialToken, []);
}

function seen(attempt: Attempt, view: VaultView): Partial<Known> {
  if (attempt.job.vault.keeps) attempt.run.line(attempt.run.voice.vaultLine("looked", attempt.job.vault, view));
  const { secret, slot } = view;
  if (slot === "absent") return { secret, slot };
  const takenAt = attempt.run.ports.clock.now().getTime() - slot.ageMs;
  if (slot.ageMs >= SLOT_ABANDONED_MS) {
    attempt.interruptedAt = new Date(takenAt);
    return { secret, slot: "old" };
  }
  attempt.slotFreeAt = new Date(takenAt + SLOT_ABANDONED_MS);
  return { secret, slot: "another" };
}

/** The vault failed. Who only has to look at a working registration is warned, everybody else cannot go on. */
function unread({ run, job }: Attempt, failure: VaultFailure, works = false): Partial<Known> {
  // What was stopped on its way says nothing of the vault.
  if (!run.ports.cancelled.aborted || failure.kind !== "unavailable") {
    run.found(vaultFacts(job.vault, failure, works));
  }
  return { secret: "unread", slot: "unread" };
}

/** A failing vault as facts: a nuisance where nothing is to be stored, in the way everywhere else. */
function vaultFacts(vault: Vault, failure: VaultFailure, works: boolean): VaultFact[] {
  if (works) return [{ code: "vault-unread", place: vault.place, failure }];
  return failure.kind === "forbidden" || failure.kind === "not-found"
    ? [{ code: "vault-forbidden", place: vault.place, failure, grant: vault.grant }]
    : [{ code: "vault-failed", place: vault.place, failure }];
}

/** Step 3: takes the slot, which proves that the vault can be written; then looks again whether a token is stored. */
async function takeSlot(attempt: Attempt, takenOver = false): Promise<Partial<Known>> {
  const { job, run } = attempt;
  run.keep({ phase: "marked", slot: "asked", takenOver });
  attempt.slotTakenAt = run.ports.clock.now().getTime();
  const [taken, key] = await Promise.all([job.vault.takeSlot(), keyFor(job)]);
  attempt.capsuleKey = key;
  if ("failure" in taken || taken.ok !== "taken") {
    // The slot that was taken over is gone, and perhaps nobody has written another: its note is the post step's to bring
    // back. Where another run has it, whatever it stands for is that run's.
    const noteMayBeGone = takenOver && ("failure" in taken || taken.ok === "unanswered");
    if (!noteMayBeGone) run.keep({ phase: "ended" });
    if (!("failure" in taken)) return { slot: "another" };
    return { ...unread(attempt, taken.failure), slot: takenOver ? "old" : "unread" };
  }
  run.keep({ phase: "marked", slot: "ours", takenOver });
  if (job.vault.keeps) run.line(run.voice.vaultLine("slot-taken", job.vault));
  const again = await job.vault.look(run.ports.cancelled);
  if (run.ports.cancelled.aborted) return { slot: "ours" };
  // Not readable any more: nothing was sent, so the slot is given back and the run ends.
  if ("failure" in again) return { ...unread(attempt, again.failure), slot: "ours" };
  return { slot: "ours", secret: again.ok.secret };
}

/** Capsules are sealed with the platform token of the very request whose answer they hold. */
async function keyFor({ platform, deriveKey = capsuleKey }: RegistrationJob): Promise<CapsuleKey | undefined> {
  return platform === undefined ? undefined : deriveKey(platform.token);
}

async function takeOverSlot(attempt: Attempt): Promise<Partial<Known>> {
  const weak = weakKey(attempt.job);
  // A working registration, whose confirmation is outstanding: its key would be made now.
  if (weak !== undefined) {
    attempt.run.found([weak]);
    return { secret: "unread" };
  }
  attempt.run.keep({ phase: "marked", slot: "asked", takenOver: true });
  const removed = await attempt.job.vault.removeAbandonedSlot(SLOT_ABANDONED_MS, attempt.run.ports.cancelled);
  // Only what this run has removed, or may have, is its own to bring back: what another run was faster to take over may be
  // settled by now, and a note of it would send a later run to a working registration.
  const isThere = "failure" in removed ? removed.failure.kind !== "unavailable" : removed.ok === "lost";
  if (isThere) attempt.run.keep({ phase: "ended" });
  // What the slot notes is still to be done, and only who holds it may.
  if ("failure" in removed) return { ...unread(attempt, removed.failure), slot: "old" };
  if (removed.ok === "lost") return { slot: "another" };
  const taken = await takeSlot(attempt, true);
  return taken.slot === "ours" ? { ...taken, recovery: "due" } : taken;
}

/** Step 10. A slot that cannot be given back is a nuisance for the next run, no more. */
async function releaseSlot({ run, job: { vault }, slotLeftMs }: Attempt): Promise<Partial<Known>> {
  run.keep({ phase: "marked", slot: "giving-back", takenOver: false });
  // What another run has taken over by now is that run's.
  const isOurs = slotLeftMs > 0;
  const released = await (isOurs
    ? vault.releaseSlot(run.ports.cancelled)
    : vault.removeAbandonedSlot(SLOT_ABANDONED_MS));
  if ("failure" in released) {
    // Whoever finishes what this run left tries once more.
    run.found([{ code: "slot-left", slotPlace: vault.slotPlace, failure: released.failure }]);
    return { slot: "absent" };
  }
  if (vault.keeps && released.ok !== "lost") run.line(run.voice.vaultLine("slot-released", vault));
  run.keep({ phase: "ended" });
  return { slot: "absent" };
}

/** Step 8. The registration works by now: who stops the run here has only not seen it verified. */
async function verifyParties(attempt: Attempt): Promise<Partial<Known>> {
  const { run } = attempt;
  const { cancelled } = run.ports;
  if (!cancelled.aborted) await lookAtParties(attempt);
  if (cancelled.aborted) run.found([{ code: "not-verified" }]);
  return { verified: true };
}

/** After the look of a rerun, which included the parties, nothing is asked twice. */
async function lookAtParties(attempt: Attempt): Promise<void> {
  const { run, hub, job, currentToken } = attempt;
  const { connection, patience } = job;
  if (attempt.look?.parties === undefined) {
    attempt.look = await lookWith(run, hub, connection, currentToken);
    // A look that was cut short says nothing of the hub.
    if (run.ports.cancelled.aborted) return;
    run.found(attempt.look.facts);
  }
  attempt.parties = await awaitConnected(run, hub, connection, patience, currentToken, attempt.look, "warning");
}

function outcomeOf(attempt: Attempt, end: End, because: EndReason | undefined): Outcome {
  const { run } = attempt;
  const reason = because === undefined ? undefined : reasonFact(attempt, because);
  if (reason !== undefined) run.found([reason]);
  return {
    reason,
    result: resultOf(attempt, end),
    parties: attempt.parties,
    look: attempt.look,
    hubToken: attempt.proven ? attempt.token : undefined,
    storedIn: attempt.storedIn,
    capsule: attempt.capsule ?? attempt.spare,
    registeredAt: attempt.registeredAt,
    hubParty: attempt.hubParty,
  };
}

function resultOf({ parties }: Attempt, end: End): Result {
  if (end !== "verified") return end;
  return connectionStatus(parties) === "CONNECTED" ? "connected" : "registered";
}

function reasonFact({ job, known, slotFreeAt, interruptedAt }: Attempt, because: EndReason): Fact {
  const { vault } = job;
  switch (because) {
    case "secret-exists":
      return { code: because, place: vault.place, passing: vault.passing, capsule: known.presented === "capsule" };
    case "slot-held":
      return { code: because, slotPlace: vault.slotPlace, freeAt: slotFreeAt };
    case "stopped-in-doubt":
    case "recovery-needs-initial-token":
    case "recovery-initial-token-refused":
      return { code: because, slotPlace: vault.slotPlace, interruptedAt };
    case "first-run-needs-initial-token":
    case "cancelled":
      return { code: because } satisfies RegistrationFact;
  }
}
