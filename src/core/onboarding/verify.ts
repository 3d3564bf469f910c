import { checkOffers } from "../checks/hub.ts";
import { checkFlapping, checkPartyList } from "../checks/parties.ts";
import { partyName, sameParty } from "../ocpi/party.ts";
import { firstError, foremost, entryFor, type Finding } from "../findings/catalogue.ts";
import type { PlatformSeen } from "../findings/parties.ts";
import type { HubToken } from "../ocpi/token.ts";
import type { Answer } from "../peer/answer.ts";
import { Guards } from "../peer/guards.ts";
import type { Peer } from "../peer/peer.ts";
import type { Profile } from "../profiles/profile.ts";
import { statusLine } from "../record/log-lines.ts";
import { connectionStatus, type PartyStatus } from "../record/result.ts";
import type { Connection, Timeouts, VerifyJob } from "./connection.ts";
import { probeHub, type HubStatus } from "./probe-hub.ts";
import type { Outcome } from "./outcome.ts";
import { readParties, type PartiesStatus } from "./parties.ts";
import { lookAtPlatform } from "./platform-look.ts";
import { lookAtRouting } from "./routing.ts";
import type { Run } from "./run.ts";
import type { HubProbe } from "./try-token.ts";

/**
 * Looks whether a registration works, the own parties are CONNECTED, and the partners can be reached. Sends only GETs: the hub
 * token to the hub, and, where a party is not CONNECTED, the platform token to the platform.
 */
export async function verify(run: Run, job: VerifyJob): Promise<Outcome> {
  const hub = hubPeer(run, job.connection, job.timeouts);
  run.begin("verify");
  const look = await probeHub(hubProbe(run, hub, job.connection), job.hubToken, job.connection.roles);
  const common = { look, hubToken: undefined, storedIn: undefined, capsule: undefined, registeredAt: undefined };
  const { cancelled } = run.ports;
  if (cancelled.aborted) {
    return stopped(run, { ...common, parties: [] });
  }
  run.found(look.findings);
  const ofParties = look.limited ? (look.parties?.findings ?? []) : [];
  run.found(ofParties);
  const reason = foremost([...look.findings, ...ofParties]);
  if (look.tokenStatus === "refused" || look.limited) return { ...common, result: "refused", reason, parties: [] };
  if (look.tokenStatus === "inconclusive") return { ...common, result: "unreachable", reason, parties: [] };
  const isProven = look.opened.length > 0;
  const unprovable = isProven ? undefined : reportUnprovable(run, job.hubToken);
  if (isProven) run.reportProven(job.hubToken);
  const proven = { ...common, hubToken: job.hubToken };
  const to: Meaning = {
    severity: "error",
    issued: false,
    isUnproven: !isProven,
    seePlatform: async (parties) => lookAtPlatform(run, job, parties),
  };
  const { connection, hubToken, timeouts } = job;
  const { parties, because, answers } = await awaitConnected(run, hub, connection, timeouts, hubToken, look, to);
  if (cancelled.aborted) return stopped(run, { ...proven, parties });
  reportOffers(run, look, connection);
  run.found(answers.flatMap((answer) => checkPartyList(answer, run.ports.clock.now())));
  const partners = await lookAtRouting(
    run,
    hub,
    connection,
    look,
    { token: hubToken, encoding: look.encoding },
    parties,
  );
  if (cancelled.aborted) return stopped(run, { ...proven, parties });
  return { ...proven, ...endOf(parties, unprovable, firstError(look.findings) ?? because), parties, partners };
}

/** What a role needs of the hub. OCPI leaves it to a hub which modules it has; one that documents them should list them. */
function reportOffers(run: Run, { endpoints }: HubStatus, { roles, profile }: Connection): void {
  if (endpoints.length === 0) return;
  const named = roles.map(({ role }) => role);
  run.found(checkOffers(endpoints, named, profile), { severity: profile.paths === undefined ? "info" : "warning" });
}

function stopped(run: Run, ending: Omit<Outcome, "result" | "reason">): Outcome {
  const reason: Finding = { code: "cancelled" };
  run.found([reason]);
  return { ...ending, result: "cancelled", reason };
}

/** Says that nothing shows whether a token works, and hands it on as one that does: nothing could ever show it. */
export function reportUnprovable(run: Run, token: HubToken): Finding {
  const finding: Finding = { code: "token-unprovable" };
  run.found([finding]);
  run.reportProven(token);
  return finding;
}

/**
 * How a run ends that has looked at the own parties. Where all are CONNECTED, there is no reason to name.
 * @param unprovable nothing shows whether the token works: then no status shows that the registration does.
 */
