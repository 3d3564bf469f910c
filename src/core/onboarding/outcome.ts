import type { Fact } from "../findings/catalogue.ts";
import type { HubToken } from "../ocpi/token.ts";
import type { Ending } from "../record/record-of.ts";
import type { HubStatus } from "./probe-hub.ts";

/** What a job came to. */
export interface Outcome extends Ending {
  readonly look: HubStatus | undefined;
  /** The hub token, once it is proven, for a face that was asked to hand it on. */
  readonly hubToken: HubToken | undefined;
  /** The capsule, when it is the only place that holds a token. */
  readonly capsule: string | undefined;
}

/** The outcome of a run that ended before it looked at anything. */
export function untouched(result: Outcome["result"], reason?: Fact): Outcome {
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
