import type { Fact } from "../checks/fact.ts";
import { partyName, type Party } from "../ocpi/party.ts";
import { isFailed, type RunRecord } from "./report.ts";
import { ist, utc } from "./times.ts";

/**
 * The message to the hub's account team: who we are, which URLs the hub should call, what we ask for. Plain text, ready
 * to send, without any token.
 */
export function handover(run: RunRecord): { subject: string; text: string } {
  const parties = run.ownParties.map((party) => `${partyName(party)} (${party.role})`).join(", ") || "our party";
  const request = requestTo(run);
  const lines = [
    `Hello ${run.hub.title} team,`,
    "",
    opening(request, run, parties),
    "",
    ...(run.platformUrl === undefined ? [] : [`Our OCPI URL:      ${run.platformUrl}`]),
    `Your OCPI URL:     ${run.hub.url}`,
    `OCPI version:      ${run.hub.version}`,
    ...(run.registeredAt === undefined
      ? []
      : [`Registered at:     ${utc(run.registeredAt)} (${ist(run.registeredAt)})`]),
    ...(run.parties.length === 0 ? [] : [`Status at the hub: ${run.connectionStatus}`]),
    `Correlation id:    ${run.correlationId}`,
    ...(run.receivers.length === 0 ? [] : ["", "You can call us at:", ...run.receivers.map(receiverLine)]),
    ...(run.routing.length === 0 ? [] : ["", "We expect to reach through you:", ...run.routing.map(routingLine)]),
    "",
    "Please:",
    ...asks(request, run),
    "",
    "Thank you.",
  ];
  return { subject: `${run.hub.title}: ${parties}, ${subjects[request]}`, text: lines.join("\n") };
}

/** What the account team is asked for: it follows from what was found, not from the result alone. */
type Request = "reset" | "access" | "activate" | "route" | "explain" | "end" | "ended" | "prepare";

function requestTo(run: RunRecord): Request {
  if (run.findings.some(({ fact }) => needsReset(fact))) return "reset";
  if (found(run, "hub-token-refused", "hub-token-limited") || run.connectionStatus === "SUSPENDED") return "access";
  if (found(run, "not-unregistered", "still-registered", "nothing-to-unregister")) return "end";
  switch (run.result) {
    case "connected":
    case "unstored":
      return "route";
    case "registered":
      return "activate";
    case "refused":
    case "unreachable":
      return "explain";
    case "in-doubt":
      return found(run, "confirm-in-doubt", "confirm-unreadable") ? "explain" : "prepare";
    case "done":
      return "ended";
    case "not-ready":
    case "cancelled":
    case "invalid":
      return "prepare";
  }
}

/** Only after these can nobody but the account team go on. */
function needsReset(fact: Fact): boolean {
  switch (fact.code) {
    case "post-in-doubt":
    case "post-unreadable":
    case "post-already-registered":
    case "recovery-needs-initial-token":
    case "recovery-initial-token-refused":
      return true;
    case "capsule-unopened":
      return fact.why === "no-token";
    default:
      return false;
  }
}

/** Why there is nothing to ask the account team for now: a message that nobody needs is out of the reader's way. */
export function notNeeded(run: RunRecord): string | undefined {
  const request = requestTo(run);
  if (request === "prepare") return "not needed yet";
  if (request === "ended") return "for their records";
  // That is the platform's to mend; only who has just registered has something to hand over.
  const offline = run.connectionStatus === "OFFLINE" && run.registeredAt === undefined;
  return offline ? "only if your platform answers, and the party stays OFFLINE" : undefined;
}

/** When to send the message, where that is not now. */
export function sendOnlyIf(run: RunRecord): string | undefined {
  if (found(run, "post-in-doubt", "recovery-needs-initial-token"))
    return "Send it only if another run, with the initial token and 5 minutes later, ends the same way.";
  if (found(run, "post-already-registered")) return "Send it only if nobody has the hub token.";
  if (found(run, "confirm-in-doubt", "confirm-unreadable"))
    return "Send it only if a later run says that the hub refuses the stored token.";
  if (run.result === "unreachable")
    return "Send it only if the hub's address is right and another run ends the same way.";
  return undefined;
}

function found(run: RunRecord, ...codes: readonly Fact["code"][]): boolean {
  return run.findings.some(({ fact }) => codes.includes(fact.code));
}

