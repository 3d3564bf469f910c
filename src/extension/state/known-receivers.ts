import type { Connection } from "../../core/onboarding/connection.ts";
import { receiverUrls, type ReceiverUrl } from "../../core/record/receivers.ts";
import { receiversRunOf, type LastRuns } from "./last-run.ts";

/**
 * Where the hub calls a platform, each URL with what came of the last call there without a token. A URL that the file names only since
 * then was not tried.
 */
export function knownReceivers(connection: Connection, platformUrl: string | undefined, runs: LastRuns): ReceiverUrl[] {
  const tried = receiversRunOf(runs)?.record;
  const endpoints = tried?.platform?.endpoints ?? [];
  const { roles: parties, profile, receivers: overrides } = connection;
  return receiverUrls({ platformUrl, parties, profile, overrides, endpoints }).map((receiver) => {
    const probe = tried?.receivers.find((one) => isSame(one, receiver))?.probe;
    return probe === undefined ? receiver : { ...receiver, probe };
  });
}

function isSame(one: ReceiverUrl, other: ReceiverUrl): boolean {
  return (["module", "role", "method", "url"] as const).every((part) => one[part] === other[part]);
}
