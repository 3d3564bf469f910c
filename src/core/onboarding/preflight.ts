import { checkReceivers } from "../checks/receivers.ts";
import type { PreflightJob } from "./connection.ts";
import { untouched, type Outcome } from "./outcome.ts";
import { probePlatform } from "./probe-platform.ts";
import { probeReceivers } from "./probe-receivers.ts";
import { asUrl, stopped } from "./receivers.ts";
import type { Run } from "./run.ts";

/**
 * Plays the hub against the platform, before there is a registration: everything that can be tried without an object on it. Sends GETs,
 * and to receivers calls without a token or with a made-up one.
 */
export async function preflight(run: Run, job: PreflightJob): Promise<Outcome> {
  const { connection, platformUrl, platformToken, requestTimeoutMs } = job;
  const { cancelled } = run.ports;
  run.begin("platform");
  const peer = run.peer("platform", [new URL(platformUrl).origin], requestTimeoutMs);
  const seen = platformToken && (await probePlatform(peer, platformUrl, platformToken, connection.profile, cancelled));
  run.found(seen?.findings ?? []);
  run.begin("receivers");
  const probed = await probeReceivers(run, job, seen?.details);
  if (cancelled.aborted) return stopped(run);
  run.found(checkReceivers(probed, connection));
  if (job.asksForOnboarding) run.found([{ code: "onboarding-to-ask" }]);
  return { ...untouched("done"), platform: seen?.details, receivers: probed.map(asUrl) };
}
