import type { Severity } from "../findings/entry.ts";
import type { Who } from "../findings/sentence.ts";
import type { StepId } from "../findings/steps.ts";
import type { TokenEncoding } from "../ocpi/token.ts";
import type { ReceiverUrl } from "../record/receivers.ts";
import type { StepRecord } from "../record/record.ts";
import type { PartyConnection, Result } from "../record/result.ts";

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
  /** Whom `routing` names, where the run looked at them. */
  readonly partners?: readonly PartnerDocument[];
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
  readonly platform?: {
    readonly url: string;
    readonly version: string | null;
    readonly endpoints: readonly { readonly identifier: string; readonly role?: string; readonly url: string }[];
  };
  readonly receivers: readonly ReceiverUrl[];
  readonly rehearsal?: readonly {
    readonly step: string;
    readonly expected: string;
    readonly got: string;
    readonly verdict: "works" | "fails" | "not tried";
    readonly why?: string;
    readonly correlation_id?: string;
  }[];
  readonly handover: { readonly subject: string; readonly text: string };
}

/** A partner that `routing` names, as the hub shows it. */
export interface PartnerDocument {
  readonly role: string;
  readonly country_code: string;
  readonly party_id: string;
  readonly status: PartyConnection;
  readonly last_updated: string | null;
  /** Of a CPO, where we are an eMSP: its locations that the hub shows us; with `more` it may be more than these. */
  readonly visible?: { readonly locations: number; readonly more: boolean };
}
