import { speaksOfMessage } from "../findings/account-team.ts";
import { isToDo } from "../findings/finding.ts";
import { list } from "../findings/prose.ts";
import { utcAndIst } from "../findings/times.ts";
import { partyName, partyWithRole, type Party } from "../ocpi/party.ts";
import { found, isRotated, nextAfterDryRun, type RunRecord } from "../record/record.ts";
import { connectionStatus } from "../record/result.ts";
import { onboardingMessage, type Message } from "./onboarding-message.ts";
import { receiverLine } from "./receivers.ts";
import { interruptedLines, requestLines } from "./request-lines.ts";

/**
 * The message to the hub's account team: who we are, which URLs the hub should call, what we ask for. Plain text, ready
 * to send, without any token.
 */
export function handover(run: RunRecord): Message {
  if (found(run, "onboarding-to-ask")) return onboardingMessage(run);
  const parties = run.ownParties.map(partyWithRole).join(", ") || "our party";
  const request = requestTo(run);
  const wishes = asks(request, run);
  const lines = [
    // A hub of which only the protocol is known has no name.
    run.profile.hub === undefined ? "Hello," : `Hello ${run.hub.title} team,`,
    "",
    opening(request, run, parties),
    "",
    ...(run.platformUrl === undefined ? [] : [`Our OCPI URL:      ${run.platformUrl}`]),
    ...(run.hub.url === "" ? [] : [`Your OCPI URL:     ${run.hub.url}`]),
    `OCPI version:      ${run.hub.version}`,
    ...(run.registeredAt === undefined ? [] : [`Registered at:     ${utcAndIst(run.registeredAt)}`]),
    ...(run.parties.length === 0 || found(run, "status-not-shown")
      ? []
      : [`Status at the hub: ${run.connectionStatus}`]),
    `Correlation id:    ${run.correlationId}`,
    ...(run.receivers.length === 0 ? [] : ["", "You can call us at:", ...run.receivers.map(receiverLine)]),
    ...(run.routing.length === 0 ? [] : ["", "We expect to reach through you:", ...run.routing.map(routingLine)]),
    ...(wishes.length === 0 ? [] : ["", request === "reset" ? RESET : "Please:", ...wishes]),
    "",
    "Thank you.",
  ];
  const to = run.profile.hub === undefined ? "OCPI" : run.hub.title;
  return { subject: `${to}: ${parties}, ${subjectOf(request, run)}`, text: lines.join("\n") };
}

const RESET = "Could you please reset our registration and issue a new initial token? This was the request:";

/** What the account team is asked for: it follows from what was found, not from the result alone. */
type Request =
  | "reset"
  | "access"
  | "choose"
  | "validity"
  | "activate"
  | "route"
  /** Nothing: it is registered, and there is neither receiver nor routing to arrange. */
  | "nothing"
  | "explain"
  | "revoke"
  | "end"
  | "ended"
  | "prepare";

function requestTo(run: RunRecord): Request {
  const asked = new Set(run.findings.map(({ ask }) => ask?.for));
  if (asked.has("reset")) return "reset";
  if (asked.has("access") || run.connectionStatus === "SUSPENDED") return "access";
  if (asked.has("end")) return "end";
  if (asked.has("choose")) return "choose";
  if (asked.has("validity")) return "validity";
  if (isRotated(run)) return "revoke";
  switch (run.result) {
    case "connected":
    case "unstored":
      return arranged(run);
    case "registered":
      return isSettled(run) ? arranged(run) : "activate";
    case "refused":
    case "unreachable":
      return "explain";
    case "in-doubt":
      return "prepare";
    case "done":
      return afterWork(run);
    case "not-ready":
    case "cancelled":
    case "invalid":
      return "prepare";
  }
}

/** After a run that left the registration as it was, or ended it. */
function afterWork(run: RunRecord): Request {
  const next = nextAfterDryRun(run);
  if (next !== undefined) return next === "verify" ? arranged(run) : "prepare";
  if (run.command === "unregister") return "ended";
  // A hub token that opened something shows that there is a registration: what is left of it is theirs to arrange, and to sign.
  if (run.command !== "rehearse" || run.hub.encoding === undefined) return "prepare";
  return run.connectionStatus === "CONNECTED" || found(run, "status-not-shown") ? arranged(run) : "activate";
}

/** What is to be arranged with the account team of a registration that is as it should be. */
function arranged(run: RunRecord): "route" | "nothing" {
  return hasRouting(run) || run.receivers.length > 0 ? "route" : "nothing";
}

/** Whether the account team enables routing: where the hub is known for it, or the user counts on it. */
function hasRouting({ profile, routing }: RunRecord): boolean {
  return profile.routes || routing.length > 0;
}

