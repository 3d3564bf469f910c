import { specifiedMeaning } from "../ocpi/status-codes.ts";
import type { Profile } from "../profiles/profile.ts";
import { isRateLimited, type ResponseSummary } from "./response-summary.ts";
import { capitalised, foreign, list, quoted } from "./prose.ts";
import { isUntrustedCertificate, proxyRefusal, UNVERIFIED } from "./transport-codes.ts";

/** `GET https://… answered HTTP 401, OCPI code 2002 (…): "…".` The profile is that of a hub; a platform has none. */
export function outcomeWords(response: ResponseSummary, profile?: Profile): string {
  const asked = `${response.method} ${response.url}`;
  if (response.httpStatus === undefined) return `${asked}: ${reason(response.error)}.`;
  const { statusMessage = "", fields = [] } = response;
  const complaint = fields.length === 0 ? "" : `; it names ${list(fields.map(foreign))}`;
  const said = statusMessage === "" ? complaint : `: ${quoted(statusMessage)}`;
  if (response.statusCode !== undefined) {
    return `${asked} answered HTTP ${response.httpStatus}, OCPI code ${response.statusCode} (${codeMeanings(response, response.statusCode, profile)})${said}.`;
  }
  const bodies = {
    html: " with a web page",
    empty: " with an empty body",
    text: " with a body that is not JSON",
    bare: " with JSON that is not in the OCPI envelope",
    json: " with JSON that is no OCPI answer",
    envelope: "",
    none: "",
    cut: " with a body that is cut off",
  };
  return `${asked} answered HTTP ${response.httpStatus}${bodies[response.body]}${complaint}.`;
}

/** Why nothing came back: first who was silent, or what stood in the way, and then the request. */
export function silenceWords(
  peer: "the hub" | "your platform",
  { method, url, error }: ResponseSummary,
): readonly [headline: string, request: string] {
  const refusal = proxyRefusal(error);
  if (refusal !== undefined)
    return [
      `The proxy on the way to ${peer} ${refusalWords(refusal)}.`,
      `It answered HTTP ${refusal} to ${method} ${url}.`,
    ];
  if (error === UNVERIFIED)
    return [
      `${capitalised(peer)} was not asked, because its certificate would not be verified: NODE_TLS_REJECT_UNAUTHORIZED is 0 in the environment.`,
      `${method} ${url} did not leave.`,
    ];
  if (isUntrustedCertificate(error))
    return [`${capitalised(peer)}'s certificate is not trusted.`, `${method} ${url}: ${error}.`];
  return [`${capitalised(peer)} did not answer.`, `${method} ${url}: ${reason(error)}.`];
}

const inTime = "no answer within the time limit";

/** Codes of a request that came to nothing, in words; `{code}` stands for the code itself. */
const reasons: Readonly<Record<string, string>> = {
  NETWORK: "the connection failed",
  CANCELLED: "the run was stopped",
  ECONNREFUSED: "the connection was refused ({code})",
  ENOTFOUND: "the host name could not be resolved ({code})",
  EAI_AGAIN: "the host name could not be resolved ({code})",
  TIMEOUT: inTime,
  UND_ERR_HEADERS_TIMEOUT: inTime,
  UND_ERR_BODY_TIMEOUT: inTime,
  UND_ERR_CONNECT_TIMEOUT: "no connection within the time limit ({code})",
  ETIMEDOUT: "no connection within the time limit ({code})",
  ECONNRESET: "the connection broke ({code})",
  UND_ERR_SOCKET: "the connection broke ({code})",
  EPIPE: "the connection broke ({code})",
  CERT_HAS_EXPIRED: "its certificate has expired ({code})",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another host ({code})",
  ERR_SSL_WRONG_VERSION_NUMBER: "there is no TLS on this port ({code})",
  [UNVERIFIED]: "its certificate would not be verified ({code})",
};

/** A code of {@link ResponseSummary} in words. */
export function reason(code: string | undefined): string {
  if (code === undefined) return "no answer";
  const known = Object.hasOwn(reasons, code) ? reasons[code] : undefined;
  if (known !== undefined) return known.replace("{code}", code);
  const refusal = proxyRefusal(code);
  if (refusal !== undefined) return `the proxy ${refusalWords(refusal)} (HTTP ${refusal})`;
  // The client's parser had an answer before it.
  if (/^HPE_|^UND_ERR_RES|^UND_ERR_HEADERS_OVERFLOW/.test(code)) {
    return `its answer is no HTTP that can be read (${foreign(code)})`;
  }
  return isUntrustedCertificate(code)
    ? `its certificate is not trusted (${code})`
    : `the request could not be made (${foreign(code)})`;
}

/** What a proxy does that answers to CONNECT with this status (RFC 9110, 9.3.6 and 15.5.8). */
function refusalWords(status: number): string {
  if (status === 407) return "asks for a login";
  return status >= 500 ? "could not reach it" : "did not let the request through";
}

function codeMeanings(response: ResponseSummary, code: number, profile: Profile | undefined): string {
  // The hub's own code for a rate limit is that beside a success of HTTP alone.
  const isOther = code === profile?.rateLimitedCode && !isRateLimited(response, code);
  const here = isOther ? undefined : profile?.codeMeanings[code];
  return profile === undefined || here === undefined ? specifiedMeaning(code) : `at ${profile.title}: ${here}`;
}
