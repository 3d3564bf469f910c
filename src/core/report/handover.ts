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
    opening(request, parties),
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
export type Request = "reset" | "activate" | "route" | "explain" | "prepare";

// Only after these can nobody but the account team go on.
const needsReset = new Set<Fact["code"]>([
  "post-in-doubt",
  "post-unreadable",
  "recovery-needs-initial-token",
  "recovery-initial-token-refused",
]);

export function requestTo(run: RunRecord): Request {
  if (run.findings.some(({ fact }) => needsReset.has(fact.code))) return "reset";
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
      return run.findings.some(({ fact }) => fact.code === "confirm-in-doubt") ? "explain" : "prepare";
    case "done":
      return "prepare";
    case "not-ready":
    case "cancelled":
    case "invalid":
      return "prepare";
  }
}

function opening(request: Request, parties: string): string {
  switch (request) {
    case "reset":
      return `An exchange of credentials for ${parties} was interrupted, and the token that you may have issued did not reach us.`;
    case "activate":
    case "route":
      return `${parties} is registered with you.`;
    case "explain":
      return `${parties} and you: a request of ours did not succeed.`;
    case "prepare":
      return `We are preparing to connect ${parties} to you.`;
  }
}

function asks(request: Request, run: RunRecord): string[] {
  const record = run.receivers.length === 0 ? [] : ["- record the URLs above for our party,"];
  switch (request) {
    case "reset":
      return ["- reset our registration and issue a new initial token.", ...requestLines(run)];
    case "route":
      return [...record, `- enable the routing rules for ${partners(run)}.`];
    case "activate":
      return [
        ...record,
        `- enable the routing rules for ${partners(run)},`,
        `- tell us what is missing until our party is CONNECTED (it is ${run.connectionStatus}).`,
      ];
    case "explain":
      return run.findings.some(({ fact }) => fact.code === "post-unauthorised")
        ? [
            "- tell us why you refused our initial token, and issue a new one if it is used up or revoked.",
            ...requestLines(run),
          ]
        : ["- look up this request, and tell us why it did not succeed.", ...requestLines(run)];
    case "prepare":
      return run.receivers.length === 0
        ? ["- tell us when you are ready."]
        : ["- record the URLs above for our party."];
  }
}

/** The request that matters: the last that changes something, or else the last that failed. */
function requestLines(run: RunRecord): string[] {
  const toHub = run.requests.filter(({ peer }) => peer === "hub");
  const request = toHub.findLast(({ method }) => method !== "GET") ?? toHub.findLast(isFailed);
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
  activate: "receiver URLs, routing, activation",
  route: "receiver URLs and routing",
  explain: "a request that did not succeed",
  prepare: "onboarding",
};
