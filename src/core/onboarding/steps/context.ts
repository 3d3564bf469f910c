import type { AnyToken, HubToken, RehearsalToken } from "../../ocpi/token.ts";
import type { Endpoint } from "../../ocpi/versions.ts";
import type { Peer } from "../../peer/peer.ts";
import type { PartyStatus } from "../../record/result.ts";
import type { LockView } from "../../ports.ts";
import type { RegistrationJob } from "../connection.ts";
import { isAbandoned } from "../lease.ts";
import type { HubStatus } from "../probe-hub.ts";
import type { HubProbe } from "../try-token.ts";
import type { Run } from "../run.ts";
import type { Sender } from "../sender.ts";
import type { Given, Held } from "../steps.ts";

/** What the steps of one job work with. */
export interface RegistrationContext {
  readonly run: Run;
  readonly job: RegistrationJob;
  readonly given: Given;
  readonly hub: Peer;
  /** How the hub is looked at, by each step alike: what is known to be guarded is known to all. */
  readonly probe: HubProbe;
  /** Undefined where the hub is told nothing: no POST and no PUT is sent then. */
  readonly sender: Sender | undefined;
  readonly results: Results;
}

/** What a job came to beside its end. It is gathered on the way, because a job may end anywhere. */
export class Results {
  /** The hub as it was seen last. */
  hub: HubStatus | undefined;
  parties: readonly PartyStatus[] = [];
  /** The current token, once it has opened the hub. */
  proven: HubToken | undefined;
  /** The current token, where nothing shows whether the hub takes it. */
  unprovable: HubToken | undefined;
  /** The capsule of the current token, as long as nothing else keeps that. */
  capsule: string | undefined;
  /** The capsule of what else the hub gave, a second token or an answer without one, where no current token needs its place. */
  spare: string | undefined;
  /** What a dry run delivers in the place of a hub token. */
  rehearsal: RehearsalToken | undefined;
  storedIn: string | undefined;
  registeredAt: Date | undefined;
  hubParty: string | undefined;
  /** What the platform's own details list, where the look read them. */
  platformEndpoints: readonly Endpoint[] | undefined;

  /** Another token takes the place of the current one. It is still to be proven. */
  replace({ capsule }: Held): void {
    this.capsule = capsule;
    this.proven = undefined;
  }
}

/** The tokens that are ours already: the hub may repeat them, but does not issue them. */
export function ownTokens({ job }: RegistrationContext, current?: HubToken): AnyToken[] {
  const { initialToken, platform, formerPlatformToken } = job;
  return [initialToken, platform?.token, formerPlatformToken, current].filter((token) => token !== undefined);
}

/** Whether a lock may be taken over: as {@link isAbandoned}, for the capsule that this run was given, if it was. */
export function mayTakeOver({ job, given }: RegistrationContext, lock: LockView): boolean {
  const sealed = given.kind === "capsule" ? job.capsule?.sealed : undefined;
  // What another clock says cannot be compared. An older version sealed the time of its own machine.
  const isComparable = sealed?.clock !== undefined && sealed.clock === job.vault.clock?.name;
  return isAbandoned(lock, isComparable ? new Date(sealed.at) : undefined);
}

/** Says, where that has to be known, that a token opens the hub. */
export function markProven({ run, results }: RegistrationContext, token: HubToken): void {
  results.proven = token;
  run.reportProven(token);
}

/** The current token is in the vault. One that keeps nothing leaves it to the capsule, until the run has shown that. */
export function noteStored({ run, job }: RegistrationContext): void {
  if (job.vault.isPersistent) run.appendToJournal({ phase: "stored" });
}
