import type { Finding } from "../findings/catalogue.ts";
import type { Severity } from "../findings/entry.ts";
import type { ReportedFinding } from "../findings/finding.ts";
import type { StepId } from "../findings/steps.ts";
import type { CredentialsRole, Party } from "../ocpi/party.ts";
import type { TokenEncoding } from "../ocpi/token.ts";
import type { Endpoint } from "../ocpi/versions.ts";
import type { Profile } from "../profiles/profile.ts";
import type { JobPlan } from "./job-plan.ts";
import type { ReceiverUrl } from "./receivers.ts";
import type { RequestBegun, RequestRecord } from "./request.ts";
import type { PartnerStatus, PartyConnection, PartyStatus, Result } from "./result.ts";

/** Everything that one run did and found, in the run's own terms; every face renders the same one. */
export interface RunRecord {
  readonly tool: { readonly name: string; readonly version: string };
  readonly command: string;
  readonly connection: string;
  readonly profile: Profile;
  readonly result: Result;
  /** Why it is this result, as far as one finding says it. */
  readonly reason: ReportedFinding | undefined;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly correlationId: string;
  readonly runUrl: string | undefined;
  /** It was made at a hub on this machine, or where no hub is known at a platform on it. */
  readonly isSandbox: boolean;
  readonly hub: {
    readonly url: string;
    readonly title: string;
    readonly party: string | undefined;
    readonly version: string;
    readonly encoding: TokenEncoding | undefined;
    readonly endpoints: readonly Endpoint[];
  };
  readonly connectionStatus: PartyConnection;
  readonly ownParties: readonly OwnParty[];
  /** Whom the partner expects to reach through the hub. */
  readonly routing: readonly Party[];
  readonly parties: readonly PartyStatus[];
  /** Of `routing`, as the hub shows them; empty where the run did not look at them. */
  readonly partners: readonly PartnerStatus[];
  readonly steps: readonly StepRecord[];
  readonly findings: readonly ReportedFinding[];
  readonly requests: readonly RequestRecord[];
  readonly receivers: readonly ReceiverUrl[];
  readonly platformUrl: string | undefined;
  /** What the platform's own details say, where they were read. */
  readonly platform: PlatformDetails | undefined;
  /** What was rehearsed at the platform, in order; empty where nothing was. */
  readonly rehearsal: readonly RehearsedStep[];
  /** How connections are spread over jobs, where that was asked for. */
  readonly plan: JobPlan | undefined;
  readonly registeredAt: Date | undefined;
  /** Where the hub token was stored by this run. */
  readonly storedIn: string | undefined;
  /** Which findings make a run fail that did its work. */
  readonly failOn: FailOn;
  /** Whether the hub token is handed to the next step. */
  readonly exposed: boolean;
}

/** A party of the partner's, with its business where that is known. */
export type OwnParty = Party & Partial<Pick<CredentialsRole, "business_details">>;

/** A platform as its own version details describe it. */
export interface PlatformDetails {
  readonly version: string | undefined;
  readonly endpoints: readonly Endpoint[];
  /** What the URL that the hub is given answers: OCPI asks for the versions, some hubs for the details. */
  readonly serves: "versions" | "details" | undefined;
}

/** One call of the hub's that was made at the platform, or was to be made, and what came of it. Foreign texts are redacted. */
export interface RehearsedStep {
  /** Whose call it is, in words, such as `Authorize a token that the hub never issued`. */
  readonly step: string;
  /** What a platform answers that is ready for traffic. */
  readonly expected: string;
  /** What this one answered; empty where it was not tried. */
  readonly got: string;
  readonly verdict: "works" | "fails" | "not tried";
  /** Why it was not tried, or what is wrong. */
  readonly why?: string;
  readonly correlationId?: string;
}

/** What a face knows of a run beside what the run itself recorded. */
export interface RunFrame {
  readonly tool: RunRecord["tool"];
  readonly command: string;
  readonly connection: string;
  readonly runUrl: string | undefined;
  readonly hubUrl: string;
  readonly platformUrl: string | undefined;
  readonly ownParties: readonly OwnParty[];
  readonly receiverOverrides: Readonly<Record<string, string>>;
  readonly routing: readonly Party[];
  readonly exposed: boolean;
  readonly failOn: RunRecord["failOn"];
}

/** What a run has done until now, for a page that shows it while it goes on. Redacted, as the record of its end is. */
export interface RunSoFar {
  readonly frame: RunFrame;
  readonly correlationId: string;
  readonly startedAt: Date;
  /** The step that goes on is the one named by `current`; its time counts until now. */
  readonly steps: readonly StepRecord[];
  readonly current: StepId;
  readonly requests: readonly RequestRecord[];
  /** On their way. */
  readonly begun: readonly RequestBegun[];
}

/** A step as it went. */
export interface StepRecord {
  readonly id: StepId;
  /** What it is called, in the words of the face. */
  readonly title: string;
  readonly status: "passed" | "warning" | "failed" | "skipped";
  readonly startedAt: Date;
  readonly durationMs: number;
}

/** Which findings make a run fail that did its work: the values of the input `fail-on`. */
export const failOns = ["error", "warning", "never"] as const;
/** One of them. */
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

/** What a dry run says that an exchange would do; undefined of every other run, and of one that stopped before. */
export function nextAfterDryRun({
  reason,
}: Pick<RunRecord, "reason">): Extract<Finding, { code: "dry-run-would" }>["next"] | undefined {
  return reason?.finding.code === "dry-run-would" ? reason.finding.next : undefined;
}

/** Whether one of these was found. */
export function found(run: RunRecord, ...codes: readonly Finding["code"][]): boolean {
  return run.findings.some(({ finding }) => codes.includes(finding.code));
}
