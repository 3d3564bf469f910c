import type { Finding } from "../findings/catalogue.ts";
import type { Words } from "../findings/words.ts";
import type { Redaction, Secret } from "../ocpi/redaction.ts";
import type { Profile } from "../profiles/profile.ts";
import type { JobPlan } from "../record/job-plan.ts";
import type { RunFrame, RunRecord, RunSoFar } from "../record/record.ts";
import type {
  PlatformConnection,
  PlatformJob,
  PreflightJob,
  RegistrationJob,
  RehearseJob,
  VerifyJob,
} from "./connection.ts";

/** What a face has gathered for a run: the job, or why there is none. */
export interface RunTask {
  readonly profile: Profile;
  readonly words: Words;
  /** What the report says of the run beside what the run records itself. */
  readonly frame: RunFrame;
  /** The secrets that were given. The face has masked them; from now on they are taken out of everything that leaves the run. */
  readonly secrets: readonly Secret[];
  /** Knows the secrets of several runs, so that none shows another's; undefined for a run alone. */
  readonly redaction?: Redaction | undefined;
  readonly job: Job | Planning | TurnedDown;
  /** Is told whenever something begins or comes back, by a face that shows the run while it goes on. */
  readonly follow?: ((soFar: () => RunSoFar) => void) | undefined;
  /**
   * What a face has to do with the record beyond showing it, as a step of the run; undefined where there is nothing to do after
   * this one. It gives what it found.
   */
  readonly keepIssue?: ((record: RunRecord) => (() => Promise<readonly Finding[]>) | undefined) | undefined;
}

/** A job, checked as far as it can be without a network. */
export type Job = {
  readonly connection: PlatformConnection;
  /** What the checks found that stops nothing. */
  readonly warnings: readonly Finding[];
} & (
  | { readonly kind: "verify"; readonly verify: VerifyJob }
  | { readonly kind: "registration"; readonly registration: RegistrationJob }
  | { readonly kind: "preflight"; readonly preflight: PreflightJob }
  | { readonly kind: "receivers"; readonly receivers: PlatformJob }
  | { readonly kind: "rehearse"; readonly rehearse: RehearseJob }
);

/** Connections that are to be spread over jobs: no hub and no platform is asked. */
interface Planning {
  readonly kind: "plan";
  readonly plan: JobPlan;
}

/** What is wrong with the inputs or the config, or what else is in the way before anything: nothing is sent. */
interface TurnedDown {
  readonly kind: "turned-down";
  readonly faults: readonly Finding[];
  /** What the run comes to; `invalid` where it is not said. */
  readonly result?: "not-ready" | "unreachable" | "cancelled" | undefined;
}
