import { firstError, foremost, type Finding } from "../../findings/catalogue.ts";
import type { Vault, VaultAnswer, VaultView } from "../../ports.ts";
import { probePlatform } from "../probe-platform.ts";
import { probeHub, type HubStatus } from "../probe-hub.ts";
import { LEASE_MS } from "../lease.ts";
import type { HubSeen, LockSeen, Seen, VaultSeen } from "../steps.ts";
import { connectAhead } from "./connect-ahead.ts";
import { markProven, mayTakeOver, type RegistrationContext } from "./context.ts";
import { weakPlatformToken } from "../weak-platform-token.ts";
import { identifyBy } from "./identity.ts";
import { vaultFailed } from "./lock.ts";

// A look that was cut short says nothing of the hub, the platform or the vault.
const nothing: Seen = {
  hub: undefined,
  vault: { kind: "unread", because: undefined },
  otherHub: undefined,
  unfit: undefined,
};

/** Step 1: hub, platform and vault, in parallel. Changes nothing anywhere. */
export async function look(this: RegistrationContext): Promise<Seen> {
  this.run.begin("look");
  const { run, job, given } = this;
  prepareChange(this);
  const [hub, platform, vault] = await Promise.all([
    lookForToken(this),
    lookForPlatform(this),
    job.vault.look(run.ports.cancelled),
  ]);
  if (run.ports.cancelled.aborted) return nothing;
  const { seen, findings } = hubSeen(this, hub, vault);
  this.results.hub = hub;
  const opens = seen?.token.kind === "accepted";
  const works = given.kind === "hub-token" && opens;
  const onlyLooks = works && job.purpose === "exchange";
  const changesNothing = onlyLooks && hasNoLock(vault);
  const hubFault = hub !== undefined && isUnfit(hub) ? { because: inTheWay(findings) } : undefined;
  foundAtHub(this, findings, changesNothing ? undefined : hubFault?.because);
  const otherHub = opens ? await provenUnlessOther(this, hub, vault) : undefined;
  const ofPlatform = onPlatform(hub, platform, whoseToken(this, works));
  // Before a POST the platform's faults are in the way; on a working registration they are worth knowing.
  const isInTheWay = !changesNothing && job.platform?.check !== "warn";
  run.found(ofPlatform, isInTheWay ? {} : { severity: "warning" });
  const ownFault = platformFault(this, ofPlatform) ?? (onlyLooks ? weakBesideLock(this, vault) : undefined);
  const fault = hubFault ?? (ownFault === undefined ? undefined : { because: ownFault });
  return {
    hub: seen,
    unfit: fault === undefined ? undefined : { kind: "unfit", ...fault },
    vault: vaultSeen(this, vault, onlyLooks),
    otherHub,
  };
}

/** What a POST needs beside its lock is made ready while the hub is looked at: its connection, and the key that seals its answer. */
function prepareChange(context: RegistrationContext): void {
  const { given, job } = context;
  const { connection, dryRun } = job;
  if (given.kind !== "initial-token" || dryRun !== undefined) return;
  const { credentials, versions } = connection.address;
  connectAhead(context, "change", credentials ?? versions);
  // Where it cannot be derived, the lock says so, which waits for it.
  given.sender.key().catch(() => undefined);
}

/**
 * A run left its lock behind, and this one may send a PUT, or hand the token on. What ends a registration needs no look: that
 * is the way out of one at another hub.
 */
function isOutstanding(context: RegistrationContext, vault: VaultAnswer<VaultView>): boolean {
  if (!("ok" in vault) || context.job.purpose === "unregister") return false;
  return lockSeen(context, vault.ok.lock).kind === "abandoned";
}

/**
 * A hub token that opens is proven; but beside a lock that was left behind only when it is not one of another hub than was meant.
 * @returns the finding that it is.
 */
async function provenUnlessOther(
  context: RegistrationContext,
  hub: HubStatus | undefined,
  vault: VaultAnswer<VaultView>,
): Promise<Finding | undefined> {
  const { given } = context;
  if (given.kind === "none" || given.kind === "initial-token") return undefined;
  const isAsked = hub !== undefined && isOutstanding(context, vault);
  const otherHub = isAsked ? await identifyBy(context, given.token, hub) : undefined;
  const isProven = hub !== undefined && hub.opened.length > 0;
  if (otherHub === undefined && isProven) markProven(context, given.token);
  return otherHub;
}

/** What of the platform is in the way of a POST or PUT. */
function platformFault({ job }: RegistrationContext, found: readonly Finding[]): Finding | undefined {
  return job.platform?.check === "require" ? firstError(found) : undefined;
}

/** A confirmation is outstanding, and the key of its capsule would be made of a weak token now. */
function weakBesideLock(context: RegistrationContext, vault: VaultAnswer<VaultView>): Finding | undefined {
  const weak = isOutstanding(context, vault) ? weakPlatformToken(context.job) : undefined;
  if (weak !== undefined) context.run.found([weak]);
  return weak;
}

/** No lock is there that would make this run confirm. */
function hasNoLock(vault: VaultAnswer<VaultView>): boolean {
  return !("ok" in vault) || vault.ok.lock === "absent";
}

