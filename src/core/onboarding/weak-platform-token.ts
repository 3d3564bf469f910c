import type { PayloadFinding } from "../findings/offline.ts";
import { checkStrength } from "../checks/payload.ts";
import { isLoopback } from "../peer/hub-address.ts";
import type { RegistrationJob } from "./connection.ts";

/**
 * The platform token of a job, if it is too easy to guess for the key of a capsule that is made of it: a reader of a public
 * log could try. At a sandbox nothing is worth that.
 */
export function weakPlatformToken({
  platform,
  connection,
  rotates = false,
}: Pick<RegistrationJob, "platform" | "connection" | "rotates">): PayloadFinding | undefined {
  if (platform === undefined || isLoopback(connection.address.origin)) return undefined;
  const [finding] = checkStrength(platform.token, rotates ? "new-platform-token" : "platform-token");
  return finding;
}
