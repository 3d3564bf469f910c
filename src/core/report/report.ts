import type { Fact } from "../findings/catalogue.ts";
import type { Finding } from "../findings/finding.ts";
import type { StepId } from "../findings/steps.ts";
import type { Severity, Who } from "../findings/entry.ts";
import type { Party } from "../ocpi/party.ts";
import type { TokenEncoding } from "../ocpi/token.ts";
import type { Endpoint } from "../ocpi/versions.ts";
import type { RequestRecord } from "../peer/peer.ts";
import type { Profile } from "../profiles/profile.ts";
import type { PartyConnection, PartyStatus, Result } from "./result.ts";
import type { Words } from "../findings/words.ts";

/** Everything that one run did and found, in the run's own terms; every face renders the same one. */
export interface RunRecord {
  readonly tool: { readonly name: string; readonly version: string };
  readonly command: string;
  readonly connection: string;
  readonly profile: Profile;
  /** Who tells it: a face has its own words. */
  readonly voice: Words;
  readonly result: Result;
  /** Why it is this result, as far as one finding says it. */
  readonly reason: Finding | undefined;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly correlationId: string;
  readonly runUrl: string | undefined;
  readonly hub: {
    readonly url: string;
    readonly title: string;
    readonly party: string | undefined;
    readonly version: string;
    readonly encoding: TokenEncoding | undefined;
    readonly endpoints: readonly Endpoint[];
  };
  readonly connectionStatus: PartyConnection;
  readonly ownParties: readonly Party[];
  /** Whom the partner expects to reach through the hub. */
  readonly routing: readonly Party[];
  readonly parties: readonly PartyStatus[];
  readonly steps: readonly StepRecord[];
  readonly findings: readonly Finding[];
  readonly requests: readonly RequestRecord[];
  readonly receivers: readonly ReceiverUrl[];
  readonly platformUrl: string | undefined;
  readonly registeredAt: Date | undefined;
  /** Where the hub token was stored by this run. */
  readonly storedIn: string | undefined;
  /** Which findings make a run fail that did its work. */
  readonly failOn: FailOn;
  /** Whether the hub token is handed to the next step. */
  readonly exposed: boolean;
}

export const failOns = ["error", "warning", "never"] as const;
export type FailOn = (typeof failOns)[number];

/** Whether the run did its work and found nothing that is to fail it: a step that is green. */
export function passes(run: RunRecord): boolean {
  const worked = run.result === "connected" || run.result === "registered" || run.result === "done";
  const failing: readonly Severity[] = { error: ["error"], warning: ["error", "warning"], never: [] }[
    run.failOn
  ] as Severity[];
  return worked && !run.findings.some(({ severity }) => failing.includes(severity));
}

/** Whether the hub has a new platform token from this run. */
export function isRotated({ command, result }: RunRecord): boolean {
  return command === "rotate" && (result === "connected" || result === "registered");
}

/** Whether a request did not succeed, on either layer. */
export function isFailed({ httpStatus = 0, statusCode = 0 }: RequestRecord): boolean {
  return httpStatus < 200 || httpStatus > 299 || statusCode < 1000 || statusCode > 1999;
}

export interface StepRecord {
  readonly id: StepId;
  readonly status: "passed" | "warning" | "failed" | "skipped";
  readonly startedAt: Date;
  readonly durationMs: number;
}

/** A URL at which the hub calls the platform. */
export interface ReceiverUrl {
  readonly module: string;
  readonly role: string;
  readonly method: string;
  readonly url: string;
}

/** The report as JSON, `schema: 1`: what the output `report` holds. */
export interface ReportDocument {
  readonly schema: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly command: string;
  readonly connection: string;
  readonly profile: string;
  readonly result: Result;
  readonly connection_status: PartyConnection;
  readonly started_at: string;
  readonly finished_at: string;
  readonly correlation_id: string;
  readonly run_url?: string;
  readonly hub: {
    readonly url: string;
    /** `null` for what is not known. */
    readonly party: string | null;
    readonly version: string;
    readonly token_encoding: TokenEncoding | null;
    readonly endpoints: readonly { readonly identifier: string; readonly role?: string; readonly url: string }[];
  };
  readonly parties: readonly {
    readonly role: string;
    readonly country_code: string;
    readonly party_id: string;
    readonly status: PartyConnection;
    readonly last_updated: string | null;
  }[];
  readonly steps: readonly {
    readonly id: StepId;
    readonly title: string;
    readonly status: StepRecord["status"];
    readonly duration_ms: number;
  }[];
  readonly findings: readonly {
    readonly check: string;
    readonly severity: Severity;
    readonly who: Who;
    readonly message: string;
    readonly fix?: string;
    readonly source: string;
    readonly step: StepId;
  }[];
  readonly requests: readonly {
    readonly method: string;
    readonly url: string;
    readonly attempt: number;
    readonly http_status?: number;
    readonly status_code?: number;
    readonly status_message?: string;
    readonly request_id: string;
    readonly duration_ms: number;
    readonly error?: string;
  }[];
  readonly receivers: readonly ReceiverUrl[];
  readonly handover: { readonly subject: string; readonly text: string };
}

/** Whether one of these was found. */
export function found(run: RunRecord, ...codes: readonly Fact["code"][]): boolean {
  return run.findings.some(({ fact }) => codes.includes(fact.code));
}
