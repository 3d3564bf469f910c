import { it as MAX_HEADER_BYTES, nt as VERIFIED, rt as CONNECT_TIMEOUT_MS } from "./index.js";
// lib/action/undici-settings.js
const LONG_MS = 6e5;
/** How undici is to speak to a peer. */
const undiciSettings = {
	connect: {
		...VERIFIED,
		timeout: CONNECT_TIMEOUT_MS
	},
	headersTimeout: LONG_MS,
	bodyTimeout: LONG_MS,
	allowH2: false,
	maxHeaderSize: MAX_HEADER_BYTES
};
export { undiciSettings as t };