/** A registration of which no more can be seen, and in which nothing is amiss. */
export function isSettled(run: RunRecord): boolean {
  return run.reason?.finding.code === "status-not-shown" && run.findings.every(({ severity }) => severity !== "error");
}

/** Whether the account team is to be asked for the routing of a registration that is new, and as it should be. */
export function asksForRouting(run: RunRecord): boolean {
  const isNew = run.registeredAt !== undefined || run.storedIn !== undefined;
  return isNew && requestTo(run) === "route" && run.result !== "unstored";
}

/** Why there is nothing to ask the account team for now: a message that is not needed is out of the reader's way. */
export function notNeeded(run: RunRecord): string | undefined {
  if (isAskedFor(run)) return undefined;
  const request = requestTo(run);
  if (run.isSandbox && (toRecord(run) !== undefined || request === "route"))
    return "as the account team of a real hub would get it";
  if (run.command === "receivers" || found(run, "onboarding-to-ask")) return "send it when your platform is ready";
  if (request === "prepare" || run.result === "unstored" || found(run, "recovery-needs-initial-token"))
    return "not needed yet";
  if (request === "ended") return "for their records";
  // That is the platform's to mend, as far as it is not known to answer; only who has just registered has something to hand over.
  const offline = run.connectionStatus === "OFFLINE" && run.registeredAt === undefined;
  return offline ? "only if your platform answers, and the party stays OFFLINE" : undefined;
}

/** What the account team is to record of a platform with which nothing is wrong; undefined where there is nothing for them. */
export function toRecord(run: RunRecord): "platform" | "receivers" | undefined {
  const { command, findings, ownParties, receivers } = run;
  if (ownParties.length === 0 || findings.some(({ severity }) => severity === "error")) return undefined;
  if (found(run, "onboarding-to-ask")) return "platform";
  return command === "receivers" && receivers.length > 0 ? "receivers" : undefined;
}

/** Whether the run looked at a platform that the hub takes for OFFLINE, and found it well. */
function platformAnswers({ findings }: RunRecord): boolean {
  return findings.some(({ finding }) => finding.code === "party-not-connected" && finding.platform?.is === "fine");
}

/** Whether it is to be sent now, or what to do speaks of it. A sandbox has no account team. */
function isAskedFor(run: RunRecord): boolean {
  if (!run.isSandbox && (toRecord(run) !== undefined || asksForRouting(run))) return true;
  const toDo = run.findings.filter((finding) => isToDo(finding) && finding.severity !== "info");
  return toDo.some(({ fix = "" }) => speaksOfMessage(fix));
}

/** Whether the step summary shows the message: until CONNECTED, and after that when what to do speaks of it. */
export function isInSummary(run: RunRecord): boolean {
  if (isAskedFor(run)) return true;
  if (run.ownParties.length === 0 || !hasMessage(run)) return false;
  const request = requestTo(run);
  const isRegistered = ["connected", "registered", "done"].includes(run.result);
  const isQuiet = request === "route" || request === "nothing";
  return !(isRegistered && isQuiet) || asksForRouting(run);
}

/** Whether there is anything to tell the account team: a run whose inputs were wrong knows nothing that they could use, and a plan is none of their business. */
export function hasMessage(run: RunRecord): boolean {
  return (run.result !== "invalid" && run.plan === undefined) || isAskedFor(run);
}

/** When to send the message, where that is not now. */
export function sendOnlyIf(run: RunRecord): string | undefined {
  const condition = run.findings.find(({ ask }) => ask?.onlyIf !== undefined)?.ask?.onlyIf;
  if (condition !== undefined) return `Send it only if ${condition}.`;
  if (found(run, "post-platform-unusable", "post-crashed-twice"))
    return "Send it only if your platform's log shows that it answered the hub well, or that the hub did not come, and another run ends the same way.";
  if (found(run, "post-refused")) return "Send it only if you find nothing to fix, or another run ends the same way.";
  if (run.result === "unreachable")
    return "Send it only if the hub's address is right and another run ends the same way.";
  return undefined;
}

