import type { Fact } from "../../findings/catalogue.ts";
import { firstError, foremost } from "../../findings/finding.ts";
import type { Vault, VaultAnswer, VaultView } from "../../ports.ts";
import { probePlatform } from "../probe-platform.ts";
import { probeHub, type HubStatus } from "../probe-hub.ts";
import { LEASE_MS } from "../lease.ts";
import type { Credential, LockSeen, Seen, VaultSeen, CredentialStatus } from "../steps.ts";
import { lookWith } from "../verify.ts";
import { markProven, type RegistrationContext } from "./context.ts";
import { vaultFailed } from "./lock.ts";

// A look that was cut short says nothing of the hub, the platform or the vault.
const nothing: Seen = {
  credential: { kind: "none" },
  vault: { kind: "unread", because: undefined },
  unfit: undefined,
};

/** Step 1: hub, platform and vault, in parallel. Changes nothing anywhere. */
export async function look(this: RegistrationContext): Promise<Seen> {
  this.run.begin("look");
  const { run, job } = this;
  const [hub, platform, vault] = await Promise.all([
    lookForToken(this),
    lookForPlatform(this),
    job.vault.look(run.ports.cancelled),
  ]);
  if (run.ports.cancelled.aborted) return nothing;
  const { credential, facts } = hubSeen(this, hub, vault);
  this.results.hub = hub;
  run.found(facts);
  const works = credential.kind === "hub-token" && credential.tokenStatus.kind === "accepted";
  const onlyLooks = works && job.purpose === "exchange";
  if (
    "tokenStatus" in credential &&
    credential.kind !== "initial-token" &&
    credential.tokenStatus.kind === "accepted"
  ) {
    markProven(this, credential.token.token);
  }
  const hubFault = hub !== undefined && isUnfit(hub) ? { because: firstError(facts) } : undefined;
  const ofPlatform = onPlatform(hub, platform, whoseToken(this, works));
  // Before a POST the platform's faults are in the way; on a working registration they are worth knowing.
  const isInTheWay = !(onlyLooks && hasNoLock(vault)) && job.platform?.check !== "warn";
  run.found(ofPlatform, isInTheWay ? {} : { severity: "warning" });
  const platformFault = job.platform?.check === "require" ? firstError(ofPlatform) : undefined;
  const fault = hubFault ?? (platformFault === undefined ? undefined : { because: platformFault });
  return {
    credential,
    unfit: fault === undefined ? undefined : { kind: "unfit", ...fault },
    vault: vaultSeen(this, vault, onlyLooks),
  };
}

/** No lock is there that would make this run confirm. */
function hasNoLock(vault: VaultAnswer<VaultView>): boolean {
  return !("ok" in vault) || vault.ok.lock === "absent";
}

/** What the hub made of the token, and what was found there. */
function hubSeen(
  context: RegistrationContext,
  hub: HubStatus | undefined,
  vault: VaultAnswer<VaultView>,
): { credential: Credential; facts: readonly Fact[] } {
  if (hub === undefined) return { credential: { kind: "none" }, facts: [] };
  const { job } = context;
  const isInitial = mayBeInitialToken(context, hub, vault);
  const facts = [
    ...(isInitial ? (hub.parties?.facts ?? []) : []),
    ...hub.facts.map((fact) => (job.purpose === "unregister" ? nothingToEnd(fact, job.vault) : fact)),
  ];
  const tokenStatus = isInitial ? "refused" : hub.tokenStatus;
  return { credential: credentialOf(context, hub, statusWith(tokenStatus, facts)), facts };
}

/** The best token that was given, and what the hub made of it. An initial token is of use only with a platform to present. */
function credentialOf({ job, sender }: RegistrationContext, hub: HubStatus, tokenStatus: CredentialStatus): Credential {
  const { hubToken, capsule, initialToken } = job;
  if (hubToken !== undefined) {
    return { kind: "hub-token", tokenStatus, token: { token: hubToken, hub, capsule: undefined } };
  }
  if (capsule !== undefined) {
    return { kind: "capsule", tokenStatus, token: { token: capsule.token, hub, capsule: capsule.text } };
  }
  return initialToken === undefined || sender === undefined
    ? { kind: "none" }
    : { kind: "initial-token", tokenStatus, token: initialToken, hub, sender };
}

