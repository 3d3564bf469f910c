import { partyName } from "../ocpi/party.ts";
import type { RunRecord } from "../record/record.ts";

/** What says by itself how a registration is: beside it nothing is said of one at the hub that was meant. */
const saysAll: ReadonlySet<string> = new Set([
  "party-not-connected",
  "party-other-role",
  "hub-other-party",
  "token-unprovable",
]);

/** The run in one line: how it ended, and the first reason. */
export function headline(run: RunRecord): string {
  const parties = run.ownParties.map((party) => `${partyName(party)} (${party.role})`).join(", ");
  const who = parties === "" ? "The platform" : parties;
  const why = run.reason?.message[0] ?? "";
  switch (run.result) {
    case "connected":
      return `${who} is CONNECTED to ${run.hub.title}.`;
    case "registered":
      return run.reason !== undefined && saysAll.has(run.reason.finding.code)
        ? why
        : `${who} is registered at ${run.hub.title}. ${why}`;
    case "done":
      return `${who} is not registered at ${run.hub.title} any more.`;
    case "not-ready":
      return `Not ready: ${why} Nothing was changed.`;
    case "refused":
      return `Refused: ${why}`;
    case "unreachable":
      return `Unreachable: ${why} Nothing was changed.`;
    case "in-doubt":
      return `In doubt: ${why}`;
    case "unstored":
      return `Not stored: ${why}`;
    case "cancelled":
      return "Cancelled before anything was changed.";
    case "invalid":
      return `Invalid: ${why} Nothing was sent.`;
  }
}

/** A sign for each kind of result: shape first, colour second. Where nothing more can be seen, nothing is waited for. */
export function resultSign({ result, reason }: Pick<RunRecord, "result" | "reason">): string {
  switch (result) {
    case "connected":
    case "done":
      return "✅";
    case "registered":
      return reason?.finding.code === "status-not-shown" ? "✅" : "⏳";
    case "in-doubt":
      return "❓";
    case "cancelled":
      return "⏹️";
    case "not-ready":
    case "refused":
    case "unreachable":
    case "unstored":
    case "invalid":
      return "❌";
  }
}