function whyReset(run: RunRecord, parties: string): string {
  if (found(run, "confirm-in-doubt"))
    return `An update of the registration of ${parties} was interrupted, and the token that we have may not be valid any more.`;
  if (found(run, "post-unreadable", "confirm-unreadable"))
    return `You answered our request for ${parties} with HTTP success, but we find no token in your answer: did you register us?`;
  const doubtful = run.findings.find(({ finding }) => finding.code === "post-refusal-doubtful")?.finding;
  if (doubtful?.code === "post-refusal-doubtful")
    return doubtful.opens === "no"
      ? `You refused our request for ${parties}, and since then you do not accept our initial token any more.`
      : `You refused our request for ${parties}, and then gave us no usable answer: we do not know whether we are registered.`;
  return found(run, "post-already-registered")
    ? `You answer that ${parties} is registered already, but the token that you issued then is not known to us.`
    : `An exchange of credentials for ${parties} was interrupted, and the token that you may have issued did not reach us.`;
}

function opening(request: Request, run: RunRecord, parties: string): string {
  switch (request) {
    case "reset":
      return whyReset(run, parties);
    case "access":
      return run.connectionStatus === "SUSPENDED"
        ? `${parties} is registered with you, and you list it as SUSPENDED.`
        : found(run, "hub-token-limited")
          ? `You accept our token for ${parties} at your versions, but not at hubclientinfo.`
          : `We have a token of yours for ${parties}, and you do not accept it.`;
    case "choose":
      return `${parties} is registered with you. Your answer to our PUT held a new token that you do not accept, while the first one works.`;
    case "validity":
      return `We have a token of yours for ${parties}, and nothing shows us whether you take it: what we may read at your side opens to everyone.`;
    case "activate":
      return found(run, "party-other-role") || run.connectionStatus === "NOT_LISTED"
        ? `You accept our token, but you do not list ${parties}.`
        : `${parties} is registered with you.`;
    case "route":
    case "nothing":
      return `${parties} is registered with you.`;
    case "explain":
      return found(run, "update-refused")
        ? `${parties} is registered with you, and you refused our update.`
        : `We are connecting ${parties} to you, and a request of ours failed.`;
    case "revoke":
      return `We have given you a new token for calling ${parties}, at ${utcAndIst(run.finishedAt)}.`;
    case "end":
      return found(run, "still-registered", "end-unprovable")
        ? `You answered that the registration of ${parties} with you is ended, and your versions open to our token all the same.`
        : `We want to end the registration of ${parties} with you, and could not.`;
    case "ended":
      return `We have ended the registration of ${parties} with you.`;
    case "prepare":
      // It does not know whether there is a registration.
      return run.command === "receivers"
        ? `You can call ${parties} at the URLs below. They take the place of any that we sent before.`
        : `We are preparing to connect ${parties} to you.`;
  }
}

function asks(request: Request, run: RunRecord): string[] {
  const pairs = missingPairs(run);
  const routed = pairs.length === 0 ? partners(run) : "these pairs, of which we see no location:";
  const arrange = [
    ...(run.receivers.length === 0 ? [] : ["record the URLs above for our party"]),
    ...(hasRouting(run) ? [[`enable the routing rules for ${routed}`, ...pairs].join("\n")] : []),
  ];
  switch (request) {
    case "reset":
      return interruptedLines(run) ?? requestLines(run);
    case "access":
      return accessQuestion(run);
    case "choose":
      return ["- tell us which of the two tokens is valid.", ...requestLines(run)];
    case "validity":
      return [
        ...arrange.map((wish) => `- ${wish},`),
        ...statusQuestion(run),
        "- tell us whether our token is valid,",
        "- have your endpoints refuse tokens that you did not issue.",
      ];
    case "route":
      return arrange.map((wish, index) => `- ${wish}${index === arrange.length - 1 ? "." : ","}`);
    case "nothing":
      return [];
    case "activate":
      return [...(run.registeredAt === undefined ? [] : arrange.map((wish) => `- ${wish},`)), ...statusQuestion(run)];
    case "explain":
      return failureQuestion(run);
    case "revoke":
      return ["- revoke the token that you used before, 24 hours after that time.", ...statusQuestion(run)];
    case "end":
      return ["- end our registration and revoke our token.", ...requestLines(run)];
    case "ended":
      return [`- confirm that it is ended${hasRouting(run) ? ", and remove our routing rules" : ""}.`];
    case "prepare":
      return run.receivers.length === 0
        ? ["- tell us when you are ready."]
        : ["- record the URLs above for our party."];
  }
}

/** Why a request failed that was to change something, or came before one. */
function failureQuestion(run: RunRecord): string[] {
  const noPut = run.findings.some(({ finding }) => finding.code === "update-refused" && finding.isKnown === true);
  if (noPut) return ["- enter our URL and our parties by hand: you take no PUT of credentials.", ...requestLines(run)];
  const request = requestLines(run);
  if (found(run, "post-unauthorised"))
    return [
      "- tell us why you refused our initial token, and issue a new one if it is used up or revoked.",
      ...request,
    ];
  return request.length === 0
    ? [`- tell us whether ${run.hub.url} is right and your service is up: our requests do not get there.`]
    : ["- look up this request, and tell us why it did not succeed.", ...request];
}