/** What the hub made of the token, and what was found there. */
function hubSeen(
  context: RegistrationContext,
  status: HubStatus | undefined,
  vault: VaultAnswer<VaultView>,
): { seen: HubSeen | undefined; findings: readonly Finding[] } {
  if (status === undefined) return { seen: undefined, findings: [] };
  const { job } = context;
  const isInitial = mayBeInitialToken(context, status, vault);
  const findings = [
    ...(isInitial ? (status.parties?.findings ?? []) : []),
    ...status.findings.map((finding) => (job.purpose === "unregister" ? nothingToEnd(finding, job.vault) : finding)),
  ];
  const kind = isInitial ? "refused" : status.tokenStatus;
  return { seen: { status, token: kind === "accepted" ? { kind } : { kind, because: foremost(findings) } }, findings };
}

/**
 * An initial token that was given as a hub token opens versions, too. Only where the vault says that a hub token was issued
 * is a hub without a list of parties for it taken for one that is short of them.
 */
function mayBeInitialToken({ given }: RegistrationContext, hub: HubStatus, vault: VaultAnswer<VaultView>): boolean {
  return given.kind === "hub-token" && hub.limited && "ok" in vault && vault.ok.secret === "absent";
}

type WhoseToken = Extract<Finding, { code: "platform-refuses-token" }>["of"];

/** What the platform token of this run is for. */
function whoseToken({ job: { rotates = false } }: RegistrationContext, works: boolean): WhoseToken {
  if (rotates) return "rotation";
  return works ? "registration" : "exchange";
}

/** What was found about the platform, in the light of what the hub made of its own token. */
function onPlatform(hub: HubStatus | undefined, findings: readonly Finding[], whose: WhoseToken): Finding[] {
  const swapped = hub?.findings.some(({ code }) => code === "initial-token-refused");
  return findings.map((finding) => {
    if (finding.code !== "platform-refuses-token") return finding;
    return swapped ? { code: "tokens-swapped" } : { ...finding, of: whose };
  });
}

async function lookForPlatform({ run, job, given, results }: RegistrationContext): Promise<readonly Finding[]> {
  const { platform, connection, timeouts } = job;
  // With no token for the hub there is nothing to prepare for, but in a dry run.
  const isIdle = given.kind === "none" && job.dryRun === undefined;
  if (isIdle || platform === undefined || platform.check === "off") return [];
  const peer = run.peer("platform", [new URL(platform.url).origin], timeouts.requestTimeoutMs);
  const { cancelled } = run.ports;
  const seen = await probePlatform(peer, platform.url, platform.token, connection.profile, cancelled);
  results.platformEndpoints = seen.details?.endpoints;
  return seen.findings;
}

/** A run that is to end a registration and finds its token dead has another question than one that is to use it. */
function nothingToEnd(finding: Finding, { place, lockPlace }: Vault): Finding {
  // A refusal beside a crash is too weak to give a token up for.
  return finding.code === "hub-token-refused" && !finding.isBesideCrash
    ? { code: "nothing-to-unregister", response: finding.response, place, lockPlace }
    : finding;
}

/** What stops a run is an error, whatever it is to one that does not depend on it. */
function foundAtHub({ run }: RegistrationContext, findings: readonly Finding[], stops: Finding | undefined): void {
  for (const finding of findings) run.found([finding], finding === stops ? { severity: "error" } : {});
}

/** Of what was found the first that is in the way of a registration: that the hub names no place for one is, too. */
function inTheWay(findings: readonly Finding[]): Finding | undefined {
  const isMissing = (finding: Finding): boolean =>
    finding.code === "hub-endpoint-missing" && finding.module === "credentials";
  return firstError(findings) ?? findings.find(isMissing);
}

/** The hub lacks what an exchange needs, or it is not known where that is. */
function isUnfit({ tokenStatus, fit, credentialsUrl }: HubStatus): boolean {
  return tokenStatus === "accepted" ? !fit : credentialsUrl === undefined;
}

async function lookForToken({ job, probe, given }: RegistrationContext): Promise<HubStatus | undefined> {
  if (given.kind === "none") return undefined;
  return probeHub(probe, given.token, given.kind === "initial-token" ? [] : job.connection.roles);
}

function vaultSeen(context: RegistrationContext, view: VaultAnswer<VaultView>, works: boolean): VaultSeen {
  if ("failure" in view) return { kind: "unread", because: vaultFailed(context, view.failure, works) };
  const { job, run } = context;
  const { secret, lock } = view.ok;
  if (job.vault.isPersistent) run.line(run.words.vaultLine("looked", job.vault, view.ok));
  return { kind: "read", secret, lock: lockSeen(context, lock) };
}

function lockSeen(context: RegistrationContext, lock: VaultView["lock"]): LockSeen {
  if (lock === "absent") return { kind: "absent" };
  const takenAt = context.run.ports.clock.now().getTime() - lock.ageMs;
  return mayTakeOver(context, lock)
    ? { kind: "abandoned", at: new Date(takenAt) }
    : { kind: "held", freeAt: new Date(takenAt + LEASE_MS) };
}
