import { partyWithRole } from "../ocpi/party.ts";
import { found, nextAfterDryRun, type RunRecord } from "../record/record.ts";

/** What says by itself how a registration is: beside it nothing is said of one at the hub that was meant. */
const saysAll: ReadonlySet<string> = new Set([
  "party-not-connected",
  "party-other-role",
  "hub-other-party",
  "token-unprovable",
]);

/** The run in one line: how it ended, and the first reason. */
export function headline(run: RunRecord): string {
  const assigned = run.ownParties.filter((party) => party.country_code !== "" && party.party_id !== "");
  const who = assigned.length === 0 ? "The platform" : assigned.map(partyWithRole).join(", ");
  const why = run.reason?.message[0] ?? "";
  switch (run.result) {
    case "connected":
      return `${who} is CONNECTED to ${run.hub.title}.`;
    case "registered":
      return run.reason !== undefined && saysAll.has(run.reason.finding.code)
        ? why
        : `${who} is registered at ${run.hub.title}. ${why}`;
    case "done":
      return done(run, who);
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
      return run.rehearsal.length > 0
        ? "Cancelled: the rehearsal was stopped before its end, and the findings say what stays on the platform."
        : "Cancelled before anything was changed.";
    case "invalid":
      return `Invalid: ${why} Nothing was sent.`;
  }
}

/** What a run did that has done its work and left the registration as it is, or ended it. */
function done(run: RunRecord, who: string): string {
  const { command, findings, hub, receivers, rehearsal } = run;
  const next = nextAfterDryRun(run);
  if (next !== undefined) return `${next === "try" ? "Not certain" : "Ready"}: ${run.reason?.message[0]}`;
  const errors = findings.filter(({ severity }) => severity === "error");
  const first = errors[0]?.message[0] ?? "";
  const more = errors.length > 1 ? ` And ${errors.length - 1} more.` : "";
  switch (command) {
    case "preflight":
      return errors.length > 0 ? `Not ready for ${hub.title}: ${first}${more}` : `${who} is ready for ${hub.title}.`;
    case "receivers":
      return errors.length > 0 ? `${first}${more}` : `${hub.title} calls ${who} at ${receivers.length} URLs.`;
    case "rehearse": {
      const isGuarded = rehearsal.every(({ verdict }) => verdict !== "fails");
      if (errors.length === 0 && isGuarded && found(run, "rehearsal-no-consent"))
        return `${who} refuses calls without its token. The hub's own calls were not rehearsed.`;
      const tried = rehearsal.filter(({ verdict }) => verdict !== "not tried").length;
      return errors.length > 0
        ? `${first}${more}`
        : `${who} was called ${tried} times as ${hub.title} calls it${tried < rehearsal.length ? `, and ${rehearsal.length - tried} calls were not tried` : ""}: nothing is in the way.`;
    }
    default:
      return `${who} is not registered at ${hub.title} any more.`;
  }
}

/** A sign for each kind of result: shape first, colour second. Where nothing more can be seen, nothing is waited for. */
export function resultSign({ result, reason, findings }: Pick<RunRecord, "result" | "reason" | "findings">): string {
  switch (result) {
    case "connected":
      return "✅";
    case "done":
      if (nextAfterDryRun({ reason }) === "try") return "❓";
      return findings.some(({ severity }) => severity === "error") ? "❌" : "✅";
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
