import { TransportFailure } from "../ports.ts";

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

/** What a `fetch` threw, whichever fetch it was, with its code and whether the request certainly did not leave. */
export function transportFailure(error: unknown): TransportFailure {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  // Happy Eyeballs reports one error for each address; they all come before anything is sent.
  const first: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  const code = first instanceof Error && "code" in first ? String(first.code) : "";
  if (code === "") return new TransportFailure("NETWORK", false, { cause: error });
  const tls = /CERT|SIGNATURE|TLS|SSL/.test(code);
  return new TransportFailure(code, tls || beforeSending.has(code), { cause: error });
}
