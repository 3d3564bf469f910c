import type { Finding } from "../findings/catalogue.ts";
import type { PlatformSeen } from "../findings/parties.ts";
import { entryFor } from "../findings/catalogue.ts";
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
  const findings = probed.findings.map(ofRegistration);
  const cause = findings.find((finding) => explains(finding, healthUrl(url, connection.profile)));
  if (cause !== undefined) run.found([cause], { severity: "error" });
  run.found(
    findings.filter((finding) => finding !== cause),
    { severity: "warning" },
  );
  return cause === undefined ? { is: "fine" } : { is: "failing", check: entryFor(cause).check };
}

/** A registration works: what is wrong now does not keep an exchange from it. */
function ofRegistration(finding: Finding): Finding {
  return finding.code === "platform-refuses-token" || finding.code === "platform-no-answer"
    ? { ...finding, of: "registration" }
    : finding;
}

// What is said once of the whole platform, whichever of its URLs showed it first.
const everywhere: ReadonlySet<Finding["code"]> = new Set<Finding["code"]>([
  "platform-no-answer",
  "platform-certificate",
  "platform-bot-wall",
  "platform-refuses-token",
  "platform-other-encoding",
  "token-encoded-already",
]);

/** Whether it is what the hub's health check meets, too. */
function explains(finding: Finding, probed: string): boolean {
  const at = "response" in finding ? finding.response.url : "url" in finding ? finding.url : undefined;
  return everywhere.has(finding.code) || at === probed;
}
