import { B as commandAnswer, Fn as capsuleKey, In as openCapsule, Jt as Redaction, Lt as Guards, N as maskToken, Pn as plainLine, Pt as tryAtHub, S as defaultProfile, Vt as HubToken, W as vaultAt, Y as readRepository, Yt as Peer, bt as page, ct as clock, d as inputsFor, f as placeNamedBy, hr as warning, j as readInputs, n as random, pr as info, r as actionFetch, t as readCrashState, vn as capsuleLine } from "./index.js";
// lib/core/onboarding/capsule-hub.js
const REQUEST_TIMEOUT_MS = 1e4;
/** Whether the capsule's own hub accepts the token that is in it, within 20 seconds. */
async function opensItsHub(content, { fetch, clock, random }) {
	const { origin } = new URL(content.versions_url);
	const redaction = new Redaction();
	const token = new HubToken(content.token);
	redaction.add(token);
	const hub = new Peer({
		name: "hub",
		origins: [origin],
		correlationId: content.correlation_id,
		requestTimeoutMs: REQUEST_TIMEOUT_MS,
		rateLimitedCode: void 0
	}, {
		fetch,
		clock,
		random,
		redaction,
		observe: () => void 0
	});
	const address = {
		origin,
		versions: content.versions_url,
		details: void 0,
		credentials: void 0,
		hubclientinfo: void 0,
		locations: void 0
	};
	if (!hub.admits(content.versions_url)) return false;
	const profile = {
		...defaultProfile,
		documentsGuards: false
	};
	const signal = AbortSignal.timeout(2 * REQUEST_TIMEOUT_MS);
	const probe = {
		hub,
		guards: new Guards(hub, profile, signal),
		address,
		profile,
		encodings: [content.encoding],
		signal
	};
	return (await tryAtHub(probe, token, {})).tokenStatus === "accepted";
}
// lib/core/onboarding/finish-crashed-run.js
const never = new AbortController().signal;
/**
* Finishes what a killed run left behind, as far as its state allows: withdraws a lock under which nothing was sent, stores
* a token that was captured. Sends nothing that changes anything at the hub, and waits for nothing.
*/
async function finishCrashedRun(crash, deps) {
	if (!deps.vault.isPersistent && crash.capsule !== void 0 && !crash.reported) return {
		did: "kept-capsule",
		capsule: crash.capsule,
		why: "nowhere"
	};
	switch (crash.phase) {
		case "marked":
			if (crash.slot === "giving-back") return giveBack(crash, deps);
			if (crash.takenOver) return crash.slot === "asked" ? restoreLock(deps) : { did: "nothing" };
			return crash.reported ? { did: "nothing" } : withdraw(crash, deps);
		case "posting": return crash.reported || crash.request === void 0 ? { did: "nothing" } : {
			did: "reported",
			request: crash.request
		};
		case "captured": return crash.capsule === void 0 ? { did: "nothing" } : storeCaptured(crash, crash.capsule, deps);
		case "stored":
		case "ended": return { did: "nothing" };
	}
}
/** A lock that was taken over notes that another run's exchange is in doubt: if it is gone, it is written down again. */
async function restoreLock({ vault }) {
	if (vault.takesOverAtOnce === true) return { did: "nothing" };
	const view = await vault.look(never);
	if ("failure" in view) return {
		did: "lost-note",
		failure: view.failure
	};
	if (view.ok.lock !== "absent") return { did: "nothing" };
	const taken = await vault.takeLock();
	if ("failure" in taken) return {
		did: "lost-note",
		failure: taken.failure
	};
	if (taken.ok === "unanswered") return {
		did: "lost-note",
		failure: void 0
	};
	return { did: taken.ok === "taken" ? "restored-lock" : "nothing" };
}
/** The run was done with the lock, and could not delete it, or had no time to. What is left of it is a nuisance, no more. */
async function giveBack(crash, deps) {
	return { did: (await withdraw(crash, deps)).did === "withdrew" ? "gave-back" : "nothing" };
}
async function withdraw(crash, { vault, now }) {
	const view = await vault.look(never);
	if ("failure" in view) return {
		did: "left-lock",
		failure: view.failure
	};
	if (view.ok.lock === "absent") return { did: "nothing" };
	if (!isOurs(view.ok.lock, now - crash.markedAt, crash.slot)) return {
		did: "left-lock",
		failure: void 0
	};
	const released = await vault.releaseLock(never);
	return "failure" in released ? {
		did: "left-lock",
		failure: released.failure
	} : { did: "withdrew" };
}
/**
* Whether the lock is this run's: it took it for certain, and what is there came to be when this run asked for it. A post
* step may begin long after the end of its run, and by then another run may have taken the lock over. One that was only
* asked for may be another run's, which asked at the same moment, and is left to its lease of five minutes.
*/
function isOurs(lock, sinceMarkedMs, certainty) {
	const laterMs = sinceMarkedMs - lock.sinceMs;
	return certainty !== "asked" && laterMs >= -2e3 && laterMs <= 17e3;
}
/** The rule of the exchange holds here, too: a secret is overwritten by nothing but a proven successor. */
async function storeCaptured(crash, capsule, deps) {
	const { platformToken, vault } = deps;
	const kept = (why, failure) => crash.reported && why !== "vault" ? { did: "nothing" } : {
		did: "kept-capsule",
		capsule,
		why,
		...failure === void 0 ? {} : { failure }
	};
	if (platformToken === void 0) return kept("no-platform-token");
	if (!vault.isPersistent) return { did: "nothing" };
	const opened = await openCapsule(capsule, platformToken, deps.deriveKey);
	if ("failure" in opened) return kept(opened.failure === "no-token" ? "no-token" : "unopened");
	const token = new HubToken(opened.content.token);
	deps.know(token);
	const place = opened.content.secret;
	if (place !== void 0 && vault.location !== void 0 && place !== vault.location) return kept("other-place");
	const view = await vault.look(never);
	if ("failure" in view) return kept("vault", view.failure);
	const successor = crash.request === "PUT" && await deps.opens(opened.content);
	if (view.ok.secret === "present" && !successor) return kept("secret-exists");
	const stored = await vault.store(token, never, view.ok.secret === "present");
	return "failure" in stored ? kept("vault", stored.failure) : { did: "stored" };
}
// lib/core/report/crash-report.js
/**
* Tells what was done.
* @param where the inputs that name the place of the secret, as YAML lines, for a step that recovers the token.
*/
function crashReport(done, { place, lockPlace, isPersistent }, where) {
	switch (done.did) {
		case "nothing": return { lines: [] };
		case "withdrew": return { lines: [`The step was ended before it sent anything. The ${lockPlace} is deleted; start a new run.`] };
		case "gave-back": return { lines: [`The ${lockPlace} is deleted now: nothing is outstanding.`] };
		case "restored-lock": return { lines: [`The ${lockPlace} is there again: it notes that an earlier exchange is in doubt. Start a new run in 5 minutes.`] };
		case "lost-note": return {
			warning: `An earlier exchange is in doubt, and the ${lockPlace}, which notes that, may be gone${because(done.failure)}. Once GitHub works, start a new run; if the party stays PLANNED after one with the hub token, run command update.`,
			lines: []
		};
		case "left-lock": return {
			warning: `The step was ended before it sent anything, but the ${lockPlace} may be left${because(done.failure)}. A new run takes it over 5 minutes after it was made.`,
			lines: []
		};
		case "reported": return {
			warning: isPersistent ? interrupted[done.request](lockPlace) : interruptedUnnoted,
			lines: []
		};
		case "stored": return {
			warning: `The step was ended before it had stored the hub token. It is stored now, as ${place}. ${nextRun(", 5 minutes from now: it goes on where this one stopped")}`,
			lines: []
		};
		case "kept-capsule": return {
			warning: `The hub token that this step was given is not stored: ${plainLine(reason(done, place))}. Copy the recovery capsule from this log now.`,
			lines: recipe(done.capsule, done.why, where)
		};
	}
}
/**
* The same of a run that had stored the hub token itself, and was ended before it could say so.
* @param report what else was done.
*/
function withKept({ warning, lines }, { did }, { place }) {
	if (did === "reported") return {
		warning: `${warning} ${undelivered}`,
		lines
	};
	const kept = `The step was ended before it was through, but the hub token is stored, as ${place}. ${nextRun(", 5 minutes from now: it finishes what is left to do")}`;
	return {
		warning: warning === void 0 ? kept : `${kept} ${warning}`,
		lines
	};
}
const undelivered = `Your platform does not have the token yet, unless a later step of this job delivered it: with expose-hub-token: true the next run hands it on (${page("examples/exchange-and-deliver.yml")}).`;
function nextRun(how) {
	return `Start a new run with it as hub-token${how}. ${undelivered}`;
}
/**
* Tells what a run left whose place for the hub token the post step does not know: its inputs name another than the state,
* or the state is none of our main run's. Nothing was done.
*/
function unplacedReport({ phase, capsule, request, reported }, where) {
	if (reported) return { lines: [] };
	if (phase === "captured" && capsule !== void 0) return {
		warning: "The hub token that this step was given is not stored: the inputs of this post step do not name the secret that it is for. Copy the recovery capsule from this log now.",
		lines: recipe(capsule, "vault", where)
	};
	return phase === "posting" && request !== void 0 ? {
		warning: interruptedUnnoted,
		lines: []
	} : { lines: [] };
}
/**
* Names the entries of a state that hold what no main run of ours writes, in one line. What they hold is not shown.
* @param unfit their names.
*/
function unfitLines(unfit) {
	if (unfit.length === 0) return [];
	const placeless = "The inputs of this post step do not name the secret of which its state speaks, so no secret is touched; a lock that the run may have left, at GitHub a _PENDING secret, is taken over by a new run 5 minutes after it was made. Inputs can be empty here in a composite action that another one uses.";
	const others = unfit.filter((name) => name !== "destination");
	const unread = `What its state says as ${others.join(", ")} is nothing that a main run of this step writes, so it is not used.`;
	return [[...others.length < unfit.length ? [placeless] : [], ...others.length > 0 ? [unread] : []].join(" ")];
}
const interruptedUnnoted = "The step was ended while a request that changes something was on its way, so its outcome is not known. Start a new run with the same tokens: it finds out what can be found out.";
const interrupted = {
	POST: (lockPlace) => `The step was ended while the exchange was under way, so its outcome is not known. The ${lockPlace} keeps a note of it: start a new run with the initial token, 5 minutes from now; it finds out what can be found out.`,
	PUT: (lockPlace) => `The step was ended while the hub was being told of the platform, so its outcome is not known. The hub token is stored, and the ${lockPlace} keeps a note: run the same command again, with it as hub-token, 5 minutes from now.`,
	DELETE: () => "The step was ended while the registration was being ended, so its outcome is not known. Start a new run of command unregister, 5 minutes from now."
};
function reason({ why, failure }, place) {
	switch (why) {
		case "no-platform-token": return "the post step was given no platform-token to open its capsule with";
		case "unopened": return "the platform-token does not open its capsule; after rotate the new one does";
		case "no-token": return "no token was found in the hub's answer, which the capsule holds";
		case "secret-exists": return `there is a ${place} already, and a stored token is overwritten by none that was not seen to work`;
		case "nowhere": return "with store: none it is kept nowhere else, and the step was ended before it had reported everything";
		case "other-place": return `the capsule was sealed for another place than the ${place}`;
		case "vault": return `${failure?.command === void 0 ? "GitHub" : "the vault command"} could not be used${because(failure)}`;
	}
}
function because(failure) {
	if (failure === void 0) return "";
	if (failure.command !== void 0) return ` (it answered ${commandAnswer(failure.command)})`;
	const status = failure.status === void 0 ? "no answer" : `HTTP ${failure.status}`;
	return ` (${plainLine(failure.detail === "" ? status : `${status}, ${failure.detail}`)})`;
}
function recipe(capsule, why, where) {
	const lines = [capsuleLine(capsule)];
	if (why === "no-token") return lines;
	return [
		...lines,
		"Store it as the secret OCPI_RECOVERY_CAPSULE, and run this step in a workflow of its own:",
		"  - uses: ocpi-onboarding/ocpi-onboarding@v1",
		"    with:",
		"      command: recover",
		"      recovery-capsule: ${{ secrets.OCPI_RECOVERY_CAPSULE }}",
		"      platform-token: ${{ secrets.OCPI_PLATFORM_TOKEN }} # the one that the run sent: after rotate, the new one",
		...where.includes("store: command") ? [] : ["      github-token: ${{ secrets.OCPI_SECRETS_TOKEN }}"],
		...where.map((line) => `      ${line}`)
	];
}
// lib/action/finish.js
/**
* The post step: finishes what the main run left, and never fails the job.
* @param deriveKey how the key of capsules is derived: who runs hundreds in one process derives it once.
*/
async function finish(deriveKey = capsuleKey) {
	try {
		await finishWhatIsLeft(deriveKey);
	} catch (error) {
		warn(`The step could not be tidied up: ${error instanceof Error ? error.message : "unknown"}.`);
	}
}
async function finishWhatIsLeft(deriveKey) {
	const inputs = readInputs();
	const placeIn = placeNamedBy(inputs, readRepository(process.env));
	const { left, isKept, destination, unfit } = readCrashState(placeIn);
	const story = destination === void 0 ? unplacedReport(left, inputsFor(destination)) : await finishAt(destination, left, isKept, inputs, deriveKey);
	if (left.phase === "captured" && left.capsule === void 0 && !left.reported && unfit.length === 0) warn("The step was ended before it had stored what the hub issued. Copy the recovery capsule from its log now.");
	if (story.warning !== void 0) warn(story.warning);
	for (const line of [...unfitLines(unfit), ...story.lines]) info(plainLine(line));
}
/** Finishes what can be finished in the vault there. */
async function finishAt(destination, left, isKept, inputs, deriveKey) {
	const vault = vaultAt(destination, inputs.githubToken, clock);
	const network = actionFetch();
	try {
		const done = await finishCrashedRun(left, {
			platformToken: inputs.platformToken,
			vault,
			now: Date.now(),
			opens: (content) => opensItsHub(content, {
				fetch: network.fetch,
				clock,
				random
			}),
			know: maskToken,
			deriveKey
		});
		return isKept && done.did !== "stored" ? withKept(crashReport(done, vault, inputsFor(destination)), done, vault) : crashReport(done, vault, inputsFor(destination));
	} finally {
		await network.close();
	}
}
function warn(sentence) {
	warning(plainLine(sentence), { title: "OCPI Onboarding" });
}
export { finish };