export function endOf(
  parties: readonly PartyStatus[],
  unprovable: Finding | undefined,
  reason: Finding | undefined,
): { readonly result: "connected" | "registered"; readonly reason: Finding | undefined } {
  if (unprovable !== undefined) return { result: "registered", reason: unprovable };
  return connectionStatus(parties) === "CONNECTED"
    ? { result: "connected", reason: undefined }
    : { result: "registered", reason };
}

/** The hub of a connection: its tokens go to its origin and the origins that the config allows. */
export function hubPeer(run: Run, connection: Connection, timeouts: Timeouts, platformUrl?: string): Peer {
  const origins = [connection.address.origin, ...connection.allowedOrigins];
  const platform = platformUrl === undefined ? undefined : URL.parse(platformUrl)?.origin;
  return run.peer("hub", origins, timeouts.requestTimeoutMs, platform);
}

/** How the hub of a connection is looked at in a run. */
export function hubProbe({ ports: { cancelled: signal } }: Run, hub: Peer, connection: Connection): HubProbe {
  const { address, profile, encodings } = connection;
  return { hub, guards: new Guards(hub, profile, signal), address, profile, encodings, signal };
}

// Milliseconds between looks: quick at first, because a hub often probes right after the registration.
const INTERVALS_MS = [1000, 2000, 3000, 5000, 8000, 13_000, 20_000, 30_000];

/** What it means to a run that something is not as it should be, and whether its hub token was issued, not given. */
interface Meaning {
  /** An error for who verifies, a warning for who has just registered. */
  readonly severity: "error" | "warning";
  readonly issued: boolean;
  /** Nothing shows whether the hub takes it. */
  readonly isUnproven: boolean;
  /** Looks at the platform, where the run may, and where the parties as they were seen last ask for it. */
  readonly seePlatform?: (parties: readonly PartyStatus[]) => Promise<PlatformSeen | undefined>;
}

/**
 * Looks at the own parties until each is CONNECTED, one is SUSPENDED (waiting does not change that), the time is up or
 * the run is cancelled. One line for each look. Nothing is waited for where the hub does not show a party: its list need
 * have only others, or it has none. A refused token is an error to every run.
 */
export async function awaitConnected(
  run: Run,
  hub: Peer,
  { roles, profile, address }: Connection,
  timeouts: Timeouts,
  token: HubToken,
  look: HubStatus,
  to: Meaning,
): Promise<PartiesSeen> {
  if (roles.length === 0) {
    const because: Finding = { code: "no-party-given" };
    run.found([because]);
    return { parties: [], because, answers: [] };
  }
  const { clock, cancelled } = run.ports;
  const url = look.hubclientinfoUrl;
  const unknown = roles.map((party) => ({ party, status: "UNKNOWN" as const, lastUpdated: undefined }));
  if (url === undefined) return { parties: unknown, because: notShown(run, unknown, whyNowhere(look)), answers: [] };
  const probe = { hub, url, profile, signal: cancelled };
  const auth = { token, encoding: look.encoding };
  const deadline = clock.now().getTime() + timeouts.waitForConnectedMs;
  // The look that was made by the documented path counts if that is where hubclientinfo is.
  const samePlace = url.replace(/\/$/, "") === address.hubclientinfo;
  let seen = (samePlace ? look.parties : undefined) ?? (await readParties(probe, auth, roles));
  if (look.isPartiesUnlisted) {
    // Not every hub has hubclientinfo: the documented place counts only if something is there.
    if (seen.missing) return { parties: unknown, because: notShown(run, unknown, "absent"), answers: [] };
    run.found([{ code: "hub-endpoint-missing", module: "hubclientinfo", documented: url, needed: false }]);
  }
  const { answers } = seen;
  const looks = [seen.parties];
  for (let attempt = 0; ; attempt += 1) {
    const remainingMs = deadline - clock.now().getTime();
    const settled = isSettled(seen.parties, profile) || remainingMs <= 0 || cancelled.aborted;
    const pause = Math.min(INTERVALS_MS[attempt] ?? 30_000, remainingMs);
    const { parties } = seen;
    run.line(() => statusLine(parties, settled ? undefined : pause));
    if (settled) break;
    await clock.sleep(pause, cancelled);
    if (cancelled.aborted) break;
    // Those that are CONNECTED, too: while another one is waited for they may become OFFLINE.
    const again = await readParties({ ...probe, options: { until: deadline } }, auth, roles, seen.listNeeded);
    seen = { ...again, parties: seen.parties.map((before) => updated(before, again.parties)) };
    looks.push(seen.parties);
  }
  const platform = await to.seePlatform?.(seen.parties);
  const judgement = judged(run, seen, profile, to, platform);
  run.found(checkFlapping(looks));
  return { ...judgement, answers };
}

