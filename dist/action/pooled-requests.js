import { n as require_agent } from "./undici.js";
import { $ as unpacked, Q as PACKINGS, br as __toESM, et as answerHeaders, st as transportFailure, un as parsedUrl } from "./index.js";
import { t as undiciSettings } from "./undici-settings.js";
// lib/action/pooled-requests.js
var import_agent = /* @__PURE__ */ __toESM(require_agent(), 1);
/** How many connections are kept open to a host: as many as it gets requests at a time. */
const CONNECTIONS = 8;
/**
* The way to peers without a proxy for thousands of GETs. Undici's own calls take a third of the time that Node's HTTP takes for each; to
* load it takes as long as some fifty of them.
*/
function pooledRequests() {
	const agent = new import_agent.default({
		...undiciSettings,
		connections: CONNECTIONS
	});
	return {
		fetch: async (request) => new Promise((resolve, reject) => agent.dispatch(optionsOf(request), new Answer(request, resolve, reject))),
		close: () => void agent.destroy()
	};
}
/** @throws TypeError where it is no URL. */
function optionsOf({ url, headers }) {
	const { origin, pathname, search } = parsedUrl(url) ?? new URL(url);
	return {
		origin,
		path: pathname + search,
		method: "GET",
		headers: {
			...headers,
			"accept-encoding": PACKINGS
		}
	};
}
/** Takes an answer in as it comes. It is given to its reader when it is whole, or as much of it as came. */
var Answer = class {
	#request;
	#resolve;
	#reject;
	#chunks = [];
	#size = 0;
	#controller;
	#head;
	constructor(request, resolve, reject) {
		this.#request = request;
		this.#resolve = resolve;
		this.#reject = reject;
		request.signal.addEventListener("abort", this.#stop, { once: true });
	}
	#stop = () => this.#controller?.abort(this.#request.signal.reason);
	onRequestStart(controller) {
		this.#controller = controller;
		if (this.#request.signal.aborted) this.#stop();
	}
	onResponseStart(_controller, status, headers) {
		this.#head = {
			status,
			headers
		};
	}
	onResponseData(controller, chunk) {
		this.#chunks.push(chunk);
		this.#size += chunk.length;
		if (this.#size > 5e6) controller.abort(/* @__PURE__ */ new Error("The answer is too long."));
	}
	onResponseEnd() {
		this.#end(void 0);
	}
	onResponseError(_controller, error) {
		this.#end(error);
	}
	#end(failure) {
		this.#request.signal.removeEventListener("abort", this.#stop);
		if (this.#head === void 0) {
			this.#reject(transportFailure(failure));
			return;
		}
		const { status, headers } = this.#head;
		const body = bodyOf(this.#chunks, failure);
		const packing = headers["content-encoding"];
		this.#resolve({
			status,
			headers: answerHeaders(headers),
			body: packing === void 0 ? body : unpacked(body, String(packing))
		});
	}
};
async function* bodyOf(chunks, failure) {
	yield* chunks;
	if (failure !== void 0) throw failure;
}
export { pooledRequests };
