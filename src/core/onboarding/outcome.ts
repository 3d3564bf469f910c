import type { Fact } from "../findings/catalogue.ts";
import type { HubToken } from "../ocpi/token.ts";
import type { PartyStatus, Result } from "../report/result.ts";
import type { HubLook } from "./look.ts";

/** What a job came to. */
export interface Outcome {
  readonly result: Result;
  /** Why the run ended as it did, where the last error does not say it. */
  readonly reason?: Fact | undefined;
  readonly parties: readonly PartyStatus[];
  readonly look: HubLook | undefined;
  /** The hub token, once it is proven, for a face that was asked to hand it on. */
  readonly hubToken: HubToken | undefined;
  /** The hub's party, as it named itself. */
  readonly hubParty?: string | undefined;
  /** Where this run stored the hub token. */
  readonly storedIn: string | undefined;
  /** The capsule, when it is the only place that holds a token. */
  readonly capsule: string | undefined;
  /** When the hub answered the exchange. */
  readonly registeredAt: Date | undefined;
}
