import { capsuleKey, openCapsule, sealCapsule } from "../../core/onboarding/capsule.ts";
import { HubToken, type PlatformToken } from "../../core/ocpi/token.ts";

/**
 * A capsule with what is in another, for the holder of another platform token.
 * @returns undefined when the former token does not open it.
 */
export async function resealCapsule(
  capsule: string,
  former: PlatformToken,
  successor: PlatformToken,
): Promise<string | undefined> {
  const opened = await openCapsule(capsule, former);
  if ("failure" in opened) return undefined;
  const { token, versions_url: versionsUrl, correlation_id: correlationId, at, ...rest } = opened.content;
  const content = { ...rest, token: new HubToken(token), versionsUrl, correlationId, at: new Date(at) };
  return sealCapsule(content, await capsuleKey(successor));
}