/** What the hub says of the own parties, and what is found of the first that is not CONNECTED. */
interface Judgement {
  readonly parties: readonly PartyStatus[];
  readonly because: Finding | undefined;
}

interface PartiesSeen extends Judgement {
  /** What hubclientinfo answered at the first look. */
  readonly answers: readonly Answer[];
}

/** What is found of the parties as they were seen last. */
function judged(
  run: Run,
  { parties, findings, refused }: PartiesStatus,
  profile: Profile,
  to: Meaning,
  platform: PlatformSeen | undefined,
): Judgement {
  const ofList = findings.map((finding) =>
    finding.code === "hub-token-limited" ? { ...finding, issued: to.issued } : finding,
  );
  // Where the list need not have the caller, nothing depends on it.
  const severity = profile.listsCaller ? to.severity : "warning";
  for (const finding of ofList) {
    const isGraded = !refused && entryFor(finding).severity !== "info";
    run.found([finding], isGraded ? { severity } : {});
  }
  // Why the list is not known says why a status is not, and what to do.
  const isExplained = (party: PartyStatus): boolean =>
    isUnread(party) && ofList.some(({ code }) => code !== "party-other-role");
  const ofParties = parties.flatMap((party) =>
    isExplained(party) ? [] : findingsOf(party, profile, to.isUnproven, platform),
  );
  for (const finding of ofParties) run.found([finding], entryFor(finding).severity === "info" ? {} : { severity });
  const because = foremost([...ofList, ...ofParties.filter(({ code }) => code !== "party-form")]);
  const hidden = refused ? [] : parties.filter((party) => isHidden(party, profile));
  const why = hidden.some(({ status }) => status === "UNKNOWN") ? "unread" : "others";
  const note = hidden.length === 0 ? undefined : notShown(run, hidden, why);
  return { parties, because: because ?? note };
}

/** What is found of a party that the hub shows, or would have to show. */
function findingsOf(
  entry: PartyStatus,
  profile: Profile,
  isUnproven: boolean,
  platform: PlatformSeen | undefined,
): Finding[] {
  const { party, status, written } = entry;
  const named = { party: partyName(party), role: party.role };
  const words = [
    { written: written?.role ?? party.role, read: party.role },
    { written: written?.status ?? status, read: status },
  ];
  const isUnknown = written !== undefined && status === "UNKNOWN";
  const renamed = words.filter((word) => word.written !== word.read && word.read !== "UNKNOWN");
  return [
    ...(renamed.length === 0 ? [] : [{ code: "party-form" as const, ...named, renamed }]),
    ...(isUnknown ? [{ code: "party-status-unknown" as const, ...named, status: written.status }] : []),
    ...(isUnknown || status === "CONNECTED" || isHidden(entry, profile)
      ? []
      : [
          {
            code: "party-not-connected" as const,
            ...named,
            status,
            ...(isUnproven ? { isUnproven } : {}),
            ...(platform === undefined ? {} : { platform }),
          },
        ]),
  ];
}

/** Whether it is not known what the hub says of the party. */
function isUnread({ status, written }: PartyStatus): boolean {
  return status === "UNKNOWN" && written === undefined;
}

/** Whether the hub does not show the party, and need not. */
function isHidden(party: PartyStatus, { listsCaller }: Profile): boolean {
  return !listsCaller && (party.status === "NOT_LISTED" || isUnread(party));
}

/** Why it is not known where hubclientinfo is. */
function whyNowhere({ endpoints }: HubStatus): WhyNotShown {
  if (endpoints.length === 0) return "unread";
  return endpoints.some(({ identifier }) => identifier === "hubclientinfo") ? "host" : "absent";
}

type WhyNotShown = Extract<Finding, { code: "status-not-shown" }>["why"];

function notShown(run: Run, hidden: readonly PartyStatus[], why: WhyNotShown): Finding {
  const parties = hidden.map(({ party }) => `${partyName(party)} (${party.role})`);
  const finding: Finding = { code: "status-not-shown", parties, why };
  run.found([finding]);
  return finding;
}

function isSettled(parties: readonly PartyStatus[], profile: Profile): boolean {
  return (
    parties.every((party) => party.status === "CONNECTED" || isHidden(party, profile)) ||
    parties.some(({ status }) => status === "SUSPENDED")
  );
}

function updated(before: PartyStatus, again: readonly PartyStatus[]): PartyStatus {
  const now = again.find(({ party }) => sameParty(party, before.party));
  // What cannot be read for once is what it was.
  return now === undefined || isUnread(now) ? before : now;
}
