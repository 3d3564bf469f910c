import assert from "node:assert/strict";
import { actionWords } from "../../src/core/findings/action-words.ts";
import type { ReportedFinding } from "../../src/core/findings/finding.ts";
import type { CredentialsRole, Party } from "../../src/core/ocpi/party.ts";
import { HubToken, PlatformToken } from "../../src/core/ocpi/token.ts";
import type { Connection, VerifyJob } from "../../src/core/onboarding/connection.ts";
import { performRun } from "../../src/core/onboarding/perform-run.ts";
import { hubAddress } from "../../src/core/peer/hub-address.ts";
import { chargeindia } from "../../src/core/profiles/chargeindia.ts";
import type { Profile } from "../../src/core/profiles/profile.ts";
import type { RunRecord } from "../../src/core/record/record.ts";
import { VirtualClock } from "../faults/virtual-clock.ts";
import { RecordedPeer, success } from "./recorded-peer.ts";
import { runFrame, silentPorts } from "./silent-run.ts";

/** Where hub and platform are, and what is where at the hub. */
export const HUB = "https://hub.example.com";
export const PLATFORM = "https://platform.example.com";
export const BASE = "/ocpi/2.2.1";
export const LOCATIONS = `${BASE}/locations?limit=100`;
const hubToken = "hub_0d9c8b7a6f5e4d3c2b1a0f9e8d7c6b5a";
const platformToken = "5b3f9c0e7a6d4182b5c9e0f1a2d3b4c5d6e7f8091a2b3c4d";

/** Two parties of our own, and two partners. */
export const emsp: Party = { role: "EMSP", country_code: "IN", party_id: "ABD" };
export const cpo: Party = { role: "CPO", country_code: "IN", party_id: "ABC" };
export const xyz: Party = { role: "CPO", country_code: "IN", party_id: "XYZ" };
export const xyw: Party = { role: "CPO", country_code: "IN", party_id: "XYW" };

/** What a peer answers, by path and query. */
export type Answers = ConstructorParameters<typeof RecordedPeer>[1];

/** An entry of hubclientinfo. */
export function entry(party: Party, status: unknown = "CONNECTED", more: object = {}): Record<string, unknown> {
  return { ...party, status, last_updated: "2026-11-22T09:00:00Z", ...more };
}

/** The headers of a list of one. */
export const counted = { "x-total-count": "1", "x-limit": "50" };

/** What a hub answers that lists all modules, and these parties: each by its own path, and the first alone in its list. */
export function hubOf(entries: readonly Record<string, unknown>[], more: Answers = {}): Answers {
  const modules = ["locations", "tariffs", "sessions", "cdrs", "tokens", "commands"];
  const endpoints = modules.flatMap((identifier) =>
    ["SENDER", "RECEIVER"].map((role) => ({ identifier, role, url: `${HUB}${BASE}/${identifier}` })),
  );
  const always = ["credentials", "hubclientinfo"].map((identifier) => ({
    identifier,
    role: identifier === "credentials" ? "RECEIVER" : "SENDER",
    url: `${HUB}${BASE}/${identifier}`,
  }));
  return {
    "/ocpi/versions": success([{ version: "2.2.1", url: `${HUB}${BASE}` }]),
    [BASE]: success({ version: "2.2.1", endpoints: [...always, ...endpoints] }),
    [`${BASE}/hubclientinfo`]: success(entries.slice(0, 1), counted),
    ...Object.fromEntries(
      entries.map((one) => [
        `${BASE}/hubclientinfo/${String(one["country_code"])}/${String(one["party_id"])}`,
        success(one),
      ]),
    ),
    [LOCATIONS]: success([]),
    ...more,
  };
}

/** Who verifies, and what for. */
export interface Given {
  readonly own?: readonly Party[];
  readonly routing?: readonly Party[];
  readonly profile?: Profile;
  readonly platform?: Answers;
  readonly waitForConnectedMs?: number;
}

/** A verify that was performed. */
export interface Verified {
  readonly record: RunRecord;
  readonly hub: RecordedPeer;
  readonly platform: RecordedPeer;
  readonly clock: VirtualClock;
  /** The one finding with this code. */
  finding(code: ReportedFinding["finding"]["code"]): ReportedFinding;
  readonly codes: readonly string[];
}

/** Verifies at a hub that answers so, as a face does it. */
export async function verify(
  answers: Answers,
  { own = [emsp], routing = [], profile = chargeindia, platform: atPlatform, waitForConnectedMs = 0 }: Given = {},
): Promise<Verified> {
  const url = profile === chargeindia ? HUB : `${HUB}/ocpi/versions`;
  const address = hubAddress(url, profile);
  assert.ok(address);
  const connection: Connection = {
    name: "chargeindia",
    profile,
    address,
    encodings: profile.encodings,
    allowedOrigins: [],
    roles: own.map((party): CredentialsRole => ({ ...party, business_details: { name: "Your Company" } })),
    receivers: {},
    routing,
    warnings: [],
  };
  const hub = new RecordedPeer(hubToken, answers);
  const platform = new RecordedPeer(platformToken, atPlatform ?? {});
  const clock = new VirtualClock();
  const job: VerifyJob = {
    connection,
    hubToken: new HubToken(hubToken),
    platform: atPlatform && { url: `${PLATFORM}/ocpi/2.2.1`, token: new PlatformToken(platformToken) },
    timeouts: { requestTimeoutMs: 5000, waitForConnectedMs },
  };
  const ports = {
    ...silentPorts(),
    clock,
    fetch: async (request: Parameters<typeof hub.fetch>[0]) =>
      (request.url.startsWith(PLATFORM) ? platform : hub).fetch(request),
  };
  const { record } = await performRun(ports, {
    profile,
    words: actionWords,
    frame: { ...runFrame, command: "verify", ownParties: own, routing },
    secrets: [job.hubToken],
    job: { kind: "verify", verify: job, connection, warnings: [] },
  });
  const { findings } = record;
  return {
    record,
    hub,
    platform,
    clock,
    codes: findings.map(({ finding: { code } }) => code),
    finding(code) {
      const found = findings.filter((one) => one.finding.code === code);
      assert.equal(found.length, 1, `${code}: ${JSON.stringify(findings.map(({ message }) => message))}`);
      return found[0] as ReportedFinding;
    },
  };
}
