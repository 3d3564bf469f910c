import { A as isReportPath, Cn as utcAndIst, F as stopSignal, H as platformUrlOf, Ht as PlatformToken, I as SUMMARY_LIMIT, J as givenSamples, Jt as Redaction, K as checkOutputsFile, L as hasSummary, M as tokensIn, Mn as list, N as maskToken, Nn as jsonText, O as commands, P as keepIssueOf, Pn as plainLine, R as wordsFor, Sn as duration, St as performRun, U as jobOfTask, V as frameOf, Vt as HubToken, X as readRunnerContext, Z as sendOnce, _ as refusalOf, _t as markdownSentence, a as endStep, an as ownWords, c as reportDocument, cn as worstStatusFirst, ct as clock, dr as debug, dt as markdownReport, fr as endGroup, ft as adviceLines, g as GivenInputs, gt as markdownCode, h as readConfigFile, ht as resultSign, i as conclude, in as version, k as defaults, l as profileOf, lt as checkLink, m as readSettings, mr as startGroup, mt as headline, n as random, o as writeOutputs, p as connectionSuffix, pr as info, pt as whoWords, q as hostView, r as actionFetch, s as writeReportFiles, sn as results, u as readConnectionTask, un as parsedUrl, ut as essentialParts, v as nearestFirst, vt as markdownText, x as commandsForAll, xt as bySeverity, y as nearestName, yt as passes, z as writeSummary } from "./index.js";
import { n as junitFailure, r as junitReport, t as allJunit } from "./junit.js";
// lib/core/findings/all-connections-words.js
/**
* A face's words for one connection among many: its tokens stand in a list, and its report in one for all.
* @param hasSummary whether the run writes a page with what is to be done about each.
*/
function wordsAmongMany(words, hasSummary) {
	return {
		...words,
		given: (name) => Object.hasOwn(lists, name) ? `The token of this connection in \`${lists[name]}\`` : words.given(name),
		givenBoth: (one, other) => Object.hasOwn(lists, one) && Object.hasOwn(lists, other) ? `The tokens of this connection in \`${lists[one]}\` and \`${lists[other]}\`` : words.givenBoth(one, other),
		lookAtPlatform: "add its line to `platform-tokens`",
		rightHubToken: "`hub-tokens` has the token that the exchange stored",
		findMessage: hasSummary ? "below it" : "in the `handover` of its report, in a `.json` file of `report-path`"
	};
}
const lists = {
	"hub-token": "hub-tokens",
	"platform-token": "platform-tokens"
};
const LONGEST_HOLD_MS = 12e4;
/**
* Lets many runs ask the same hosts without hammering one of them: no more than {@link AT_ONCE} requests at a time at each, who
* asked first is first, and where one run is told to slow down all of them wait.
*/
var HostTurns = class {
	#clock;
	#hosts = /* @__PURE__ */ new Map();
	constructor(clock) {
		this.#clock = clock;
	}
	async take(url, signal) {
		const host = this.#at(url);
		if (host.busy < 8) host.busy += 1;
		else await new Promise((turn) => host.waiting.push(turn));
		for (let ms = this.#heldMs(host); ms > 0 && ms <= LONGEST_HOLD_MS && !signal.aborted; ms = this.#heldMs(host)) await this.#clock.sleep(ms, signal);
		return () => {
			const next = host.waiting.shift();
			if (next === void 0) host.busy -= 1;
			else next();
		};
	}
	holdBack(url, ms) {
		const host = this.#at(url);
		host.heldUntil = Math.max(host.heldUntil, this.#clock.now().getTime() + ms);
	}
	/** For how long this host wants no requests, in milliseconds, where that is too long to be waited for; else 0. */
	closedMs(url) {
		const heldMs = this.#heldMs(this.#at(url));
		return heldMs > LONGEST_HOLD_MS ? heldMs : 0;
	}
	#heldMs({ heldUntil }) {
		return heldUntil - this.#clock.now().getTime();
	}
	#at(url) {
		const name = hostOf(url);
		const known = this.#hosts.get(name);
		if (known !== void 0) return known;
		const host = {
			busy: 0,
			waiting: [],
			heldUntil: 0
		};
		this.#hosts.set(name, host);
		return host;
	}
};
/** The host of a URL, with its port; of what is no URL, all of it. */
function hostOf(url) {
	return parsedUrl(url)?.host ?? url;
}
// lib/core/onboarding/perform-all.js
const AT_ONCE_IN_ALL = 64;
/**
* Does something for each of many connections: at the same time, but for no more than {@link AT_ONCE} of one host, and for no more
* than 64 in all. In the order in which they are given, as far as their hosts allow.
* @param hostOf what may not be asked by too many at once.
* @param perform is called once for each.
* @param broken is told what `perform` throws at one, which hides no other. It must not throw.
*/
async function performAll(all, hostOf, perform, broken) {
	const free = new Places(AT_ONCE_IN_ALL);
	const lanes = [...Map.groupBy(all, hostOf).values()].flatMap((lane) => {
		const row = lane.values();
		return Array.from({ length: Math.min(8, lane.length) }, () => row);
	});
	await Promise.all(lanes.map(async (row) => {
		for (const one of row) {
			await free.take();
			await perform(one).catch(async (error) => broken(one, error));
			free.give();
		}
	}));
}
/** A number of places, of which each is taken by one at a time. */
var Places = class {
	#free;
	#waiting = [];
	constructor(free) {
		this.#free = free;
	}
	async take() {
		if (this.#free > 0) this.#free -= 1;
		else await new Promise((turn) => this.#waiting.push(turn));
	}
	give() {
		const next = this.#waiting.shift();
		if (next === void 0) this.#free += 1;
		else next();
	}
};
// lib/core/report/connection-row.js
/** What is kept of a record to tell of it among others. */
function connectionRow(run) {
	const count = (severity) => run.findings.filter((finding) => finding.severity === severity).length;
	const found = bySeverity(run.findings).find(({ severity }) => severity !== "info");
	return {
		connection: run.connection,
		result: run.result,
		connectionStatus: run.connectionStatus,
		passes: passes(run),
		errors: count("error"),
		warnings: count("warning"),
		sign: resultSign(run),
		headline: headline(run),
		first: found && {
			check: found.check,
			severity: found.severity,
			who: found.who,
			message: found.message[0]
		},
		durationMs: run.finishedAt.getTime() - run.startedAt.getTime()
	};
}
const worstResultFirst = [
	"invalid",
	"in-doubt",
	"unstored",
	"refused",
	"unreachable",
	"not-ready",
	"cancelled",
	"registered",
	"connected",
	"done"
];
/** The rows with the worst first: by result, then what would fail a step, by status, and by how much was found. */
function worstFirst(all) {
	return all.toSorted(({ row: a }, { row: b }) => {
		return [
			worstResultFirst.indexOf(a.result) - worstResultFirst.indexOf(b.result),
			Number(a.passes) - Number(b.passes),
			worstStatusFirst.indexOf(a.connectionStatus) - worstStatusFirst.indexOf(b.connectionStatus),
			b.errors - a.errors,
			b.warnings - a.warnings
		].find((difference) => difference !== 0) ?? 0;
	});
}
// lib/core/report/all-report.js
const DOCUMENTS_LIMIT = 1e5;
const PAGES_LIMIT = 9e5;
/** The report of a run over many connections. Of each no more is kept than is shown of it. */
var AllReport = class {
	#words;
	#wanted;
	#kept = [];
	#documentsLength = 0;
	#pagesLength = 0;
	constructor(words, wanted) {
		this.#words = words;
		this.#wanted = wanted;
	}
	/** Takes in what came of a connection, and gives its row. */
	add(run) {
		const row = connectionRow(run);
		this.#kept.push({
			row,
			document: this.#document(run),
			page: row.passes ? void 0 : this.#page(run),
			failure: row.passes || !this.#wanted.failures ? void 0 : junitFailure(run)
		});
		return row;
	}
	/** Brings the connections into the order of the config: several are looked at at a time, and each ends when it ends. */
	arrange(names) {
		const places = new Map(names.map((name, place) => [name, place]));
		const placeOf = ({ row }) => places.get(row.connection) ?? names.length;
		this.#kept.sort((a, b) => placeOf(a) - placeOf(b));
	}
	/** The connections, the worst first, and equals in the order in which they stand. */
	get worstFirst() {
		return worstFirst(this.#kept);
	}
	#document(run) {
		const isTooLong = this.#documentsLength > DOCUMENTS_LIMIT;
		if (!this.#wanted.documents && isTooLong) return void 0;
		const text = jsonText(reportDocument(run));
		this.#documentsLength += text.length;
		if (!this.#wanted.documents && this.#documentsLength > DOCUMENTS_LIMIT) {
			for (const kept of this.#kept) kept.document = void 0;
			return;
		}
		return text;
	}
	#page(run) {
		if (!this.#wanted.pages && this.#pagesLength > PAGES_LIMIT) return void 0;
		const text = essentialParts(run, this.#words).join("\n\n");
		this.#pagesLength += text.length;
		return text;
	}
};
/** A run over many connections in one line: how many there are of each result, and the worst. */
function allHeadline(all) {
	const counted = results.flatMap((result) => {
		const count = all.filter(({ row }) => row.result === result).length;
		return count === 0 ? [] : [{
			result,
			count
		}];
	});
	const failing = all.filter(({ row }) => !row.passes).length;
	const [worst] = all;
	const total = `${all.length} ${all.length === 1 ? "connection" : "connections"}`;
	const told = list(counted.map(({ result, count }) => `${count} ${resultWords[result]}`));
	if (failing === 0 || worst === void 0) return `Nothing fails in ${total}: ${told}.`;
	return `Of ${total} ${failing} ${failing === 1 ? "fails" : "fail"}: ${told}. The worst is \`${worst.row.connection}\`. ${worst.row.headline}`;
}
const resultWords = {
	connected: "connected",
	registered: "registered",
	done: "done",
	"not-ready": "not ready",
	refused: "refused",
	unreachable: "unreachable",
	"in-doubt": "in doubt",
	unstored: "not stored",
	cancelled: "cancelled",
	invalid: "invalid"
};
/** The report as JSON, in pieces: with hundreds of connections it may have megabytes. */
function* allDocument(all) {
	yield `{"schema":1,"result":${JSON.stringify(worstResult(all))},"connections":[`;
	for (const [index, { row, document }] of all.entries()) yield `${index === 0 ? "\n" : ",\n"}${document ?? essentialDocument(row)}`;
	yield "\n]}\n";
}
/** The same as one line, for an output: above 100 kB the essentials of each, the worst first, as far as there is room. */
function allDocumentWithin(all, limit = DOCUMENTS_LIMIT) {
	const head = `{"schema":1,"result":${JSON.stringify(worstResult(all))},"connections":[`;
	const whole = all.flatMap(({ document }) => document === void 0 ? [] : [document]);
	return `${head}${(whole.length === all.length && fits(whole, limit - head.length - 2) ? whole : within(all.map(({ row }) => essentialDocument(row)), limit - head.length - 2)).join(",")}]}`;
}
/** The results as an output: one entry for each connection, the worst first, as far as 100 kB have room. */
function resultsWithin(all, limit = DOCUMENTS_LIMIT) {
	return `[${within(all.map(({ row }) => jsonText({
		connection: row.connection,
		result: row.result,
		connection_status: row.connectionStatus,
		first_finding: row.first?.message ?? null
	})), limit - 2).join(",")}]`;
}
/** The result of the worst. */
function worstResult([worst]) {
	return worst?.row.result ?? "done";
}
function essentialDocument({ connection, result, connectionStatus, first }) {
	return jsonText({
		schema: 1,
		connection,
		result,
		connection_status: connectionStatus,
		findings: first === void 0 ? [] : [first]
	});
}
function fits(texts, limit) {
	return within(texts, limit).length === texts.length;
}
/** As many of the first texts as have room, with a comma between them. Sizes are bytes. */
function within(texts, limit) {
	let size = -1;
	const end = texts.findIndex((text) => (size += Buffer.byteLength(text) + 1) > limit);
	return end < 0 ? texts : texts.slice(0, end);
}
// lib/action/all-task.js
/** GitHub counts what a job asks and writes: with an issue for each, so many connections are within its limits. */
const ISSUES_LIMIT = 100;
/**
* Reads inputs and config into a task for each connection of the config. What is wrong with the inputs is said once, and stops
* all; what is wrong with one connection stops that one.
*/
function readAllTask(inputs, runner) {
	const given = new GivenInputs(inputs, runner);
	const { faults } = given;
	const command = commandOf(given);
	if (command === void 0) return { findings: faults };
	const file = readConfigFile(given);
	if (faults.length > 0) return { findings: faults };
	const names = Object.keys(file?.connections ?? {});
	if (file === void 0 || names.length === 0) return { findings: [{
		code: "all-without-config",
		path: inputs.config
	}] };
	const { timeouts, failOn, tracks } = readSettings(given, command);
	if (tracks && names.length > ISSUES_LIMIT) faults.push({
		code: "all-issues",
		count: names.length,
		limit: ISSUES_LIMIT
	});
	reportAlone(given);
	if (command === "verify" && inputs.hubTokens === void 0) reportNoTokens(given, names);
	const tokens = {
		"hub-tokens": tokensOf("hub-tokens", given, names),
		"platform-tokens": tokensOf("platform-tokens", given, names)
	};
	if (faults.length > 0) return { findings: faults };
	const connections = names.map((name) => ({
		name,
		read: readOne(name, command, given, tokens)
	}));
	return { all: {
		command,
		failOn,
		waitForConnectedMs: timeouts.waitForConnectedMs,
		connections
	} };
}
/** The command, if it is one that looks at every connection, and may run here. */
function commandOf(given) {
	const { inputs, runner, faults } = given;
	const known = given.oneOf("command", inputs.command, commands);
	if (known === void 0) return void 0;
	const command = commandsForAll.find((one) => one === known);
	const refusal = command === void 0 ? {
		code: "all-other-command",
		command: known,
		commands: commandsForAll
	} : refusalOf(command, inputs, runner.event);
	if (refusal !== void 0) faults.push(refusal);
	return refusal === void 0 ? command : void 0;
}
/** Inputs that say something of one connection, beside those that `hub-twice` and its like are for. */
function reportAlone({ inputs, faults }) {
	const { role, countryCode, partyId, businessName, initialToken, platformToken, hubToken, platformUrl } = inputs;
	const names = Object.entries({
		"initial-token": initialToken,
		"platform-token": platformToken,
		"hub-token": hubToken,
		"platform-url": platformUrl,
		role,
		"country-code": countryCode,
		"party-id": partyId,
		"business-name": businessName
	}).flatMap(([name, value]) => value === void 0 || value === "" ? [] : [name]);
	if (names.length > 0) faults.push({
		code: "all-not-alone",
		inputs: names
	});
}
const PLATFORM_TOKEN_SECRET = "OCPI_PLATFORM_TOKEN";
/** The name of a connection's secret, as one of several in a repository. */
function secretOf(input, connection, { hubTokenSecret }) {
	return ((input === "platform-tokens" ? PLATFORM_TOKEN_SECRET : hubTokenSecret) || defaults["hub-token-secret"]).toUpperCase() + connectionSuffix(connection);
}
const SHOWN = 5;
/** Without the tokens of a `verify` nothing can be looked at. */
function reportNoTokens(given, connections) {
	const { faults, inputs, runner } = given;
	const input = "hub-tokens";
	if (runner.fromFork) return given.missing(input, true);
	const secrets = connections.slice(0, SHOWN).map((connection) => ({
		connection,
		secret: secretOf(input, connection, inputs)
	}));
	faults.push({
		code: "tokens-missing",
		input,
		secrets,
		more: connections.length - secrets.length
	});
}
/** The tokens of an input by connection; undefined where it was not given. An empty one is none. */
function tokensOf(input, { inputs, faults }, connections) {
	const list = tokensIn(inputs, input);
	if (list === void 0) return void 0;
	if (list.fault !== void 0) faults.push({
		code: "tokens-unreadable",
		input,
		fault: list.fault
	});
	const names = new Map(connections.flatMap((name) => [[name, name], [secretOf(input, name, inputs), name]]));
	const tokens = /* @__PURE__ */ new Map();
	const unknown = [];
	const differing = /* @__PURE__ */ new Set();
	for (const [index, { name, value }] of list.entries.entries()) {
		const connection = names.get(name) ?? names.get(name.toUpperCase());
		if (connection === void 0) unknown.push({
			at: index + 1,
			name
		});
		else if (value !== "" && value !== (tokens.get(connection) ?? value)) differing.add(connection);
		else if (value !== "") tokens.set(connection, value);
	}
	const [first] = unknown;
	if (first !== void 0) {
		const open = [...names.keys()].filter((name) => !tokens.has(names.get(name) ?? ""));
		const nearest = names.get(nearestName(first.name, open) ?? "");
		const known = nearestFirst(first.name, connections);
		faults.push({
			code: "tokens-unknown",
			input,
			at: first.at,
			more: unknown.length - 1,
			nearest,
			known
		});
	}
	for (const connection of differing) faults.push({
		code: "tokens-differ",
		input,
		connection
	});
	return tokens;
}
/** The task of one connection; one without the token that the step is about is not ready. */
function readOne(name, command, { inputs, runner }, tokens) {
	const hubToken = tokens["hub-tokens"]?.get(name);
	const platformToken = tokens["platform-tokens"]?.get(name);
	const input = command === "verify" ? "hub-tokens" : "platform-tokens";
	if (tokens[input] !== void 0 && tokens[input].get(name) === void 0) return {
		findings: [{
			code: "token-not-among",
			input,
			connection: name,
			secret: secretOf(input, name, inputs)
		}],
		result: "not-ready"
	};
	return readConnectionTask({
		...inputs,
		connection: name,
		hubTokens: void 0,
		platformTokens: void 0,
		hubToken: hubToken === void 0 ? void 0 : new HubToken(hubToken),
		platformToken: platformToken === void 0 ? void 0 : new PlatformToken(platformToken)
	}, runner);
}
// lib/core/report/all-page.js
const TABLE_SHARE = .6;
const NAMES = 1e3;
/**
* Many connections as one page in Markdown: a table of those of which something was found, the worst first, and what is to be done
* about each that fails; then the names of the others.
* @param all the worst first.
* @param limit bytes that it may have: what has no room is counted.
*/
function allPage(all, frame, limit = 1e400) {
	const sign = all.every(({ row }) => row.passes) ? "✅" : all[0]?.row.sign ?? "✅";
	const told = all.filter(saysMore);
	const head = [`## ${sign} ${markdownSentence(allHeadline(all))}`, about(all, frame)];
	const table = told.length === 0 ? [] : [rowsWithin(told, limit * TABLE_SHARE)];
	const others = othersOf(all.filter((one) => !saysMore(one)));
	const foot = `<sub>${markdownText(`${frame.tool.name} ${frame.tool.version}, ${frame.command}, ${utcAndIst(frame.startedAt)}`)}</sub>`;
	const used = bytes([
		...head,
		...table,
		...others,
		foot
	].join("\n\n"));
	return [
		...head,
		...table,
		...pagesWithin(told, limit - used),
		...others,
		foot
	].join("\n\n").concat("\n");
}
/** Whether there is more to say of a connection than that it is well. */
function saysMore({ row }) {
	return !row.passes || row.first !== void 0;
}
function othersOf(all) {
	if (all.length === 0) return [];
	const names = all.slice(0, NAMES).map(({ row }) => markdownCode(row.connection));
	const more = all.length > NAMES ? [`and ${all.length - NAMES} more`] : [];
	return [`<details><summary>Those of which nothing was found (${all.length})</summary>\n\n${[...names, ...more].join(" ")}\n\n</details>`];
}
function about(all, { startedAt, finishedAt }) {
	const findings = all.reduce((sum, { row }) => sum + row.errors, 0);
	const warnings = all.reduce((sum, { row }) => sum + row.warnings, 0);
	return [
		`${all.length} ${all.length === 1 ? "connection" : "connections"}`,
		`${findings} ${findings === 1 ? "error" : "errors"}`,
		`${warnings} ${warnings === 1 ? "warning" : "warnings"}`,
		`took ${duration(finishedAt.getTime() - startedAt.getTime())}`
	].join(" · ");
}
function rowsWithin(all, limit) {
	const lines = ["| | Connection | Result | Status | What was found first | Who acts | Check |", "| --- | --- | --- | --- | --- | --- | --- |"];
	let size = 0;
	for (const [index, { row }] of all.entries()) {
		const found = row.first === void 0 ? [
			"",
			"",
			""
		] : [
			markdownSentence(row.first.message),
			whoWords[row.first.who],
			checkLink(row.first.check)
		];
		const line = `| ${[
			row.sign,
			markdownCode(row.connection),
			row.result,
			row.connectionStatus,
			...found
		].join(" | ")} |`;
		size += bytes(line) + 1;
		if (size > limit) {
			lines.push(`| | … and ${all.length - index} more | | | | | |`);
			break;
		}
		lines.push(line);
	}
	return lines.join("\n");
}
function pagesWithin(all, limit) {
	const failing = all.filter(({ row }) => !row.passes);
	const pages = [];
	let size = 200;
	for (const { row, page } of failing) {
		if (page === void 0) break;
		const part = `<details><summary>${row.sign} ${row.connection}: ${row.result}</summary>\n\n${page}\n\n</details>`;
		size += bytes(part) + 2;
		if (size > limit) break;
		pages.push(part);
	}
	if (pages.length === 0 && failing.length > 0) return [];
	const left = failing.length - pages.length;
	return left === 0 ? pages : [...pages, `What is to be done about ${left} more stands in the log, and in a file of \`report-path\`.`];
}
function bytes(text) {
	return Buffer.byteLength(text);
}
// lib/action/all-outputs.js
/** Sets the outputs, writes the summary and the reports, and ends the step: red where it would be for one of the connections. */
async function reportAll(report, inputs, startedAt) {
	const all = report.worstFirst;
	const { errors, warnings } = setAllOutputs(all, false);
	const frame = {
		tool,
		command: inputs.command,
		startedAt,
		finishedAt: clock.now()
	};
	if (hasSummary(inputs)) await writeSummary(allPage(all, frame, SUMMARY_LIMIT));
	await writeReportFiles(inputs.reportPath.filter(isReportPath), false, async (path) => {
		if (path.endsWith(".json")) return allDocument(all);
		return [path.endsWith(".xml") ? allJunit(all, frame) : allPage(all, frame)];
	});
	const fails = all.some(({ row }) => !row.passes);
	const beside = !fails && errors > 0 ? " The step passes because of fail-on: never." : "";
	endStep(allHeadline(all) + beside, fails ? "fails" : errors + warnings === 0 ? "well" : "passes");
}
/** The same where the inputs were wrong, and no connection was looked at: the report has the form of one for all. */
async function reportTurnedDown(report, record, inputs, isTold) {
	const all = report.worstFirst;
	setAllOutputs(all, isTold);
	const page = markdownReport(record, wordsFor(inputs));
	if (hasSummary(inputs)) await writeSummary(page);
	await writeReportFiles(inputs.reportPath.filter(isReportPath), true, async (path) => {
		if (path.endsWith(".json")) return allDocument(all);
		return [path.endsWith(".xml") ? junitReport(record) : page];
	});
	conclude(record);
}
const tool = {
	name: "OCPI Onboarding",
	version
};
function setAllOutputs(all, isTold) {
	const sum = (of) => all.reduce((total, { row }) => total + row[of], 0);
	const [errors, warnings] = [sum("errors"), sum("warnings")];
	const outputs = {
		...nothing,
		result: worstResult(all),
		"connection-status": all[0]?.row.connectionStatus ?? "UNKNOWN",
		errors: String(errors),
		warnings: String(warnings),
		report: allDocumentWithin(all),
		results: resultsWithin(all)
	};
	writeOutputs(outputs, isTold);
	return {
		errors,
		warnings
	};
}
/** What only one connection has: set, so that no later step reads what an earlier one left. */
const nothing = Object.fromEntries([
	"hub-party",
	"hub-url",
	"ocpi-version",
	"token-encoding",
	"hub-token-stored-in",
	"endpoints",
	"receivers",
	"go-live",
	"handover",
	"recovery-capsule",
	"matrix",
	"count",
	"hub-token"
].map((name) => [name, ""]));
// lib/action/log-of-one.js
const LINES_LIMIT = 200;
/** The log of one connection among many, kept until it is known whether anyone wants to read it. */
var LogOfOne = class {
	#makes = [];
	/** What was said, made now. */
	get lines() {
		return this.#makes.map((make) => make());
	}
	step(title) {
		this.#add(() => `${title}:`);
	}
	line(text) {
		this.later(() => text);
	}
	later(make) {
		this.#add(() => `  ${make()}`);
	}
	#add(make) {
		if (this.#makes.length < LINES_LIMIT) this.#makes.push(make);
		else if (this.#makes.length === LINES_LIMIT) this.#makes.push(() => "  … and more.");
	}
};
// lib/action/all.js
const LINES_AT_ONCE = 25;
/** One step for every connection of the config: each is looked at as a run of its own, and all of them are one report. */
async function runAll(inputs, unverified) {
	const startedAt = clock.now();
	const network = actionFetch(true);
	const stop = stopSignal();
	try {
		const read = readAllTask(inputs, {
			...await readRunnerContext(process.env, inputs.config),
			capsule: void 0,
			samples: await givenSamples(inputs)
		});
		const beside = unverified ? [{ code: "tls-switch-ignored" }] : [];
		const nowhere = checkOutputsFile(process.env, false);
		const faults = [...nowhere, ..."findings" in read ? read.findings : []];
		const work = new Work(inputs, network.fetch, stop.signal, beside);
		if ("all" in read && faults.length === 0) {
			await work.lookAtAll(read.all);
			work.flush();
			await reportAll(work.report, inputs, startedAt);
		} else {
			const record = await work.turnDown([...beside, ...faults]);
			await reportTurnedDown(work.report, record, inputs, nowhere.length > 0);
		}
	} finally {
		stop.release();
		await network.close();
	}
}
/** The runs of one step, with what they share. */
var Work = class {
	report;
	#inputs;
	#fetch;
	#cancelled;
	/** What is found of the step, and so said of each connection. */
	#beside;
	#words;
	#turns = new HostTurns(clock);
	/** Lines of the log that are not printed yet. */
	#said = [];
	/** One issue after another: GitHub wants no two writes at once. */
	#issues = Promise.resolve();
	constructor(inputs, fetch, cancelled, beside) {
		this.#inputs = inputs;
		this.#fetch = fetch;
		this.#cancelled = cancelled;
		this.#beside = beside;
		this.#words = wordsAmongMany(wordsFor(inputs), hasSummary(inputs));
		const wants = (ending) => inputs.reportPath.some((path) => path.endsWith(ending));
		this.report = new AllReport(this.#words, {
			documents: wants(".json"),
			pages: wants(".md"),
			failures: wants(".xml")
		});
	}
	/** What is wrong with the inputs is told as one run, of a connection that is called `all`. */
	async turnDown(faults) {
		const words = wordsFor(this.#inputs);
		return this.#run({
			profile: profileOf(this.#inputs),
			words,
			frame: frameOf(this.#inputs, void 0),
			secrets: this.#inputs.secrets,
			job: {
				kind: "turned-down",
				faults
			}
		});
	}
	/** Looks at each connection, so many at a time as their hosts may be asked for. */
	async lookAtAll({ connections, waitForConnectedMs }) {
		const redaction = new Redaction(connections.flatMap(wordsOf));
		for (const secret of this.#inputs.secrets) redaction.add(secret);
		const until = clock.now().getTime() + waitForConnectedMs;
		await performAll(connections, (one) => hostOf(urlOf(one)), async (one) => this.#lookAt(one, redaction, until), async (one, error) => this.#brokeAt(one, redaction, error));
		this.report.arrange(connections.map(({ name }) => name));
	}
	async #lookAt(one, redaction, until) {
		await this.#run({
			...this.#taskOf(one, redaction),
			job: this.#job(one, until),
			keepIssue: this.#keepIssue(one.name, "task" in one.read ? one.read.task : void 0)
		});
	}
	/** Whatever breaks at one connection is told of this one. */
	async #brokeAt(one, redaction, error) {
		const faults = [{
			code: "unexpected",
			detail: error instanceof Error ? error.message : "unknown"
		}];
		await this.#run({
			...this.#taskOf(one, redaction),
			job: {
				kind: "turned-down",
				faults,
				result: "unreachable"
			}
		});
	}
	#taskOf({ name, read }, redaction) {
		const task = "task" in read ? read.task : void 0;
		return {
			profile: task?.job.connection.profile ?? profileOf(this.#inputs),
			words: this.#words,
			frame: frameOf({
				...this.#inputs,
				connection: name
			}, task),
			secrets: [],
			redaction
		};
	}
	#job({ read }, until) {
		if (this.#cancelled.aborted) return {
			kind: "turned-down",
			faults: [{ code: "cancelled" }],
			result: "cancelled"
		};
		if ("findings" in read) return {
			kind: "turned-down",
			faults: read.findings,
			result: read.result
		};
		const host = hostOf(urlOf({ read }));
		const closedMs = this.#turns.closedMs(host);
		if (closedMs > 0) return {
			kind: "turned-down",
			faults: [{
				code: "host-holds-back",
				host,
				seconds: Math.ceil(closedMs / 1e3)
			}],
			result: "unreachable"
		};
		const job = jobOfTask(read.task, this.#inputs, this.#beside);
		if (job.kind !== "verify") return job;
		const waitForConnectedMs = Math.max(0, until - clock.now().getTime());
		return {
			...job,
			verify: {
				...job.verify,
				timeouts: {
					...job.verify.timeouts,
					waitForConnectedMs
				}
			}
		};
	}
	#keepIssue(name, task) {
		const keep = keepIssueOf(task, this.#inputs, (line) => info(`${name}: ${line}`), this.#cancelled);
		return (record) => {
			const kept = keep?.(record);
			if (kept === void 0) return void 0;
			return async () => {
				const done = this.#issues.then(kept);
				this.#issues = done.catch(() => void 0);
				return done;
			};
		};
	}
	/** Prints what was not printed yet. */
	flush() {
		if (this.#said.length > 0) info(this.#said.splice(0).join("\n"));
	}
	/** Makes one run and tells what came of it. */
	async #run(task) {
		const log = new LogOfOne();
		const { record, crash } = await performRun(this.#ports(log), task);
		if (crash !== void 0) debug(crash);
		this.#tell(record, log);
		return record;
	}
	#ports(log) {
		return {
			fetch: this.#fetch,
			sendOnce,
			hosts: hostView,
			turns: this.#turns,
			progress: log,
			clock,
			random,
			mask: maskToken,
			appendToJournal: () => void 0,
			proven: () => void 0,
			cancelled: this.#cancelled
		};
	}
	/** One line in the log; of a connection that fails all lines, folded. */
	#tell(record, log) {
		const row = this.report.add(record);
		const line = plainLine(`${row.sign} ${row.connection}: ${row.headline}`.replaceAll("`", ""));
		if (row.passes) {
			this.#said.push(line);
			if (this.#said.length >= LINES_AT_ONCE) this.flush();
			return;
		}
		this.flush();
		startGroup(line);
		for (const said of [...log.lines, ...adviceLines(record, this.#words)]) info(said);
		endGroup();
	}
};
/** Where a connection is looked at: what may not be hammered. */
function urlOf({ read }) {
	if (!("task" in read)) return "";
	const { task } = read;
	return task.command === "preflight" ? task.job.platformUrl : task.job.connection.address?.origin ?? "";
}
function wordsOf({ name, read }) {
	if (!("task" in read)) return [name];
	const { task } = read;
	return ownWords(task.job.connection, platformUrlOf(task));
}
export { runAll };
