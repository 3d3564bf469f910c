import { checkAnswers, checkGivenUrl, checkVersionList, type PlatformStatus } from "../checks/platform.ts";
import type { Fact } from "../findings/catalogue.ts";
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
): Promise<Fact[]> {
  const health = profile.healthPath === undefined ? url : new URL(url).origin + profile.healthPath;
  const [given, probed] = await Promise.all([
    lookAtUrl(platform, url, token, profile, signal),
    url === health ? undefined : lookAtUrl(platform, health, token, profile, signal),
  ]);
  const facts = [...checkAnswers(given, profile), ...checkGivenUrl(given, profile)];
  if (probed === undefined) return facts;
  const more = [...checkAnswers(probed, profile), ...checkVersionList(probed, profile)];
  // One cause, one finding: where both URLs fail alike the first one says it.
  return [
    ...facts,
    ...more.filter((fact) => !facts.some((first) => first.code === fact.code && sayTheSame(first, fact))),
  ];
}

function sayTheSame(a: Fact, b: Fact): boolean {
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
