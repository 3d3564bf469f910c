import type { PlatformDescription } from "../core/config/description.ts";
import type { Finding } from "../core/findings/catalogue.ts";
import type {
  PlatformJob,
  PreflightJob,
  RegistrationJob,
  RehearseJob,
  Timeouts,
  VerifyJob,
} from "../core/onboarding/connection.ts";
import type { FailOn } from "../core/record/record.ts";
import type { RegistrationCommand } from "./needs.ts";
import type { SecretLocation } from "./step-state.ts";
import type { IssueLocation } from "./track-issue.ts";

/** What is to be done, checked as far as it can be without a network. */
export type Task = (
  | {
      readonly command: RegistrationCommand;
      readonly job: Omit<RegistrationJob, "vault" | "initialToken">;
      /** Whether the initial token is for this run. What is done with it is not up to the task: it goes straight to the job. */
      readonly takesInitialToken: boolean;
      readonly vault: SecretLocation;
      readonly githubToken: string;
    }
  | {
      readonly command: "verify";
      readonly job: VerifyJob;
      readonly platformUrl: string | undefined;
      /** Where the connection's issue is kept, if it is to have one. */
      readonly issue: IssueLocation | undefined;
    }
  | { readonly command: "preflight"; readonly job: PreflightJob }
  | { readonly command: "receivers"; readonly job: PlatformJob }
  | { readonly command: "rehearse"; readonly job: RehearseJob }
) &
  TaskCommons;

/** What every task has. */
interface TaskCommons {
  readonly exposeHubToken: boolean;
  readonly isDry: boolean;
  readonly failOn: FailOn;
  readonly warnings: readonly Finding[];
}

/** What every command reads, before it asks for what is its own. */
export interface ReadInputs {
  readonly description: PlatformDescription | undefined;
  readonly timeouts: Timeouts;
  readonly common: TaskCommons;
}