function statusWith(tokenStatus: HubStatus["tokenStatus"], found: readonly Fact[]): CredentialStatus {
  return tokenStatus === "accepted" ? { kind: tokenStatus } : { kind: tokenStatus, because: foremost(found) };
}

/**
 * An initial token that was given as a hub token opens versions, too. Only where the vault says that a hub token was issued
 * is a hub without a list of parties for it taken for one that is short of them.
 */
function mayBeInitialToken(
  { job: { hubToken } }: RegistrationContext,
  hub: HubStatus,
  vault: VaultAnswer<VaultView>,
): boolean {
  return hubToken !== undefined && hub.limited && "ok" in vault && vault.ok.secret === "absent";
}

type WhoseToken = Extract<Fact, { code: "platform-refuses-token" }>["of"];

/** What the platform token of this run is for. */
function whoseToken({ job: { rotates = false } }: RegistrationContext, works: boolean): WhoseToken {
  if (rotates) return "rotation";
  return works ? "registration" : "exchange";
}

/** What was found about the platform, in the light of what the hub made of its own token. */
function onPlatform(hub: HubStatus | undefined, facts: readonly Fact[], whose: WhoseToken): Fact[] {
  const swapped = hub?.facts.some(({ code }) => code === "initial-token-refused");
  return facts.map((fact) => {
    if (fact.code !== "platform-refuses-token") return fact;
    return swapped ? { code: "tokens-swapped" } : { ...fact, of: whose };
  });
}

async function lookForPlatform({ run, job }: RegistrationContext): Promise<readonly Fact[]> {
  const { platform, connection, timeouts, hubToken, capsule, initialToken } = job;
  // With no token for the hub there is nothing to prepare for.
  const given = hubToken ?? capsule ?? initialToken;
  if (given === undefined || platform === undefined || platform.check === "off") return [];
  const peer = run.peer("platform", [new URL(platform.url).origin], timeouts.requestTimeoutMs);
  return probePlatform(peer, platform.url, platform.token, connection.profile, run.ports.cancelled);
}

/** A run that is to end a registration and finds its token dead has another question than one that is to use it. */
function nothingToEnd(fact: Fact, { place, lockPlace }: Vault): Fact {
  return fact.code === "hub-token-refused"
    ? { code: "nothing-to-unregister", response: fact.response, place, lockPlace }
    : fact;
}

/** The hub lacks what an exchange needs, or it is not known where that is. */
function isUnfit({ tokenStatus, fit, credentialsUrl }: HubStatus): boolean {
  return tokenStatus === "accepted" ? !fit : credentialsUrl === undefined;
}

async function lookForToken({ run, job, hub }: RegistrationContext): Promise<HubStatus | undefined> {
  const given = job.hubToken ?? job.capsule?.token;
  if (given !== undefined) return lookWith(run, hub, job.connection, given);
  if (job.initialToken === undefined) return undefined;
  const { address, profile, encodings } = job.connection;
  return probeHub({ hub, address, profile, encodings, signal: run.ports.cancelled }, job.initialToken, []);
}

function vaultSeen(context: RegistrationContext, view: VaultAnswer<VaultView>, works: boolean): VaultSeen {
  if ("failure" in view) return { kind: "unread", because: vaultFailed(context, view.failure, works) };
  const { job, run } = context;
  const { secret, lock } = view.ok;
  if (job.vault.isPersistent) run.line(run.words.vaultLine("looked", job.vault, view.ok));
  return { kind: "read", secret, lock: lockSeen(lock, run.ports.clock.now().getTime()) };
}

function lockSeen(lock: VaultView["lock"], now: number): LockSeen {
  if (lock === "absent") return { kind: "absent" };
  const takenAt = now - lock.ageMs;
  return lock.ageMs >= LEASE_MS
    ? { kind: "abandoned", at: new Date(takenAt) }
    : { kind: "held", freeAt: new Date(takenAt + LEASE_MS) };
}
