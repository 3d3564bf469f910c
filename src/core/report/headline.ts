import { bySeverity } from "../findings/finding.ts";
import { list } from "../findings/prose.ts";
import { partyWithRole } from "../ocpi/party.ts";
import { doubtIn } from "../record/doubt.ts";
import type { JobPlan } from "../record/job-plan.ts";
import { found, nextAfterDryRun, type RunRecord } from "../record/record.ts";
import type { PartyConnection } from "../record/result.ts";
import { goLiveSheet, type GoLiveStep } from "./go-live.ts";

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
      return `${who} is CONNECTED to ${run.hub.title}.${ofPartners(run)}`;
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

/** How many of the partners need something. That of some nothing can be seen is no news. */
function ofPartners({ findings, partners }: RunRecord): string {
  const open = findings.flatMap(({ finding, severity }) =>
    severity === "warning" && (finding.code === "routing-rule-missing" || finding.code === "partners-not-connected")
      ? finding.partners
      : [],
  );
  if (open.length === 0) return "";
  const whom = partners.length === 1 ? "its partner" : `${open.length} of its ${partners.length} partners`;
  return ` For ${whom} something is left to do.`;
}

/** What a run did that has done its work and left the registration as it is, or ended it. */
function done(run: RunRecord, who: string): string {
  const { command, findings, hub, receivers } = run;
  const next = nextAfterDryRun(run);
  if (next !== undefined) return `${next === "try" ? "Not certain" : "Ready"}: ${run.reason?.message[0]}`;
  const errors = bySeverity(findings).filter(({ severity }) => severity === "error");
  const first = errors[0]?.message[0] ?? "";
  // What is wrong at two URLs alike is one thing to mend.
  const others = new Set(errors.map(({ message }) => message[0])).size - 1;
  const more = others > 0 ? ` And ${others} more.` : "";
  switch (command) {
    case "plan":
      return planned(run.plan);
    case "preflight": {
      if (errors.length > 0) return `Not ready for ${hub.title}: ${first}${more}`;
      const doubt = doubtIn(run);
      return doubt === undefined ? `${who} is ready for ${hub.title}.` : `Not certain: ${doubt}`;
    }
    case "receivers":
      return errors.length > 0 ? `${first}${more}` : `${hub.title} calls ${who} at ${receivers.length} URLs.`;
    case "rehearse": {
      if (errors.length > 0) return `${first}${more}`;
      const isGuarded = run.rehearsal.every(({ verdict }) => verdict !== "fails");
      return isGuarded && found(run, "rehearsal-no-consent")
        ? `${who} refuses calls without its token. The hub's own calls were not rehearsed.`
        : rehearsed(run, who);
    }
    default:
      return `${who} is not registered at ${hub.title} any more.`;
  }
}

/** How many connections there are, and how many jobs of a matrix they become. */
function planned({ connections, jobs }: JobPlan = { connections: [], jobs: [] }): string {
  const [count, of] = [connections.length, jobs.length];
  return `${count === 1 ? "One connection" : `${count} connections`} for a matrix of ${of === 1 ? "one job" : `${of} jobs`}.`;
}

/** What the go-live sheet came to, where nothing of it is in the way: a warning fails, too. */
function rehearsed(run: RunRecord, who: string): string {
  const { steps } = goLiveSheet(run);
  const count = (wanted: GoLiveStep["verdict"]): number => steps.filter(({ verdict }) => verdict === wanted).length;
  const fails = count("fails");
  const open = count("not tried");
  const lines = [
    `${count("works")} lines of the go-live sheet work`,
    ...(fails === 0 ? [] : [`${fails} ${fails === 1 ? "fails" : "fail"}`]),
    ...(open === 0 ? [] : [`${open} ${open === 1 ? "is" : "are"} not tried yet`]),
  ];
  const first = steps.find(({ verdict }) => verdict === "fails");
  const which = first === undefined ? "" : ` The first that fails is "${first.step}".`;
  return `The rehearsal of ${who} ${fails === 0 ? "went well" : "came to its end"}: ${list(lines)}.${which}`;
}

// No traffic passes, and no waiting ends that.
const cutOff: Readonly<Partial<Record<PartyConnection, string>>> = { OFFLINE: "🔌", SUSPENDED: "⛔" };

/** A sign for each kind of result: shape first, colour second. Where nothing more can be seen, nothing is waited for. */
export function resultSign(run: RunRecord): string {
  const { result, reason, findings, connectionStatus } = run;
  switch (result) {
    case "connected":
      return "✅";
    case "done":
      if (findings.some(({ severity }) => severity === "error")) return "❌";
      if (run.rehearsal.some(({ verdict }) => verdict === "fails")) return "⚠️";
      return isUncertain(run) ? "❓" : "✅";
    case "registered":
      if (reason?.finding.code === "status-not-shown") return "✅";
      return cutOff[connectionStatus] ?? (isToWaitFor(reason) ? "⏳" : "❌");
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

/** Whether others end it: what is an error, and the reader's own to fix, does not go away. */
function isToWaitFor(reason: RunRecord["reason"]): boolean {
  return reason?.severity !== "error" || (reason.who !== "platform" && reason.finding.code !== "hub-other-party");
}

/** Whether a run that did its work, and met no error, leaves it open whether all is well. */
function isUncertain(run: RunRecord): boolean {
  if (nextAfterDryRun(run) === "try") return true;
  if (run.command === "preflight") return doubtIn(run) !== undefined;
  if (run.command === "receivers") return run.receivers.some(({ probe }) => probe?.outcome !== "guarded");
  return run.rehearsal.some(({ verdict }) => verdict === "fails") || found(run, "rehearsal-no-consent");
}
