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
    `Status at the hub: ${run.connectionStatus}`,
    `Correlation id:    ${run.correlationId}`,
    ...(run.receivers.length === 0 ? [] : ["", "Please call us at:", ...run.receivers.map(receiverLine)]),
    "",
    "Please:",
    ...asks(run),
    "",
    "Thank you.",
  ];
  return { subject: `${run.hub.title}: ${parties}, ${subjectOf(run)}`, text: lines.join("\n") };
}

function opening(run: RunRecord, parties: string): string[] {
  if (run.result === "in-doubt") {
    return [`An exchange of credentials for ${parties} was interrupted, and we do not know whether you registered us.`];
  }
  if (run.result === "connected" || run.result === "registered") return [`${parties} is registered with you.`];
  return [`We are connecting ${parties} to you; the exchange of credentials did not succeed yet.`];
}

function asks(run: RunRecord): string[] {
  if (run.result === "in-doubt") return ["- reset our registration and issue a new initial token."];
  if (run.result === "connected" || run.result === "registered") {
    return [
      "- record the URLs above for our party,",
      "- enable the routing rules for our partners,",
      ...(run.connectionStatus === "CONNECTED" ? [] : [`- tell us why our party is ${run.connectionStatus}.`]),
    ];
  }
  const failed = run.requests.findLast((request) => request.peer === "hub");
  return [
    "- look up this request, and tell us why it did not succeed:",
    ...(failed === undefined
      ? []
      : [`  ${failed.method} ${failed.url}, ${utc(failed.at)}, X-Request-ID ${failed.requestId}`]),
  ];
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
