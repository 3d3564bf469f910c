import { reason } from "../findings/answer-words.ts";
import type { ReportedFinding } from "../findings/finding.ts";
import { duration } from "../findings/times.ts";
import { plainLine } from "../ocpi/escape.ts";
import { partyName } from "../ocpi/party.ts";
import type { Profile } from "../profiles/profile.ts";
import type { JobPlan } from "./job-plan.ts";
import type { RequestRecord } from "./request.ts";
import type { PartyStatus } from "./result.ts";

/* What a run says in the log while it goes on. */

/** Tells apart requests that differ in nothing but the token, or how it was written. */
export function tokenNote({ asks, encoding }: RequestRecord): string {
  if (asks === "guard") return " (a made-up token, which should be refused)";
  if (asks === "entry") return " (no token, which should be refused)";
  return encoding === "base64" ? " (token in Base64)" : "";
}

/** A request as one line of the log. */
export function requestLine(request: RequestRecord): string {
  const again = request.attempt > 1 ? ` (attempt ${request.attempt})` : "";
  const outcome =
    request.httpStatus === undefined
      ? reason(request.error)
      : request.statusCode === undefined
        ? `HTTP ${request.httpStatus}, no OCPI answer`
        : `HTTP ${request.httpStatus}, OCPI ${request.statusCode}`;
  return plainLine(
    `${request.method} ${request.url}${tokenNote(request)}${again}: ${outcome}, ${duration(request.durationMs)}`,
  );
}

/** A finding as one line of the log. */
export function findingLine({ severity, message, check }: ReportedFinding): string {
  const word = { error: "Error", warning: "Warning", info: "Note" }[severity];
  return plainLine(`${word}: ${message.join(" ")} [${check}]`).replaceAll("`", "");
}

/** One look at the own parties as one line of the log. */
export function statusLine(parties: readonly PartyStatus[], againInMs: number | undefined): string {
  const states = parties.map(({ party, status }) => `${partyName(party)} (${party.role}) is ${status}`).join(", ");
  return againInMs === undefined ? `${states}.` : `${states}; checking again in ${duration(againInMs)}.`;
}

/** What is going to be done, as the log's first line. */
export function taskLine(command: string, connection: string, hub: string | undefined, profile: Profile): string {
  return plainLine(`${command}: connection ${connection}, ${profile.title}${hub === undefined ? "" : ` at ${hub}`}.`);
}

/** What is planned, as the log's first line. */
export function planLine(command: string, { connections }: JobPlan): string {
  return `${command}: ${connections.length === 1 ? "one connection" : `${connections.length} connections`}.`;
}

/** A recovery capsule as a line of the log, with what it is; `of` says of what, where that is not the hub token. */
export function capsuleLine(capsule: string, of = ""): string {
  return `Recovery capsule${of}, what the hub answered, sealed so that only your platform token opens it; it is safe to show: ${capsule}`;
}
