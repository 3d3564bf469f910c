import type { Finding } from "../findings/finding.ts";
import { partyName, type Party } from "../ocpi/party.ts";
import { receiverUrls } from "../report/receivers.ts";
import type { RunRecord } from "../report/report.ts";
import { connectionStatus } from "../report/result.ts";
import type { Outcome } from "./outcome.ts";
import type { Run } from "./run.ts";

/** What a face knows of a run beside what the run itself recorded. */
export interface RunFrame {
  readonly tool: RunRecord["tool"];
  readonly command: string;
  readonly connection: string;
  readonly runUrl: string | undefined;
  readonly hubUrl: string;
  readonly platformUrl: string | undefined;
  readonly ownParties: readonly Party[];
  readonly receiverOverrides: Readonly<Record<string, string>>;
  readonly routing: readonly Party[];
  readonly exposed: boolean;
  readonly failOn: RunRecord["failOn"];
}

/**
 * The record of a run that has ended: what the report, the summary and the outputs are made from. Everything in it that came
 * from outside is redacted once more: a token that was not known yet when a thing was found may be in what was said then.
 */
export function recordOf(run: Run, outcome: Outcome, given: RunFrame): RunRecord {
  const { profile, voice } = run;
  const frame = run.redaction.deep(given);
  const reason = reasonOf(run, outcome);
  return {
    ...frame,
    profile,
    voice,
    result: outcome.result,
    reason: reason === undefined ? undefined : run.retold(reason),
    startedAt: run.startedAt,
    finishedAt: run.ports.clock.now(),
    correlationId: run.correlationId,
    hub: {
      url: frame.hubUrl,
      title: profile.title,
      party: profile.hub === undefined ? outcome.hubParty : partyName(profile.hub),
      version: profile.version,
      encoding: outcome.look?.settled === true ? outcome.look.encoding : undefined,
      endpoints: run.redaction.deep(outcome.look?.endpoints ?? []),
    },
    connectionStatus: connectionStatus(outcome.parties),
    parties: run.redaction.deep(outcome.parties),
    steps: run.steps,
    findings: run.findings.map((finding) => run.retold(finding)),
    requests: run.redaction.deep(run.requests),
    receivers: receiverUrls(frame.platformUrl, frame.ownParties, profile, frame.receiverOverrides),
    registeredAt: outcome.registeredAt,
    storedIn: outcome.storedIn,
  };
}

/** The finding that the run ended for: the one that it names, or the first error of the last step that has one. */
function reasonOf(run: Run, { reason }: Outcome): Finding | undefined {
  if (reason !== undefined) return run.findingOf(reason);
  const telling = (["error", "warning"] as const).flatMap((severity) => {
    const last = run.findings.findLast((finding) => finding.severity === severity);
    return run.findings.filter((finding) => finding.severity === severity && finding.step === last?.step);
  });
  return telling[0];
}

/** The outcome of a run that ended before it looked at anything. */
export function untouched(result: Outcome["result"]): Outcome {
  return {
    result,
    parties: [],
    look: undefined,
    hubToken: undefined,
    storedIn: undefined,
    capsule: undefined,
    registeredAt: undefined,
  };
}
