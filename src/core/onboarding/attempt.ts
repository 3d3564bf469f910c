import { credentialsBody } from "../ocpi/credentials.ts";
import type { AnyToken, HubToken } from "../ocpi/token.ts";
import type { Peer } from "../peer/peer.ts";
import type { PartyStatus } from "../record/result.ts";
import type { CapsuleKey } from "./capsule.ts";
import type { RegistrationJob } from "./connection.ts";
import type { Known } from "./known.ts";
import type { HubLook } from "./look.ts";
import type { Run } from "./run.ts";
import { SLOT_ABANDONED_MS, SLOT_USABLE_MS } from "./slot.ts";
import { hubPeer } from "./verify.ts";

/** One attempt at changing a registration: what it knows, and the things that its knowledge is about. */
export class Attempt {
  readonly run: Run;
  readonly job: RegistrationJob;
  readonly hub: Peer;
  known: Known = {
    purpose: "exchange",
    looked: false,
    cancelled: false,
    secret: "unread",
    slot: "unread",
    presented: "none",
    verdict: "unclear",
    hub: "fit",
    platform: "fit",
    recovery: "none",
    registration: "none",
    verified: false,
  };
  look: HubLook | undefined;
  slotFreeAt: Date | undefined;
  /** When the run took the slot that it left behind. */
  interruptedAt: Date | undefined;
  /** When this run asked for the slot that it has, in milliseconds since the epoch. */
  slotTakenAt: number | undefined;
  capsuleKey: CapsuleKey | undefined;
  token: HubToken | undefined;
  proven = false;
  /** The capsule of the current token, as long as that is nowhere else. */
  capsule: string | undefined;
  /** The capsule of what else the hub gave, a second token or an answer without one, where no current token needs its place. */
  spare: string | undefined;
  storedIn: string | undefined;
  registeredAt: Date | undefined;
  hubParty: string | undefined;
  parties: readonly PartyStatus[] = [];

  constructor(run: Run, job: RegistrationJob) {
    this.run = run;
    this.job = job;
    this.hub = hubPeer(run, job.connection, job.patience);
    this.known = { ...this.known, purpose: job.purpose };
    this.token = job.hubToken ?? job.capsule?.token;
    this.capsule = job.hubToken === undefined ? job.capsule?.text : undefined;
  }

  learn(news: Partial<Known>): void {
    this.known = { ...this.known, ...news };
  }

  /** What the hub is told of the platform: the body of POST and PUT. */
  get credentials(): string {
    const { connection } = this.job;
    const platform = provided(this.job.platform, "platform");
    return credentialsBody({ token: platform.token, url: platform.url, roles: connection.roles });
  }

  /** How long the slot is still this run's, in milliseconds; then another one may have taken it over. */
  get slotLeftMs(): number {
    const { slotTakenAt, run, job } = this;
    if (slotTakenAt === undefined || !job.vault.keeps) return Infinity;
    return slotTakenAt + SLOT_ABANDONED_MS - run.ports.clock.now().getTime();
  }

  /** Whether it is too late to begin what changes something at the hub: hubs may be slow beyond measure. */
  get isLate(): boolean {
    return this.slotLeftMs < SLOT_ABANDONED_MS - SLOT_USABLE_MS;
  }

  /** The tokens that are ours already: the hub may repeat them, but does not issue them. */
  get ours(): AnyToken[] {
    const { initialToken, platform, formerPlatformToken } = this.job;
    return [initialToken, platform?.token, formerPlatformToken, this.token].filter((token) => token !== undefined);
  }

  /** The hub token that is current: the given one, or the one that the hub issued last. */
  get currentToken(): HubToken {
    return provided(this.token, "hub token");
  }

  /** The current token is in the vault. One that keeps nothing leaves it to the capsule, until the run has told it. */
  noteStored(): void {
    if (this.job.vault.keeps) this.run.keep({ phase: "stored" });
  }

  /** The current token opens the hub. */
  markProven(): void {
    this.proven = true;
    this.run.tellProven(this.currentToken);
  }

  /** Where the hub takes credentials. Nothing is registered at a hub of which that is not known. */
  get credentialsUrl(): string {
    return provided(this.sight.credentialsUrl, "credentials URL");
  }

  /** Where the registration stands, as far as it was looked at. */
  get sight(): HubLook {
    return provided(this.look, "look");
  }
}

/**
 * What a step relies on, and the steps before it have to provide.
 * @throws Error where they did not, which is a mistake of ours.
 */
export function provided<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`no ${what} here`);
  return value;
}