function opening(request: Request, run: RunRecord, parties: string): string {
  switch (request) {
    case "reset":
      return found(run, "post-already-registered")
        ? `You answer that ${parties} is registered already, but the token that you issued then is not known to us.`
        : `An exchange of credentials for ${parties} was interrupted, and the token that you may have issued did not reach us.`;
    case "access":
      return run.connectionStatus === "SUSPENDED"
        ? `${parties} is registered with you, and you list it as SUSPENDED.`
        : `${parties} was registered with you, and you do not accept our token any more.`;
    case "activate":
    case "route":
      return `${parties} is registered with you.`;
    case "explain":
      return `${parties} and you: a request of ours did not succeed.`;
    case "end":
      return `We want to end the registration of ${parties} with you, and could not.`;
    case "ended":
      return `We have ended the registration of ${parties} with you.`;
    case "prepare":
      return `We are preparing to connect ${parties} to you.`;
  }
}

function asks(request: Request, run: RunRecord): string[] {
  const record = run.receivers.length === 0 ? [] : ["- record the URLs above for our party,"];
  switch (request) {
    case "reset":
      return ["- reset our registration and issue a new initial token.", ...requestLines(run)];
    case "access":
      return [
        "- tell us whether our party is suspended or our token revoked, and what we have to do.",
        ...requestLines(run),
      ];
    case "route":
      return [...record, `- enable the routing rules for ${partners(run)}.`];
    case "activate":
      return [
        ...(run.registeredAt === undefined ? [] : [...record, `- enable the routing rules for ${partners(run)},`]),
        ...statusAsk(run),
      ];
    case "explain":
      return found(run, "post-unauthorised")
        ? [
            "- tell us why you refused our initial token, and issue a new one if it is used up or revoked.",
            ...requestLines(run),
          ]
        : ["- look up this request, and tell us why it did not succeed.", ...requestLines(run)];
    case "end":
      return ["- end our registration and revoke our token.", ...requestLines(run)];
    case "ended":
      return ["- confirm that it is ended, and remove our routing rules."];
    case "prepare":
      return run.receivers.length === 0
        ? ["- tell us when you are ready."]
        : ["- record the URLs above for our party."];
  }
}

/** What keeps a registered party from being CONNECTED, as a question to those who can see it. */
function statusAsk(run: RunRecord): string[] {
  // What went wrong with the token or the confirmation comes before any status.
  if (found(run, "token-unproven", "confirm-refused", "confirm-token-not-working", "parties-unreadable"))
    return ["- look up this request, and tell us why it did not succeed.", ...requestLines(run)];
  switch (run.connectionStatus) {
    case "OFFLINE":
      return ["- tell us what your health check of our platform gets: you list our party as OFFLINE."];
    case "NOT_LISTED":
      return ["- list our party in hubclientinfo: we do not find it there."];
    case "UNKNOWN":
      return ["- tell us the status of our party: we could not read it."];
    case "PLANNED":
    case "SUSPENDED":
    case "CONNECTED":
      return [`- tell us what is missing until our party is CONNECTED (it is ${run.connectionStatus}).`];
  }
}

/** The request that matters: the last that changes something, or else the last that failed. */
function requestLines(run: RunRecord): string[] {
  const toHub = run.requests.filter(({ peer }) => peer === "hub");
  const changing = toHub.findLast(({ method }) => method !== "GET");
  const failed = toHub.findLast(isFailed);
  const request = changing !== undefined && (isFailed(changing) || failed === undefined) ? changing : failed;
  if (request === undefined) return [];
  const answer =
    request.httpStatus === undefined ? "no answer" : `HTTP ${request.httpStatus}, OCPI ${request.statusCode ?? "-"}`;
  return [
    `  ${request.method} ${request.url}: ${answer}`,
    `  ${utc(request.at)} (${ist(request.at)})`,
    `  X-Request-ID ${request.requestId}`,
  ];
}

function partners({ routing }: RunRecord): string {
  return routing.length === 0 ? "our partners" : "these parties";
}

function routingLine(party: Party): string {
  return `- ${partyName(party)} (${party.role})`;
}

function receiverLine(receiver: { module: string; method: string; url: string }): string {
  return `- ${receiver.module.padEnd(9)} ${receiver.method.padEnd(4)} ${receiver.url}`;
}

const subjects: Readonly<Record<Request, string>> = {
  reset: "please reset our registration",
  access: "our token is not accepted",
  activate: "receiver URLs, routing, activation",
  route: "receiver URLs and routing",
  explain: "a request that did not succeed",
  end: "please end our registration",
  ended: "registration ended",
  prepare: "onboarding",
};
