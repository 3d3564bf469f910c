import { answerWords } from "../../checks/rehearsal.ts";
import type { ProbedReceiver } from "../../checks/receivers.ts";
import { severityOf } from "../../findings/catalogue.ts";
import type { ReceiverOutcome } from "../../record/receivers.ts";
import type { RehearsedStep } from "../../record/record.ts";
import type { PlatformSeen } from "../probe-platform.ts";
import type { Run } from "../run.ts";

/* What opens a rehearsal, and needs no consent of the platform's owner. */

/** The hub's health check: versions and details, with the platform token. */
export function platformStep(run: Run, seen: PlatformSeen | undefined): RehearsedStep {
  const { version } = run.profile;
  const part = {
    step: "Read the platform's versions and details, as the hub's health check does",
    expected: `HTTP 200, OCPI 1000, and ${version} is listed`,
  };
  if (seen === undefined) return { ...part, got: "", verdict: "not tried", why: "No platform token was given." };
  const errors = seen.findings.filter((finding) => severityOf(finding) === "error");
  const told = errors.flatMap((finding) => run.reportOf(finding)?.message[0] ?? []);
  return {
    ...part,
    got: [...new Set(seen.looks.map(({ answer }) => answerWords(answer)))].join("; "),
    verdict: errors.length === 0 ? "works" : "fails",
    ...(told.length === 0 ? {} : { why: told.join(" ") }),
    correlationId: run.correlationId,
  };
}

const faults: Readonly<Record<Exclude<ReceiverOutcome, "guarded" | "skipped">, string>> = {
  open: "It lets in a call without its token.",
  missing: "It is not served there.",
  error: "It is not known whether it looks at the token.",
  unreachable: "It gives no answer.",
};

/** A call with a wrong token to one receiver. */
export function guardStep(run: Run, { receiver, probe }: ProbedReceiver): RehearsedStep {
  const { method, module, role } = receiver;
  const part = { step: `Call ${method} ${module} (${role}) with a wrong token`, expected: "refused with HTTP 401" };
  const { outcome, http_status: status, status_code: code } = probe;
  if (outcome === "skipped") {
    return { ...part, got: "", verdict: "not tried", why: "It is on another host than your platform." };
  }
  const got = status === undefined ? "no answer" : `HTTP ${status}${code === undefined ? "" : `, OCPI ${code}`}`;
  return {
    ...part,
    got,
    ...(outcome === "guarded" ? { verdict: "works" } : { verdict: "fails", why: faults[outcome] }),
    correlationId: run.correlationId,
  };
}
