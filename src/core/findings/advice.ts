import type { Profile } from "../profiles/profile.ts";
import { isRateLimited, type ResponseSummary } from "./response-summary.ts";
import { capitalised, plainForeign } from "./prose.ts";
import type { Said } from "./sentence.ts";
import { adviceOnFields } from "./field-advice.ts";
import { isUntrustedCertificate, proxyRefusal, UNVERIFIED } from "./transport-codes.ts";
import type { Words } from "./words.ts";

/** What to do when the hub did not answer, by the code of the error. */
export function adviceOnSilence(code: string | undefined, words: Words): string {
  const { hubUrl } = words;
  const refusal = proxyRefusal(code);
  if (refusal !== undefined) return adviceOnProxy(refusal, "the hub", words);
  if (code === UNVERIFIED) return verifyAgain(words);
  // Where only a proxy leads out, names of hosts outside are often not resolved either.
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return `Check the host in ${hubUrl}. If it is right, and only a proxy leads out of your network, ${words.checkProxy}.`;
  if (code === "CERT_HAS_EXPIRED")
    return `Check the host in ${hubUrl}. If it is right, tell the account team; ${words.rerun} when it is renewed.`;
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") return `Check the host in ${hubUrl}.`;
  if (code === "ERR_SSL_WRONG_VERSION_NUMBER") return `Check \`https:\` and the port in ${hubUrl}.`;
  if (isUntrustedCertificate(code)) {
    return `Check the host in ${hubUrl}. If the hub has a private certificate authority, or a proxy puts its own certificate in the place of the hub's, ${words.trustAuthority}.`;
  }
  return `Check ${hubUrl}, and that ${words.theMachine} may reach the hub; if only a proxy leads out of your network, ${words.checkProxy}. Then ${words.rerun}: it is safe.`;
}

/**
 * The same for a platform that did not answer.
 * @param otherwise what to do where the hub reaches the platform and this machine does not.
 */
export function adviceOnSilentPlatform(code: string | undefined, otherwise: string, words: Words): string {
  if (code === UNVERIFIED) return verifyAgain(words);
  const refusal = proxyRefusal(code);
  if (code === "ECONNRESET" || code === "UND_ERR_SOCKET")
    return `Check that your platform is running, and that ${words.platformUrl} is its address: the connection broke before an answer. If a firewall admits only the hub's addresses, ${otherwise}.`;
  if (code === "ECONNREFUSED")
    return `Check that your platform is running, and the port in ${words.platformUrl}: no program answers there. If a firewall admits only the hub's addresses, ${otherwise}.`;
  return refusal === undefined
    ? `Check ${words.platformUrl}, DNS, the firewall and the certificate chain. If the platform admits only the hub's addresses, ${otherwise}.`
    : `${adviceOnProxy(refusal, "your platform", words)} If the hub reaches the platform by another way, ${otherwise}.`;
}

/** What to do about an answer of the hub that is of no use. */
export function adviceOnAnswer(response: ResponseSummary, { rateLimitedCode }: Profile, words: Words): string {
  if (isRateLimited(response, rateLimitedCode))
    return `The hub asks for fewer requests. ${capitalised(words.rerun)} in a few minutes.`;
  if (isOcpiRefusal(response))
    return `The hub answers in OCPI, so ${words.hubUrl} is right. Check that the token is the whole one that this hub gave you; if it is, and you know how the hub takes it, ${words.settleEncoding()}.`;
  if ((response.httpStatus ?? 0) >= 500 || (response.statusCode ?? 0) >= 3000)
    return `The hub has a problem. ${capitalised(words.rerun)} later: it is safe.`;
  if (response.httpStatus === 401 || response.httpStatus === 403)
    return `If ${words.hubUrl} is right, a firewall before the hub may not admit ${words.thisMachine}: ask the account team, or ${words.comeFromElsewhere}.`;
  return `Check ${words.hubUrl}: it is the hub's origin, such as \`https://hub.chargeindia.com\`, or its versions URL.`;
}

/** Whether a GET was answered no in OCPI's own words: then the address is right, and the token may be what it is about. */
function isOcpiRefusal({ method, httpStatus = 0, statusCode = 0 }: ResponseSummary): boolean {
  return method === "GET" && statusCode >= 2000 && statusCode <= 2999 && httpStatus < 500 && httpStatus !== 404;
}

/** Whether a refusal is about what was sent, and not about where to, how often or from where. */
export function isAboutData(response: ResponseSummary, { rateLimitedCode }: Profile): boolean {
  const { httpStatus = 0, body } = response;
  const isElsewhere = body === "html" || httpStatus === 404 || Math.floor(httpStatus / 100) === 3;
  return !isElsewhere && !isRateLimited(response, rateLimitedCode);
}

/** What to mend when the hub refuses what was sent: what it names, or else what is most often wrong. */
export function adviceOnData(response: ResponseSummary, words: Words): string {
  if (response.fields !== undefined) return adviceOnFields(response, words);
  const compare = `compare the role, country code and party id with what the account team assigned, and check ${words.platformUrl}.`;
  return response.statusMessage === undefined
    ? capitalised(compare)
    : `If the hub's words do not say what to fix, ${compare}`;
}

/** What to do where a hub lacks what this run cannot do without, and nothing documented takes its place. */
export function adviceOnMissing(words: Words): Pick<Said, "fix"> {
  return {
    fix: `Check ${words.hubUrl}. If it is right, tell the account team: the hub's operator has to fix this, and no run can register before.`,
  };
}

/**
 * What to do about a URL that is on another host than the hub's.
 * @param hub the hub's origin.
 */
export function adviceOnOrigin(url: string, hub: string): Pick<Said, "fix" | "snippet"> {
  const { protocol = "", host = "", port = "", origin: written = "" } = URL.parse(url) ?? {};
  // Only a hub on this machine does without `https:`. A port that is for `http:` does not speak it.
  const isInsecure = protocol === "http:" && !hub.startsWith("http:");
  if (!protocol.startsWith("http") || (isInsecure && port !== ""))
    return { fix: "Tell the account team: no token goes there, but only to addresses with `https:`." };
  // An allowed host gets its tokens by the scheme that was allowed, whatever the hub writes.
  const origin = isInsecure ? `https://${host}` : written;
  return {
    fix: "Ask the account team whether that host is theirs. Only if they confirm it, allow its origin in the `hub` of the connection in `ocpi.yml`.",
    snippet: `allowed_origins: [${plainForeign(origin)}]`,
  };
}

function adviceOnProxy(status: number, peer: string, words: Words): string {
  const mending =
    status === 407
      ? words.signInAtProxy
      : `${words.checkProxy}, and ask the operator of the proxy to let requests to ${peer} through`;
  return `${capitalised(mending)}. Then ${words.rerun}: it is safe.`;
}

function verifyAgain({ trustAuthority }: Words): string {
  return `Start the program again without that variable: a token would go to anyone who answers. Where certificates are of a private authority, ${trustAuthority}.`;
}

/** What mends that nothing came back, by the code of the error: the settings of this machine, where they are in the way. */
export function remedyOfSilence(code: string | undefined): Pick<Said, "remedy"> {
  if (proxyRefusal(code) !== undefined) return { remedy: "proxy-settings" };
  return isUntrustedCertificate(code) ? { remedy: "certificate-settings" } : {};
}
