import { $t as dataOf, Bt as tokenStatusOf, Ct as awaitConnected, D as checkStrength, Dt as reportUnprovable, En as partyName, Et as hubProbe, Fn as capsuleKey, Ft as tryAhead, Gt as checkEnvelopeForm, It as askForParties, Kt as checkIdentity, Ln as sealBody, Mt as concluded, Nt as probeHub, Pt as tryAtHub, Rn as sealCapsule, Tt as hubPeer, Ut as RehearsalToken, Vt as HubToken, Wt as hasOnlyTokenCharacters, Xn as object, Zn as optional, _n as isRecord, bn as foremost, dn as receiverUrls, en as envelopeOf, jn as isSuccess, jt as probePlatform, ln as isLoopback, nn as isRedirect, nr as string, on as untouched, qt as listedUrl, tn as isHttpSuccess, wn as platformFindings, wt as endOf, yn as firstError, zn as _catch, zt as isTurnedDown } from "./index.js";
// lib/core/onboarding/ends.js
/** The run was stopped before it had changed anything. */
function cancelled() {
	return {
		result: "cancelled",
		because: { code: "cancelled" }
	};
}
/** There is neither a registration nor a token to make one with. */
function needsInitialToken() {
	return {
		result: "invalid",
		because: { code: "first-run-needs-initial-token" }
	};
}
/** The token's secret exists, and this run was not given it. */
function secretExists({ place, passing }, capsule) {
	return {
		result: "not-ready",
		because: {
			code: "secret-exists",
			place,
			passing,
			capsule
		}
	};
}
/** Another run holds the lock; `freeAt`, where that is known, is when it may be taken over. */
function lockHeld({ lockPlace }, freeAt) {
	return {
		result: "in-doubt",
		because: {
			code: "lock-held",
			lockPlace,
			freeAt
		}
	};
}
/** The lock was not to be had. */
function lockedOut(lock, vault) {
	switch (lock.kind) {
		case "held": return lockHeld(vault);
		case "unanswered": return {
			result: "in-doubt",
			because: {
				code: "lock-unanswered",
				lockPlace: vault.lockPlace,
				freeAt: lock.freeAt
			}
		};
		case "unavailable": return {
			result: "not-ready",
			because: lock.because
		};
	}
}
/** Only the run that left this lock behind could have said what became of its exchange; this one cannot find it out. */
function notRecoverable({ lockPlace }, code, lock) {
	return {
		result: "in-doubt",
		because: {
			code,
			lockPlace,
			interruptedAt: lock.at
		}
	};
}
/** The run was stopped under a lock that says that an exchange is in doubt: the lock stays. */
function inDoubt({ vault: { lockPlace } }, { abandonedAt }) {
	return {
		result: "in-doubt",
		because: {
			code: "stopped-in-doubt",
			lockPlace,
			interruptedAt: abandonedAt
		}
	};
}
/** The run was stopped while it took the lock: it gives it back, unless the lock notes another run's doubt. */
async function lockedTooLate(steps, lock) {
	if (lock.abandonedAt !== void 0) return inDoubt(steps, lock);
	await steps.unlock(lock);
	return cancelled();
}
/** The hub certainly did nothing in this run. */
async function unchanged(steps, lock, result, because) {
	await steps.unlock(lock);
	return {
		result,
		because
	};
}
/** A PUT after which it is not certain that the secret holds a token that works: the lock stays. */
function notConfirmed({ kind, because }) {
	return {
		result: {
			lost: "in-doubt",
			unproven: "registered",
			unstored: "unstored"
		}[kind],
		because
	};
}
// lib/core/onboarding/plan.js
/** A hub token that the hub refuses, or about which it says nothing. */
function notAccepted(token) {
	switch (token.kind) {
		case "accepted": return;
		case "refused": return stop({
			result: "refused",
			because: token.because
		});
		case "inconclusive": return stop({
			result: "unreachable",
			because: token.because
		});
	}
}
/** Hub or platform are not as they have to be: nothing is changed. */
function notReady(unfit) {
	return stop({
		result: "not-ready",
		because: unfit?.because
	});
}
/** When the run took the lock that left it behind. */
function abandonedAt(lock) {
	return lock.kind === "abandoned" ? lock.at : void 0;
}
/** The job ends. */
function stop(end) {
	return {
		do: "stop",
		end
	};
}
// lib/core/onboarding/exchange.js
/**
* `exchange` and `recover`: makes a registration, or finishes one that another run could not, and keeps its hub token. It
* can be run again at any time; on a working registration it only looks.
*/
async function exchange(steps) {
	const seen = await steps.look();
	if (steps.isCancelled()) return cancelled();
	const plan = planExchange(steps.given, seen, steps.vault);
	if (plan.do === "stop") return plan.end;
	if (plan.do === "ask") return needsInitialToken();
	if (plan.do === "verify") return steps.verify(plan.token);
	const lock = await steps.lock(plan.abandonedAt);
	if (lock.kind !== "locked") return steps.isCancelled() ? cancelled() : lockedOut(lock, steps.vault);
	if (steps.isCancelled()) return lockedTooLate(steps, lock);
	if (plan.do === "confirm") return confirm$1(steps, lock, plan.token, {
		outstanding: true,
		ready: true
	});
	if (lock.secret.kind !== "absent") return giveWayToSecret(steps, lock, plan.do === "store");
	if (plan.do === "store") return keep(steps, lock, plan, plan.ready);
	const posted = await register(steps, lock, plan.initial);
	return posted.kind === "issued" ? keep(steps, lock, posted, true) : posted.end;
}
/**
* Sends the POST once. Only where its answer was lost, and the hub was asked what became of it, it is sent again. (`post` itself may
* try the other encoding, after a refusal of the token.)
*/
async function register(steps, lock, initial) {
	const ended = (end) => ({
		kind: "ended",
		end
	});
	let crash;
	if (lock.abandonedAt === void 0) {
		const first = await steps.post(lock, initial, void 0);
		switch (first.kind) {
			case "issued": return first;
			case "refused": return ended(await unchanged(steps, lock, "refused", first.because));
			case "not-sent": return ended(await unchanged(steps, lock, "unreachable", first.because));
			case "stuck": return ended({
				result: "in-doubt",
				because: first.because
			});
			case "lost": crash = first.crash;
		}
	}
	const found = await steps.reconcile(lock, initial);
	if (found.kind === "issued") return found;
	if (found.kind === "lost") return ended({
		result: "in-doubt",
		because: found.because
	});
	if (steps.isCancelled()) return ended(inDoubt(steps, lock));
	const second = await steps.post(lock, found.initial, { crash: found.showsToken ? void 0 : crash });
	if (second.kind === "issued") return second;
	if (second.kind === "refused") return ended(await unchanged(steps, lock, "refused", second.because));
	return ended({
		result: "in-doubt",
		because: second.because
	});
}
/** The token is stored, then proven, and only then is the registration confirmed. */
async function keep(steps, lock, { token: issued, otherHub }, ready) {
	if (otherHub === void 0) await steps.proveAhead(issued);
	const stored = await steps.store(lock, issued);
	if (stored.kind === "unstored") return {
		result: "unstored",
		because: stored.because
	};
	if (otherHub !== void 0) return {
		result: "registered",
		because: otherHub
	};
	const proven = await steps.prove(stored.token);
	if (proven.kind === "unproven") return {
		result: "registered",
		because: proven.because
	};
	return confirm$1(steps, lock, proven.token, {
		outstanding: false,
		ready
	});
}
/** Confirms; then the lock is given back, and the parties are looked at. */
async function confirm$1(steps, lock, proven, how) {
	const confirmation = await steps.confirm(lock, proven, how);
	switch (confirmation.kind) {
		case "confirmed":
			steps.verifyAhead(confirmation.token);
			await steps.unlock(lock);
			return steps.verify(confirmation.token);
		case "later": return steps.verify(confirmation.token);
		default: return notConfirmed(confirmation);
	}
}
/** Nothing was sent. A lock that was taken over notes another run's doubt still, and stays. */
async function giveWayToSecret(steps, lock, ofCapsule) {
	const isNote = lock.abandonedAt !== void 0;
	if (!isNote) await steps.unlock(lock);
	if (lock.secret.kind === "unread") return {
		result: isNote ? "in-doubt" : "not-ready",
		because: lock.secret.because
	};
	return secretExists(steps.vault, ofCapsule);
}
/** From what was given and seen to what is to be done. Pure. */
function planExchange(given, seen, vault) {
	if (!(given.kind === "hub-token" || given.kind === "capsule") || seen.hub === void 0) return planRegistration(given, seen, vault);
	const dead = notAccepted(seen.hub.token);
	if (dead !== void 0) return dead;
	const held = {
		token: given.token,
		hub: seen.hub.status,
		capsule: given.capsule
	};
	return given.kind === "capsule" ? storeFromCapsule(held, seen, vault) : keepUp(held, seen, vault);
}
/** A hub token was given: its registration is only looked at, but for a confirmation that is outstanding. */
function keepUp(token, { vault, otherHub, unfit }, names) {
	if (vault.kind === "unread" || vault.lock.kind === "absent") return {
		do: "verify",
		token
	};
	if (vault.lock.kind === "held") return stop(lockHeld(names, vault.lock.freeAt));
	if (otherHub !== void 0) return stop({
		result: "not-ready",
		because: otherHub
	});
	if (unfit !== void 0) return notReady(unfit);
	return {
		do: "confirm",
		token,
		abandonedAt: vault.lock.at
	};
}
/** A token that could not be stored comes back in its capsule: it is stored now, under the same rules. */
function storeFromCapsule(token, { vault, otherHub, unfit }, names) {
	if (vault.kind === "unread") return stop({
		result: "not-ready",
		because: vault.because
	});
	if (vault.secret === "present") return stop(secretExists(names, true));
	if (vault.lock.kind === "held") return stop(lockHeld(names, vault.lock.freeAt));
	return {
		do: "store",
		token,
		otherHub,
		ready: unfit === void 0,
		abandonedAt: abandonedAt(vault.lock)
	};
}
/** No hub token was given: may this run register? */
function planRegistration(given, { hub: seen, vault, unfit }, names) {
	if (vault.kind === "unread") return stop({
		result: "not-ready",
		because: vault.because
	});
	if (vault.secret === "present") return stop(secretExists(names, false));
	const { lock } = vault;
	if (lock.kind === "held") return stop(lockHeld(names, lock.freeAt));
	if (given.kind !== "initial-token" || seen === void 0) {
		if (lock.kind === "abandoned") return stop(notRecoverable(names, "recovery-needs-initial-token", lock));
		return {
			do: "ask",
			unfit,
			abandonedAt: void 0
		};
	}
	const { token: tokenStatus, status } = seen;
	const { credentialsUrl } = status;
	if (tokenStatus.kind === "inconclusive") return stop({
		result: "unreachable",
		because: tokenStatus.because
	});
	if (tokenStatus.kind === "refused") {
		if (lock.kind === "abandoned") return stop(notRecoverable(names, "recovery-initial-token-refused", lock));
		if (credentialsUrl === void 0) return stop({
			result: "refused",
			because: tokenStatus.because
		});
	}
	if (unfit !== void 0 || credentialsUrl === void 0) return notReady(unfit);
	const { token, sender } = given;
	return {
		do: "register",
		initial: {
			token,
			sender,
			hub: {
				...status,
				credentialsUrl
			}
		},
		abandonedAt: abandonedAt(lock)
	};
}
// lib/core/onboarding/dry-run.js
/**
* A dry run of `exchange`: everything but POST and PUT. It has the steps of the exchange and its plan, and no step that changes
* anything at the hub or writes the token's secret.
*/
async function dryRun(steps) {
	const end = await lookAndLock(steps);
	steps.rehearse(end);
	return end;
}
async function lookAndLock(steps) {
	const seen = await steps.look();
	if (steps.isCancelled()) return cancelled();
	const plan = planExchange(steps.given, seen, steps.vault);
	if (plan.do === "stop") return plan.end;
	if (plan.do === "ask" && plan.unfit !== void 0) return {
		result: "not-ready",
		because: plan.unfit.because
	};
	if (plan.do === "verify") {
		await steps.verify(plan.token);
		return would(steps, plan, seen);
	}
	if (plan.abandonedAt !== void 0) return would(steps, plan, seen);
	const lock = await steps.lock(void 0);
	if (lock.kind !== "locked") return steps.isCancelled() ? cancelled() : lockedOut(lock, steps.vault);
	if (steps.isCancelled()) return lockedTooLate(steps, lock);
	if (lock.secret.kind !== "absent") return giveWayToSecret(steps, lock, plan.do === "store");
	await steps.unlock(lock);
	return would(steps, plan, seen);
}
/** Nothing is in the way of what the exchange would do. */
function would({ vault: { lockPlace } }, plan, { hub }) {
	const isLeftBehind = "abandonedAt" in plan && plan.abandonedAt !== void 0;
	const isUncertain = hub?.token.kind === "refused";
	const registering = isLeftBehind ? "recover" : isUncertain ? "try" : "post";
	return {
		result: "done",
		because: {
			code: "dry-run-would",
			next: plan.do === "register" ? registering : plan.do,
			lockPlace,
			isLeftBehind
		}
	};
}
// lib/core/ocpi/credentials.js
/** The body of POST and PUT credentials: the one place where the platform token goes into a body. */
function credentialsBody(credentials) {
	return JSON.stringify({
		token: credentials.token.reveal(),
		url: credentials.url,
		roles: credentials.roles
	});
}
const receivedRole = object({
	role: string(),
	party_id: string(),
	country_code: string(),
	business_details: _catch(optional(object({ name: optional(string()) })), void 0)
});
/** Reads the hub's identity out of a credentials answer, with tolerance: what is missing is missing. */
function readIdentity(data) {
	if (!isRecord(data)) return {
		url: void 0,
		roles: []
	};
	const roles = Array.isArray(data["roles"]) ? data["roles"] : [{
		role: "",
		...data
	}];
	return {
		url: typeof data["url"] === "string" ? data["url"] : void 0,
		roles: roles.flatMap((role) => {
			const parsed = receivedRole.safeParse(role);
			return parsed.success ? [parsed.data] : [];
		})
	};
}
// lib/core/onboarding/sender.js
/** The platform as it presents itself to the hub. */
var Sender = class {
	/** The body of POST and PUT. */
	credentials;
	#platform;
	#derive;
	#key;
	constructor(platform, { connection, deriveKey = capsuleKey }) {
		this.credentials = credentialsBody({
			token: platform.token,
			url: platform.url,
			roles: connection.roles
		});
		this.#platform = platform;
		this.#derive = deriveKey;
	}
	/** The key of capsules: of the platform token of the very request whose answer they hold. It is derived once, which takes a moment. */
	async key() {
		this.#key ??= this.#derive(this.#platform.token);
		return this.#key;
	}
};
// lib/core/onboarding/lease.js
/** A lock of another run may be taken over after this time, in milliseconds. */
const LEASE_MS = 3e5;
/**
* Whether a lock may be taken over: its lease is over; or it is the lock of the run whose capsule this one was given, which
* wrote it before the hub issued the token, and not longer before than its lease.
* @param issuedAt when the hub issued what is in the capsule, by the clock that dates the lock.
*/
function isAbandoned({ ageMs, writtenAt }, issuedAt) {
	if (ageMs >= 3e5) return true;
	if (issuedAt === void 0 || writtenAt === void 0) return false;
	const laterMs = issuedAt.getTime() - writtenAt.getTime();
	return laterMs >= 0 && laterMs <= 3e5;
}
// lib/core/onboarding/steps/context.js
/** What a job came to beside its end. It is gathered on the way, because a job may end anywhere. */
var Results = class {
	/** The hub as it was seen last. */
	hub;
	parties = [];
	/** The current token, once it has opened the hub. */
	proven;
	/** The current token, where nothing shows whether the hub takes it. */
	unprovable;
	/** The capsule of the current token, as long as nothing else keeps that. */
	capsule;
	/** The capsule of what else the hub gave, a second token or an answer without one, where no current token needs its place. */
	spare;
	/** What a dry run delivers in the place of a hub token. */
	rehearsal;
	storedIn;
	registeredAt;
	hubParty;
	/** What the platform's own details list, where the look read them. */
	platformEndpoints;
	/** Another token takes the place of the current one. It is still to be proven. */
	replace({ capsule }) {
		this.capsule = capsule;
		this.proven = void 0;
	}
};
/** The tokens that are ours already: the hub may repeat them, but does not issue them. */
function ownTokens({ job }, current) {
	const { initialToken, platform, formerPlatformToken } = job;
	return [
		initialToken,
		platform?.token,
		formerPlatformToken,
		current
	].filter((token) => token !== void 0);
}
/** Whether a lock may be taken over: as {@link isAbandoned}, for the capsule that this run was given, if it was. */
function mayTakeOver({ job, given }, lock) {
	const sealed = given.kind === "capsule" ? job.capsule?.sealed : void 0;
	return isAbandoned(lock, sealed?.clock !== void 0 && sealed.clock === job.vault.clock?.name ? new Date(sealed.at) : void 0);
}
/** Says, where that has to be known, that a token opens the hub. */
function markProven({ run, results }, token) {
	results.proven = token;
	run.reportProven(token);
}
/** The current token is in the vault. One that keeps nothing leaves it to the capsule, until the run has shown that. */
function noteStored({ run, job }) {
	if (job.vault.isPersistent) run.appendToJournal({ phase: "stored" });
}
// lib/core/onboarding/steps/connect-ahead.js
/**
* Opens the connection for what this run will send next that changes something at the hub, while an answer before it is awaited. Each
* such request has a connection of its own; one that is fresh still is not opened anew.
* @param next a request that changes something, or the confirmation, which not every hub asks for.
* @param url where it goes; undefined where that is not known yet.
*/
function connectAhead({ hub, job, sender }, next, url) {
	if (sender === void 0 || job.dryRun !== void 0 || url === void 0) return;
	if (next === "change" || job.connection.profile.confirms) hub.connectAhead(url);
}
// lib/core/onboarding/steps/lock.js
/** Step 3: takes the lock, or takes it over from a run that left it behind at that time. */
async function lock(abandonedAt) {
	if (this.job.vault.isPersistent) this.run.begin("lock");
	const askedAt = this.run.ports.clock.now().getTime();
	if (abandonedAt === void 0) return take(this, void 0, askedAt);
	return await removeAbandoned(this) ?? take(this, abandonedAt, askedAt);
}
/** The lock proves that the vault can be written. Under it the token's secret is looked at once more. */
async function take(context, abandonedAt, askedAt) {
	const { job, run, sender } = context;
	const takenOver = abandonedAt !== void 0;
	run.appendToJournal({
		phase: "marked",
		slot: "asked",
		takenOver
	});
	connectAhead(context, "change", context.results.hub?.credentialsUrl);
	const [taken] = await Promise.all([job.vault.takeLock(), sender?.key()]);
	if ("failure" in taken || taken.ok !== "taken") {
		if (!(takenOver && ("failure" in taken || taken.ok === "unanswered"))) run.appendToJournal({ phase: "ended" });
		if ("failure" in taken) return {
			kind: "unavailable",
			because: vaultFailed(context, taken.failure)
		};
		if (taken.ok === "lost") return { kind: "held" };
		return {
			kind: "unanswered",
			freeAt: new Date(run.ports.clock.now().getTime() + LEASE_MS)
		};
	}
	run.appendToJournal({
		phase: "marked",
		slot: "ours",
		takenOver
	});
	if (job.vault.isPersistent) run.line(run.words.vaultLine("lock-taken", job.vault));
	const again = await job.vault.look(run.ports.cancelled);
	const seen = {
		kind: "locked",
		abandonedAt,
		askedAt
	};
	if (run.ports.cancelled.aborted) return {
		...seen,
		secret: { kind: "absent" }
	};
	if ("failure" in again) return {
		...seen,
		secret: {
			kind: "unread",
			because: vaultFailed(context, again.failure)
		}
	};
	return {
		...seen,
		secret: { kind: again.ok.secret }
	};
}
/** @returns why the abandoned lock is not removed; undefined when it is. */
async function removeAbandoned(context) {
	const { job, run } = context;
	run.appendToJournal({
		phase: "marked",
		slot: "asked",
		takenOver: true
	});
	const removed = await job.vault.removeAbandonedLock((held) => mayTakeOver(context, held), run.ports.cancelled);
	if ("failure" in removed ? removed.failure.kind !== "unavailable" : removed.ok === "lost") run.appendToJournal({ phase: "ended" });
	if ("failure" in removed) return {
		kind: "unavailable",
		because: vaultFailed(context, removed.failure)
	};
	return removed.ok === "lost" ? { kind: "held" } : void 0;
}
/** Step 10. A lock that cannot be given back is a nuisance for the next run, no more. */
async function unlock(held) {
	const { run, job: { vault } } = this;
	if (vault.isPersistent) run.begin("unlock");
	run.appendToJournal({
		phase: "marked",
		slot: "giving-back",
		takenOver: false
	});
	const released = await (remainingLeaseMs(this, held) > 0 ? vault.releaseLock(run.ports.cancelled) : vault.removeAbandonedLock((one) => isAbandoned(one)));
	if ("failure" in released) {
		run.found([{
			code: "lock-left",
			lockPlace: vault.lockPlace,
			failure: released.failure
		}]);
		return;
	}
	if (vault.isPersistent && released.ok !== "lost") run.line(run.words.vaultLine("lock-released", vault));
	run.appendToJournal({ phase: "ended" });
}
/** How long the lock is still this run's, in milliseconds; then another run may have taken it over. */
function remainingLeaseMs({ run, job }, { askedAt }) {
	if (!job.vault.isPersistent) return 1e400;
	return askedAt + LEASE_MS - run.ports.clock.now().getTime();
}
/** Whether it is too late to begin what changes something at the hub, which may be slow beyond measure. */
function isLate(context, held) {
	return remainingLeaseMs(context, held) < 18e4;
}
/** The step that was to change something at the hub, and begins too late for it. */
function tooLate({ run }) {
	const because = { code: "lease-expired" };
	run.found([because]);
	return {
		kind: "not-sent",
		because
	};
}
/**
* The vault failed: in the way of everything but a look at a working registration, to which it is a nuisance.
* @returns what was found; nothing where the run was stopped, which says nothing of the vault.
*/
function vaultFailed({ run, job: { vault } }, failure, works = false) {
	if (run.ports.cancelled.aborted && failure.kind === "unavailable") return void 0;
	const { place, grant } = vault;
	const whenNeeded = failure.kind === "forbidden" || failure.kind === "not-found" ? {
		code: "vault-forbidden",
		place,
		failure,
		grant
	} : {
		code: "vault-failed",
		place,
		failure
	};
	const found = works ? {
		code: "vault-unread",
		place,
		failure
	} : whenNeeded;
	run.found([found]);
	return found;
}
// lib/core/onboarding/credentials-response.js
const definiteHttp = /* @__PURE__ */ new Set([
	400,
	401,
	402,
	403,
	404,
	405,
	415,
	422,
	429
]);
const definiteServerCodes = /* @__PURE__ */ new Set([
	3001,
	3002,
	3003
]);
/** Reads the answer to a POST or PUT. `ours` are the tokens that were ours before it. */
function readCredentialsResponse(answer, profile, ours) {
	if (answer.kind === "unanswered") return { kind: answer.notSent ? "not-sent" : "lost" };
	const token = issuedToken(answer, ours);
	if (token !== void 0) return {
		kind: "token",
		token,
		deviations: deviationsOf(token, answer)
	};
	const isBare = answer.summary.method === "PUT" && isHttpSuccess(answer.httpStatus) && answer.summary.body === "empty";
	if (dataOf(answer) !== void 0 || isBare) return { kind: "accepted" };
	return refusalOf$1(answer, profile) ?? { kind: isUnreadableSuccess(answer) ? "unreadable" : "lost" };
}
function refusalOf$1(answer, profile) {
	const code = envelopeOf(answer)?.statusCode;
	if (!(code !== void 0 && (code >= 2e3 && code <= 2999 || definiteServerCodes.has(code))) && !isRedirect(answer) && !definiteHttp.has(answer.httpStatus)) return void 0;
	const unauthorised = answer.httpStatus === 401 || answer.httpStatus === 403;
	return {
		kind: "refused",
		reason: reasonOf(answer.summary, profile),
		alreadyRegistered: answer.httpStatus === 405,
		aboutToken: unauthorised || code !== void 0 && code === profile.unauthorisedCode || answer.httpStatus === 400 && code === void 0
	};
}
function isUnreadableSuccess(answer) {
	const code = envelopeOf(answer)?.statusCode;
	return isHttpSuccess(answer.httpStatus) && (code === void 0 || isSuccess(code));
}
function deviationsOf(token, answer) {
	const { summary } = answer;
	const findings = [];
	if (answer.body.kind !== "envelope" || answer.truncated) findings.push({
		code: "token-in-broken-answer",
		method: summary.method
	});
	else if (dataOf(answer) === void 0) findings.push({
		code: "token-in-error-answer",
		response: summary
	});
	const value = token.reveal();
	if (value.length > 64 || !hasOnlyTokenCharacters(value)) findings.push({ code: "token-unusual" });
	return findings;
}
/** Why the hub said no, as far as the answer says. */
function reasonOf({ httpStatus, statusCode, body }, profile) {
	switch (statusCode) {
		case 3001: return "platform-unusable";
		case 3002: return "version";
		case 3003: return "endpoints";
	}
	if (httpStatus === 405) return "already-registered";
	if (body === "html") return "refused";
	const byCode = statusCode !== void 0 && statusCode === profile.unauthorisedCode;
	return httpStatus === 401 || httpStatus === 403 || byCode ? "unauthorised" : "refused";
}
/** The token in an answer that is not one of ours: the one that the hub issued. */
function issuedToken(answer, ours) {
	return findTokens(answer).map((value) => new HubToken(value)).find((token) => !ours.some((own) => own.equals(token)));
}
/**
* How many different candidates are looked at. A hub may repeat the tokens that are ours, which are four at the most; what
* has more names for a token than this is noise.
*/
const MOST_CANDIDATES = 100;
/**
* The strings at `data.token` and at `token` of an answer to POST or PUT, byte for byte, the likeliest first and each once. A
* body that is cut off or is no JSON is searched too: a hub issues its token once, so a broken answer that holds it still
* holds it.
*
* Between the answer and the capsule nothing may take longer than reading the answer: every character is looked at once.
*/
function findTokens({ body, text }) {
	if (body.kind === "envelope" || body.kind === "json") return namedTokens(text);
	return [.../* @__PURE__ */ new Set([...namedTokens(text, { strictly: true }), ...salvagedTokens(text)])];
}
/**
* What a JSON text names `token`, in `data` first and then at its root, also where either is wrapped in a list, or where a
* name comes twice: a parser shows the last one alone, and the others are in the text all the same, so the last comes first.
* Of a text that breaks off, what stands before that.
*/
function namedTokens(json, { strictly = false } = {}) {
	const inData = [];
	const atRoot = [];
	/** For each bracket that is open whether what stands in it has a name; a list's elements have none. */
	const open = [];
	const names = [];
	let name;
	for (let at = 0; at < json.length; at += 1) switch (json[at]) {
		case "\"": {
			const to = endOfString(json, at + 1, { strictly });
			if (to === void 0) {
				at = json.length;
				break;
			}
			const place = {
				from: at + 1,
				to
			};
			const next = behindSpace(json, place.to + 1);
			if (json[next] === ":") {
				name = stringAt(json, place);
				at = next;
				break;
			}
			if (name === "token" && place.to > place.from) {
				if (names.length === 0) atRoot.push(place);
				else if (names.length === 1 && names[0] === "data") inData.push(place);
			}
			name = void 0;
			at = next - 1;
			break;
		}
		case "{":
		case "[":
			open.push(name !== void 0);
			if (name !== void 0) names.push(name);
			name = void 0;
			break;
		case "}":
		case "]":
			if (open.pop() === true) names.pop();
			name = void 0;
	}
	return [...differentStrings(json, inData.toReversed()), ...differentStrings(json, atRoot.toReversed())];
}
/** Whatever a text that is no JSON calls a token. */
function salvagedTokens(body) {
	const places = [];
	const NAME = "\"token\"";
	for (let at = body.indexOf(NAME); at >= 0; at = body.indexOf(NAME, at)) {
		at = behindSpace(body, at + 7);
		if (body[at] !== ":") continue;
		at = behindSpace(body, at + 1);
		if (body[at] !== "\"") continue;
		const from = at + 1;
		const to = endOfString(body, from, { strictly: true });
		if (to !== void 0 && to > from) places.push({
			from,
			to
		});
		at = to ?? from;
	}
	return differentStrings(body, places);
}
/**
* Where the closing quote of a string stands, or undefined when it has none.
* @param strictly a control character but a tab ends the search, too.
*/
function endOfString(text, from, { strictly = false } = {}) {
	for (let at = from; at < text.length; at += 1) {
		const code = text.charCodeAt(at);
		if (code === 34) return at;
		if (code === 92) at += 1;
		if (strictly && isControl(text.charCodeAt(at))) return void 0;
	}
}
/** A control character other than a tab, or the end of a line. */
function isControl(code) {
	return code < 32 && code !== 9 || code >= 127 && code <= 159;
}
function behindSpace(text, from) {
	let at = from;
	while (at < text.length && " 	\r\n\xA0".includes(text.charAt(at))) at += 1;
	return at;
}
function differentStrings(text, places) {
	const found = /* @__PURE__ */ new Set();
	for (const place of places) {
		found.add(stringAt(text, place));
		if (found.size === MOST_CANDIDATES) break;
	}
	return [...found];
}
function stringAt(text, { from, to }) {
	const raw = text.slice(from, to);
	if (!raw.includes("\\")) return raw;
	try {
		return JSON.parse(`"${raw}"`);
	} catch {
		return raw;
	}
}
// lib/core/onboarding/steps/capture.js
/**
* Step 5, its synchronous half: seals a token that the hub issued, appends the capsule to the durable state, and only then
* makes the token known. Nothing here waits for anything.
* @param hub as it shows itself to the token, or to the one before it.
*/
function captureToken(context, key, token, hub) {
	const { run, job } = context;
	const { connection, vault } = job;
	const content = {
		token,
		versionsUrl: connection.address.versions,
		encoding: hub.encoding,
		parties: connection.roles,
		correlationId: run.correlationId,
		...nowAt(context),
		connection: connection.name === "default" ? void 0 : connection.name,
		secret: vault.location
	};
	const capsule = sealCapsule(content, key);
	run.appendToJournal({
		phase: "captured",
		capsule
	});
	run.knowToken(token);
	return {
		token,
		hub,
		capsule
	};
}
/** The time by the clock that dates the lock, as far as that is known: a later run finds its own lock by it. */
function nowAt({ run, job }) {
	const now = run.ports.clock.now();
	const { name, aheadMs } = job.vault.clock ?? {};
	return aheadMs === void 0 ? { at: now } : {
		at: new Date(now.getTime() + aheadMs),
		clock: name
	};
}
/** Captures the token of a registration, in the encoding that the hub took. It is the current one from now on. */
function captureIssued(context, key, token, seen, encoding) {
	const { run, results } = context;
	const hub = {
		...seen,
		encoding
	};
	results.registeredAt = run.ports.clock.now();
	const issued = captureToken(context, key, token, hub);
	results.replace(issued);
	results.hub = hub;
	return issued;
}
/**
* Keeps an answer whole that should have held a token and does not, sealed likewise.
* @param current the capsule of the current token, where nothing else keeps that.
*/
function captureBody(context, key, answer, current) {
	const { run } = context;
	const capsule = sealBody(answer.text, nowAt(context).at, run.correlationId, key);
	if (current === void 0) run.appendToJournal({
		phase: "captured",
		capsule
	});
	setAside(context, capsule, " of the answer", current);
}
/**
* What the hub gave beside the current token is handed out in its capsule; where the current token needs that place for its
* own, it goes to the log.
*/
function setAside({ run, results }, capsule, of, current) {
	if (current === void 0) results.spare = capsule;
	else run.showCapsule(capsule, of);
}
// lib/core/onboarding/steps/registration-known.js
/**
* OCPI answers 405 to PUT and DELETE of who is not registered, and a server answers 405 to a method that it has not. Which of the
* two it is, GET credentials tells.
*/
async function isRegistrationKnown({ hub: peer, run }, { token, hub }, { httpStatus }) {
	if (httpStatus !== 405 || hub.credentialsUrl === void 0) return void 0;
	const answer = await peer.get(hub.credentialsUrl, token, hub.encoding, run.ports.cancelled, { secret: true });
	if (dataOf(answer) !== void 0) return true;
	if (answer.kind === "unanswered" || answer.httpStatus >= 500 || answer.httpStatus === 429) return void 0;
	if (answer.httpStatus === 405) return void 0;
	const code = envelopeOf(answer)?.statusCode ?? 0;
	return [
		401,
		403,
		404
	].includes(answer.httpStatus) || code >= 2e3 && code <= 2999 ? false : void 0;
}
// lib/core/onboarding/steps/prove.js
/** How long a new token may take to work: hubs with several nodes need a moment. */
const PROOF_PATIENCE_MS = 3e4;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 4e3;
/** What the last try needs to get there and back. */
const LAST_TRY_MS = 3e3;
/**
* Step 6: the new token opens what is guarded, in either encoding, within 30 seconds. Where nothing is guarded no waiting
* shows more.
*/
async function prove(stored) {
	const { run, job, results } = this;
	run.begin("prove");
	const { token } = stored;
	connectAhead(this, "confirmation", stored.hub.credentialsUrl);
	const trial = await retryUntil(run, (deadline) => tryToken(this, stored.hub, token, deadline), ({ tokenStatus }) => tokenStatus === "accepted" || tokenStatus === "open");
	const { tokenStatus, status } = trial;
	if (tokenStatus === "accepted" || tokenStatus === "open") {
		if (tokenStatus === "accepted") markProven(this, token);
		const { encoding, opened, findings } = status;
		const hub = status.details === "accepted" ? status : {
			...stored.hub,
			encoding,
			opened,
			findings,
			parties: void 0
		};
		results.hub = hub;
		if (tokenStatus === "open" && !job.connection.profile.confirms) run.found([{ code: "token-unprovable" }]);
		return {
			kind: tokenStatus === "accepted" ? "proven" : "unprovable",
			token: {
				...stored,
				hub
			}
		};
	}
	const response = trial.answer.summary;
	const because = run.ports.cancelled.aborted ? { code: "token-untried" } : {
		code: "token-unproven",
		response
	};
	run.found([because]);
	return {
		kind: "unproven",
		because
	};
}
/** Whether a token that should be dead is: that it is refused is believed when the hub says so again. */
async function tryDeadToken(context, { token, hub }) {
	let refusals = 0;
	return retryUntil(context.run, (deadline) => tryToken(context, hub, token, deadline), ({ tokenStatus }) => tokenStatus !== "refused" || (refusals += 1) >= 2);
}
/**
* Tries with growing pauses until it is settled, 30 seconds have passed or the run is stopped; the last try has its time.
* @returns the last trial.
*/
async function retryUntil(run, trial, isSettled) {
	const { clock, cancelled } = run.ports;
	const deadline = clock.now().getTime() + PROOF_PATIENCE_MS;
	for (let pause = FIRST_PAUSE_MS;; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
		const made = await trial(deadline);
		const remainingMs = deadline - clock.now().getTime() - LAST_TRY_MS;
		if (isSettled(made) || remainingMs <= 0 || cancelled.aborted) return made;
		await clock.sleep(Math.min(pause, remainingMs), cancelled);
	}
}
/**
* Sends what {@link prove} asks first: a hub and a vault may be far away, and the token is in its capsule by now, so that neither
* has to wait for the other.
*/
async function proveAhead({ token, hub }) {
	const { cancelled, clock } = this.run.ports;
	tryAhead(probeAsSeen(this, hub, cancelled), token, hub.encoding, PROOF_PATIENCE_MS);
	await clock.sleep(0, cancelled);
}
/**
* GET of versions and their details with a token, in the encoding that worked before and then in the others.
* @param seen the hub as it showed itself before.
* @param deadline in milliseconds since the epoch; at it the trial ends, whatever it waits for.
*/
async function tryToken(context, seen, token, deadline) {
	const { probe, run } = context;
	const { cancelled, clock } = run.ports;
	const remainingMs = deadline === void 0 ? void 0 : Math.max(1, deadline - clock.now().getTime());
	const signal = remainingMs === void 0 ? cancelled : AbortSignal.any([cancelled, AbortSignal.timeout(remainingMs)]);
	const tried = await tryAtHub(probeAsSeen(context, seen, signal), token, { expectsDetails: seen.details === "accepted" });
	return {
		tokenStatus: tried.tokenStatus,
		answer: tried.telling,
		status: concluded(probe, token, tried)
	};
}
/** How the hub is looked at once more: in the encoding that worked before first, and where things were found before. */
function probeAsSeen({ probe }, seen, signal) {
	const others = probe.encodings.filter((encoding) => encoding !== seen.encoding);
	const address = {
		...probe.address,
		details: seen.detailsUrl ?? probe.address.details,
		credentials: seen.credentialsUrl ?? probe.address.credentials,
		hubclientinfo: seen.hubclientinfoUrl ?? probe.address.hubclientinfo
	};
	return {
		...probe,
		encodings: [seen.encoding, ...others],
		address,
		signal
	};
}
// lib/core/onboarding/steps/store.js
/** Step 5, its second half: the token goes into the vault. Its capsule is in the durable state already. */
async function store(lock, issued) {
	if (this.job.vault.isPersistent) this.run.begin("keep");
	return storeToken(this, lock, issued, false);
}
/**
* Stores the current token.
* @param replaces the secret holds the token before this one.
*/
async function storeToken(context, lock, issued, replaces) {
	const { run, job: { vault }, results } = context;
	const stored = await storeInTime(context, lock, issued, replaces);
	if ("failure" in stored) {
		const because = {
			code: "token-unstored",
			place: vault.place,
			failure: stored.failure,
			replaces
		};
		run.found([because]);
		return {
			kind: "unstored",
			because
		};
	}
	noteStored(context);
	if (vault.hasPrintedToken === true) run.found([{
		code: "vault-command-prints",
		place: vault.place
	}]);
	if (!vault.isPersistent) return {
		kind: "stored",
		token: issued
	};
	results.capsule = void 0;
	results.storedIn = vault.place;
	run.line(run.words.vaultLine("stored", vault));
	return {
		kind: "stored",
		token: {
			...issued,
			capsule: void 0
		}
	};
}
/**
* Stores as long as no other run can be at it. Once another one may have taken over, what is stored by then may be what that
* one was issued, and is not overwritten.
*/
async function storeInTime(context, lock, { token }, replaces) {
	const { vault } = context.job;
	const { cancelled } = context.run.ports;
	const remainingMs = remainingLeaseMs(context, lock);
	if (remainingMs === 1e400) return vault.store(token, cancelled, replaces);
	if (remainingMs > 0) return vault.store(token, AbortSignal.any([cancelled, AbortSignal.timeout(Math.ceil(remainingMs))]), replaces);
	const view = await vault.look(cancelled);
	if ("failure" in view) return view;
	if (view.ok.secret === "absent") return vault.store(token, AbortSignal.abort(), false);
	return { failure: {
		kind: "rejected",
		detail: "there is one of another run already"
	} };
}
// lib/core/onboarding/steps/put.js
/**
* Sends our credentials with a token that is proven, by PUT. An answer with another token makes that one the current token,
* once it is proven. A lost answer is asked for once more.
*/
async function put(context, lock, sender, url, token, purpose) {
	const hub = {
		...token.hub,
		parties: void 0
	};
	context.results.hub = hub;
	const sending = {
		context,
		lock,
		url,
		sender,
		purpose,
		token: {
			...token,
			hub
		}
	};
	const first = await putOnce(sending);
	if (first.kind !== "lost" && first.kind !== "not-sent") return resultOf(sending, first);
	const { tokenStatus } = await tryToken(context, hub, token.token);
	if (tokenStatus !== "accepted" && tokenStatus !== "open" || isLate(context, lock)) return resultOf(sending, first);
	const again = await putOnce(sending);
	return resultOf(sending, first.kind === "not-sent" || again.kind !== "not-sent" && again.kind !== "refused" ? again : first);
}
async function putOnce(sending) {
	const { context, url, sender, token: current } = sending;
	const { run } = context;
	const key = await sender.key();
	run.appendToJournal({
		phase: "posting",
		request: "PUT"
	});
	if (current.capsule !== void 0) run.showCapsule(current.capsule);
	const { answer, record } = await context.hub.change("PUT", url, current.token, current.hub.encoding, sender.credentials);
	const made = capture$1(sending, key, answer);
	return {
		...made,
		answer: record(made.kind === "successor")
	};
}
/** What an answer means, with the token in it captured. Nothing here waits for anything. */
function capture$1({ context, token: current }, key, answer) {
	const ours = ownTokens(context, current.token);
	const response = readCredentialsResponse(answer, context.job.connection.profile, ours);
	if (response.kind === "token") return {
		kind: "successor",
		successor: captureToken(context, key, response.token, current.hub),
		deviations: response.deviations,
		answer
	};
	if (response.kind === "unreadable" && answer.kind === "answered") captureBody(context, key, answer, current.capsule);
	return {
		...response,
		answer
	};
}
async function resultOf(sending, answered) {
	const { context, token, purpose } = sending;
	const { run, job } = context;
	const response = answered.answer.summary;
	switch (answered.kind) {
		case "accepted":
			noteStored(context);
			return {
				kind: "accepted",
				token
			};
		case "unreadable": return lost(context, {
			code: "confirm-unreadable",
			response,
			lockPlace: job.vault.lockPlace
		});
		case "successor":
			run.found(answered.deviations);
			return succeed(sending, answered.successor);
		case "refused": return refused(sending, response);
		case "not-sent": return {
			kind: "not-sent",
			response
		};
		case "lost": return lost(context, {
			code: "confirm-in-doubt",
			response,
			by: purpose
		});
	}
}
/** A refusal counts only while the token opens what is guarded; where nothing is, it has to be believed. */
async function refused({ context, token, purpose }, response) {
	context.probe.guards.doubt();
	const { tokenStatus } = await tryToken(context, token.hub, token.token);
	if (tokenStatus !== "accepted" && tokenStatus !== "open") return lost(context, {
		code: "confirm-in-doubt",
		response,
		by: purpose
	});
	noteStored(context);
	const isKnown = await isRegistrationKnown(context, token, response);
	return {
		kind: "refused",
		token,
		response,
		works: tokenStatus === "accepted",
		isKnown
	};
}
function lost({ run }, because) {
	run.found([because]);
	return {
		kind: "lost",
		because
	};
}
/** The PUT's answer had another token: it becomes the current one once it works, or once the previous one does not. */
async function succeed(sending, successor) {
	const { context, token: previous, purpose } = sending;
	const { run } = context;
	context.probe.guards.doubt();
	let previousOpened = false;
	let refusals = 0;
	const trial = await retryUntil(run, async (deadline) => {
		const [ofSuccessor, ofPrevious] = await Promise.all([tryToken(context, successor.hub, successor.token, deadline), tryToken(context, previous.hub, previous.token, deadline)]);
		previousOpened ||= ofPrevious.tokenStatus === "accepted";
		refusals = ofPrevious.tokenStatus === "refused" ? refusals + 1 : 0;
		return ofSuccessor;
	}, ({ tokenStatus }) => tokenStatus === "accepted" || refusals >= 2);
	const opens = trial.tokenStatus === "accepted";
	if (opens || refusals >= 2) return replace(sending, successor, opens ? trial.status.encoding : void 0);
	if (successor.capsule !== void 0) setAside(context, successor.capsule, " of the new token", previous.capsule);
	if (previousOpened && refusals === 0 && !run.ports.cancelled.aborted) {
		run.found([{ code: "confirm-token-not-working" }]);
		noteStored(context);
		return {
			kind: "accepted",
			token: previous
		};
	}
	const response = trial.answer.summary;
	return lost(context, {
		code: "confirm-in-doubt",
		response,
		by: purpose,
		successor: true
	});
}
/** @param encoding in which the new token opened the hub; undefined where it did not, and the previous one is dead. */
async function replace({ context, lock }, successor, encoding) {
	const { run, results } = context;
	results.replace(successor);
	const hub = encoding === void 0 ? successor.hub : {
		...successor.hub,
		encoding
	};
	results.hub = hub;
	if (encoding !== void 0) markProven(context, successor.token);
	const stored = await storeToken(context, lock, {
		...successor,
		hub
	}, true);
	if (stored.kind === "unstored") return stored;
	if (encoding !== void 0) {
		run.found([{ code: "confirm-changed-token" }]);
		return {
			kind: "accepted",
			token: stored.token
		};
	}
	const { answer } = await tryToken(context, successor.hub, successor.token);
	const because = {
		code: "token-unproven",
		response: answer.summary
	};
	run.found([because]);
	return {
		kind: "unproven",
		because
	};
}
// lib/core/onboarding/steps/confirm.js
/** Step 7: the PUT by which a partner confirms its registration, with the proven token. Only some hubs ask for it. */
async function confirm(lock, proven, { outstanding, ready }) {
	const { run, job, sender } = this;
	if (!job.connection.profile.confirms) return {
		kind: "confirmed",
		token: proven
	};
	run.begin("confirm");
	const later = (why) => {
		run.found([{
			code: "confirmation-outstanding",
			why,
			lockPlace: job.vault.lockPlace
		}]);
		return {
			kind: "later",
			token: proven
		};
	};
	const { credentialsUrl } = proven.hub;
	if (sender === void 0) return later("no-platform");
	if (!ready || credentialsUrl === void 0) return later("not-ready");
	if (isLate(this, lock)) return later("late");
	if (outstanding) run.found([{
		code: "recovered",
		how: "put"
	}]);
	const result = await put(this, lock, sender, credentialsUrl, proven, "exchange");
	switch (result.kind) {
		case "accepted":
			if (this.given.kind === "initial-token") markProven(this, result.token.token);
			return {
				kind: "confirmed",
				token: result.token
			};
		case "refused": {
			const { response, works, token, isKnown } = result;
			const code = works && (response.httpStatus === 405 || response.httpStatus === 401) ? "confirm-not-possible" : "confirm-refused";
			run.found([{
				code,
				response,
				isKnown
			}]);
			return {
				kind: "confirmed",
				token
			};
		}
		case "not-sent": return later("not-sent");
		default: return result;
	}
}
// lib/core/onboarding/steps/forget.js
/** Deletes the secret of a token that is dead. That it cannot be deleted is worth a warning: the work is done. */
async function forget() {
	const { run, job: { vault } } = this;
	if (!vault.isPersistent) return;
	run.begin("forget");
	const forgotten = await vault.forget(run.ports.cancelled);
	if ("failure" in forgotten) run.found([{
		code: "secret-left",
		place: vault.place,
		failure: forgotten.failure
	}]);
	else run.line(run.words.vaultLine("forgotten", vault));
}
// lib/core/onboarding/weak-platform-token.js
/**
* The platform token of a job, if it is too easy to guess for the key of a capsule that is made of it: a reader of a public
* log could try. At a sandbox nothing is worth that.
*/
function weakPlatformToken({ platform, connection, rotates = false }) {
	if (platform === void 0 || isLoopback(connection.address.origin)) return void 0;
	const [finding] = checkStrength(platform.token, rotates ? "new-platform-token" : "platform-token");
	return finding;
}
// lib/core/onboarding/steps/identity.js
/**
* Whose hub answered, by the credentials in its answer.
* @returns the finding that it is another hub than the one that was meant; undefined where it is that one, or does not say.
*/
function identify(context, answer) {
	const { job, hub, run, results } = context;
	const { profile, address } = job.connection;
	const identity = readIdentity(envelopeOf(answer)?.data);
	const named = identity.roles.find(({ role }) => role === "HUB");
	results.hubParty = named === void 0 ? void 0 : run.redaction.apply(partyName(named));
	const url = identity.url === void 0 ? void 0 : listedUrl(identity.url, answer.summary.url, hub.origins).url;
	const elsewhere = url === void 0 || hub.admits(url) ? [] : [{
		code: "hub-module-elsewhere",
		module: "versions",
		url,
		origin: address.origin
	}];
	const findings = [...checkIdentity(identity, profile), ...elsewhere];
	run.found(findings);
	return findings.find(({ code }) => code === "hub-other-party");
}
/** The same by GET credentials, with a token that works. What cannot be read says nothing. */
async function identifyBy(context, token, { credentialsUrl, encoding }) {
	if (credentialsUrl === void 0) return void 0;
	const { hub, run } = context;
	const answer = await hub.get(credentialsUrl, token, encoding, run.ports.cancelled, { secret: true });
	return dataOf(answer) === void 0 ? void 0 : identify(context, answer);
}
// lib/core/onboarding/steps/look.js
const nothing = {
	hub: void 0,
	vault: {
		kind: "unread",
		because: void 0
	},
	otherHub: void 0,
	unfit: void 0
};
/** Step 1: hub, platform and vault, in parallel. Changes nothing anywhere. */
async function look() {
	this.run.begin("look");
	const { run, job, given } = this;
	prepareChange(this);
	const [hub, platform, vault] = await Promise.all([
		lookForToken(this),
		lookForPlatform(this),
		job.vault.look(run.ports.cancelled)
	]);
	if (run.ports.cancelled.aborted) return nothing;
	const { seen, findings } = hubSeen(this, hub, vault);
	this.results.hub = hub;
	const opens = seen?.token.kind === "accepted";
	const works = given.kind === "hub-token" && opens;
	const onlyLooks = works && job.purpose === "exchange";
	const changesNothing = onlyLooks && hasNoLock(vault);
	const hubFault = hub !== void 0 && isUnfit(hub) ? { because: inTheWay(findings) } : void 0;
	foundAtHub(this, findings, changesNothing ? void 0 : hubFault?.because);
	const otherHub = opens ? await provenUnlessOther(this, hub, vault) : void 0;
	const ofPlatform = onPlatform(hub, platform, whoseToken(this, works));
	const isInTheWay = !changesNothing && job.platform?.check !== "warn";
	run.found(ofPlatform, isInTheWay ? {} : { severity: "warning" });
	const ownFault = platformFault(this, ofPlatform) ?? (onlyLooks ? weakBesideLock(this, vault) : void 0);
	const fault = hubFault ?? (ownFault === void 0 ? void 0 : { because: ownFault });
	return {
		hub: seen,
		unfit: fault === void 0 ? void 0 : {
			kind: "unfit",
			...fault
		},
		vault: vaultSeen(this, vault, onlyLooks),
		otherHub
	};
}
/** What a POST needs beside its lock is made ready while the hub is looked at: its connection, and the key that seals its answer. */
function prepareChange(context) {
	const { given, job } = context;
	const { connection, dryRun } = job;
	if (given.kind !== "initial-token" || dryRun !== void 0) return;
	const { credentials, versions } = connection.address;
	connectAhead(context, "change", credentials ?? versions);
	given.sender.key().catch(() => void 0);
}
/**
* A run left its lock behind, and this one may send a PUT, or hand the token on. What ends a registration needs no look: that
* is the way out of one at another hub.
*/
function isOutstanding(context, vault) {
	if (!("ok" in vault) || context.job.purpose === "unregister") return false;
	return lockSeen(context, vault.ok.lock).kind === "abandoned";
}
/**
* A hub token that opens is proven; but beside a lock that was left behind only when it is not one of another hub than was meant.
* @returns the finding that it is.
*/
async function provenUnlessOther(context, hub, vault) {
	const { given } = context;
	if (given.kind === "none" || given.kind === "initial-token") return void 0;
	const otherHub = hub !== void 0 && isOutstanding(context, vault) ? await identifyBy(context, given.token, hub) : void 0;
	const isProven = hub !== void 0 && hub.opened.length > 0;
	if (otherHub === void 0 && isProven) markProven(context, given.token);
	return otherHub;
}
/** What of the platform is in the way of a POST or PUT. */
function platformFault({ job }, found) {
	return job.platform?.check === "require" ? firstError(found) : void 0;
}
/** A confirmation is outstanding, and the key of its capsule would be made of a weak token now. */
function weakBesideLock(context, vault) {
	const weak = isOutstanding(context, vault) ? weakPlatformToken(context.job) : void 0;
	if (weak !== void 0) context.run.found([weak]);
	return weak;
}
/** No lock is there that would make this run confirm. */
function hasNoLock(vault) {
	return !("ok" in vault) || vault.ok.lock === "absent";
}
/** What the hub made of the token, and what was found there. */
function hubSeen(context, status, vault) {
	if (status === void 0) return {
		seen: void 0,
		findings: []
	};
	const { job } = context;
	const isInitial = mayBeInitialToken(context, status, vault);
	const findings = [...isInitial ? status.parties?.findings ?? [] : [], ...status.findings.map((finding) => job.purpose === "unregister" ? nothingToEnd(finding, job.vault) : finding)];
	const kind = isInitial ? "refused" : status.tokenStatus;
	return {
		seen: {
			status,
			token: kind === "accepted" ? { kind } : {
				kind,
				because: foremost(findings)
			}
		},
		findings
	};
}
/**
* An initial token that was given as a hub token opens versions, too. Only where the vault says that a hub token was issued
* is a hub without a list of parties for it taken for one that is short of them.
*/
function mayBeInitialToken({ given }, hub, vault) {
	return given.kind === "hub-token" && hub.limited && "ok" in vault && vault.ok.secret === "absent";
}
/** What the platform token of this run is for. */
function whoseToken({ job: { rotates = false } }, works) {
	if (rotates) return "rotation";
	return works ? "registration" : "exchange";
}
/** What was found about the platform, in the light of what the hub made of its own token. */
function onPlatform(hub, findings, whose) {
	const swapped = hub?.findings.some(({ code }) => code === "initial-token-refused");
	return findings.map((finding) => {
		if (finding.code !== "platform-refuses-token") return finding;
		return swapped ? { code: "tokens-swapped" } : {
			...finding,
			of: whose
		};
	});
}
async function lookForPlatform({ run, job, given, results }) {
	const { platform, connection, timeouts } = job;
	if (given.kind === "none" && job.dryRun === void 0 || platform === void 0 || platform.check === "off") return [];
	const peer = run.peer("platform", [new URL(platform.url).origin], timeouts.requestTimeoutMs);
	const { cancelled } = run.ports;
	const seen = await probePlatform(peer, platform.url, platform.token, connection.profile, cancelled);
	results.platformEndpoints = seen.details?.endpoints;
	return seen.findings;
}
/** A run that is to end a registration and finds its token dead has another question than one that is to use it. */
function nothingToEnd(finding, { place, lockPlace }) {
	return finding.code === "hub-token-refused" && !finding.isBesideCrash ? {
		code: "nothing-to-unregister",
		response: finding.response,
		place,
		lockPlace
	} : finding;
}
/** What stops a run is an error, whatever it is to one that does not depend on it. */
function foundAtHub({ run }, findings, stops) {
	for (const finding of findings) run.found([finding], finding === stops ? { severity: "error" } : {});
}
/** Of what was found the first that is in the way of a registration: that the hub names no place for one is, too. */
function inTheWay(findings) {
	const isMissing = (finding) => finding.code === "hub-endpoint-missing" && finding.module === "credentials";
	return firstError(findings) ?? findings.find(isMissing);
}
/** The hub lacks what an exchange needs, or it is not known where that is. */
function isUnfit({ tokenStatus, fit, credentialsUrl }) {
	return tokenStatus === "accepted" ? !fit : credentialsUrl === void 0;
}
async function lookForToken({ job, probe, given }) {
	if (given.kind === "none") return void 0;
	return probeHub(probe, given.token, given.kind === "initial-token" ? [] : job.connection.roles);
}
function vaultSeen(context, view, works) {
	if ("failure" in view) return {
		kind: "unread",
		because: vaultFailed(context, view.failure, works)
	};
	const { job, run } = context;
	const { secret, lock } = view.ok;
	if (job.vault.isPersistent) run.line(run.words.vaultLine("looked", job.vault, view.ok));
	return {
		kind: "read",
		secret,
		lock: lockSeen(context, lock)
	};
}
function lockSeen(context, lock) {
	if (lock === "absent") return { kind: "absent" };
	const takenAt = context.run.ports.clock.now().getTime() - lock.ageMs;
	return mayTakeOver(context, lock) ? {
		kind: "abandoned",
		at: new Date(takenAt)
	} : {
		kind: "held",
		freeAt: new Date(takenAt + LEASE_MS)
	};
}
// lib/core/onboarding/steps/post.js
const LAST_LOOK_MS = 3e3;
/** How long after a second crash the initial token is looked at, before that is believed: a hub may still be at work. */
const CRASH_PATIENCE_MS = 1e4;
/**
* Sends the POST once. In the other encoding a second time only after a refusal of the token, where nothing guarded had settled
* the encoding.
*/
async function post(lock, initial, earlier) {
	const { run, probe } = this;
	run.begin("post");
	const { hub } = initial;
	if (isLate(this, lock)) return tooLate(this);
	const first = await postOnce(this, initial, hub.encoding);
	const other = probe.encodings.find((encoding) => encoding !== hub.encoding);
	const last = first.kind !== "refused" || !first.aboutToken || other === void 0 || await isSettled(this, initial) || run.ports.cancelled.aborted || isLate(this, lock) ? first : await postOnce(this, initial, other);
	return conclude(this, initial, last, earlier);
}
/** Whether the look settled the encoding. A refusal of the token contradicts what the hub documents of what opened to it. */
async function isSettled({ probe }, { hub }) {
	const { guards, encodings, signal } = probe;
	if (encodings.length === 1 || signal.aborted) return true;
	guards.doubt();
	for (const url of hub.opened) if ((await guards.guard(url, hub.encoding)).kind !== "open") return true;
	return false;
}
async function postOnce(context, { token, hub, sender }, encoding) {
	const key = await sender.key();
	context.run.appendToJournal({
		phase: "posting",
		request: "POST"
	});
	const posting = context.hub.change("POST", hub.credentialsUrl, token, encoding, sender.credentials);
	connectAhead(context, "confirmation", hub.credentialsUrl);
	const { answer, record } = await posting;
	const posted = capture(context, key, answer, hub, encoding);
	return {
		...posted,
		answer: record(posted.kind === "issued")
	};
}
/** What an answer means, with the token in it captured. Nothing here waits for anything. */
function capture(context, key, answer, hub, encoding) {
	const response = readCredentialsResponse(answer, context.job.connection.profile, ownTokens(context));
	if (response.kind === "token") return {
		kind: "issued",
		token: captureIssued(context, key, response.token, hub, encoding),
		deviations: response.deviations,
		answer,
		encoding
	};
	if ((response.kind === "accepted" || response.kind === "unreadable") && answer.kind === "answered") captureBody(context, key, answer, void 0);
	return {
		...response,
		answer,
		encoding
	};
}
async function conclude(context, initial, posted, earlier) {
	const { run, job } = context;
	const { answer } = posted;
	const response = answer.summary;
	const { lockPlace } = job.vault;
	const failed = (kind, because) => {
		run.found([because]);
		return {
			kind,
			because
		};
	};
	switch (posted.kind) {
		case "issued":
			run.found(posted.deviations);
			run.found(checkEnvelopeForm(answer));
			return {
				kind: "issued",
				token: posted.token,
				otherHub: identify(context, answer)
			};
		case "accepted":
		case "unreadable": return failed("stuck", {
			code: "post-unreadable",
			response,
			lockPlace
		});
		case "not-sent": return failed("not-sent", {
			code: "post-not-sent",
			response
		});
		case "refused": {
			const opens = await stillOpens(context, initial, posted, earlier);
			if (opens === "yes") return failed("refused", await refusalOf(context, initial, posted));
			if (earlier === void 0) return failed("stuck", {
				code: "post-refusal-doubtful",
				response,
				opens,
				lockPlace
			});
			return lostAgain(context, response);
		}
		case "lost": {
			const crash = crashOf(answer);
			if (earlier === void 0) {
				const because = {
					code: "post-lost",
					response
				};
				run.found([because]);
				return {
					kind: "lost",
					because,
					crash
				};
			}
			if (crash !== void 0 && isAlike(crash, earlier.crash) && await isUnused(context, initial)) return failed("refused", {
				code: "post-crashed-twice",
				response,
				...platformSeen(context)
			});
			return lostAgain(context, response);
		}
	}
}
function lostAgain({ run, job }, response) {
	const because = {
		code: "post-in-doubt",
		response,
		lockPlace: job.vault.lockPlace
	};
	run.found([because]);
	return {
		kind: "lost",
		because,
		crash: void 0
	};
}
/** Why the hub refused, with what the run knows that helps to mend it. */
async function refusalOf(context, initial, { reason, answer, encoding }) {
	const response = answer.summary;
	switch (reason) {
		case "platform-unusable": return {
			code: "post-platform-unusable",
			response,
			...platformSeen(context)
		};
		case "refused": return {
			code: "post-refused",
			response,
			otherEncoding: await isSettled(context, initial) ? void 0 : context.probe.encodings.find((other) => other !== encoding),
			isAnswering: initial.hub.tokenStatus === "accepted"
		};
		default: return {
			code: `post-${reason}`,
			response
		};
	}
}
/** Where the hub calls the platform, and whether this run saw that fail. */
function platformSeen({ run, job }) {
	const isFailing = run.findings.some(({ finding }) => Object.hasOwn(platformFindings, finding.code));
	const platformUrl = job.platform?.url ?? "";
	if (job.platform?.check === "off") return {
		platformUrl,
		seen: "unseen"
	};
	return {
		platformUrl,
		seen: isFailing ? "failing" : "fine"
	};
}
/** How the hub itself failed. A gateway says other things, while the hub behind it may still be at work. */
function crashOf(answer) {
	if (answer.kind === "unanswered" || answer.body.kind === "html") return void 0;
	const { httpStatus } = answer;
	const statusCode = envelopeOf(answer)?.statusCode;
	return httpStatus === 500 || statusCode === 3e3 && (httpStatus < 400 || httpStatus === 422) ? {
		httpStatus,
		statusCode
	} : void 0;
}
function isAlike(one, other) {
	return one.httpStatus === other?.httpStatus && one.statusCode === other.statusCode;
}
/** Whether the initial token opens what is guarded still, some time after the hub failed at its POST twice. */
async function isUnused(context, initial) {
	const { run, probe } = context;
	await run.ports.clock.sleep(CRASH_PATIENCE_MS, run.ports.cancelled);
	if (run.ports.cancelled.aborted) return false;
	probe.guards.doubt();
	return await opensGuarded(context, initial) === "yes";
}
/** Whether the initial token opens what it opened before. A hub may refuse after it used the token up. */
async function stillOpens(context, initial, refusal, earlier) {
	if (earlier === void 0) {
		const opens = await opensGuarded(context, initial);
		return opens === "nothing" ? "yes" : opens;
	}
	if (refusal.alreadyRegistered || refusal.aboutToken) return "no";
	context.probe.guards.doubt();
	const opens = await opensGuarded(context, initial);
	return opens === "nothing" ? "unknown" : opens;
}
/** Whether what is guarded and opened to the initial token opens to it now, in the same encoding; `nothing`: nothing had. */
async function opensGuarded({ run, probe, hub: peer }, { token, hub }) {
	const { encoding } = hub;
	const opened = [...hub.opened];
	const signal = graceSignal(run.ports.cancelled);
	const guards = await Promise.all(opened.map(async (url) => probe.guards.guard(url, encoding, signal)));
	if (guards.every(({ kind }) => kind === "open")) return "nothing";
	const statuses = (await Promise.all(opened.map(async (url) => peer.get(url, token, encoding, signal, { secret: true })))).map((answer) => tokenStatusOf(answer, probe.profile));
	const isGuarded = guards.some(({ kind }) => kind === "guarded");
	if (statuses.every((status) => status === "accepted")) return isGuarded ? "yes" : "unknown";
	return statuses.some(isTurnedDown) ? "no" : "unknown";
}
/** A run that is stopped has some seconds left, and a look in them may settle a doubt. */
function graceSignal(stopped) {
	const later = new AbortController();
	const begin = () => AbortSignal.timeout(LAST_LOOK_MS).addEventListener("abort", () => later.abort());
	if (stopped.aborted) begin();
	else stopped.addEventListener("abort", begin, { once: true });
	return later.signal;
}
// lib/core/onboarding/steps/reconcile.js
/**
* Step 9, after a lost answer: does the initial token still open versions? Then nothing was registered, most likely, and
* a GET of credentials may even show the token that was issued; if it does not, one more POST is allowed. A token that
* is refused was used up: only the account team can help.
*/
async function reconcile(lock, initial) {
	const { run, job, hub: peer, results } = this;
	run.begin("recover");
	const { token: initialToken, sender } = initial;
	const { cancelled } = run.ports;
	const seen = await probeHub(this.probe, initialToken, []);
	const { credentialsUrl } = seen;
	if (seen.tokenStatus !== "accepted" || credentialsUrl === void 0) {
		if (seen.tokenStatus !== "refused" && !cancelled.aborted) run.found(seen.findings);
		const stuck = seen.tokenStatus === "refused" ? "recovery-initial-token-refused" : "recovery-not-possible";
		const because = {
			code: cancelled.aborted ? "stopped-in-doubt" : stuck,
			lockPlace: job.vault.lockPlace,
			interruptedAt: lock.abandonedAt
		};
		run.found([because]);
		return {
			kind: "lost",
			because
		};
	}
	const hub = {
		...seen,
		credentialsUrl
	};
	results.hub = hub;
	const key = await sender.key();
	const answer = await peer.get(credentialsUrl, initialToken, hub.encoding, cancelled, { secret: true });
	const candidate = answer.kind === "answered" && dataOf(answer) !== void 0 ? issuedToken(answer, ownTokens(this)) : void 0;
	if (candidate !== void 0 && await isProven(this, candidate, hub)) {
		const token = captureIssued(this, key, candidate, hub, hub.encoding);
		run.found([{
			code: "recovered",
			how: "get"
		}]);
		return {
			kind: "issued",
			token,
			otherHub: identify(this, answer)
		};
	}
	run.found([{
		code: "recovered",
		how: "post"
	}]);
	return {
		kind: "resend",
		initial: {
			...initial,
			hub
		},
		showsToken: candidate !== void 0
	};
}
/** Whether a token that the hub showed is one that it takes: what is open to everybody proves none. */
async function isProven(context, token, seen) {
	context.run.redaction.add(token);
	context.probe.guards.doubt();
	return (await tryToken(context, seen, token)).tokenStatus === "accepted";
}
// lib/core/onboarding/steps/rehearse.js
/** The last step of a dry run: the token with which the delivery is tried, or why there is none. */
function rehearse(end) {
	const { run, results } = this;
	const why = whyNone(this, end);
	if (why !== void 0) {
		run.found([{
			code: "rehearsal-none",
			why
		}]);
		return;
	}
	results.rehearsal = new RehearsalToken(() => run.ports.random.fraction());
	run.knowToken(results.rehearsal);
	run.found([{ code: "rehearsal-token" }]);
}
/** Why no token is delivered. The platform's own is not written over where it may have one that works. */
function whyNone({ job, given }, { because }) {
	if (job.dryRun?.exposes !== true) return "hidden";
	if (given.kind === "hub-token") return "given";
	if (because?.code === "secret-exists") return "stored";
	if (because?.code !== "dry-run-would") return "stopped";
	return because.isLeftBehind ? "doubt" : void 0;
}
// lib/core/onboarding/steps/unregister.js
/**
* Ends a registration, as OCPI has it: DELETE credentials with the hub token. Whatever its answer was, what counts is
* that the hub refuses the token afterwards.
*/
async function unregister$1(lock, proven) {
	const { run, job, hub: peer } = this;
	run.begin("unregister");
	const { token, hub } = proven;
	const url = hub.credentialsUrl;
	if (isLate(this, lock)) return tooLate(this);
	run.appendToJournal({
		phase: "posting",
		request: "DELETE"
	});
	const { answer: came, record } = await peer.change("DELETE", url, token, hub.encoding);
	const answer = record(came.kind === "answered" && issuedToken(came, ownTokens(this, token)) !== void 0);
	const response = answer.summary;
	const trial = await tryDeadToken(this, proven);
	if (trial.tokenStatus === "refused") return { kind: "ended" };
	const failed = (kind, because) => {
		run.found([because]);
		return {
			kind,
			because
		};
	};
	const isOpen = trial.tokenStatus === "open";
	if (trial.tokenStatus !== "accepted" && !isOpen) return failed("lost", {
		code: "unregister-in-doubt",
		response
	});
	if (answer.kind === "unanswered") return answer.notSent ? failed("not-sent", {
		code: "not-unregistered",
		response,
		isKnown: void 0
	}) : failed("lost", {
		code: "unregister-in-doubt",
		response
	});
	if (isRefusal(answer)) return failed("refused", {
		code: "not-unregistered",
		response,
		isKnown: await isRegistrationKnown(this, proven, response)
	});
	if (!isAccepted(answer)) return failed("lost", {
		code: "unregister-in-doubt",
		response
	});
	const { place, lockPlace } = job.vault;
	const seen = trial.answer.summary;
	return failed("lost", {
		code: isOpen ? "end-unprovable" : "still-registered",
		response: seen,
		place,
		lockPlace
	});
}
function isAccepted(answer) {
	return dataOf(answer) !== void 0 || isHttpSuccess(answer.httpStatus) && answer.body.kind === "empty";
}
function isRefusal(answer) {
	const code = envelopeOf(answer)?.statusCode ?? 0;
	const { httpStatus } = answer;
	return code >= 2e3 && code <= 2999 || httpStatus >= 300 && httpStatus <= 499 && ![408, 409].includes(httpStatus);
}
// lib/core/onboarding/steps/update.js
/** The PUT by which a registration is updated, or its platform token rotated. Every hub has it. */
async function update$1(lock, proven) {
	const { run, job, sender } = this;
	run.begin("confirm");
	const { credentialsUrl } = proven.hub;
	if (sender === void 0 || isLate(this, lock)) return tooLate(this);
	const result = await put(this, lock, sender, credentialsUrl, proven, job.rotates === true ? "rotate" : "update");
	const failed = (kind, because) => {
		run.found([because]);
		return {
			kind,
			because
		};
	};
	switch (result.kind) {
		case "accepted": return {
			kind: "updated",
			token: result.token
		};
		case "refused": return failed("refused", {
			code: "update-refused",
			response: result.response,
			isKnown: result.isKnown
		});
		case "not-sent":
			noteStored(this);
			return failed("not-sent", {
				code: "post-not-sent",
				response: result.response
			});
		default: return result;
	}
}
// lib/core/onboarding/steps/verify-parties.js
/** Step 8. The registration works by now: a run that is stopped here has only not seen it verified. */
async function verify(held) {
	const { run, results } = this;
	run.begin("verify");
	const { cancelled } = run.ports;
	let reason = cancelled.aborted ? void 0 : await lookAtParties(this, held);
	if (cancelled.aborted) {
		reason = { code: "not-verified" };
		run.found([reason]);
	}
	const unprovable = results.proven === void 0 && !cancelled.aborted ? reportUnprovable(run, held.token) : void 0;
	if (unprovable !== void 0) results.unprovable = held.token;
	const { result, reason: because } = endOf(results.parties, unprovable, reason);
	return {
		result,
		because
	};
}
/** Sends what {@link verify} asks first: a hub and a vault may be far away, and neither has to wait for the other. */
function verifyAhead({ token, hub }) {
	const { roles, profile } = this.job.connection;
	const url = hub.hubclientinfoUrl;
	if (hub.parties !== void 0 || url === void 0 || roles.length === 0) return;
	const probe = {
		hub: this.hub,
		url,
		profile,
		signal: this.run.ports.cancelled
	};
	askForParties(probe, {
		token,
		encoding: hub.encoding
	}, roles);
}
/** @returns what is found of the first party that is not CONNECTED, or of what is in the way. */
async function lookAtParties(context, { token, hub }) {
	const { run, hub: peer, job, results, given } = context;
	const { connection, timeouts } = job;
	run.found(hub.findings);
	const to = {
		severity: "warning",
		issued: given.kind !== "hub-token" || !given.token.equals(token),
		isUnproven: results.proven === void 0
	};
	const { parties, because } = await awaitConnected(run, peer, connection, timeouts, token, hub, to);
	results.parties = parties;
	return firstError(hub.findings) ?? because;
}
// lib/core/onboarding/change.js
/**
* What changes or ends a registration begins alike: with a look, and with the lock.
* @param send what is to be done under the lock, with the token of a registration that works.
*/
async function change(steps, send) {
	const seen = await steps.look();
	if (steps.isCancelled()) return cancelled();
	const plan = planChange(steps.given, seen, steps.vault);
	if (plan.do === "stop") return plan.end;
	const lock = await steps.lock(plan.abandonedAt);
	if (lock.kind !== "locked") return steps.isCancelled() ? cancelled() : lockedOut(lock, steps.vault);
	if (steps.isCancelled()) return lockedTooLate(steps, lock);
	return send(lock, plan.token);
}
/** The change did not leave. What another run left in doubt is in doubt still. */
async function notSent(steps, lock, because) {
	if (lock.abandonedAt !== void 0) return {
		result: "in-doubt",
		because
	};
	return unchanged(steps, lock, "unreachable", because);
}
/** The plan of what changes or ends a registration: only one that works, with its token, under the lock. */
function planChange(given, { hub: seen, vault, otherHub, unfit }, names) {
	if (given.kind !== "hub-token" || seen === void 0) return stop({ result: "refused" });
	const dead = notAccepted(seen.token);
	if (dead !== void 0) return dead;
	if (vault.kind === "unread") return stop({
		result: "not-ready",
		because: vault.because
	});
	if (vault.lock.kind === "held") return stop(lockHeld(names, vault.lock.freeAt));
	if (otherHub !== void 0) return stop({
		result: "not-ready",
		because: otherHub
	});
	const { credentialsUrl } = seen.status;
	if (unfit !== void 0 || credentialsUrl === void 0) return notReady(unfit);
	return {
		do: "change",
		token: {
			token: given.token,
			hub: {
				...seen.status,
				credentialsUrl
			},
			capsule: void 0
		},
		abandonedAt: abandonedAt(vault.lock)
	};
}
// lib/core/onboarding/unregister.js
/** `unregister`: ends a registration by DELETE, and deletes the secret of its token once the hub refuses that. */
async function unregister(steps) {
	return change(steps, async (lock, token) => {
		const ended = await steps.unregister(lock, token);
		switch (ended.kind) {
			case "ended":
				await steps.forget();
				return unchanged(steps, lock, "done");
			case "refused": return unchanged(steps, lock, "refused", ended.because);
			case "not-sent": return notSent(steps, lock, ended.because);
			case "lost": return {
				result: "in-doubt",
				because: ended.because
			};
		}
	});
}
// lib/core/onboarding/update.js
/** `update` and `rotate`: sends what is new of a working registration to the hub, by PUT. */
async function update(steps) {
	return change(steps, async (lock, token) => {
		const updated = await steps.update(lock, token);
		switch (updated.kind) {
			case "updated":
				steps.verifyAhead(updated.token);
				await steps.unlock(lock);
				return steps.verify(updated.token);
			case "refused": return unchanged(steps, lock, "refused", updated.because);
			case "not-sent": return notSent(steps, lock, updated.because);
			default: return notConfirmed(updated);
		}
	});
}
// lib/core/onboarding/registration.js
const jobs = {
	exchange,
	update,
	unregister
};
const stepMethods = {
	look,
	lock,
	reconcile,
	post,
	store,
	proveAhead,
	prove,
	confirm,
	update: update$1,
	unregister: unregister$1,
	forget,
	verifyAhead,
	verify,
	unlock,
	rehearse
};
/** Does a job that may change a registration, with the real steps: `exchange`, `recover`, `update`, `rotate`, `unregister`. */
async function runRegistrationJob(run, given) {
	const weak = weakPlatformToken(given);
	if (weak !== void 0) {
		const isSent = given.purpose === "update" || (given.hubToken ?? given.capsule) === void 0;
		if (isSent || given.capsule !== void 0) run.found([weak]);
		if (isSent) return untouched("invalid", weak);
	}
	if (given.purpose === "unregister" && !given.connection.profile.unregisters) {
		const notOffered = { code: "unregister-not-offered" };
		run.found([notOffered]);
		return untouched("invalid", notOffered);
	}
	const job = weak !== void 0 && given.capsule !== void 0 ? {
		...given,
		platform: void 0
	} : given;
	const results = new Results();
	results.capsule = job.hubToken === void 0 ? job.capsule?.text : void 0;
	const sender = job.platform === void 0 ? void 0 : new Sender(job.platform, job);
	const hub = hubPeer(run, job.connection, job.timeouts, job.platform?.url);
	const context = {
		run,
		job,
		given: givenOf(job, sender),
		hub,
		probe: hubProbe(run, hub, job.connection),
		sender,
		results
	};
	const steps = Object.assign(context, stepMethods, {
		vault: job.vault,
		isCancelled: () => run.ports.cancelled.aborted
	});
	const end = await (job.dryRun === void 0 ? jobs[job.purpose] : dryRun)(steps);
	await hub.leaveAhead();
	return outcomeOf(context, end);
}
function givenOf({ hubToken, capsule, initialToken }, sender) {
	if (hubToken !== void 0) return {
		kind: "hub-token",
		token: hubToken,
		capsule: void 0
	};
	if (capsule !== void 0) return {
		kind: "capsule",
		token: capsule.token,
		capsule: capsule.text
	};
	if (initialToken === void 0 || sender === void 0) return { kind: "none" };
	return {
		kind: "initial-token",
		token: initialToken,
		sender
	};
}
function outcomeOf({ run, job, results }, { result, because }) {
	if (because !== void 0) run.found([because]);
	return {
		reason: because,
		result,
		parties: results.parties,
		look: results.hub,
		hubToken: results.proven ?? results.unprovable,
		storedIn: results.storedIn,
		rehearsalToken: results.rehearsal,
		capsule: results.capsule ?? results.spare,
		registeredAt: results.registeredAt,
		hubParty: results.hubParty,
		...receiversOf(job, results.platformEndpoints)
	};
}
/** Where the hub is to call the platform by the platform's own details, for a hub that is told of that. */
function receiversOf({ connection: { profile, roles, receivers: overrides }, platform }, endpoints) {
	if (endpoints === void 0 || profile.receiverBase === void 0) return {};
	return { receivers: receiverUrls({
		platformUrl: platform?.url,
		parties: roles,
		profile,
		overrides,
		endpoints
	}) };
}
export { runRegistrationJob };
