import type { Finding } from "../findings/catalogue.ts";
import type { HubToken, RehearsalToken } from "../ocpi/token.ts";
import type { JobPlan } from "../record/job-plan.ts";
import type { ReceiverUrl } from "../record/receivers.ts";
import type { PlatformDetails, RehearsedStep } from "../record/record.ts";
import type { PartnerStatus, PartyStatus, Result } from "../record/result.ts";
import type { HubStatus } from "./probe-hub.ts";

/** What a job came to. */
export interface Outcome {
  readonly result: Result;
  /** Why the run ended as it did: one of the things that were found. A run that did its work names none. */
  readonly reason?: Finding | undefined;
  readonly parties: readonly PartyStatus[];
  /** What the platform's own details say, where they were read. */
  readonly platform?: PlatformDetails | undefined;
  /** The platform's receivers, where they were looked at; else they are what is known without a request. */
  readonly receivers?: readonly ReceiverUrl[];
  readonly rehearsal?: readonly RehearsedStep[];
  /** Whom `routing` names, where the run looked at them. */
  readonly partners?: readonly PartnerStatus[];
  /** What was seen of the hub. */
  readonly look: HubStatus | undefined;
  /** The hub's party, as it named itself. */
  readonly hubParty?: string | undefined;
  /** Where this run stored the hub token. */
  readonly storedIn: string | undefined;
  /** When the hub answered the exchange. */
  readonly registeredAt: Date | undefined;
  /** The hub token, once it is proven, for a face that was asked to hand it on. */
  readonly hubToken: HubToken | undefined;
  /** What a dry run delivers in its place. */
  readonly rehearsalToken?: RehearsalToken | undefined;
  /** How connections are spread over jobs, where that was asked for. */
  readonly plan?: JobPlan | undefined;
  /** The capsule, when it is the only place that holds a token. */
  readonly capsule: string | undefined;
}

/** The outcome of a run that ended before it looked at anything. */
export function untouched(result: Outcome["result"], reason?: Finding): Outcome {
  return {
    result,
    reason,
    parties: [],
    look: undefined,
    hubToken: undefined,
    storedIn: undefined,
    capsule: undefined,
    registeredAt: undefined,
  };
}
