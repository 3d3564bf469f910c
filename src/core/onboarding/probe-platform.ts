import { checkAnswers, checkGivenUrl, checkVersionList, type PlatformStatus } from "../checks/platform.ts";
import type { Finding } from "../findings/catalogue.ts";
import type { PlatformToken } from "../ocpi/token.ts";
import { tokenStatusOf } from "../peer/token-status.ts";
import { inEachEncoding } from "../peer/encodings.ts";
import type { Peer } from "../peer/peer.ts";
import type { Profile } from "../profiles/profile.ts";

/**
 * Looks at the platform as the hub will see it: the URL that is sent to the hub, and the path that the hub probes, in
 * parallel, with the token that the hub will present.
 */
export async function probePlatform(
  platform: Peer,
  url: string,
  token: PlatformToken,
  profile: Profile,
  signal: AbortSignal,
): Promise<Finding[]> {
  const health = profile.healthPath === undefined ? url : new URL(url).origin + profile.healthPath;
  const [given, probed] = await Promise.all([
    lookAtUrl(platform, url, token, profile, signal),
    url === health ? undefined : lookAtUrl(platform, health, token, profile, signal),
  ]);
  const findings = [...checkAnswers(given, profile), ...checkGivenUrl(given, profile)];
  if (probed === undefined) return findings;
  const more = [...checkAnswers(probed, profile), ...checkVersionList(probed, profile)];
  // One cause, one finding: where both URLs fail alike the first one says it.
  return [
    ...findings,
    ...more.filter((finding) => !findings.some((first) => first.code === finding.code && sayTheSame(first, finding))),
  ];
}

function sayTheSame(a: Finding, b: Finding): boolean {
  return (
    a.code === "platform-other-encoding" ||
    (a.code === "platform-no-answer" && b.code === a.code && a.response.error === b.response.error) ||
    (a.code === "platform-refuses-token" && b.code === a.code)
  );
}

async function lookAtUrl(
  platform: Peer,
  url: string,
  token: PlatformToken,
  profile: Profile,
  signal: AbortSignal,
): Promise<PlatformStatus> {
  return inEachEncoding(profile.encodings, async (encoding) => {
    const answer = await platform.get(url, token, encoding, signal);
    return { url, answer, tokenStatus: tokenStatusOf(answer, profile), encoding };
  });
}
