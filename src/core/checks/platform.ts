import type { PlatformFinding } from "../findings/catalogue.ts";
import type { PayloadFinding } from "../findings/offline.ts";
import { isBareSuccess } from "../findings/response-summary.ts";
import { isOfCertificate } from "../findings/transport-codes.ts";
import type { PlatformToken } from "../ocpi/token.ts";
import { readVersionDetails, readVersions } from "../ocpi/versions.ts";
import { dataOf, isRedirect, type Answer, type Answered } from "../peer/answer.ts";
import type { ProbedStatus } from "../peer/encodings.ts";
import type { Profile } from "../profiles/profile.ts";

/** One of the platform's URLs as the hub will call it. */
export interface PlatformStatus {
  readonly url: string;
  readonly token: PlatformToken;
  readonly answer: Answer;
  readonly tokenStatus: ProbedStatus;
  readonly encoding: "plain" | "base64";
}

/** PRT-02 to PRT-05, PRT-21, PRT-24, PRT-36: the platform answers there, and accepts its own token. */
export function checkAnswers(look: PlatformStatus, profile: Profile): (PlatformFinding | PayloadFinding)[] {
  const response = look.answer.summary;
  if (look.answer.kind === "unanswered") {
    const { code } = look.answer;
    return [{ code: isOfCertificate(code) ? "platform-certificate" : "platform-no-answer", response }];
  }
  if (look.tokenStatus === "accepted") {
    if (look.encoding === profile.encodings[0]) return [];
    return look.encoding === "plain" && look.token.seemsEncoded
      ? [{ code: "token-encoded-already", input: look.token.kind }]
      : [{ code: "platform-other-encoding", url: look.url, takes: look.encoding }];
  }
  if (isRedirect(look.answer)) return [{ code: "platform-redirects", response }];
  if (isBotWall(look.answer)) return [{ code: "platform-bot-wall", response }];
  if (look.tokenStatus === "refused") return [{ code: "platform-refuses-token", response, of: "exchange" }];
  return [{ code: isBareSuccess(response) ? "platform-no-envelope" : "platform-unusable-answer", response }];
}

/** PRT-29: the same at the path that the hub probes, where a platform may have nothing. */
export function checkHealthPath(look: PlatformStatus, profile: Profile): (PlatformFinding | PayloadFinding)[] {
  const { summary: response } = look.answer;
  return response.httpStatus === 404 ? [{ code: "platform-no-health-path", response }] : checkAnswers(look, profile);
}

/** PRT-36: a page that forbids, or says that the service is not there, comes from what stands before a platform. */
function isBotWall({ httpStatus, body }: Answered): boolean {
  return body.kind === "html" && (httpStatus === 403 || httpStatus === 429 || httpStatus === 503);
}

/** PRT-13: the details that the platform lists answer as version details. */
export function checkListedDetails(look: PlatformStatus, profile: Profile): (PlatformFinding | PayloadFinding)[] {
  const data = dataOf(look.answer);
  const isRead = data !== undefined && readVersionDetails(data.data) !== undefined;
  // A platform that is silent, or refuses its token, says so of each URL alike.
  const said = checkAnswers(look, profile);
  if (isRead || said.some(({ code }) => code !== "platform-unusable-answer" && code !== "platform-no-envelope"))
    return said;
  return [{ code: "platform-details-unusable", response: look.answer.summary, wanted: profile.version }];
}

/** PRT-11, PRT-29: the health path answers a version list that has the version. */
export function checkVersionList(look: PlatformStatus, profile: Profile): PlatformFinding[] {
  const data = dataOf(look.answer);
  if (data === undefined) return [];
  const list = readVersions(data.data);
  if (list === undefined) return [{ code: "platform-shape", url: look.url }];
  const offered = list.versions.map((entry) => entry.version);
  if (offered.includes(profile.version)) return [];
  return [{ code: "platform-version-missing", url: look.url, offered, wanted: profile.version }];
}

/** Where a platform's list of versions says that the version details are. A URL without a host is one on the platform's. */
export function listedIn({ url, answer }: PlatformStatus, profile: Profile): string | undefined {
  const entry = readVersions(dataOf(answer)?.data)?.versions.find(({ version }) => version === profile.version);
  return (entry && URL.parse(entry.url, url))?.href;
}

/**
 * PRT-21: a path that was mistyped, where what the hub asks for is found at another.
 * @param meant that other URL, which answers.
 */
export function withMeantUrl(finding: PlatformFinding | PayloadFinding, meant: string | undefined): typeof finding {
  if (finding.code !== "platform-unusable-answer" || finding.response.httpStatus !== 404 || meant === undefined)
    return finding;
  return { code: "platform-url-mistyped", response: finding.response, meant };
}

/** PRT-10, PRT-14: the URL sent to the hub answers what the hub asks for, a version list or the details of the version. */
export function checkGivenUrl(look: PlatformStatus, profile: Profile): PlatformFinding[] {
  const data = dataOf(look.answer);
  if (data === undefined) return [];
  const details = readVersionDetails(data.data);
  if (details === undefined) {
    const faults = checkVersionList(look, profile);
    const listed = listedIn(look, profile);
    return profile.platformUrl === "details" && listed !== undefined
      ? [...faults, { code: "platform-list-url", url: look.url, listed }]
      : faults;
  }
  if (profile.platformUrl === "versions") return [{ code: "platform-details-url", url: look.url }];
  if (details.version === undefined || details.version === profile.version) return [];
  return [{ code: "platform-version-missing", url: look.url, offered: [details.version], wanted: profile.version }];
}