/** Why the token does not open what it should. */
function accessQuestion(run: RunRecord): string[] {
  if (run.connectionStatus === "SUSPENDED") return ["- tell us why our party is suspended, and what we have to do."];
  const isNew = run.findings.some(({ finding }) => finding.code === "hub-token-limited" && finding.issued);
  const question = isNew ? "our party may read hubclientinfo" : "our party is suspended or our token revoked";
  const crash = found(run, "hub-crashes-at-encoding")
    ? ["- find out why your hub breaks down at our token in one encoding, where it refuses it in the other,"]
    : [];
  return [...crash, `- tell us whether ${question}, and what we have to do.`, ...requestLines(run)];
}

/** What keeps a registered party from being CONNECTED, as a question to those who can see it. */
function statusQuestion(run: RunRecord): string[] {
  const other = run.findings.map(({ finding }) => finding).find((finding) => finding.code === "party-other-role");
  if (other !== undefined)
    return [`- tell us which role ${other.party} has: you list it as another one than ${other.role}.`];
  // What went wrong with the token or the confirmation comes before any status.
  if (found(run, "token-unproven", "confirm-refused", "parties-unreadable", "parties-need-routing"))
    return ["- look up this request, and tell us why it did not succeed.", ...requestLines(run)];
  if (found(run, "parties-no-list", "parties-entry-unreadable", "parties-endless"))
    return ["- check your hubclientinfo: we cannot read its list of parties."];
  const shown = run.parties.filter(({ party }) => !isHidden(run, party));
  if (shown.length === 0 && run.parties.length > 0) return [];
  const status = connectionStatus(shown);
  switch (status) {
    case "CONNECTED":
      return [];
    case "OFFLINE":
      return [
        `- tell us what your health check of our platform gets: you list our party as OFFLINE${platformAnswers(run) ? ", and it answers our own check well" : ""}.`,
      ];
    case "NOT_LISTED":
      return ["- tell us under which codes and role we are registered: we do not find our party in hubclientinfo."];
    case "UNKNOWN":
      return ["- tell us the status of our party: we could not read it."];
    case "PLANNED":
    case "SUSPENDED":
      return [`- tell us what is missing until our party is CONNECTED (it is ${status}).`];
  }
}

/** Whether the hub need not show the party, and does not: there is nothing to ask about that. */
function isHidden(run: RunRecord, party: Party): boolean {
  const name = `${partyName(party)} (${party.role})`;
  return run.findings.some(({ finding }) => finding.code === "status-not-shown" && finding.parties.includes(name));
}

/** Who is to reach whom, of those of whom the hub shows nothing: one line a pair. */
function missingPairs({ findings }: RunRecord): string[] {
  return findings.flatMap(({ finding }) =>
    finding.code === "routing-rule-missing"
      ? finding.own.flatMap((own) => finding.partners.map((partner) => `  ${own} and ${partner}`))
      : [],
  );
}

function partners({ routing }: RunRecord): string {
  return routing.length === 0 ? "our partners" : "these parties";
}

function routingLine(party: Party): string {
  return `- ${partyName(party)} (${party.role})`;
}

function subjectOf(request: Request, run: RunRecord): string {
  const receivers = run.receivers.length === 0 ? [] : ["receiver URLs"];
  const routing = hasRouting(run) ? ["routing"] : [];
  switch (request) {
    case "activate":
      // Of what was handed over before the message says nothing again.
      return run.registeredAt === undefined
        ? statusSubjects[run.connectionStatus]
        : [...receivers, ...routing, statusSubjects.PLANNED].join(", ");
    case "route":
      return list([...receivers, ...routing]);
    default:
      return subjects[request];
  }
}

const statusSubjects: Readonly<Record<RunRecord["connectionStatus"], string>> = {
  PLANNED: "activation",
  OFFLINE: "why are we OFFLINE?",
  SUSPENDED: "why are we SUSPENDED?",
  NOT_LISTED: "you do not list us",
  UNKNOWN: "our status cannot be read",
  CONNECTED: "a check that did not succeed",
};

const subjects: Readonly<Record<Exclude<Request, "activate" | "route">, string>> = {
  reset: "please reset our registration",
  choose: "two tokens",
  validity: "is our token valid?",
  access: "our token is not accepted",
  nothing: "registered",
  revoke: "please revoke our former token",
  explain: "a request that did not succeed",
  end: "please end our registration",
  ended: "registration ended",
  prepare: "onboarding",
};
