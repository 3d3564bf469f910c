import { CONNECT_TIMEOUT_MS, MAX_HEADER_BYTES } from "./connection-limits.ts";
import { VERIFIED } from "./verified-tls.ts";

// The request's own signal ends it; undici's limits only must not come first.
const LONG_MS = 10 * 60_000;

/** How undici is to speak to a peer. */
export const undiciSettings = {
  connect: { ...VERIFIED, timeout: CONNECT_TIMEOUT_MS },
  headersTimeout: LONG_MS,
  bodyTimeout: LONG_MS,
  allowH2: false,
  maxHeaderSize: MAX_HEADER_BYTES,
};
