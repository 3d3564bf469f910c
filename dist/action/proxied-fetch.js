import { t as require_undici } from "./undici.js";
import { at as fetchOptions, nt as VERIFIED, ot as refusedByProxy, rn as TransportFailure, st as transportFailure, tt as proxiesIn } from "./index.js";
import { t as undiciSettings } from "./undici-settings.js";
// lib/action/proxied-fetch.js
var import_undici = require_undici();
/** The way through the runner's proxy, for GETs. Undici is loaded with it: it speaks to every kind of proxy. */
function proxiedFetch() {
	let shared;
	return {
		fetch: async (request) => fetchOver(shared ??= newAgent(), request),
		close: async () => shared?.destroy()
	};
}
/** The same, once, on a connection that no other request may use: through a proxy that only undici speaks to. */
async function fetchOnce(request) {
	const agent = newAgent();
	try {
		return await fetchOver(agent, request);
	} finally {
		agent.close().catch(() => void 0);
	}
}
async function fetchOver(dispatcher, request) {
	try {
		return await (0, import_undici.fetch)(request.url, {
			...fetchOptions(request),
			dispatcher
		});
	} catch (error) {
		const refusal = refusalOfProxy(error);
		throw refusal === void 0 ? transportFailure(error) : refusedByProxy(refusal, error);
	}
}
/** The status with which a proxy refused to connect: undici says it only in words, in the causes of errors that do not. */
function refusalOfProxy(error) {
	if (!(error instanceof Error)) return void 0;
	const status = /^Proxy response \((\d{3})\)/.exec(error.message)?.[1];
	return status === void 0 ? refusalOfProxy(error.cause) : Number(status);
}
/**
* Node's own fetch ignores the proxy variables that self-hosted runners depend on; this agent follows them.
* @throws TransportFailure when what they name is no proxy.
*/
function newAgent() {
	try {
		return new import_undici.EnvHttpProxyAgent({
			...proxiesIn(process.env),
			...undiciSettings,
			requestTls: VERIFIED
		});
	} catch {
		throw new TransportFailure("ERR_INVALID_PROXY", true);
	}
}
export { fetchOnce, proxiedFetch };
