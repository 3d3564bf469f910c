import { partyName } from "../ocpi/party.ts";
import type { RunRecord } from "./report.ts";
import { ist, utc } from "./times.ts";

/**
 * The message to the hub's account team: who we are, which URLs the hub should call, what we ask for. Plain text, ready
 * to send, without any token.
 */
export function handover(run: RunRecord): { subject: string; text: string } {
  const parties = run.ownParties.map((party) => `${partyName(party)} (${party.role})`).join(", ") || "our party";
  const lines = [
    `Hello ${run.hub.title} team,`,
    "",
    ...opening(run, parties),
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
    "",
    "Please:",
    ...asks(run),
    "",
    "Thank you.",
  ];
  return { subject: `${run.hub.title}: ${parties}, ${subjectOf(run)}`, text: lines.join("\n") };
}

function opening(run: RunRecord, parties: string): string[] {
  switch (run.result) {
    case "connected":
    case "registered":
      return [`${parties} is registered with you.`];
    case "in-doubt":
    case "unstored":
      return [
        `An exchange of credentials for ${parties} was interrupted, and we may not have the token that you issued.`,
      ];
    case "refused":
    case "unreachable":
      return [`We are connecting ${parties} to you, and it does not work yet.`];
    case "not-ready":
    case "cancelled":
    case "invalid":
      return [`We are preparing to connect ${parties} to you. Nothing was sent yet.`];
  }
}

function asks(run: RunRecord): string[] {
  switch (run.result) {
    case "connected":
      return ["- record the URLs above for our party,", "- enable the routing rules for our partners."];
    case "registered":
      return [
        "- record the URLs above for our party,",
        "- enable the routing rules for our partners,",
        `- tell us what is missing until our party is CONNECTED (it is ${run.connectionStatus}).`,
      ];
    case "in-doubt":
    case "unstored":
      return ["- reset our registration and issue a new initial token."];
    case "refused":
    case "unreachable":
      return ["- look up this request, and tell us why it did not succeed:", ...lastRequest(run)];
    case "not-ready":
    case "cancelled":
    case "invalid":
      return ["- record the URLs above for our party."];
  }
}

function lastRequest(run: RunRecord): string[] {
  const request = run.requests.findLast(({ peer }) => peer === "hub");
  if (request === undefined) return [];
  return [`  ${request.method} ${request.url}`, `  ${utc(request.at)}, X-Request-ID ${request.requestId}`];
}

function receiverLine(receiver: { module: string; method: string; url: string }): string {
  return `- ${receiver.module.padEnd(9)} ${receiver.method.padEnd(4)} ${receiver.url}`;
}

function subjectOf(run: RunRecord): string {
  switch (run.result) {
    case "connected":
      return "receiver URLs and routing";
    case "registered":
      return "receiver URLs, routing, activation";
    case "in-doubt":
      return "please reset our registration";
    case "not-ready":
    case "refused":
    case "unreachable":
    case "unstored":
    case "cancelled":
    case "invalid":
      return "onboarding";
  }
}
