import type { Fact } from "../findings/catalogue.ts";
import { partyName, type Party } from "../ocpi/party.ts";
import type { TokenEncoding } from "../ocpi/token.ts";
import type { Endpoint } from "../ocpi/versions.ts";
import { receiverUrls } from "./receivers.ts";
import type { RunRecord } from "./record.ts";
import type { Recorder } from "./recorder.ts";
import { connectionStatus, type PartyStatus, type Result } from "./result.ts";

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

/** As much of what a job came to as its record has. */
export interface Ending {
  readonly result: Result;
  /** Why the run ended as it did: one of the things that were found. A run that did its work names none. */
  readonly reason?: Fact | undefined;
  readonly parties: readonly PartyStatus[];
  /** What was seen of the hub. */
  readonly look:
    | {
        /** Whether it is known that the hub takes tokens in this encoding. */
        readonly settled: boolean;
        readonly encoding: TokenEncoding;
        readonly endpoints: readonly Endpoint[];
      }
    | undefined;
  /** The hub's party, as it named itself. */
  readonly hubParty?: string | undefined;
  /** Where this run stored the hub token. */
  readonly storedIn: string | undefined;
  /** When the hub answered the exchange. */
  readonly registeredAt: Date | undefined;
}

/**
 * The record of a run that has ended: what the report, the summary and the outputs are made from. Everything in it that came
 * from outside is redacted once more: a token that was not known yet when a thing was found may be in what was said then.
 */
export function recordOf(run: Recorder, ending: Ending, given: RunFrame): RunRecord {
  const { profile } = run;
  const { look } = ending;
  const frame = run.redaction.deep(given);
  const findings = run.redactedFindings;
  return {
    ...frame,
    profile,
    result: ending.result,
    reason: ending.reason && findings[run.indexOf(ending.reason)],
    startedAt: run.startedAt,
    finishedAt: run.ports.clock.now(),
    correlationId: run.correlationId,
    hub: {
      url: frame.hubUrl,
      title: profile.title,
      party: profile.hub === undefined ? ending.hubParty : partyName(profile.hub),
      version: profile.version,
      encoding: look?.settled === true ? look.encoding : undefined,
      endpoints: run.redaction.deep(look?.endpoints ?? []),
    },
    connectionStatus: connectionStatus(ending.parties),
    parties: run.redaction.deep(ending.parties),
    steps: run.steps,
    findings,
    requests: run.redaction.deep(run.requests),
    receivers: receiverUrls(frame.platformUrl, frame.ownParties, profile, frame.receiverOverrides),
    registeredAt: ending.registeredAt,
    storedIn: ending.storedIn,
  };
}
