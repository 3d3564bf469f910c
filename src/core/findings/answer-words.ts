import { isSuccess } from "../ocpi/envelope.ts";
import { specifiedMeaning } from "../ocpi/status-codes.ts";
import type { Profile } from "../profiles/profile.ts";
import type { OddAnswer } from "./odd-answer.ts";
import { capitalised, foreign, quoted } from "./prose.ts";
import { isUntrustedCertificate, proxyRefusal, UNVERIFIED } from "./transport-codes.ts";

/** `GET https://… answered HTTP 401, OCPI code 2002 (…): "…".` The profile is that of a hub; a platform has none. */
export function outcomeWords(odd: OddAnswer, profile?: Profile): string {
  const asked = `${odd.method} ${odd.url}`;
  if (odd.httpStatus === undefined) return `${asked}: ${reason(odd.error)}.`;
  const told = odd.statusMessage === undefined || odd.statusMessage === "" ? "" : `: ${quoted(odd.statusMessage)}`;
  const failed = odd.statusCode !== undefined && !isSuccess(odd.statusCode);
  const said =
    odd.method === "GET" || !failed ? told : "; the hub's own words are not shown, because they may hold a token";
  if (odd.statusCode !== undefined) {
    return `${asked} answered HTTP ${odd.httpStatus}, OCPI code ${odd.statusCode} (${codeMeanings(odd.statusCode, profile)})${said}.`;
  }
  const bodies = {
    html: " with a web page",
    empty: " with an empty body",
    text: " with a body that is not JSON",
    json: " with JSON that is no OCPI answer",
    envelope: "",
    none: "",
    cut: " with a body that is cut off",
  };
  return `${asked} answered HTTP ${odd.httpStatus}${bodies[odd.body]}.`;
}

/** Why nothing came back: first who was silent, or what stood in the way, and then the request. */
export function silenceWords(
  peer: "the hub" | "your platform",
  { method, url, error }: OddAnswer,
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

/** A code of {@link OddAnswer} in words. */
export function reason(code: string | undefined): string {
  switch (code) {
    case undefined:
      return "no answer";
    case "NETWORK":
      return "the connection failed";
    case "ECONNREFUSED":
      return "the connection was refused (ECONNREFUSED)";
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `the host name could not be resolved (${code})`;
    case "TIMEOUT":
    case "UND_ERR_HEADERS_TIMEOUT":
    case "UND_ERR_BODY_TIMEOUT":
      return "no answer within the time limit";
    case "UND_ERR_CONNECT_TIMEOUT":
    case "ETIMEDOUT":
      return `no connection within the time limit (${code})`;
    case "ECONNRESET":
    case "UND_ERR_SOCKET":
    case "EPIPE":
      return `the connection broke (${code})`;
    case "CANCELLED":
      return "the run was stopped";
    default: {
      const refusal = proxyRefusal(code);
      if (refusal !== undefined) return `the proxy ${refusalWords(refusal)} (HTTP ${refusal})`;
      if (code === UNVERIFIED) return `its certificate would not be verified (${code})`;
      if (code === "CERT_HAS_EXPIRED") return `its certificate has expired (${code})`;
      if (code === "ERR_TLS_CERT_ALTNAME_INVALID") return `its certificate is for another host (${code})`;
      if (code === "ERR_SSL_WRONG_VERSION_NUMBER") return `there is no TLS on this port (${code})`;
      // The client's parser had an answer before it.
      if (/^HPE_|^UND_ERR_RES|^UND_ERR_HEADERS_OVERFLOW/.test(code ?? ""))
        return `its answer is no HTTP that can be read (${foreign(code)})`;
      return isUntrustedCertificate(code)
        ? `its certificate is not trusted (${code})`
        : `the request could not be made (${foreign(code)})`;
    }
  }
}

/** What a proxy does that answers to CONNECT with this status (RFC 9110, 9.3.6 and 15.5.8). */
function refusalWords(status: number): string {
  if (status === 407) return "asks for a login";
  return status >= 500 ? "could not reach it" : "did not let the request through";
}

function codeMeanings(code: number, profile: Profile | undefined): string {
  const here = profile?.codeMeanings[code];
  return profile === undefined || here === undefined ? specifiedMeaning(code) : `at ${profile.title}: ${here}`;
}
