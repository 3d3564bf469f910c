import { partyName, sameParty } from "../ocpi/party.ts";
import type { Finding } from "../findings/catalogue.ts";
import { firstError, foremost } from "../findings/finding.ts";
import type { HubToken } from "../ocpi/token.ts";
import { Guards } from "../peer/guards.ts";
import type { Peer } from "../peer/peer.ts";
import { statusLine } from "../record/log-lines.ts";
import { connectionStatus, type PartyStatus } from "../record/result.ts";
import type { Connection, Timeouts, VerifyJob } from "./connection.ts";
import { probeHub, type HubStatus } from "./probe-hub.ts";
import type { Outcome } from "./outcome.ts";
import { readParties } from "./parties.ts";
import type { Run } from "./run.ts";
import type { HubProbe } from "./try-token.ts";

/** Looks whether a registration works and the own parties are CONNECTED. Sends only GETs, and only the hub token. */
export async function verify(run: Run, job: VerifyJob): Promise<Outcome> {
  const hub = hubPeer(run, job.connection, job.timeouts);
  run.begin("verify");
  const look = await probeHub(hubProbe(run, hub, job.connection), job.hubToken, job.connection.roles);
  const common = { look, hubToken: undefined, storedIn: undefined, capsule: undefined, registeredAt: undefined };
  if (run.ports.cancelled.aborted) {
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
  const { parties, because } = await awaitConnected(
    run,
    hub,
    job.connection,
    job.timeouts,
    job.hubToken,
    look,
    "error",
  );
  if (run.ports.cancelled.aborted) return stopped(run, { ...proven, parties });
  return { ...proven, ...endOf(parties, unprovable, firstError(look.findings) ?? because), parties };
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

/**
 * Looks at the own parties until each is CONNECTED, one is SUSPENDED (waiting does not change that), the time is up or
 * the run is cancelled. One line for each look. What is not as it should be is an error for who verifies, a warning for
 * who has just registered; but a refused token is an error for both.
 */
export async function awaitConnected(
  run: Run,
  hub: Peer,
  connection: Connection,
  timeouts: Timeouts,
  token: HubToken,
  look: HubStatus,
  severity: "error" | "warning",
): Promise<PartiesSeen> {
  if (connection.roles.length === 0) {
    const because: Finding = { code: "no-party-given" };
    run.found([because]);
    return { parties: [], because };
  }
  const { clock, cancelled } = run.ports;
  const url = look.hubclientinfoUrl;
  if (url === undefined) return unknown(run, connection, severity);
  const probe = { hub, url, profile: connection.profile, signal: cancelled };
  const auth = { token, encoding: look.encoding };
  const deadline = clock.now().getTime() + timeouts.waitForConnectedMs;
  // The look that was made by the documented path counts if that is where hubclientinfo is.
  const samePlace = url.replace(/\/$/, "") === connection.address.hubclientinfo;
  let seen = (samePlace ? look.parties : undefined) ?? (await readParties(probe, auth, connection.roles));
  for (let attempt = 0; ; attempt += 1) {
    const remainingMs = deadline - clock.now().getTime();
    const settled = isSettled(seen.parties) || remainingMs <= 0 || cancelled.aborted;
    const pause = Math.min(INTERVALS_MS[attempt] ?? 30_000, remainingMs);
    run.line(statusLine(seen.parties, settled ? undefined : pause));
    if (settled) break;
    await clock.sleep(pause, cancelled);
    if (cancelled.aborted) break;
    const waitingFor = seen.parties.filter(({ status }) => status !== "CONNECTED").map(({ party }) => party);
    const again = await readParties({ ...probe, options: { until: deadline } }, auth, waitingFor, seen.listNeeded);
    seen = { ...again, parties: seen.parties.map((before) => updated(before, again.parties)) };
  }
  // A hub that refuses the hub token here is an error, in each job.
  run.found(seen.findings, seen.refused ? {} : { severity });
  const findings = findParties(run, seen.parties, connection.profile.listsCaller ? severity : "warning");
  return { parties: seen.parties, because: foremost([...seen.findings, ...findings]) };
}

/** What the hub says of the own parties, and what is found of the first that is not CONNECTED. */
interface PartiesSeen {
  readonly parties: readonly PartyStatus[];
  readonly because: Finding | undefined;
}

/** A hub without hubclientinfo does not show a party's status. */
function unknown(run: Run, { roles }: Connection, severity: "error" | "warning"): PartiesSeen {
  const parties = roles.map((party) => ({ party, status: "UNKNOWN" as const, lastUpdated: undefined }));
  return { parties, because: findParties(run, parties, severity)[0] };
}

function isSettled(parties: readonly PartyStatus[]): boolean {
  return connectionStatus(parties) === "CONNECTED" || parties.some(({ status }) => status === "SUSPENDED");
}

function updated(before: PartyStatus, again: readonly PartyStatus[]): PartyStatus {
  const now = again.find(({ party }) => sameParty(party, before.party));
  // What cannot be read for once is what it was.
  return now === undefined || now.status === "UNKNOWN" ? before : now;
}

function findParties(run: Run, parties: readonly PartyStatus[], severity: "error" | "warning"): Finding[] {
  return parties.flatMap(({ party, status }) => {
    if (status === "CONNECTED") return [];
    const finding: Finding = { code: "party-not-connected", party: partyName(party), role: party.role, status };
    // PLANNED waits for the account team, OFFLINE is the platform's: the hub's probe fails.
    run.found([finding], { severity, ...(status === "OFFLINE" ? { who: "platform" as const } : {}) });
    return [finding];
  });
}
