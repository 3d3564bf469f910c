import type { Finding } from "../findings/catalogue.ts";
import type { PlatformSeen } from "../findings/parties.ts";
import { entryFor } from "../findings/catalogue.ts";
import { isFailed } from "../record/request.ts";
import type { PartyStatus } from "../record/result.ts";
import type { VerifyJob } from "./connection.ts";
import { healthUrl, probePlatform } from "./probe-platform.ts";
import type { Run } from "./run.ts";

/**
 * Looks at the platform as the hub's health check does, where that may explain why a party is not CONNECTED. What explains it
 * is found as an error, and first; what else is odd there is a warning.
 * @returns undefined where there is nothing to explain, or no token to look with.
 */
export async function lookAtPlatform(
  run: Run,
  { platform, connection, timeouts }: VerifyJob,
  parties: readonly PartyStatus[],
): Promise<PlatformSeen | undefined> {
  const { cancelled } = run.ports;
  const isUnexplained = parties.some(({ status }) => status === "OFFLINE" || status === "PLANNED");
  if (platform === undefined || !isUnexplained || cancelled.aborted) return undefined;
  const { url, token } = platform;
  const peer = run.peer("platform", [new URL(url).origin], timeouts.requestTimeoutMs);
  const probed = await probePlatform(peer, url, token, connection.profile, cancelled);
  if (cancelled.aborted) return undefined;
  const isOffline = parties.some(({ status }) => status === "OFFLINE");
  const findings = probed.findings.map((finding) => ofRegistration(finding, isOffline));
  const health = new URL(healthUrl(url, connection.profile)).href;
  const isWell = run.requests.some((request) => request.url === health && !isFailed(request));
  const cause = findings.find((finding) => explains(finding, health, isWell));
  if (cause !== undefined) run.found([cause], { severity: "error" });
  run.found(
    findings.filter((finding) => finding !== cause),
    { severity: "warning" },
  );
  return cause === undefined ? { is: "fine" } : { is: "failing", check: entryFor(cause).check };
}

/** There is a registration: what is wrong now does not keep an exchange from it. */
function ofRegistration(finding: Finding, isOffline: boolean): Finding {
  if (finding.code === "platform-refuses-token") return { ...finding, of: isOffline ? "offline" : "registration" };
  return finding.code === "platform-no-answer" ? { ...finding, of: "registration" } : finding;
}

/**
 * Whether it is what the hub's health check meets, too.
 * @param isWell what the hub probes was answered well. What fails in one way at several URLs is found at the first of them alone.
 */
function explains(finding: Finding, probed: string, isWell: boolean): boolean {
  switch (finding.code) {
    case "platform-other-encoding":
    case "token-encoded-already":
      return true;
    case "platform-no-answer":
    case "platform-certificate":
    case "platform-bot-wall":
    case "platform-refuses-token":
      return !isWell;
    default:
      return ("response" in finding ? finding.response.url : "url" in finding ? finding.url : undefined) === probed;
  }
}
