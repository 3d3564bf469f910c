/** How long a connection may take, TLS and a proxy included. */
export const CONNECT_TIMEOUT_MS = 10_000;
/** Gateways may add much, and none of it may cost the answer. */
export const MAX_HEADER_BYTES = 64 * 1024;
