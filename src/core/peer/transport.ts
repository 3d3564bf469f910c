import { isOfTls, isOfTlsTraffic } from "../findings/transport-codes.ts";
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

/** What a `fetch` threw, whichever fetch it was, with its code and whether the request certainly did not leave. */
export function transportFailure(error: unknown): TransportFailure {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  // Happy Eyeballs reports one error for each address; they all come before anything is sent.
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  const code = first instanceof Error && "code" in first ? openSslCode(first) : "";
  if (code === "") return new TransportFailure("NETWORK", false, { cause: error });
  const ofCertificate = isOfTls(code) && !isOfTlsTraffic(code);
  return new TransportFailure(code, ofCertificate || beforeSending.has(code), { cause: error });
}

/**
 * The code of an error; where a request was waiting for the handshake that failed, Node gives that of the write, and OpenSSL's own
 * reason only in the message: `error:0A00010B:SSL routines:tls_validate_record_header:wrong version number:`.
 */
function openSslCode({ code, message }: Error & { readonly code?: unknown }): string {
  const reason = code === "EPROTO" ? /:SSL routines:[^:]*:([^:]+):/.exec(message)?.[1] : undefined;
  return reason === undefined ? String(code ?? "") : `ERR_SSL_${reason.toUpperCase().replaceAll(" ", "_")}`;
}
