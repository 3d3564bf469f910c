import { $t as dataOf, An as isRateLimited, At as platformDetails, Bt as tokenStatusOf, Dn as partyWithRole, E as isPublicAddress, En as partyName, Et as hubProbe, Nt as probeHub, Ot as verify, Rt as MADE_UP, T as hostFault, Tt as hubPeer, Xt as isUnheard, _n as isRecord, en as envelopeOf, fn as routedReceivers, hn as readVersions, jt as probePlatform, kn as reason, kt as healthUrl, ln as isLoopback, mn as readVersionDetails, nn as isRedirect, on as untouched, pn as asSpecified, tn as isHttpSuccess, xn as severityOf } from "./index.js";
import { n as checkSample } from "./samples.js";
// lib/core/checks/preflight/host.js
const DAY_MS = 864e5;
/** How many days before its end a certificate is worth a warning. */
const CERTIFICATE_DAYS = 14;
/** PRT-01: the host's name leads to public addresses. */
function checkAddresses({ url, addresses = [], isSandbox }) {
	const hidden = isSandbox ? [] : addresses.filter((address) => !isPublicAddress(address));
	return hidden.length === 0 ? [] : [{
		code: "platform-private",
		host: new URL(url).hostname,
		addresses: hidden
	}];
}
/** PRT-02: the certificate is valid for a while yet. What is wrong with it now keeps the platform from being reached. */
function checkCertificateEnd({ url, certificateEnd, now }) {
	if (certificateEnd === void 0) return [];
	const days = Math.floor((certificateEnd.getTime() - now.getTime()) / DAY_MS);
	return days < CERTIFICATE_DAYS ? [{
		code: "platform-certificate-ends",
		host: new URL(url).hostname,
		days,
		end: certificateEnd
	}] : [];
}
/** PRT-27: versions answer in time for a health check. The fastest counts: the first pays for the connection. */
function checkSpeed({ url, forms, quick }) {
	const answered = [...forms === void 0 ? [] : [forms.plain, forms.base64], ...quick].filter(({ answer }) => answer.kind === "answered");
	if (answered.length === 0) return [];
	const ms = Math.min(...answered.map(({ durationMs }) => durationMs));
	return ms > 2e3 ? [{
		code: "platform-slow",
		url,
		ms
	}] : [];
}
/** PRT-28: a platform that takes its token takes it five times within a minute. */
function checkLimits({ quick, looks, profile }) {
	if (!looks.some(({ tokenStatus }) => tokenStatus === "accepted")) return [];
	const turnedAway = quick.find(({ answer }) => {
		const status = tokenStatusOf(answer, { unauthorisedCode: profile.unauthorisedCode });
		return answer.kind === "answered" && (status === "unheard" || status === "refused");
	});
	return turnedAway === void 0 ? [] : [{
		code: "platform-limits",
		response: turnedAway.answer.summary,
		calls: quick.indexOf(turnedAway) + 1
	}];
}
// lib/core/checks/preflight/answers.js
/** OCPI 2.2.1 types, DateTime: in UTC, with `Z` or without any zone; at most 25 characters. */
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z?$/;
/** A good answer to the platform token, in either form. */
function goodCall({ forms }) {
	if (forms === void 0) return void 0;
	return [forms.plain, forms.base64].filter(hasAnswer).find(({ answer }) => dataOf(answer) !== void 0);
}
function hasAnswer(call) {
	return call.answer.kind === "answered";
}
/** PRT-22: what is JSON says so. */
function checkContentType(seen) {
	const call = goodCall(seen);
	if (call === void 0) return [];
	const type = call.answer.headers.get("content-type") ?? "";
	return /^application\/json\b/i.test(type) ? [] : [{
		code: "platform-content-type",
		url: call.url,
		type
	}];
}
/** PRT-23: the ids of a call come back in its answer, whatever the answer is. */
function checkIds$1(seen) {
	const good = goodCall(seen);
	const refused = seen.entries.map(({ without }) => without).filter(hasAnswer).find(({ answer }) => answer.body.kind === "envelope" || answer.body.kind === "json");
	const lacking = {
		success: good !== void 0 && !echoesIds(good),
		refusal: refused !== void 0 && !echoesIds(refused)
	};
	if (!lacking.success && !lacking.refusal) return [];
	const on = lacking.success && lacking.refusal ? "each" : lacking.success ? "success" : "refusal";
	return [{
		code: "platform-ids",
		url: (good ?? refused)?.url ?? seen.url,
		on
	}];
}
function echoesIds({ answer, requestId, correlationId }) {
	const { headers } = answer;
	return headers.get("x-request-id") === requestId && headers.get("x-correlation-id") === correlationId;
}
/** PRT-38: each envelope has its time. */
function checkTimestamp(seen) {
	const call = goodCall(seen);
	const envelope = call && envelopeOf(call.answer);
	if (call === void 0 || envelope === void 0) return [];
	const { timestamp } = envelope;
	return timestamp !== void 0 && DATE_TIME.test(timestamp) && timestamp.length <= 25 ? [] : [{
		code: "platform-timestamp",
		url: call.url,
		timestamp
	}];
}
/** PRT-35: a refusal is OCPI's, not a page. */
function checkErrorPages(seen) {
	const { entries, unknown, forms } = seen;
	if (forms !== void 0 && goodCall(seen) === void 0) return [];
	const page = [...entries.flatMap(({ without, madeUp }) => [without, madeUp]), ...unknown].find(({ answer }) => answer.kind === "answered" && answer.body.kind === "html");
	return page === void 0 ? [] : [{
		code: "platform-error-page",
		response: page.answer.summary
	}];
}
/** PRT-25: a slash at the end more or less leads nowhere else. */
function checkSlash(seen) {
	const { slashed } = seen;
	return slashed !== void 0 && goodCall(seen) !== void 0 && isRedirect(slashed.answer) ? [{
		code: "platform-slash",
		response: slashed.answer.summary
	}] : [];
}
// lib/core/checks/preflight/details.js
const URL_MAX_LENGTH = 255;
function urlFault(written, isSandbox) {
	const url = URL.parse(written);
	if (url === null || !/^https?:$/.test(url.protocol)) return "relative";
	if (written.length > URL_MAX_LENGTH) return "long";
	if (isSandbox && isLoopback(written)) return void 0;
	return url.protocol === "http:" ? "insecure" : hostFault(url);
}
/** PRT-12: the URL of the version is one that the hub can call. One finding for each fault, however often it is listed. */
function checkVersionUrls({ looks, profile, isSandbox }) {
	const faulty = looks.flatMap(({ answer }) => (readVersions(dataOf(answer)?.data)?.versions ?? []).filter(({ version, url }) => version === profile.version && url !== "")).flatMap(({ url }) => {
		const fault = urlFault(url, isSandbox);
		return fault === void 0 ? [] : [{
			url,
			fault
		}];
	});
	return faulty.filter(({ fault }, index) => faulty.findIndex((one) => one.fault === fault) === index).map((one) => ({
		code: "platform-version-url",
		...one
	}));
}
/** PRT-18: and so is each endpoint's. One finding for each fault, however many have it. */
function checkEndpointUrls({ details, isSandbox }) {
	const faulty = (details?.endpoints ?? []).flatMap(({ identifier, url }) => {
		const fault = urlFault(url, isSandbox);
		return fault === void 0 ? [] : [{
			module: identifier,
			url,
			fault
		}];
	});
	return [...new Set(faulty.map(({ fault }) => fault))].map((fault) => {
		const same = faulty.filter((one) => one.fault === fault);
		return {
			code: "platform-endpoint-url",
			fault,
			url: same[0]?.url ?? "",
			modules: modulesOf(same)
		};
	});
}
/** PRT-19: endpoints are on the platform's own host. Which others are the partner's is not for us to know. */
function checkEndpointHosts({ details, url, isSandbox }) {
	const { host } = new URL(url);
	const elsewhere = (details?.endpoints ?? []).filter((endpoint) => {
		const at = URL.parse(endpoint.url);
		return at !== null && urlFault(endpoint.url, isSandbox) === void 0 && at.host !== host;
	});
	if (elsewhere.length === 0) return [];
	return [{
		code: "platform-hosts",
		host,
		hosts: [...new Set(elsewhere.map((endpoint) => new URL(endpoint.url).host))],
		modules: elsewhere.map(({ identifier }) => identifier)
	}];
}
function modulesOf(endpoints) {
	return [...new Set(endpoints.map(({ module }) => module))];
}
/** PRT-14: details are those of the version that lists them. */
function checkDetailsVersion({ details, profile, looks, url }) {
	const version = details?.version;
	const given = looks.find((look) => look.url === url);
	const isTold = given !== void 0 && readVersionDetails(dataOf(given.answer)?.data) !== void 0;
	return version === void 0 || isTold || version === profile.version ? [] : [{
		code: "platform-details-version",
		version,
		wanted: profile.version
	}];
}
/** PRT-13: details are an object, and not in a list. */
function checkDetailsShape({ details, profile }) {
	return details?.listed === true ? [{
		code: "platform-details-list",
		version: profile.version
	}] : [];
}
/** PRT-15: the hub finds where to update its credentials. */
function checkCredentialsListed({ details }) {
	return details?.endpoints.some(({ identifier }) => identifier === "credentials") !== false ? [] : [{ code: "platform-no-credentials" }];
}
/** PRT-20: the hub finds where to tell of its other parties. */
function checkClientInfoListed({ details }) {
	return details?.endpoints.some(({ identifier }) => identifier === "hubclientinfo") !== false ? [] : [{ code: "platform-no-clientinfo" }];
}
/** PRT-16: each endpoint says which side of its module it is, in OCPI's letters. For credentials that has no meaning. */
function checkInterfaceRoles({ details }) {
	const wrong = (details?.endpoints ?? []).filter(({ identifier, role }) => identifier !== "credentials" && role !== "SENDER" && role !== "RECEIVER");
	if (wrong.length === 0) return [];
	const written = [...new Set(wrong.map(({ role = "" }) => role))];
	return [{
		code: "platform-interface-role",
		modules: wrong.map(({ identifier }) => identifier),
		written
	}];
}
/** PRT-17: what traffic needs of the platform's role is listed, and on the side that it is. */
function checkModules({ details, roles, profile }) {
	if (details === void 0) return [];
	return [...new Set(roles.map(({ role }) => role))].flatMap((role) => {
		const known = Object.entries(profile.platformModules).find(([name]) => name === role)?.[1];
		if (known === void 0) return [];
		const missing = known.filter((module) => !offers(details.endpoints, module));
		const swapped = missing.filter(([module, side]) => offers(details.endpoints, [module, side === "SENDER" ? "RECEIVER" : "SENDER"]));
		const names = (modules) => modules.map((module) => module.join(" "));
		if (missing.length === 0) return [];
		return swapped.length === known.length ? [{
			code: "platform-roles-swapped",
			role,
			modules: names(known)
		}] : [{
			code: "platform-module-missing",
			role,
			modules: names(missing)
		}];
	});
}
function offers(endpoints, [module, side]) {
	return endpoints.some(({ identifier, role }) => identifier === module && role?.toUpperCase() === side);
}
/** PRT-39: some servers take the first version of the list, whatever it is. */
function checkVersionOrder({ looks, profile }) {
	const first = looks.flatMap(({ answer }) => readVersions(dataOf(answer)?.data) ?? []).find(({ versions }) => versions.some(({ version }) => version === profile.version))?.versions[0];
	return first === void 0 || first.version === profile.version ? [] : [{
		code: "platform-version-order",
		first: first.version,
		wanted: profile.version
	}];
}
// lib/core/checks/preflight/modules.js
/** PRT-30: the documented place of the details answers them. */
function checkBase({ base, forms, profile }) {
	if (base === void 0 || forms === void 0 || dataOf(forms[profile.encodings[0]].answer) === void 0) return [];
	if (isUnheard(base.answer, void 0)) return [];
	const data = dataOf(base.answer);
	return data !== void 0 && readVersionDetails(data.data) !== void 0 ? [] : [{
		code: "platform-base",
		response: base.answer.summary
	}];
}
/** PRT-31, PRT-32: the platform's credentials name the parties that are to be registered. */
function checkCredentials({ credentials, roles }) {
	if (credentials === void 0 || isLimited$1(credentials)) return [];
	const data = dataOf(credentials.answer)?.data;
	const listed = isRecord(data) ? data["roles"] : void 0;
	if (!Array.isArray(listed)) return [{
		code: "platform-credentials",
		response: credentials.answer.summary
	}];
	const assigned = roles.filter(({ country_code: country, party_id: id }) => country !== "" && id !== "");
	if (assigned.length === 0) return [];
	const names = listed.filter(isParty).map(partyWithRole);
	const missing = assigned.map(partyWithRole).filter((name) => !names.includes(name));
	const others = names.filter((name) => !assigned.map(partyWithRole).includes(name));
	return missing.length === 0 && others.length === 0 ? [] : [{
		code: "platform-other-roles",
		given: assigned.map(partyWithRole),
		listed: names
	}];
}
/** Whether the platform asked for fewer calls, which says nothing of what was asked for. */
function isLimited$1({ answer }) {
	return isRateLimited(answer.summary, void 0);
}
function isParty(value) {
	return isRecord(value) && [
		"role",
		"country_code",
		"party_id"
	].every((field) => typeof value[field] === "string");
}
/** RCV-21: a list says how long it is, and how much of it a page holds. */
function checkLists(seen) {
	const { lists } = seen;
	if (checkModules(seen).some(({ code }) => code === "platform-roles-swapped")) return [];
	const broken = lists.filter((call) => !Array.isArray(dataOf(call.answer)?.data) && !isLimited$1(call));
	const bare = lists.filter(({ answer }) => answer.kind === "answered" && Array.isArray(dataOf(answer)?.data) && (!answer.headers.has("x-total-count") || !answer.headers.has("x-limit")));
	const names = (calls) => calls.map(({ module }) => module);
	return [...broken.slice(0, 1).map(({ answer }) => ({
		code: "list-unreadable",
		modules: names(broken),
		response: answer.summary
	})), ...bare.slice(0, 1).map(({ url }) => ({
		code: "list-headers",
		modules: names(bare),
		url
	}))];
}
/** RCV-03, RCV-05, RCV-10: who asks for an object that no platform has learns that, and nothing else. */
function checkUnknownObjects({ unknown, profile }) {
	return unknown.flatMap(({ module, answer }) => {
		const status = tokenStatusOf(answer, { unauthorisedCode: profile.unauthorisedCode });
		const response = answer.summary;
		if (status === "accepted") return [module === "tokens" ? {
			code: "token-invented",
			response
		} : {
			code: "receiver-invents",
			module,
			response
		}];
		return status === "refused" || status === "crashed" || (response.httpStatus ?? 0) >= 500 ? [{
			code: "receiver-path",
			module,
			response
		}] : [];
	});
}
/** RCV-19: the answer of a functional module has the routing headers of the call, the other way round. */
function checkRoutingHeaders({ unknown }) {
	const lacking = unknown.find(({ answer }) => answer.kind === "answered" && answer.body.kind === "envelope" && !answer.headers.has("ocpi-to-party-id"));
	return lacking === void 0 ? [] : [{
		code: "receiver-routing-headers",
		url: lacking.url
	}];
}
// lib/core/checks/preflight/tokens.js
function statusOf({ answer }, { profile }) {
	return tokenStatusOf(answer, { unauthorisedCode: profile.unauthorisedCode });
}
/** PRT-05: the platform takes its token in both forms. What takes the hub's form alone works; what takes only the other is told by the look. */
function checkForms(seen) {
	const { forms, profile, url } = seen;
	if (forms === void 0) return [];
	const [first] = profile.encodings;
	const other = first === "plain" ? "base64" : "plain";
	return statusOf(forms[first], seen) === "accepted" && statusOf(forms[other], seen) !== "accepted" ? [{
		code: "platform-one-form",
		url,
		takes: first
	}] : [];
}
/** PRT-06, PRT-07: a call without a token is refused, and one with a made-up token; with HTTP 401, and not by breaking down. */
function checkGuard(seen) {
	return seen.entries.flatMap(({ without, madeUp }) => {
		if (!isOwnAnswer(without.answer) || !isOwnAnswer(madeUp.answer)) return [];
		if (isLetIn(without)) return [{
			code: "platform-open",
			url: without.url
		}];
		const response = madeUp.answer.summary;
		if (isLetIn(madeUp)) return [{
			code: "platform-takes-any-token",
			response
		}];
		switch (statusOf(madeUp, seen)) {
			case "crashed": return [{
				code: "platform-crashes-at-token",
				response
			}];
			case "refused":
			case "unheard": return [];
			default: return [{
				code: "platform-refuses-otherwise",
				response
			}];
		}
	});
}
function isOwnAnswer(answer) {
	if (answer.kind === "unanswered" || answer.body.kind === "html") return false;
	return answer.httpStatus !== 404 && (answer.httpStatus < 300 || answer.httpStatus > 399);
}
/** PRT-09: the name of the header counts in any letters (RFC 9110, 5.1). */
function checkHeaderCase({ capitalised, forms }) {
	return opensOnly(capitalised, forms) ? [{
		code: "platform-header-letters",
		url: capitalised.url
	}] : [];
}
/** PRT-26: versions and details answer without OCPI's routing headers. */
function checkRouting({ routed, forms }) {
	return opensOnly(routed, forms) ? [{
		code: "platform-needs-routing",
		url: routed.url
	}] : [];
}
/** Whether a call was let in that differs from both forms in one thing, and neither of them was. What its answer is worth is another matter. */
function opensOnly(call, forms) {
	return call !== void 0 && isLetIn(call) && forms !== void 0 && !isLetIn(forms.plain) && !isLetIn(forms.base64);
}
/** Whether a call was let in, also by an answer that is no OCPI. A code of 2xxx or 3xxx says that it was not. */
function isLetIn({ answer }) {
	if (answer.kind === "unanswered" || !isHttpSuccess(answer.httpStatus)) return false;
	return answer.body.kind === "json" || (envelopeOf(answer)?.statusCode ?? 2e3) < 2e3;
}
// lib/core/checks/preflight/preflight.js
/** The checks of a preflight beyond what is in the way of an exchange: from the way to the platform to what its modules answer. */
const checks = [
	checkAddresses,
	checkCertificateEnd,
	checkHeaderCase,
	checkRouting,
	checkGuard,
	checkForms,
	checkSpeed,
	checkLimits,
	checkVersionUrls,
	checkDetailsShape,
	checkDetailsVersion,
	checkInterfaceRoles,
	checkModules,
	checkEndpointUrls,
	checkEndpointHosts,
	checkCredentialsListed,
	checkClientInfoListed,
	checkVersionOrder,
	checkBase,
	checkCredentials,
	checkContentType,
	checkIds$1,
	checkTimestamp,
	checkErrorPages,
	checkSlash,
	checkLists,
	checkUnknownObjects,
	checkRoutingHeaders
];
/** What is found of everything that a preflight saw. */
function checkPreflight(seen) {
	return checks.flatMap((check) => check(seen));
}
// lib/core/checks/receivers.js
/** RCV-01, RCV-07, RCV-08, RCV-11, PRT-06, PRT-19: what is found of a platform's receivers, in the order of its table. */
function checkReceivers(probed, { profile, roles }) {
	if (probed.length === 0) return [{
		code: "receivers-unknown",
		hasRole: roles.length > 0,
		hub: profile.title
	}];
	const answering = probed.filter(({ probe }) => probe.outcome !== "unreachable");
	return (probed.length - answering.length > 1 && answering.length === 0 ? probed.slice(0, 1) : probed).flatMap(checkReceiver);
}
function checkReceiver({ receiver, target, probe, answer }) {
	const { module, method } = receiver;
	const response = answer?.summary;
	if (response === void 0) return [{
		code: "receiver-elsewhere",
		module,
		url: receiver.url
	}];
	switch (probe.outcome) {
		case "guarded":
		case "skipped": return [];
		case "open": return [openReceiver(receiver, target, response)];
		case "missing": return [missingReceiver(receiver, response, answer)];
		case "unreachable": return [{
			code: "platform-no-answer",
			response
		}];
		case "error": return [{
			code: "receiver-unclear",
			module,
			method,
			response
		}];
	}
}
function openReceiver({ module, route }, target, response) {
	if (route.interfaceRole === void 0) return {
		code: "platform-open",
		url: target
	};
	return module === "commands" ? {
		code: "commands-open",
		response
	} : {
		code: "receiver-open",
		module,
		response
	};
}
function missingReceiver({ module, method, route }, response, answer) {
	const body = answer?.kind === "answered" ? answer.body.kind : "empty";
	const missing = {
		module,
		method,
		response,
		byProxy: body !== "envelope" && body !== "json"
	};
	if (module === "tokens" && route.method === "PUT" && route.path.endsWith("/authorize")) return {
		code: "authorize-missing",
		...missing
	};
	return module === "sessions" || module === "cdrs" ? {
		code: "delivery-missing",
		...missing
	} : {
		code: "receiver-missing",
		...missing
	};
}
// lib/core/ocpi/routing-headers.js
/**
* The headers by which a hub says whose message it is, and for whom. OCPI 2.2.1 transport_and_format, "Message routing".
* @param to undefined where the account team has not assigned its codes yet.
*/
function routingHeaders(sender, to) {
	return {
		...to !== void 0 && to.country_code !== "" && to.party_id !== "" ? named$1("to", to) : {},
		...named$1("from", sender)
	};
}
function named$1(direction, { country_code, party_id }) {
	return {
		[`ocpi-${direction}-country-code`]: country_code,
		[`ocpi-${direction}-party-id`]: party_id
	};
}
// lib/core/peer/receiver-target.js
/** How the ids of everything begin that we name at a platform: what begins so is of no customer, and may be deleted. */
const TEST_ID = "OCPI-TEST-";
/** A party that is at no hub: whatever a hub forwards comes from parties that a platform has not heard of. */
const THIRD_PARTY = {
	country_code: "IN",
	party_id: "ZZZ"
};
/** The party in whose name the hub's own calls are made at a platform: the hub's, where it is known. */
function callingParty({ hub }) {
	return hub ?? THIRD_PARTY;
}
/**
* A receiver's URL with its placeholders filled: the party's codes, and for every id one that begins with {@link TEST_ID}.
* @param command for `{command}`: OCPI 2.2.1 mod_commands, CommandType.
*/
function receiverTarget(url, party, command = "START_SESSION") {
	const [country = "", id = ""] = partyName(party).split("*").map(encodeURIComponent);
	return url.replaceAll("{country_code}", country).replaceAll("{party_id}", id).replaceAll("{command}", command).replace(/\{(\w+)_(?:uid|id)\}/g, (_all, object) => `${TEST_ID}${object.toUpperCase()}`);
}
// lib/core/onboarding/observe-platform.js
/** How many calls a health check makes of a platform in a short while. */
const QUICK_CALLS = 5;
const QUICK_LIMIT_MS = 2e3;
/**
* Calls a platform as a hub does, and as it must not be called: in both forms of the token, without one, with a made-up one, with a
* slash more, five times in a row; and reads what its modules list. GETs only. Nothing is repeated.
* @param seen what an exchange looks at before its POST; undefined without a platform token.
*/
async function observePlatform(run, peer, job, seen, signal) {
	return new Observer(run, peer, job, seen, signal).observe();
}
var Observer = class {
	#run;
	#peer;
	#job;
	#seen;
	#signal;
	constructor(run, peer, job, seen, signal) {
		this.#run = run;
		this.#peer = peer;
		this.#job = job;
		this.#seen = seen;
		this.#signal = signal;
	}
	async observe() {
		const { connection, platformUrl, platformToken } = this.#job;
		const { profile, roles } = connection;
		const [entries, withToken] = await Promise.all([Promise.all(this.#firstUrls.map(async (url) => this.#entry(url))), platformToken === void 0 ? void 0 : this.#withToken(platformToken)]);
		const quick = platformToken === void 0 ? [] : await this.#quick(platformToken);
		return {
			url: platformUrl,
			profile,
			isSandbox: isLoopback(platformUrl),
			roles,
			now: this.#run.ports.clock.now(),
			looks: this.#seen?.looks ?? [],
			details: this.#seen?.details,
			entries,
			...withToken ?? nothing,
			quick
		};
	}
	/** The URLs that a hub calls before it knows any other. */
	get #firstUrls() {
		const { platformUrl, connection } = this.#job;
		return [.../* @__PURE__ */ new Set([platformUrl, healthUrl(platformUrl, connection.profile)])];
	}
	async #entry(url) {
		const [without, madeUp] = await Promise.all([this.#get(url, void 0, { asks: "entry" }), this.#get(url, MADE_UP, { asks: "guard" })]);
		return {
			without,
			madeUp
		};
	}
	async #withToken(token) {
		const { platformUrl } = this.#job;
		const form = async (encoding) => this.#get(platformUrl, token, { encoding });
		const [plain, base64, slashed, base, credentials, lists, unknown] = await Promise.all([
			form("plain"),
			form("base64"),
			this.#get(otherSlash(platformUrl), token),
			this.#base(token),
			this.#credentials(token),
			this.#lists(token),
			this.#unknown(token)
		]);
		const isLetIn = [plain, base64].some(({ answer }) => dataOf(answer) !== void 0);
		const isHeard = [plain, base64].some(({ answer }) => answer.kind === "answered");
		const [capitalised, routed] = isLetIn || !isHeard ? [void 0, void 0] : await Promise.all([this.#get(platformUrl, token, { keepsLetters: true }), this.#get(platformUrl, token, { headers: this.#routing })]);
		return {
			forms: {
				plain,
				base64
			},
			capitalised,
			routed,
			slashed,
			base,
			credentials,
			lists,
			unknown
		};
	}
	async #base(token) {
		const { platformUrl, connection } = this.#job;
		const { receiverBase } = connection.profile;
		return receiverBase === void 0 ? void 0 : this.#get(new URL(platformUrl).origin + receiverBase, token);
	}
	async #credentials(token) {
		const endpoint = this.#seen?.details?.endpoints.find(({ identifier }) => identifier === "credentials");
		return endpoint === void 0 || !this.#peer.admits(endpoint.url) ? void 0 : this.#get(endpoint.url, token, { secret: true });
	}
	async #lists(token) {
		const lists = (this.#seen?.details?.endpoints ?? []).map(asSpecified).filter(({ identifier, role, url }) => role === "SENDER" && listed.has(identifier) && this.#peer.admits(url));
		const firsts = lists.filter(({ identifier }, index) => lists.findIndex((one) => one.identifier === identifier) === index);
		return Promise.all(firsts.map(async ({ identifier, url }) => {
			const at = new URL(url);
			at.searchParams.set("limit", "1");
			at.searchParams.set("date_from", "2020-01-01T00:00:00Z");
			return {
				module: identifier,
				...await this.#get(at.href, token, { headers: this.#routing })
			};
		}));
	}
	async #unknown(token) {
		const { connection, platformUrl } = this.#job;
		const { profile, roles, receivers: overrides } = connection;
		const endpoints = this.#seen?.details?.endpoints ?? [];
		const objects = routedReceivers({
			platformUrl,
			parties: roles,
			profile,
			overrides,
			endpoints
		}).filter(({ route, url }) => route.method === "PUT" && /\{(?!party_)\w+_(?:uid|id)\}$/.test(url));
		const targets = new Map(objects.map(({ module, url }) => [receiverTarget(url, callingParty(profile)), module]));
		return Promise.all([...targets].filter(([url]) => this.#peer.admits(url)).map(async ([url, module]) => ({
			module,
			...await this.#get(url, token, { headers: this.#routing })
		})));
	}
	async #quick(token) {
		const url = this.#firstUrls.at(-1) ?? this.#job.platformUrl;
		const calls = [];
		for (let count = 0; count < QUICK_CALLS && !this.#signal.aborted; count += 1) {
			const call = await this.#get(url, token);
			calls.push(call);
			if (call.durationMs > QUICK_LIMIT_MS || call.answer.kind === "unanswered") break;
		}
		return calls;
	}
	/** Of a call of the hub's to the first own party. */
	get #routing() {
		const { profile, roles } = this.#job.connection;
		return routingHeaders(callingParty(profile), roles[0]);
	}
	async #get(url, token, options = {}) {
		const [documented] = this.#job.connection.profile.encodings;
		const encoding = this.#seen?.looks.find(({ tokenStatus }) => tokenStatus === "accepted")?.encoding ?? documented;
		return {
			url,
			...await this.#peer.call({
				method: "GET",
				url,
				token,
				encoding,
				...options
			}, this.#signal)
		};
	}
};
const listed = /* @__PURE__ */ new Set([
	"locations",
	"tariffs",
	"sessions",
	"cdrs",
	"tokens"
]);
const nothing = {
	forms: void 0,
	capitalised: void 0,
	routed: void 0,
	slashed: void 0,
	base: void 0,
	credentials: void 0,
	lists: [],
	unknown: []
};
function otherSlash(url) {
	const at = new URL(url);
	at.pathname = at.pathname.endsWith("/") ? at.pathname.slice(0, -1) : `${at.pathname}/`;
	return at.href;
}
// lib/core/onboarding/probe-receivers.js
/**
* Calls each receiver without a token, and with a made-up one, by its own method: a platform that guards it refuses before it acts. The
* body is `{}`, and ids begin with `OCPI-TEST-`, so that one that acts all the same has nothing to act on.
*/
async function probeReceivers(run, { connection, platformUrl, requestTimeoutMs }, details, signal = run.ports.cancelled) {
	const { profile, roles, receivers: overrides } = connection;
	const known = {
		platformUrl,
		parties: roles,
		profile,
		overrides,
		endpoints: details?.endpoints ?? []
	};
	const own = [platformUrl, ...Object.values(overrides)].map((url) => new URL(url).origin);
	const peer = run.peer("platform", [...new Set(own)], requestTimeoutMs);
	const oneByOne = run.pacesPlatform;
	return Promise.all(routedReceivers(known).map(async (receiver) => probeReceiver(peer, receiver, profile, signal, oneByOne)));
}
async function probeReceiver(peer, receiver, profile, signal, oneByOne) {
	const target = receiverTarget(receiver.url, callingParty(profile));
	if (!peer.admits(target)) return {
		receiver,
		target,
		probe: { outcome: "skipped" },
		answer: void 0
	};
	const { method } = receiver.route;
	const call = {
		method,
		url: target,
		encoding: profile.encodings[0],
		...method === "GET" ? {} : { body: "{}" }
	};
	const without = peer.call({
		...call,
		token: void 0,
		asks: "entry"
	}, signal);
	if (oneByOne) {
		const first = judged([(await without).answer], profile);
		if (first.probe.outcome === "open") return {
			receiver,
			target,
			...first
		};
	}
	return {
		receiver,
		target,
		...judged((await Promise.all([without, peer.call({
			...call,
			token: MADE_UP,
			asks: "guard"
		}, signal)])).map(({ answer }) => answer), profile)
	};
}
const byWeight = [
	"open",
	"guarded",
	"missing",
	"error",
	"unreachable"
];
/** What two calls show together: one that is let in shows an open receiver, whatever became of the other. */
function judged(answers, profile) {
	const [first] = answers.map((answer) => ({
		answer,
		outcome: outcomeOf(answer, profile)
	})).toSorted((a, b) => byWeight.indexOf(a.outcome) - byWeight.indexOf(b.outcome));
	if (first === void 0) throw new RangeError("A receiver was not called.");
	const { answer, outcome } = first;
	const { httpStatus, statusCode } = answer.summary;
	return {
		answer,
		probe: {
			outcome,
			...httpStatus === void 0 ? {} : { http_status: httpStatus },
			...statusCode === void 0 ? {} : { status_code: statusCode }
		}
	};
}
function outcomeOf(answer, profile) {
	if (answer.kind === "unanswered") return "unreachable";
	const { httpStatus, body } = answer;
	if (body.kind !== "html" && tokenStatusOf(answer, { unauthorisedCode: profile.unauthorisedCode }) === "refused") return "guarded";
	if (httpStatus === 401 || httpStatus === 403) return body.kind === "html" ? "error" : "guarded";
	if (httpStatus === 404 || httpStatus === 405 || httpStatus === 501) return "missing";
	const code = body.kind === "envelope" ? body.envelope.statusCode : 1e3;
	return isHttpSuccess(httpStatus) && body.kind !== "html" && code < 2e3 ? "open" : "error";
}
// lib/core/onboarding/receivers.js
/**
* The table for the account team: the URLs at which the hub calls the platform, and whether each refuses a call without a token.
* With a platform token the platform's own details say where they are.
*/
async function receivers(run, job) {
	const { connection, platformUrl, platformToken, requestTimeoutMs } = job;
	const { cancelled } = run.ports;
	run.begin("platform");
	const peer = run.peer("platform", [new URL(platformUrl).origin], requestTimeoutMs);
	const seen = platformToken && await probePlatform(peer, platformUrl, platformToken, connection.profile, cancelled);
	run.found(seen?.findings ?? []);
	run.begin("receivers");
	const probed = await probeReceivers(run, job, seen?.details);
	if (cancelled.aborted) return stopped(run);
	run.found(checkReceivers(probed, connection));
	return {
		...untouched("done"),
		platform: platformDetails(seen),
		receivers: probed.map(asUrl)
	};
}
/** The run was stopped: nothing was changed. */
function stopped(run) {
	const reason = { code: "cancelled" };
	run.found([reason]);
	return untouched("cancelled", reason);
}
/** As the record has it. */
function asUrl({ receiver, probe }) {
	const { module, role, method, url } = receiver;
	return {
		module,
		role,
		method,
		url,
		probe
	};
}
// lib/core/onboarding/preflight.js
/** How long a preflight takes at the most, in milliseconds, and a single call of it. */
const PREFLIGHT_MS = 55e3;
const CALL_MS = 12e3;
/**
* Plays the hub against the platform, before there is a registration: everything that can be tried without an object on it. Sends GETs,
* and to receivers calls without a token or with a made-up one. A platform on a private address gets nothing.
*/
async function preflight(run, job) {
	const { connection, platformUrl, platformToken } = job;
	const { cancelled, hosts } = run.ports;
	const { origin, hostname } = new URL(platformUrl);
	const isSandbox = isLoopback(platformUrl);
	const signal = AbortSignal.any([cancelled, AbortSignal.timeout(PREFLIGHT_MS)]);
	checkSamples(run, job);
	run.begin("platform");
	if (job.asksForOnboarding) run.found([{ code: "onboarding-to-ask" }]);
	const addresses = isSandbox ? void 0 : await hosts?.addresses(hostname);
	const hidden = checkAddresses({
		url: platformUrl,
		addresses,
		isSandbox
	});
	run.found(hidden);
	if (hidden.length > 0) return untouched("done");
	const requestTimeoutMs = Math.min(job.requestTimeoutMs, CALL_MS);
	const peer = run.peer("platform", [origin], requestTimeoutMs);
	const [seen, certificateEnd, hub] = await Promise.all([
		platformToken && probePlatform(peer, platformUrl, platformToken, connection.profile, signal),
		hosts?.certificateEnd(origin, signal),
		lookAtHub(run, job)
	]);
	if (seen !== void 0 && seen.looks.every(({ answer }) => answer.kind === "unanswered")) {
		run.found(seen.findings);
		return cancelled.aborted ? stopped(run) : {
			...untouched("done"),
			look: hub
		};
	}
	const observed = await observePlatform(run, peer, job, seen, signal);
	if (cancelled.aborted) return stopped(run);
	const closer = checkPreflight({
		...observed,
		addresses,
		certificateEnd
	});
	run.found([...withoutEffects(seen?.findings ?? [], closer), ...closer]);
	if (platformToken === void 0) run.found([{ code: "half-preflight" }]);
	const done = {
		...untouched("done"),
		look: hub,
		platform: platformDetails(seen)
	};
	if (signal.aborted) return done;
	run.begin("receivers");
	const probed = await probeReceivers(run, {
		...job,
		requestTimeoutMs
	}, seen?.details, signal);
	if (cancelled.aborted) return stopped(run);
	const before = run.findings.map(({ finding }) => finding);
	run.found(withoutEffects(checkReceivers(probed, connection), before));
	return {
		...done,
		receivers: probed.map(asUrl)
	};
}
const SAMPLE_FINDINGS = 100;
/** Checks what the platform will send, offline. */
function checkSamples(run, { samples, connection }) {
	if (samples.length === 0) return;
	run.begin("samples");
	const { profile, roles } = connection;
	const found = samples.map(({ path, text }) => ({
		path,
		findings: checkSample(text, path, {
			profile,
			ownParties: roles
		})
	}));
	const good = found.filter(({ findings }) => findings.length === 0).map(({ path }) => path);
	const all = found.flatMap(({ findings }) => findings);
	run.found(all.slice(0, SAMPLE_FINDINGS));
	if (all.length > SAMPLE_FINDINGS) run.found([{
		code: "samples-more",
		count: all.length - SAMPLE_FINDINGS
	}]);
	if (good.length > 0) run.found([{
		code: "samples-good",
		files: good
	}]);
}
/** Causes, each with what it makes the platform answer elsewhere. */
const effects = {
	"platform-version-url": ["platform-details-elsewhere"],
	"platform-header-letters": ["platform-refuses-token"],
	"platform-needs-routing": ["platform-unusable-answer", "platform-no-envelope"],
	"platform-crashes-at-token": ["receiver-unclear"],
	"platform-refuses-otherwise": ["receiver-unclear"],
	"platform-error-page": ["receiver-unclear"],
	"platform-bot-wall": ["receiver-unclear"],
	"platform-redirects": ["receiver-unclear"],
	"platform-certificate": ["platform-no-answer"],
	"platform-no-answer": ["platform-no-answer"]
};
/** What was found, but for what another finding is the cause of: a person mends the cause. */
function withoutEffects(findings, causes) {
	const explained = new Set(causes.flatMap(({ code }) => effects[code] ?? []));
	return findings.filter(({ code }) => !explained.has(code));
}
async function lookAtHub(run, { hub, requestTimeoutMs }) {
	if (hub === void 0) return void 0;
	const { connection, token } = hub;
	const peer = hubPeer(run, connection, {
		requestTimeoutMs,
		waitForConnectedMs: 0
	});
	const look = await probeHub(hubProbe(run, peer, connection), token, []);
	run.found(look.findings);
	return look;
}
// lib/core/checks/rehearsal.js
/** A hub waits no longer: OCPI names no limit, and a driver stands at the charger. In milliseconds. */
const ANSWER_LIMIT_MS = 1e4;
/** What takes longer is told, in milliseconds. */
const SLOW_MS = 2e3;
/** OCPI 2.2.1 types: a URL has at most 255 characters. */
const URL_LIMIT = 255;
/** A call as its findings name it. */
function aboutCall({ module, body, encoding, answer }) {
	return {
		module,
		body,
		encoding,
		response: answer.summary
	};
}
/** PRT-27: an answer that came, and came late. */
function checkTime(call) {
	const { answer, durationMs } = call;
	return answer.kind === "answered" && durationMs > SLOW_MS ? {
		code: "rehearsal-slow",
		...aboutCall(call),
		durationMs
	} : void 0;
}
/** The answer in few words: `HTTP 200, OCPI 1000`. */
function answerWords(answer) {
	if (answer.kind === "unanswered") return reason(answer.code).replaceAll("`", "");
	const code = envelopeOf(answer)?.statusCode;
	return `HTTP ${answer.httpStatus}, ${code === void 0 ? {
		html: "a web page",
		json: "no OCPI envelope",
		text: "no JSON",
		empty: "no body",
		envelope: ""
	}[answer.body.kind] : `OCPI ${code}`}`;
}
/**
* Whether a platform may have carried out what it was asked for: also one whose answer got lost, broke off or is no OCPI. It did not
* where it sent the call elsewhere, or says no.
*/
function mayHaveActed(answer) {
	if (answer.kind === "unanswered") return !answer.notSent;
	const { httpStatus } = answer;
	const { statusCode = 1e3 } = envelopeOf(answer) ?? {};
	if (httpStatus >= 500 || httpStatus === 408 || statusCode >= 3e3) return true;
	return isHttpSuccess(httpStatus) && statusCode < 2e3;
}
/** What keeps an answer from being a success; undefined where it is one. */
function wrongAnswerIn(answer) {
	if (dataOf(answer) !== void 0) return void 0;
	if (answer.kind === "unanswered") return "silent";
	const { httpStatus, body } = answer;
	if (isRedirect(answer)) return "moved";
	const code = envelopeOf(answer)?.statusCode ?? 0;
	if (httpStatus === 404 || httpStatus === 405 || httpStatus === 501) return body.kind === "html" ? "page" : "missing";
	if (body.kind !== "html" && (httpStatus >= 500 || code >= 3e3 && code <= 3999)) return "crash";
	if (body.kind === "html") return "page";
	if (httpStatus === 401 || httpStatus === 403) return "token";
	return isHttpSuccess(httpStatus) && body.kind !== "envelope" ? "bare" : "refused";
}
const NOT_ALLOWED = [
	"BLOCKED",
	"EXPIRED",
	"NO_CREDIT",
	"NOT_ALLOWED"
];
/**
* RCV-06, RCV-07: a real-time authorisation of a token that was never issued. Right is a word that does not allow, or OCPI's
* "unknown token", by HTTP 404, by a code, or by both: mod_tokens asks for the one here and for the other there.
*/
function checkAuthorize(call, { authorizeAlso }) {
	const { answer } = call;
	const got = answerWords(answer);
	const wrong = wrongAnswerIn(answer);
	if (wrong !== void 0) return (wrong === "missing" || wrong === "refused") && isUnknown(answer) ? { got } : {
		got,
		fault: {
			code: "rehearsal-authorize",
			...aboutCall(call),
			wrong: bareOr(wrong, answer)
		}
	};
	const { allowed } = recordIn(answer);
	if (allowed === "ALLOWED") return {
		got: `${got}, ALLOWED`,
		fault: {
			code: "rehearsal-allowed",
			...aboutCall(call)
		}
	};
	const word = [...NOT_ALLOWED, ...authorizeAlso].find((known) => known === allowed);
	return word === void 0 ? {
		got: `${got}, and no word that OCPI has`,
		fault: {
			code: "rehearsal-authorize",
			...aboutCall(call),
			wrong: "word"
		}
	} : { got: `${got}, ${word}` };
}
/** OCPI 2.2.1 status_codes: "unknown location", "unknown token" and what a platform may say in their place with HTTP 404. */
function isUnknown(answer) {
	const code = envelopeOf(answer)?.statusCode;
	if (code === void 0 || answer.kind === "unanswered" || isLimited(answer)) return false;
	return answer.httpStatus === 404 || [
		2002,
		2003,
		2004
	].includes(code);
}
/** Whether the platform asks for fewer calls: it did not hear this one out. */
function isLimited({ summary }) {
	return isRateLimited(summary, void 0);
}
/** What is JSON and no envelope is an answer of the platform's that lacks it, whatever its status. */
function bareOr(wrong, answer) {
	return wrong === "refused" && answer.kind === "answered" && answer.body.kind === "json" ? "bare" : wrong;
}
const NOT_ACCEPTED = [
	"NOT_SUPPORTED",
	"REJECTED",
	"UNKNOWN_SESSION"
];
/**
* RCV-09: a command for what does not exist. Right is a result that does not accept, with `timeout`, or a code that says that the
* location is not known.
*/
function checkCommand(call) {
	const { answer } = call;
	const got = answerWords(answer);
	const { result, timeout } = recordIn(answer);
	if (saysAccepted(answer)) return {
		got: `${got}, ACCEPTED`,
		isAccepted: true,
		fault: {
			code: "rehearsal-accepted",
			...aboutCall(call)
		}
	};
	const about = {
		code: "rehearsal-command",
		...aboutCall(call)
	};
	const wrong = wrongAnswerIn(answer);
	if (wrong !== void 0) return {
		got,
		isAccepted: false,
		fault: wrong === "refused" && isUnknown(answer) ? void 0 : {
			...about,
			wrong: bareOr(wrong, answer)
		}
	};
	const word = NOT_ACCEPTED.find((known) => known === result);
	if (word === void 0) return {
		got: `${got}, and no word that OCPI has`,
		isAccepted: false,
		fault: {
			...about,
			wrong: "word"
		}
	};
	return Number.isInteger(timeout) ? {
		got: `${got}, ${word}`,
		isAccepted: false
	} : {
		got: `${got}, ${word} without timeout`,
		isAccepted: false,
		fault: {
			...about,
			wrong: "timeout"
		}
	};
}
/** Whether a platform says that it carries a command out: whatever the codes, the letters and the list around it, it is at work then. */
function saysAccepted(answer) {
	const value = valueIn(answer);
	const said = Array.isArray(value) ? value[0] : value;
	const word = isRecord(said) ? said["result"] : said;
	return typeof word === "string" && word.trim().toUpperCase() === "ACCEPTED";
}
/** `data` where it is an object, or what stands in the place of an envelope; of whatever status. */
function recordIn(answer) {
	const value = valueIn(answer);
	return isRecord(value) ? value : {};
}
function valueIn(answer) {
	if (answer.kind === "unanswered") return void 0;
	const { body } = answer;
	return body.kind === "envelope" ? body.envelope.data : body.kind === "json" ? body.value : void 0;
}
/** RCV-11, RCV-17, RCV-18: an object that is valid. */
function checkDelivery(call, object, isStranger) {
	const got = answerWords(call.answer);
	const wrong = wrongAnswerIn(call.answer);
	if (wrong === void 0) return { got };
	const about = {
		...aboutCall(call),
		wrong
	};
	if (call.module === "hubclientinfo") return {
		got,
		fault: {
			code: "rehearsal-client-info",
			...about
		}
	};
	if (isStranger && (wrong === "missing" || wrong === "refused")) return {
		got,
		fault: strangerRefused(call, object, wrong)
	};
	return {
		got,
		fault: {
			code: "rehearsal-delivery",
			...about,
			object
		}
	};
}
/** RCV-17: an object that is turned away because of whose it is. */
function strangerRefused(call, object, wrong) {
	return {
		code: "rehearsal-third-party",
		...aboutCall(call),
		object,
		wrong
	};
}
/** Whether there is nothing at a URL. */
function isNotFound(answer) {
	return answer.kind === "answered" && answer.httpStatus === 404;
}
/** RCV-14: the same object once more. */
function checkRepeat(call, object) {
	const got = answerWords(call.answer);
	return wrongAnswerIn(call.answer) === void 0 ? { got } : {
		got,
		fault: {
			code: "rehearsal-repeat",
			...aboutCall(call),
			object
		}
	};
}
/** What is said where a platform gives nothing back: the hub needs no GET there. */
const NOT_READ_BACK = "A GET did not read it back; your platform need not have one.";
/** RCV-14: a session that is older than the one before it, and what the platform shows afterwards. */
function checkOlder(call, older, after) {
	const got = answerWords(call.answer);
	const wrong = wrongAnswerIn(call.answer);
	const about = aboutCall(call);
	if (wrong !== void 0 && (wrong !== "refused" || isLimited(call.answer))) return {
		got,
		fault: {
			code: "rehearsal-delivery",
			...about,
			wrong,
			object: "session"
		}
	};
	if (after.kind !== "there") return {
		got,
		unknown: NOT_READ_BACK
	};
	return after.status === older ? {
		got: `${got}, and it is ${older}`,
		fault: {
			code: "rehearsal-older",
			...about
		}
	} : { got: `${got}, and it is ${after.status}` };
}
/** RCV-15: a body that is no JSON. OCPI 2.2.1 status_codes asks for HTTP 400. */
function checkBrokenJson(call) {
	const got = answerWords(call.answer);
	return call.answer.kind === "answered" && call.answer.httpStatus === 400 ? { got } : {
		got,
		fault: {
			code: "rehearsal-broken-json",
			...aboutCall(call)
		}
	};
}
/** RCV-16: an object whose id is another one than that of its URL. */
function checkIds(call) {
	const got = answerWords(call.answer);
	const about = aboutCall(call);
	const wrong = wrongAnswerIn(call.answer);
	if (wrong === void 0) return {
		got,
		fault: {
			code: "rehearsal-ids",
			...about
		}
	};
	return (wrong === "refused" || wrong === "missing") && !isLimited(call.answer) ? { got } : {
		got,
		fault: {
			code: "rehearsal-delivery",
			...about,
			wrong,
			object: "session"
		}
	};
}
/** RCV-13: the place that a platform names for a CDR; only one on the platform itself is asked for. */
function cdrPlace(answer, admits) {
	const location = answer.kind === "answered" ? answer.headers.get("location") ?? "" : "";
	const parsed = URL.parse(location);
	const origin = parsed?.origin ?? "";
	if (location === "") return {
		wrong: "absent",
		origin
	};
	if (parsed === null || !/^https?:$/.test(parsed.protocol)) return {
		wrong: "not-url",
		origin: ""
	};
	if (!admits(location)) return {
		wrong: "host",
		origin
	};
	return location.length > URL_LIMIT ? {
		wrong: "long",
		origin
	} : { url: location };
}
const SESSION_STATUSES = [
	"ACTIVE",
	"COMPLETED",
	"INVALID",
	"PENDING",
	"RESERVATION"
];
/**
* What a GET of an object says. Only what bears the id is the object: of a 404 with OCPI's code for what is not known, it is not
* there; of any other answer nothing is known.
*/
function readBack(answer, id) {
	const data = dataOf(answer);
	if (data !== void 0 && isRecord(data.data)) {
		const { id: found, status, last_updated: lastUpdated } = data.data;
		if (typeof found !== "string" || found.toUpperCase() !== id.toUpperCase()) return { kind: "unread" };
		const time = typeof lastUpdated === "string" ? Date.parse(lastUpdated) : NaN;
		return {
			kind: "there",
			status: SESSION_STATUSES.find((known) => known === status) ?? "",
			lastUpdated: Number.isNaN(time) ? void 0 : new Date(time)
		};
	}
	const code = envelopeOf(answer)?.statusCode;
	return { kind: code === 2003 || answer.kind === "answered" && answer.httpStatus === 404 && code === 2004 ? "absent" : "unread" };
}
// lib/core/onboarding/rehearsal/objects.js
/** The id of a test object, the same in every rehearsal of a party: OCPI 2.2.1 has at most 36 characters. */
function testId(object, { country_code, party_id }) {
	return `${TEST_ID}${object}-${country_code}${party_id}`.toUpperCase();
}
/** Where a command's result would go: no host has this name (RFC 2606, 2), so the platform reaches none. */
function responseUrl(command, platform) {
	return `https://callback.invalid/${testId(command, platform)}`;
}
/** A driver's token that was never issued. mod_tokens, Token: it may not charge. */
function testToken(owner, platform, at) {
	return {
		...owner,
		uid: testId("TOKEN", platform),
		type: "OTHER",
		contract_id: testId("CONTRACT", platform),
		issuer: "OCPI Onboarding",
		valid: false,
		whitelist: "NEVER",
		last_updated: at.toISOString()
	};
}
/** mod_commands, StartSession: at a location that is nowhere. */
function testStart(owner, platform, at) {
	return {
		response_url: responseUrl("START", platform),
		token: testToken(owner, platform, at),
		location_id: testId("NOWHERE", platform)
	};
}
/** mod_commands, StopSession: of a session that is none. */
function testStop(platform) {
	return {
		response_url: responseUrl("STOP", platform),
		session_id: testId("NOTHING", platform)
	};
}
/** mod_sessions, Session: the CPO's, of a driver of the platform's own eMSP. 0 kWh, no cost. */
function testSession(owner, emsp, status, begun, at) {
	return {
		...owner,
		id: testId("SESSION", emsp),
		start_date_time: begun.toISOString(),
		...status === "COMPLETED" ? { end_date_time: at.toISOString() } : {},
		kwh: 0,
		cdr_token: cdrToken(emsp),
		auth_method: "AUTH_REQUEST",
		location_id: testId("LOCATION", emsp),
		evse_uid: testId("EVSE", emsp),
		connector_id: "1",
		currency: "INR",
		total_cost: {
			excl_vat: 0,
			incl_vat: 0
		},
		status,
		last_updated: at.toISOString()
	};
}
/** mod_cdrs, CDR: of no energy, of no time, for nothing. It is never changed, so it is the same in every rehearsal. */
function testCdr(owner, emsp) {
	const time = "2025-01-01T00:00:00Z";
	return {
		...owner,
		id: testId("CDR", emsp),
		start_date_time: time,
		end_date_time: time,
		session_id: testId("SESSION", emsp),
		cdr_token: cdrToken(emsp),
		auth_method: "AUTH_REQUEST",
		cdr_location: {
			id: testId("LOCATION", emsp),
			address: "OCPI-TEST",
			city: "OCPI-TEST",
			country: "IND",
			coordinates,
			evse_uid: testId("EVSE", emsp),
			evse_id: `${owner.country_code}*${owner.party_id}*EOCPITEST`,
			connector_id: "1",
			connector_standard: "IEC_62196_T2",
			connector_format: "SOCKET",
			connector_power_type: "AC_3_PHASE"
		},
		currency: "INR",
		charging_periods: [{
			start_date_time: time,
			dimensions: [{
				type: "ENERGY",
				volume: 0
			}]
		}],
		total_cost: {
			excl_vat: 0,
			incl_vat: 0
		},
		total_energy: 0,
		total_time: 0,
		last_updated: time
	};
}
/** mod_locations, Location: one without a charging point, which is not to be published. */
function testLocation(owner, emsp, at) {
	return {
		...owner,
		id: testId("LOCATION", emsp),
		publish: false,
		address: "OCPI-TEST",
		city: "OCPI-TEST",
		country: "IND",
		coordinates,
		time_zone: "Asia/Kolkata",
		last_updated: at.toISOString()
	};
}
/** mod_tariffs, Tariff: for nothing. */
function testTariff(owner, emsp, at) {
	return {
		...owner,
		id: testId("TARIFF", emsp),
		currency: "INR",
		elements: [{ price_components: [{
			type: "FLAT",
			price: 0,
			step_size: 1
		}] }],
		last_updated: at.toISOString()
	};
}
/** mod_hub_client_info, ClientInfo: a party that is not connected yet. */
function testClientInfo(owner, role, at) {
	return {
		...owner,
		role,
		status: "PLANNED",
		last_updated: at.toISOString()
	};
}
const coordinates = {
	latitude: "0.000000",
	longitude: "0.000000"
};
function cdrToken(emsp) {
	const { country_code, party_id } = emsp;
	return {
		country_code,
		party_id,
		uid: testId("TOKEN", emsp),
		type: "OTHER",
		contract_id: testId("CONTRACT", emsp)
	};
}
// lib/core/onboarding/rehearsal/client-info.js
/** Plays the hub's word on a party that is not connected yet, at a platform of any role, where the hub's profile has that. */
async function playClientInfo(stage, own, left) {
	const receiver = stage.setting.receivers.find(({ module }) => module === "hubclientinfo");
	if (receiver === void 0 || own === void 0) return;
	const played = await stage.play({
		step: `Say that ${partyName(THIRD_PARTY)} is PLANNED at the hub`,
		expected: "HTTP 200 or 201, OCPI 1000"
	}, {
		receiver,
		url: receiverTarget(receiver.url, THIRD_PARTY),
		from: callingParty(stage.setting.profile),
		to: own,
		body: testClientInfo(THIRD_PARTY, own.role === "CPO" ? "EMSP" : "CPO", stage.now)
	}, (made) => checkDelivery(made, "party", true));
	left.made(played, {
		object: "party",
		id: partyName(THIRD_PARTY),
		owner: THIRD_PARTY,
		state: "PLANNED"
	});
}
// lib/core/onboarding/rehearsal/object-url.js
/** The URL of an object of this owner's: the one placeholder beside the owner's codes is its id. */
function objectUrl(receiver, owner, id) {
	return receiverTarget(receiver.url.replace(/\{(?!party_id)\w+_u?id\}/g, () => encodeURIComponent(id)), owner);
}
// lib/core/onboarding/rehearsal/cpo.js
/**
* Plays the hub's calls at a CPO's platform: may this token charge, start, stop. All of it is about what does not exist, so right is
* a platform that says no. Commands come before anything that makes an object: one that is ACCEPTED ends the play, with nothing to
* put away.
* @param owners in whose name: the hub's first, where it is known, and that of a party behind it.
*/
async function playCpo(stage, cpo, owners, left) {
	const receivers = stage.setting.receivers.filter(({ role }) => role === "CPO");
	const authorize = receivers.find(({ module, route }) => module === "tokens" && route.path.endsWith("/authorize"));
	const commands = receivers.find(({ module }) => module === "commands");
	const tokens = receivers.find(({ module, route }) => module === "tokens" && !route.path.endsWith("/authorize"));
	if (authorize !== void 0) await playAuthorize$1(stage, authorize, owners, cpo);
	await playCommands(stage, commands, cpo, owners);
	if (tokens !== void 0) await playTokens(stage, tokens, cpo, owners, left);
}
async function playAuthorize$1(stage, receiver, owners, cpo) {
	const { profile } = stage.setting;
	const unknown = [
		"BLOCKED",
		"NOT_ALLOWED",
		...profile.authorizeAlso
	].join(", ");
	let before;
	for (const owner of owners) {
		const first = before;
		before = await stage.play({
			step: `Authorise a token of ${partyName(owner)} that was never issued`,
			expected: `an answer within 10 seconds that does not allow it: ${unknown}, or "unknown token"`
		}, {
			receiver,
			url: objectUrl(receiver, owner, testId("TOKEN", cpo)),
			from: owner,
			to: cpo,
			body: { location_id: testId("LOCATION", cpo) }
		}, (made) => {
			const judged = checkAuthorize(made, profile);
			return first?.isRight === true && isNotFound(made.answer) && !isNotFound(first.answer) && stage.isStranger(owner) ? {
				...judged,
				fault: strangerRefused(made, "token", "missing")
			} : judged;
		});
	}
}
async function playCommands(stage, receiver, cpo, owners) {
	const expected = (word) => `an answer within 10 seconds that does not accept it: ${word}, with timeout`;
	for (const owner of owners) await playCommand(stage, receiver, "START_SESSION", testStart(owner, cpo, stage.now), owner, cpo, {
		step: `START_SESSION for a driver of ${partyName(owner)}, at a location that does not exist`,
		expected: expected("REJECTED")
	});
	const [owner] = owners;
	if (owner === void 0) return;
	await playCommand(stage, receiver, "STOP_SESSION", testStop(cpo), owner, cpo, {
		step: "STOP_SESSION of a session that does not exist",
		expected: expected("UNKNOWN_SESSION")
	});
}
async function playCommand(stage, receiver, command, body, from, to, part) {
	const call = receiver && {
		receiver,
		url: receiverTarget(receiver.url, from, command),
		from,
		to,
		body
	};
	await stage.play(part, call, (made) => {
		const judged = checkCommand(made);
		if (judged.isAccepted) stage.end("The rehearsal ended when your platform ACCEPTED a test command.");
		return judged;
	});
}
/** OCPI has a CPO given drivers' tokens; ChargeIndia Hub asks for each instead. */
async function playTokens(stage, receiver, cpo, owners, left) {
	const id = testId("TOKEN", cpo);
	for (const owner of owners) {
		const played = await stage.play({
			step: `Deliver a token of ${partyName(owner)} that may not charge`,
			expected: "HTTP 200 or 201, OCPI 1000"
		}, {
			receiver,
			url: objectUrl(receiver, owner, id),
			from: owner,
			to: cpo,
			body: testToken(owner, cpo, stage.now)
		}, (made) => checkDelivery(made, "token", stage.isStranger(owner)));
		left.made(played, {
			object: "token",
			id,
			owner,
			state: "not valid"
		});
	}
}
// lib/core/onboarding/rehearsal/left.js
/** The state of what the platform may have, or may still get. */
const PERHAPS = "may be there";
/** What is not there while a call is on its way may be there afterwards. */
function stillNamed(fate) {
	return fate.kind === "gone" ? {
		kind: "stays",
		state: PERHAPS
	} : fate;
}
/** What a rehearsal leaves on the platform: it is put away at the end, and what stays is named. */
var Left = class {
	#kept = /* @__PURE__ */ new Map();
	/** Notes an object that was found or made. What is noted twice is one. */
	note(trace, putAway) {
		this.#kept.set(`${trace.object} ${trace.id} ${partyName(trace.owner)}`, {
			trace,
			putAway
		});
	}
	/** Notes what a call made: what the platform took, and what it may have taken before it failed to answer. */
	made(played, trace, putAway) {
		if (played === void 0 || !mayHaveActed(played.answer)) return;
		if (wrongAnswerIn(played.answer) === void 0) this.note(trace, putAway);
		else this.note({
			...trace,
			state: PERHAPS
		}, putAway && (async () => stillNamed(await putAway())));
	}
	/** Puts away what can be, and names the rest. */
	async putAway(stage) {
		if (this.#kept.size === 0) return;
		const stays = [];
		const open = [];
		for (const { trace, putAway } of this.#kept.values()) {
			const fate = putAway === void 0 ? {
				kind: "stays",
				state: trace.state
			} : await putAway();
			if (fate.kind !== "gone") (fate.kind === "open" ? open : stays).push(named(trace, fate.state));
		}
		if (open.length > 0) stage.found([{
			code: "rehearsal-open",
			left: open
		}]);
		if (stays.length > 0) stage.found([{
			code: "rehearsal-left",
			left: stays
		}]);
		stage.write({
			step: "Close or delete what the rehearsal made",
			expected: "sessions COMPLETED; what OCPI cannot delete is listed",
			got: [...open, ...stays].map(({ object, id, owner, state }) => `${object} ${id} of ${owner}: ${state}`).join("; ") || "nothing is left",
			verdict: open.length > 0 ? "fails" : "works",
			correlationId: stage.setting.peer.correlationId
		});
	}
};
/** As a finding names it. */
function named({ object, id, owner }, state) {
	return {
		object,
		id,
		owner: partyName(owner),
		state
	};
}
// lib/core/onboarding/rehearsal/sessions.js
const TAKEN$1 = "HTTP 200 or 201, OCPI 1000";
const SECOND_MS = 1e3;
const HOUR_MS = 36e5;
const AFTER_FAILURE = "The first delivery of a session failed.";
/**
* Plays the delivery of sessions: one, the same again, an older one, what is no JSON, one with another id than its URL, and one of a
* party behind the hub. All of them are closed at the end.
*/
async function playSessions(stage, receiver, emsp, owners, left) {
	const [first, ...others] = owners;
	if (first === void 0) return;
	const sessions = new Sessions(stage, receiver, emsp, left);
	await sessions.findEarlier(owners, first);
	const delivered = await sessions.deliver({
		step: `Deliver a session of ${partyName(first)} with 0 kWh`,
		expected: TAKEN$1
	}, first);
	const parts = sessions.parts(first);
	for (const { part, play } of parts) if (delivered) await play(part);
	else stage.notTried(part, stage.over ?? AFTER_FAILURE);
	for (const owner of others) {
		const part = {
			step: `Deliver a session of ${partyName(owner)}, a party that is new to the platform`,
			expected: TAKEN$1
		};
		if (delivered) await sessions.deliver(part, owner);
		else stage.notTried(part, stage.over ?? AFTER_FAILURE);
	}
}
/** The test sessions at one platform. */
var Sessions = class {
	#stage;
	#receiver;
	#emsp;
	#left;
	#id;
	/** The id in a URL whose session has the other one. */
	#otherId;
	/** When the session was updated last: never before what the platform has from an earlier rehearsal. */
	#at;
	constructor(stage, receiver, emsp, left) {
		this.#stage = stage;
		this.#receiver = receiver;
		this.#emsp = emsp;
		this.#left = left;
		this.#id = testId("SESSION", emsp);
		this.#otherId = testId("SESSION2", emsp);
		this.#at = stage.now;
	}
	/** Names the sessions that a rehearsal left open which did not get to its end. Without a GET nothing is known of that. */
	async findEarlier(owners, first) {
		const stage = this.#stage;
		const part = {
			step: "Look for what an earlier rehearsal left open",
			expected: "nothing, where the platform has a GET"
		};
		const places = [...owners.map((owner) => ({
			owner,
			id: this.#id
		})), {
			owner: first,
			id: this.#otherId
		}];
		const open = [];
		const kinds = /* @__PURE__ */ new Set();
		for (const { owner, id } of places) {
			if (stage.over !== void 0) break;
			const read = await this.#read(owner, id);
			kinds.add(read.kind);
			if (read.kind !== "there") continue;
			const after = (read.lastUpdated?.getTime() ?? 0) + SECOND_MS;
			if (after > this.#at.getTime()) this.#at = new Date(after);
			if (read.status === "COMPLETED") continue;
			const trace = {
				object: "session",
				id,
				owner,
				state: read.status
			};
			open.push(trace);
			this.#left.note(trace, async () => this.#close(owner, id));
		}
		if (stage.over !== void 0 || kinds.has("unread")) stage.notTried(part, stage.over ?? "A GET did not read it back; your platform need not have one.");
		else {
			const got = open.map(({ id, owner, state }) => `session ${id} of ${partyName(owner)}: ${state}`).join("; ");
			const { correlationId } = stage.setting.peer;
			stage.write({
				...part,
				got: got || "nothing",
				verdict: "works",
				correlationId
			});
		}
		if (open.length > 0) stage.found([{
			code: "rehearsal-found",
			left: open.map((trace) => named(trace, trace.state))
		}]);
	}
	/** Delivers the session of an owner. @returns whether the platform took it. */
	async deliver(part, owner) {
		const played = await this.#stage.play(part, this.#put(owner, "ACTIVE", this.#at), (made) => checkDelivery(made, "session", this.#stage.isStranger(owner)));
		this.#left.made(played, {
			object: "session",
			id: this.#id,
			owner,
			state: "ACTIVE"
		}, async () => this.#close(owner, this.#id));
		return played?.isRight === true;
	}
	/** What is played with a session that was delivered. */
	parts(owner) {
		return [
			{
				part: {
					step: "Deliver the same session again",
					expected: TAKEN$1
				},
				play: async (part) => {
					await this.#stage.play(part, this.#put(owner, "ACTIVE", this.#at), (made) => checkRepeat(made, "session"));
				}
			},
			{
				part: {
					step: "Deliver an older session after it",
					expected: "no error, and the newer one stays as it is"
				},
				play: async (part) => {
					const older = /* @__PURE__ */ new Date(this.#at.getTime() - HOUR_MS);
					await this.#stage.play(part, this.#put(owner, "PENDING", older), async (made) => checkOlder(made, "PENDING", await this.#read(owner, this.#id)));
				}
			},
			{
				part: {
					step: "Deliver a body that is no JSON",
					expected: "HTTP 400"
				},
				play: async (part) => {
					const call = this.#put(owner, "ACTIVE", this.#at);
					await this.#stage.play(part, call && {
						...call,
						body: "{\"id\": "
					}, checkBrokenJson);
				}
			},
			{
				part: {
					step: "Deliver a session whose id is not that of its URL",
					expected: "OCPI 2001"
				},
				play: async (part) => {
					const call = this.#put(owner, "ACTIVE", this.#at, this.#otherId);
					const played = await this.#stage.play(part, call, checkIds);
					this.#left.made(played, {
						object: "session",
						id: this.#otherId,
						owner,
						state: "ACTIVE"
					}, async () => this.#close(owner, this.#otherId));
				}
			}
		];
	}
	#put(owner, status, at, id = this.#id) {
		const receiver = this.#receiver;
		const begun = /* @__PURE__ */ new Date(at.getTime() - SECOND_MS);
		return receiver && {
			receiver,
			url: objectUrl(receiver, owner, id),
			from: owner,
			to: this.#emsp,
			body: testSession(owner, this.#emsp, status, begun, at)
		};
	}
	async #read(owner, id) {
		const call = this.#put(owner, "ACTIVE", this.#at, id);
		const read = call && await this.#stage.read({
			...call,
			body: void 0
		});
		const back = read === void 0 ? { kind: "unread" } : readBack(read.answer, id);
		return back.kind === "there" && back.status === "" ? { kind: "unread" } : back;
	}
	/** Closes a session, and reads back what it is then. A run that was stopped has no time to read. */
	async #close(owner, id) {
		const isStopped = this.#stage.isStopped;
		const before = isStopped ? { kind: "unread" } : await this.#read(owner, id);
		if (before.kind === "absent") return { kind: "gone" };
		const call = this.#put(owner, "COMPLETED", new Date(Math.max(this.#stage.now.getTime(), this.#at.getTime()) + SECOND_MS), id);
		if (call === void 0) return {
			kind: "open",
			state: ""
		};
		const body = typeof call.body === "object" ? {
			...call.body,
			id
		} : call.body;
		const { answer } = await this.#stage.tidy({
			...call,
			body
		});
		const after = isStopped || before.kind === "unread" ? { kind: "unread" } : await this.#read(owner, id);
		if (after.kind === "absent") return { kind: "gone" };
		if (after.kind === "there" && after.status !== "COMPLETED") return {
			kind: "open",
			state: after.status
		};
		if (wrongAnswerIn(answer) !== void 0) return {
			kind: "open",
			state: answerWords(answer)
		};
		return {
			kind: "stays",
			state: after.kind === "there" ? "COMPLETED" : "COMPLETED, not read back"
		};
	}
};
// lib/core/onboarding/rehearsal/emsp.js
const TAKEN = "HTTP 200 or 201, OCPI 1000";
const wrongPlaces = {
	absent: "no Location",
	"not-url": "a Location that is no whole URL",
	long: "a Location that is too long",
	host: "a Location on another host"
};
/**
* Plays the hub's deliveries at an eMSP's platform: a session and a CDR of no energy and no cost, and what else the hub's profile has.
* @param owners whose objects they are: the hub's first, where it is known, and then those of a party behind it.
*/
async function playEmsp(stage, emsp, owners, left) {
	const receivers = stage.setting.receivers.filter(({ role }) => role === "EMSP");
	const receiverOf = (name) => receivers.find(({ module }) => module === name);
	await playSessions(stage, receiverOf("sessions"), emsp, owners, left);
	await playCdrs(stage, receiverOf("cdrs"), emsp, owners, left);
	const [location, tariff, tokens] = [
		"locations",
		"tariffs",
		"tokens"
	].map(receiverOf);
	for (const owner of owners) {
		if (location !== void 0) await playLocation(stage, location, emsp, owner, left);
		if (tariff !== void 0) await playTariff(stage, tariff, emsp, owner, left);
	}
	const [owner] = owners;
	if (tokens !== void 0 && owner !== void 0) await playAuthorize(stage, tokens, emsp, owner);
}
async function playCdrs(stage, receiver, emsp, owners, left) {
	const [first, ...others] = owners;
	if (first === void 0) return;
	const id = testId("CDR", emsp);
	const callOf = (from) => receiver && {
		receiver,
		url: receiver.url,
		from,
		to: emsp,
		body: testCdr(from, emsp)
	};
	const call = callOf(first);
	const made = await stage.play({
		step: `Deliver a CDR of ${partyName(first)} with no cost`,
		expected: TAKEN
	}, call, (one) => one.answer.summary.httpStatus === 409 ? checkRepeat(one, "CDR") : checkDelivery(one, "CDR", stage.isStranger(first)));
	const trace = {
		object: "CDR",
		id,
		owner: first,
		state: "no cost"
	};
	if (made?.answer.summary.httpStatus === 409) left.note(trace);
	else left.made(made, trace);
	const again = {
		step: "Deliver the same CDR again",
		expected: `${TAKEN}, and the same Location`
	};
	const read = {
		step: "Read the CDR at its Location",
		expected: "a whole URL on your platform, and the CDR there"
	};
	if (made?.isRight === false) for (const part of [again, read]) stage.notTried(part, "The first delivery of a CDR failed.");
	else {
		const place = made && cdrPlace(made.answer, (url) => stage.setting.peer.admits(url));
		await stage.play(again, call, (one) => checkCdrAgain(one, place && "url" in place ? place.url : void 0, stage));
		await playLocationOfCdr(stage, read, call, made?.answer, id);
	}
	for (const owner of others) {
		const part = {
			step: `Deliver a CDR of ${partyName(owner)}, a party that is new to the platform`,
			expected: TAKEN
		};
		if (made?.isRight === false) {
			stage.notTried(part, "The first delivery of a CDR failed.");
			continue;
		}
		const played = await stage.play(part, callOf(owner), (one) => checkDelivery(one, "CDR", true));
		left.made(played, {
			object: "CDR",
			id,
			owner,
			state: "no cost"
		});
	}
}
function checkCdrAgain(made, firstUrl, stage) {
	const judged = checkRepeat(made, "CDR");
	const place = cdrPlace(made.answer, (url) => stage.setting.peer.admits(url));
	if (judged.fault !== void 0) return judged;
	if (firstUrl === void 0 || !("url" in place)) return {
		...judged,
		unknown: "Without a Location it does not show whether the CDR is kept once."
	};
	return place.url === firstUrl ? judged : {
		...judged,
		fault: {
			code: "rehearsal-twice",
			...aboutCall(made),
			object: "CDR"
		}
	};
}
/** RCV-13: the CDR is read where the platform says that it is, if that is a place to which its token may go. */
async function playLocationOfCdr(stage, part, posted, answer, id) {
	if (posted === void 0 || answer === void 0) {
		await stage.play(part, void 0, () => ({ got: "" }));
		return;
	}
	const place = cdrPlace(answer, (url) => stage.setting.peer.admits(url));
	const [encoding] = stage.setting.profile.encodings;
	const about = {
		module: "cdrs",
		body: JSON.stringify(posted.body),
		encoding,
		response: answer.summary
	};
	if ("wrong" in place) {
		const { wrong, origin } = place;
		stage.fail(part, wrongPlaces[wrong], {
			code: "rehearsal-location",
			...about,
			location: wrong,
			origin
		});
		return;
	}
	await stage.play(part, {
		...posted,
		method: "GET",
		url: place.url,
		body: void 0
	}, (one) => ({
		...checkDelivery(one, "CDR", false),
		fault: readBack(one.answer, id).kind === "there" ? void 0 : {
			code: "rehearsal-location",
			...about,
			response: one.answer.summary,
			body: void 0,
			location: "unread",
			origin: ""
		}
	}));
}
async function playLocation(stage, receiver, emsp, owner, left) {
	const id = testId("LOCATION", emsp);
	const played = await stage.play({
		step: `Deliver a location of ${partyName(owner)} that is not to be published`,
		expected: TAKEN
	}, deliver(receiver, owner, emsp, id, testLocation(owner, emsp, stage.now)), (made) => checkDelivery(made, "location", stage.isStranger(owner)));
	left.made(played, {
		object: "location",
		id,
		owner,
		state: "not published"
	});
}
async function playTariff(stage, receiver, emsp, owner, left) {
	const id = testId("TARIFF", emsp);
	const call = deliver(receiver, owner, emsp, id, testTariff(owner, emsp, stage.now));
	const played = await stage.play({
		step: `Deliver a tariff of ${partyName(owner)} with no price`,
		expected: TAKEN
	}, call, (made) => checkDelivery(made, "tariff", stage.isStranger(owner)));
	left.made(played, {
		object: "tariff",
		id,
		owner,
		state: "no price"
	}, async () => {
		const { answer } = await stage.tidy({
			...call,
			method: "DELETE",
			body: void 0
		});
		return checkDelivery({
			module: "tariffs",
			body: void 0,
			encoding: "plain",
			answer,
			durationMs: 0
		}, "tariff", false).fault === void 0 ? { kind: "gone" } : {
			kind: "open",
			state: "no price"
		};
	});
}
/** OCPI has the hub ask the eMSP whether a token may charge. */
async function playAuthorize(stage, receiver, emsp, from) {
	await stage.play({
		step: "Authorise a token that you never issued",
		expected: "an answer within 10 seconds that does not allow it: \"unknown token\", or NOT_ALLOWED"
	}, {
		receiver,
		url: objectUrl(receiver, from, testId("TOKEN", emsp)),
		from,
		to: emsp,
		body: { location_id: testId("LOCATION", emsp) }
	}, (made) => checkAuthorize(made, stage.setting.profile));
}
function deliver(receiver, from, to, id, body) {
	return {
		receiver,
		url: objectUrl(receiver, from, id),
		from,
		to,
		body
	};
}
// lib/core/onboarding/rehearsal/opening.js
/** The hub's health check: versions and details, with the platform token. */
function platformStep(run, seen) {
	const { version } = run.profile;
	const part = {
		step: "Read the platform's versions and details, as the hub's health check does",
		expected: `HTTP 200, OCPI 1000, and ${version} is listed`
	};
	if (seen === void 0) return {
		...part,
		got: "",
		verdict: "not tried",
		why: "No platform token was given."
	};
	const errors = seen.findings.filter((finding) => severityOf(finding) === "error");
	const told = errors.flatMap((finding) => run.reportOf(finding)?.message[0] ?? []);
	return {
		...part,
		got: [...new Set(seen.looks.map(({ answer }) => answerWords(answer)))].join("; "),
		verdict: errors.length === 0 ? "works" : "fails",
		...told.length === 0 ? {} : { why: told.join(" ") },
		correlationId: run.correlationId
	};
}
const faults = {
	open: "It lets in a call without its token.",
	missing: "It is not served there.",
	error: "It is not known whether it looks at the token.",
	unreachable: "It gives no answer."
};
/** A call with a wrong token to one receiver. */
function guardStep(run, { receiver, probe }) {
	const { method, module, role } = receiver;
	const part = {
		step: `Call ${method} ${module} (${role}) with a wrong token`,
		expected: "refused with HTTP 401"
	};
	const { outcome, http_status: status, status_code: code } = probe;
	if (outcome === "skipped") return {
		...part,
		got: "",
		verdict: "not tried",
		why: "It is on another host than your platform."
	};
	const got = status === void 0 ? "no answer" : `HTTP ${status}${code === void 0 ? "" : `, OCPI ${code}`}`;
	return {
		...part,
		got,
		...outcome === "guarded" ? { verdict: "works" } : {
			verdict: "fails",
			why: faults[outcome]
		},
		correlationId: run.correlationId
	};
}
// lib/core/onboarding/rehearsal/stage.js
const UNKNOWN_PLACE = "It is not known where your platform has this receiver.";
/**
* Where the hub's calls are played, one after another: it makes them, writes down what came of each, and knows why nothing more is
* to be played. From then on every part is written down as not tried.
*/
var Stage = class {
	steps = [];
	setting;
	#run;
	#over;
	#isEnded = false;
	#reported = /* @__PURE__ */ new Map();
	/** @param over why nothing may be played at all. */
	constructor(run, setting, over) {
		this.#run = run;
		this.setting = setting;
		this.#over = over;
	}
	/** The time of the run's clock. */
	get now() {
		return this.#run.ports.clock.now();
	}
	/** Why nothing more is played; undefined while the play goes on. */
	get over() {
		if (this.#over === void 0 && this.isStopped) this.#over = "The run was stopped.";
		return this.#over;
	}
	/** Whether these are not the hub's own, but of a party behind it, as everything is that a hub forwards. */
	isStranger(owner) {
		const { hub } = this.setting.profile;
		return hub === void 0 || partyName(owner) !== partyName(hub);
	}
	/** Ends the play. */
	end(why) {
		this.#isEnded = true;
		this.#over ??= why;
	}
	/** Whether a part ended the play. */
	get isEnded() {
		return this.#isEnded;
	}
	/** Plays a part: makes the call, judges its answer, and writes both down. @returns undefined where it was not made. */
	async play(part, call, judge) {
		const why = this.over ?? this.#whyNotThere(call);
		if (call === void 0 || why !== void 0) {
			this.notTried(part, why ?? UNKNOWN_PLACE);
			return;
		}
		const { called, made } = await this.#make(call);
		const { got, fault, unknown } = await judge(made);
		const told = [fault, fault === void 0 ? checkTime(made) : void 0].flatMap((finding) => finding === void 0 ? [] : this.#report(finding));
		const isRight = fault === void 0 || this.#run.severityOf(fault) === "info";
		this.steps.push({
			...part,
			got,
			verdict: !isRight ? "fails" : unknown === void 0 ? "works" : "not tried",
			...told.length === 0 && unknown === void 0 ? {} : { why: [...told, unknown ?? ""].join(" ").trim() },
			correlationId: called.correlationId
		});
		return {
			...called,
			isRight
		};
	}
	/** Writes down what was not played, and why. */
	notTried(part, why) {
		this.steps.push({
			...part,
			got: "",
			verdict: "not tried",
			why
		});
	}
	/** Writes down what a call before shows to be wrong. */
	fail(part, got, fault) {
		const why = this.#report(fault).join(" ");
		const { correlationId } = this.setting.peer;
		this.steps.push({
			...part,
			got,
			verdict: this.#run.severityOf(fault) === "info" ? "works" : "fails",
			why,
			correlationId
		});
	}
	/** Whether the run was stopped. */
	get isStopped() {
		return this.#run.ports.cancelled.aborted;
	}
	/** Writes down what is no call of its own. */
	write(step) {
		this.steps.push(step);
	}
	/** Asks for an object, without a line of its own; also where the play is over. @returns undefined where no token may go. */
	async read(call) {
		return this.setting.peer.admits(call.url) ? (await this.#make({
			...call,
			method: "GET"
		})).called : void 0;
	}
	/** Makes a call that puts away what was made, without a line of its own; also where the run was stopped. */
	async tidy(call) {
		return (await this.#make(call)).called;
	}
	/** Records what was found. */
	found(findings) {
		this.#run.found(findings);
	}
	#whyNotThere(call) {
		if (call === void 0) return UNKNOWN_PLACE;
		const { receiver, url } = call;
		const { peer, isMissing } = this.setting;
		if (!peer.admits(url)) return "This receiver is on another host than your platform, and no token goes there.";
		return isMissing(receiver) ? "There is nothing at this receiver, as the call without a token shows." : void 0;
	}
	/** Records what is wrong with an answer of a handler: the same again is the same finding. @returns what was said of it. */
	#report(finding) {
		const wrong = "wrong" in finding ? finding.wrong : "";
		const key = `${finding.code} ${"module" in finding ? finding.module : ""} ${wrong}`;
		const first = this.#reported.get(key) ?? finding;
		if (first === finding) {
			this.#reported.set(key, finding);
			this.found([finding]);
		}
		return this.#run.reportOf(first)?.message.slice(0, 1) ?? [];
	}
	async #make({ receiver, url, method = receiver.route.method, from, to, body }) {
		const { profile, peer, token } = this.setting;
		const { module } = receiver;
		const [encoding] = profile.encodings;
		const text = typeof body === "string" || body === void 0 ? body : JSON.stringify(body);
		const called = await peer.call({
			method,
			url,
			token,
			encoding,
			headers: profile.sendsRoutingHeaders && module !== "hubclientinfo" ? routingHeaders(from, to) : {},
			body: text
		}, new AbortController().signal);
		const { answer, durationMs } = called;
		return {
			called,
			made: {
				module,
				body: text,
				encoding,
				answer,
				durationMs
			}
		};
	}
};
// lib/core/onboarding/rehearse.js
const INTERVAL_MS = 1e3;
/**
* Makes the hub's own calls on the platform, as the hub makes them, and says of each what came of it. Without consent only those
* which a platform has to refuse. With it test objects are made, of no energy and no cost, and put away at the end.
*/
async function rehearse(run, job) {
	run.pacePlatform(INTERVAL_MS);
	run.begin("platform");
	const seen = await lookAtPlatform(run, job);
	run.found(seen?.findings ?? []);
	run.begin("receivers");
	const probed = await probeReceivers(run, job, seen?.details);
	if (run.ports.cancelled.aborted) return stopped(run);
	run.found(checkReceivers(probed, job.connection));
	run.begin("rehearse");
	const stage = stageFor(run, job, seen, probed);
	for (const step of [platformStep(run, seen), ...probed.map((one) => guardStep(run, one))]) stage.write(step);
	await play(stage, job);
	const rehearsed = {
		platform: platformDetails(seen),
		receivers: probed.map(asUrl),
		rehearsal: stage.steps
	};
	if (run.ports.cancelled.aborted) return {
		...stopped(run),
		...rehearsed
	};
	if (job.hub === void 0 || stage.isEnded) return {
		...untouched("done"),
		...rehearsed
	};
	const verified = await verify(run, job.hub);
	return {
		...verified,
		reason: void 0,
		result: verified.result === "cancelled" ? "cancelled" : "done",
		...rehearsed
	};
}
async function lookAtPlatform(run, { connection, platformUrl, platformToken, requestTimeoutMs }) {
	if (platformToken === void 0) return void 0;
	const peer = run.peer("platform", [new URL(platformUrl).origin], requestTimeoutMs);
	return probePlatform(peer, platformUrl, platformToken, connection.profile, run.ports.cancelled);
}
function stageFor(run, job, seen, probed) {
	const { connection, platformUrl, platformToken, consent, requestTimeoutMs } = job;
	const { profile } = connection;
	const host = new URL(platformUrl).hostname;
	if (!consent) run.found([{
		code: "rehearsal-no-consent",
		host
	}]);
	const why = consent ? whyAtWork(probed) ?? whyNotHeard(run, seen) : `Nothing was to be made on the platform: ${run.words.consentTo(host).replaceAll("`", "")}.`;
	return new Stage(run, {
		profile,
		peer: run.peer("platform", [new URL(platformUrl).origin], Math.min(requestTimeoutMs, ANSWER_LIMIT_MS)),
		token: platformToken,
		receivers: probed.map(({ receiver }) => receiver),
		isMissing: (receiver) => probed.some((one) => one.receiver === receiver && one.probe.outcome === "missing")
	}, why);
}
/** Why there is nothing to be tried of a platform that may be doing something real already. */
function whyAtWork(probed) {
	return probed.some(({ receiver, answer }) => receiver.module === "commands" && answer && saysAccepted(answer)) ? "Your platform ACCEPTED a command without its token. Nothing more was sent to it." : void 0;
}
/** Why there is no use in a call with the platform token: one cause is one finding, and not one for each call. */
function whyNotHeard(run, seen) {
	const isSilent = seen?.looks.every(({ answer }) => answer.kind === "unanswered") === true;
	const cause = seen?.findings.find(({ code }) => code === "platform-refuses-token" || isSilent && code === "platform-no-answer");
	return cause && run.reportOf(cause)?.message[0];
}
/** Plays what the hub calls for each role of the platform, and puts away what that made. */
async function play(stage, { connection: { profile, roles } }) {
	const left = new Left();
	const { country_code, party_id } = callingParty(profile);
	const owners = [{
		country_code,
		party_id
	}, ...profile.hub === void 0 ? [] : [THIRD_PARTY]];
	const [cpo, emsp] = ["CPO", "EMSP"].map((name) => roles.find(({ role }) => role === name));
	if (cpo !== void 0) await playCpo(stage, cpo, owners, left);
	if (emsp !== void 0) await playEmsp(stage, emsp, owners, left);
	await playClientInfo(stage, cpo ?? emsp ?? roles[0], left);
	await left.putAway(stage);
}
export { preflight, receivers, rehearse };
