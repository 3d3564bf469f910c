import {
  checkAnswers,
  checkGivenUrl,
  checkHealthPath,
  checkListedDetails,
  checkVersionList,
  listedIn,
  withMeantUrl,
  type PlatformStatus,
} from "../checks/platform.ts";
import type { Finding } from "../findings/catalogue.ts";
import type { PlatformToken } from "../ocpi/token.ts";
import { readVersionDetails, readVersions, type VersionDetails } from "../ocpi/versions.ts";
import { dataOf } from "../peer/answer.ts";
import { tokenStatusOf } from "../peer/token-status.ts";
import { inEachEncoding } from "../peer/encodings.ts";
import type { Peer } from "../peer/peer.ts";
import type { PlatformDetails } from "../record/record.ts";
import type { Profile } from "../profiles/profile.ts";

const USUAL_LIST = "/ocpi/versions";

/** What was seen of a platform by a hub's first calls. */
export interface PlatformSeen {
  /** What would be in the way of an exchange, and what should not stay as it is. */
  readonly findings: readonly Finding[];
  /** Each URL as it was called. */
  readonly looks: readonly PlatformStatus[];
  /** What its details say, the first that could be read. */
  readonly details: VersionDetails | undefined;
}

/**
 * Looks at the platform as the hub will see it: the URL that is sent to the hub, and the path that the hub probes, in
 * parallel, and then the version details that these list; with the token that the hub will present.
 */
export async function probePlatform(
  platform: Peer,
  url: string,
  token: PlatformToken,
  profile: Profile,
  signal: AbortSignal,
): Promise<PlatformSeen> {
  const health = healthUrl(url, profile);
  const look = async (at: string): Promise<PlatformStatus> => lookAtUrl(platform, at, token, profile, signal);
  const [given, probed] = await Promise.all([look(url), url === health ? undefined : look(health)]);
  const looks = probed === undefined ? [given] : [given, probed];
  const listed = listedDetails(looks, profile);
  const elsewhere = listed.filter((at) => !platform.admits(at));
  const details = await Promise.all(listed.filter((at) => platform.admits(at)).map(look));
  const meant =
    details.find(isDetails)?.url ?? (probed === undefined ? await listBeside(given, look, profile) : undefined);
  const findings = oncePerCause([
    [...checkAnswers(given, profile).map((finding) => withMeantUrl(finding, meant)), ...checkGivenUrl(given, profile)],
    probed === undefined ? [] : [...checkHealthPath(probed, profile), ...checkVersionList(probed, profile)],
    ...details.map((one) => checkListedDetails(one, profile)),
    elsewhere.map((at) => ({ code: "platform-details-elsewhere", url: at, origin: new URL(url).origin })),
  ]);
  const all = [...looks, ...details];
  return { findings, looks: all, details: all.flatMap(detailsIn).at(0) };
}

/**
 * Where a list of versions is, if the URL of one was mistyped: at the path that most platforms have for it, on the same host. It
 * is asked for only where nothing is at the given URL.
 */
async function listBeside(
  given: PlatformStatus,
  look: (at: string) => Promise<PlatformStatus>,
  profile: Profile,
): Promise<string | undefined> {
  const usual = new URL(given.url).origin + USUAL_LIST;
  const { answer } = given;
  if (answer.kind === "unanswered" || answer.httpStatus !== 404 || given.url === usual) return undefined;
  return listedIn(await look(usual), profile) === undefined ? undefined : usual;
}

function isDetails(look: PlatformStatus): boolean {
  return detailsIn(look).length > 0;
}

/** The platform as the record has it. */
export function platformDetails(seen: PlatformSeen | undefined): PlatformDetails | undefined {
  if (seen?.details === undefined) return undefined;
  const { version, endpoints } = seen.details;
  const [given] = seen.looks;
  const data = given && dataOf(given.answer)?.data;
  const serves =
    readVersionDetails(data) !== undefined ? "details" : readVersions(data) === undefined ? undefined : "versions";
  return { version, endpoints, serves };
}

function detailsIn({ answer }: PlatformStatus): VersionDetails[] {
  const data = dataOf(answer);
  const details = data && readVersionDetails(data.data);
  return details === undefined ? [] : [details];
}

/** Where the hub probes whether the platform is there. */
export function healthUrl(url: string, { healthPath }: Profile): string {
  return healthPath === undefined ? url : new URL(url).origin + healthPath;
}

/** The version details that the platform lists, but for what was looked at. */
function listedDetails(looks: readonly PlatformStatus[], profile: Profile): string[] {
  const known = new Set(looks.map(({ url }) => withoutSlash(url)));
  const listed = looks.flatMap((look) => listedIn(look, profile) ?? []);
  return [...new Set(listed.map(withoutSlash))].filter((at) => !known.has(at));
}

function withoutSlash(url: string): string {
  return url.replace(/\/$/, "");
}

/** One cause, one finding: where several URLs fail alike the first one says it. */
function oncePerCause(found: readonly (readonly Finding[])[]): Finding[] {
  const all: Finding[] = [];
  for (const findings of found) {
    const before = [...all];
    all.push(
      ...findings.filter(
        (finding) => !before.some((first) => first.code === finding.code && sayTheSame(first, finding)),
      ),
    );
  }
  return all;
}

function sayTheSame(a: Finding, b: Finding): boolean {
  return (
    a.code === "platform-other-encoding" ||
    ((a.code === "platform-no-answer" || a.code === "platform-certificate") &&
      b.code === a.code &&
      a.response.error === b.response.error) ||
    a.code === "platform-bot-wall" ||
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
  return inEachEncoding(
    profile.encodings,
    async (encoding, attempt) => {
      const answer = await platform.get(url, token, encoding, signal, { attempt, answersOnce: true });
      const tokenStatus = tokenStatusOf(answer, { unauthorisedCode: profile.unauthorisedCode });
      return { url, token, answer, tokenStatus, encoding };
    },
    async (pair, attempt) => {
      const answers = pair.map(({ answer }) => answer);
      return platform.pause(answers, attempt, signal);
    },
  );
}
