import { TransportFailure, type PeerRequest } from "../ports.ts";

// Errors that come before the first byte of a request is written.
const beforeSending = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** The code of a request that was not made because the environment keeps certificates from being verified. */
export const UNVERIFIED = "CERT_VERIFICATION_OFF";

// What is wrong with these is not that nobody vouches for them.
const otherTlsCodes = new Set(["CERT_HAS_EXPIRED", "ERR_TLS_CERT_ALTNAME_INVALID", UNVERIFIED]);

/**
 * A request as any `fetch` takes it; redirects are not followed. What changes something goes out as a stream: a fetch sends
 * a text by itself once more after HTTP 421, and throws away what the first answer said (Fetch, HTTP-network-or-cache
 * fetch), but a stream it cannot.
 */
export function fetchOptions({ method, headers, body, unsafe, signal }: PeerRequest): RequestInit {
  const common = { method, redirect: "manual", signal } as const;
  if (!unsafe) return { ...common, headers: { ...headers } };
  const bytes = new TextEncoder().encode(body ?? "");
  // An answer that comes once comes as it is: what says that it is packed, and is not, could not be read any more.
  const own = { "content-length": String(bytes.length), "accept-encoding": "identity" };
  return { ...common, headers: { ...headers, ...own }, body: new Blob([bytes]).stream(), duplex: "half" };
}

/** A proxy did not let us through to the peer. Then there was no way to the peer at all, so nothing left for it. */
export function refusedByProxy(status: number, cause: unknown): TransportFailure {
  return new TransportFailure(`PROXY_${status}`, true, { cause });
}

/** The HTTP status with which a proxy refused, as {@link refusedByProxy} wrote it into a code; otherwise undefined. */
export function proxyRefusal(code: string | undefined): number | undefined {
  const status = /^PROXY_(\d{3})$/.exec(code ?? "")?.[1];
  return status === undefined ? undefined : Number(status);
}

/** Whether a code is about TLS or a certificate. */
function isOfTls(code: string | undefined): boolean {
  return /CERT|TLS|SSL|SIGNATURE/.test(code ?? "");
}

/** OpenSSL's own errors may come at any moment, also behind a request that has been sent. */
function isOfTlsTraffic(code: string | undefined): boolean {
  return code?.startsWith("ERR_SSL_") === true;
}

/** Whether a code says that nobody whom this machine trusts vouches for the peer's certificate. */
export function isUntrustedCertificate(code: string | undefined): boolean {
  return isOfTls(code) && !isOfTlsTraffic(code) && !otherTlsCodes.has(code ?? "");
}

/** What a `fetch` threw, whichever fetch it was, with its code and whether the request certainly did not leave. */
export function transportFailure(error: unknown): TransportFailure {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  // Happy Eyeballs reports one error for each address; they all come before anything is sent.
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  const code = first instanceof Error && "code" in first ? String(first.code ?? "") : "";
  if (code === "") return new TransportFailure("NETWORK", false, { cause: error });
  const ofCertificate = isOfTls(code) && !isOfTlsTraffic(code);
  return new TransportFailure(code, ofCertificate || beforeSending.has(code), { cause: error });
}
