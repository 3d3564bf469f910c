import type { Finding } from "../findings/catalogue.ts";
import { checkAddresses } from "../checks/preflight/host.ts";
import { checkPreflight } from "../checks/preflight/preflight.ts";
import { checkSample } from "../checks/samples.ts";
import { checkReceivers } from "../checks/receivers.ts";
import { isLoopback } from "../peer/hub-address.ts";
import type { PreflightJob } from "./connection.ts";
import { observePlatform } from "./observe-platform.ts";
import { untouched, type Outcome } from "./outcome.ts";
import { probeHub } from "./probe-hub.ts";
import { platformDetails, probePlatform } from "./probe-platform.ts";
import { probeReceivers } from "./probe-receivers.ts";
import { asUrl, stopped } from "./receivers.ts";
import type { Run } from "./run.ts";
import { hubPeer, hubProbe } from "./verify.ts";

/** How long a preflight takes at the most, in milliseconds, and a single call of it. */
const PREFLIGHT_MS = 55_000;
const CALL_MS = 12_000;

/**
 * Plays the hub against the platform, before there is a registration: everything that can be tried without an object on it. Sends GETs,
 * and to receivers calls without a token or with a made-up one. A platform on a private address gets nothing.
 */
export async function preflight(run: Run, job: PreflightJob): Promise<Outcome> {
  const { connection, platformUrl, platformToken } = job;
  const { cancelled, hosts } = run.ports;
  const { origin, hostname } = new URL(platformUrl);
  const isSandbox = isLoopback(platformUrl);
  const signal = AbortSignal.any([cancelled, AbortSignal.timeout(PREFLIGHT_MS)]);
  checkSamples(run, job);
  run.begin("platform");
  if (job.asksForOnboarding) run.found([{ code: "onboarding-to-ask" }]);
  const addresses = isSandbox ? undefined : await hosts?.addresses(hostname);
  const hidden = checkAddresses({ url: platformUrl, addresses, isSandbox });
  run.found(hidden);
  if (hidden.length > 0) return untouched("done");
  const requestTimeoutMs = Math.min(job.requestTimeoutMs, CALL_MS);
  const peer = run.peer("platform", [origin], requestTimeoutMs);
  const [seen, certificateEnd, hub] = await Promise.all([
    platformToken && probePlatform(peer, platformUrl, platformToken, connection.profile, signal),
    hosts?.certificateEnd(origin, signal),
    lookAtHub(run, job),
  ]);
  if (seen !== undefined && seen.looks.every(({ answer }) => answer.kind === "unanswered")) {
    run.found(seen.findings);
    return cancelled.aborted ? stopped(run) : { ...untouched("done"), look: hub };
  }
  const observed = await observePlatform(run, peer, job, seen, signal);
  if (cancelled.aborted) return stopped(run);
  const closer = checkPreflight({ ...observed, addresses, certificateEnd });
  run.found([...withoutEffects(seen?.findings ?? [], closer), ...closer]);
  if (platformToken === undefined) run.found([{ code: "half-preflight" }]);
  const done = { ...untouched("done"), look: hub, platform: platformDetails(seen) };
  // A platform that took all the time was not asked at its receivers: nothing is said of them.
  if (signal.aborted) return done;
  run.begin("receivers");
  const probed = await probeReceivers(run, { ...job, requestTimeoutMs }, seen?.details, signal);
  if (cancelled.aborted) return stopped(run);
  const before = run.findings.map(({ finding }) => finding);
  run.found(withoutEffects(checkReceivers(probed, connection), before));
  return { ...done, receivers: probed.map(asUrl) };
}

// After so many the user can ask again, and the report stays readable.
const SAMPLE_FINDINGS = 100;

/** Checks what the platform will send, offline. */
function checkSamples(run: Run, { samples, connection }: PreflightJob): void {
  if (samples.length === 0) return;
  run.begin("samples");
  const { profile, roles } = connection;
  const found = samples.map(({ path, text }) => ({
    path,
    findings: checkSample(text, path, { profile, ownParties: roles }),
  }));
  const good = found.filter(({ findings }) => findings.length === 0).map(({ path }) => path);
  const all = found.flatMap(({ findings }) => findings);
  run.found(all.slice(0, SAMPLE_FINDINGS));
  if (all.length > SAMPLE_FINDINGS) run.found([{ code: "samples-more", count: all.length - SAMPLE_FINDINGS }]);
  if (good.length > 0) run.found([{ code: "samples-good", files: good }]);
}

/** Causes, each with what it makes the platform answer elsewhere. */
const effects: Readonly<Partial<Record<Finding["code"], readonly Finding["code"][]>>> = {
  // The hub is sent to a wrong place: that the token was not sent there is no second fault.
  "platform-version-url": ["platform-details-elsewhere"],
  "platform-header-letters": ["platform-refuses-token"],
  "platform-needs-routing": ["platform-unusable-answer", "platform-no-envelope"],
  "platform-crashes-at-token": ["receiver-unclear"],
  "platform-refuses-otherwise": ["receiver-unclear"],
  "platform-error-page": ["receiver-unclear"],
  "platform-bot-wall": ["receiver-unclear"],
  "platform-redirects": ["receiver-unclear"],
  "platform-certificate": ["platform-no-answer"],
  "platform-no-answer": ["platform-no-answer"],
};

/** What was found, but for what another finding is the cause of: a person mends the cause. */
function withoutEffects(findings: readonly Finding[], causes: readonly Finding[]): Finding[] {
  const explained = new Set(causes.flatMap(({ code }) => effects[code] ?? []));
  return findings.filter(({ code }) => !explained.has(code));
}

async function lookAtHub(run: Run, { hub, requestTimeoutMs }: PreflightJob): Promise<Outcome["look"]> {
  if (hub === undefined) return undefined;
  const { connection, token } = hub;
  const peer = hubPeer(run, connection, { requestTimeoutMs, waitForConnectedMs: 0 });
  const look = await probeHub(hubProbe(run, peer, connection), token, []);
  run.found(look.findings);
  return look;
}
