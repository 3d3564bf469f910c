import { checkReceivers, type ProbedReceiver } from "../checks/receivers.ts";
import type { ReceiverUrl } from "../record/receivers.ts";
import type { PlatformJob } from "./connection.ts";
import { untouched, type Outcome } from "./outcome.ts";
import { platformDetails, probePlatform } from "./probe-platform.ts";
import { probeReceivers } from "./probe-receivers.ts";
import type { Run } from "./run.ts";

/**
 * The table for the account team: the URLs at which the hub calls the platform, and whether each refuses a call without a token.
 * With a platform token the platform's own details say where they are.
 */
export async function receivers(run: Run, job: PlatformJob): Promise<Outcome> {
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
  return { ...untouched("done"), platform: platformDetails(seen), receivers: probed.map(asUrl) };
}

/** The run was stopped: nothing was changed. */
export function stopped(run: Run): Outcome {
  const reason = { code: "cancelled" } as const;
  run.found([reason]);
  return untouched("cancelled", reason);
}

/** As the record has it. */
export function asUrl({ receiver, probe }: ProbedReceiver): ReceiverUrl {
  const { module, role, method, url } = receiver;
  return { module, role, method, url, probe };
}
