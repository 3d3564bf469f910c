import type { Finding } from "../findings/catalogue.ts";
import type { HubToken, InitialToken } from "../ocpi/token.ts";
import type { Vault } from "../ports.ts";
import type { Result } from "../record/result.ts";
import type { HubStatus } from "./probe-hub.ts";
import type { Sender } from "./sender.ts";

/**
 * The steps of a job that may change a registration. Each returns a small union that carries its data: what a step needs is
 * handed to it by the step before, so nothing is optional that is certain. The jobs (`exchange.ts`, `update.ts`,
 * `unregister.ts`) say what follows from which answer; `steps/` does it.
 */
export interface RegistrationSteps {
  readonly given: Given;
  readonly vault: VaultNames;
  /** Whether the user, or the runner, wants the run to stop. */
  isCancelled(): boolean;
  /** Step 1: looks at hub, platform and vault, in parallel. Changes nothing anywhere. */
  look(): Promise<Seen>;
  /**
   * Step 3: takes the lock, which proves that the vault can be written, and looks again whether a token is stored.
   * @param abandonedAt when the run took it that left it behind, where it is to be taken over.
   */
  lock(abandonedAt: Date | undefined): Promise<Lock | NotLocked>;
  /** Step 9: finds out what became of an exchange whose answer is not known. Sends only GETs. */
  reconcile(lock: Lock, initial: Initial): Promise<Reconciled>;
  /**
   * Step 4: sends the POST, and makes durable what it is answered (the first half of step 5).
   * @param earlier a POST that was sent before, by this run or another one, and whose effect is not known.
   */
  post(lock: Lock, initial: Initial, earlier: EarlierPost | undefined): Promise<Posted>;
  /** Step 5, its second half: the token goes into the vault. Its capsule is in the durable state already. */
  store(lock: Lock, issued: Held): Promise<Stored>;
  /** Sends what step 6 asks first, while step 5 is at the vault. */
  proveAhead(issued: Held): Promise<void>;
  /** Step 6: waits until the token opens the hub, 30 seconds at most. */
  prove(stored: Held): Promise<Proven>;
  /** Step 7: sends the PUT by which a registration is confirmed. */
  confirm(lock: Lock, proven: Held, how: Confirming): Promise<Confirmed>;
  /** Sends the PUT by which a registration is updated, or its platform token rotated. */
  update(lock: Lock, proven: Held<RegistrableHub>): Promise<Updated>;
  /** Sends the DELETE that ends a registration, and looks whether the hub refuses the token now. */
  unregister(lock: Lock, proven: Held<RegistrableHub>): Promise<Ended>;
  /** Deletes the secret of a token that the hub refuses. */
  forget(): Promise<void>;
  /** Sends what step 8 asks first, while step 10 is at the vault. */
  verifyAhead(token: Held): void;
  /** Step 8: looks at the own parties until they are CONNECTED or the time is up. */
  verify(token: Held): Promise<End>;
  /** Step 10. A lock that cannot be given back is a nuisance for the next run, no more. */
  unlock(lock: Lock): Promise<void>;
}

/** The steps that change nothing at the hub, and leave the token's secret as it is. */
export type LookingSteps = Pick<
  RegistrationSteps,
  "given" | "vault" | "isCancelled" | "look" | "lock" | "verify" | "unlock"
>;

/** The steps of a dry run. */
export interface DryRunSteps extends LookingSteps {
  /**
   * The last step of a dry run: makes the token with which the delivery to the platform is tried, where the exchange would
   * come to a new one, or says why there is none.
   */
  rehearse(end: End): void;
}

/** What the words of a run call the vault. */
export type VaultNames = Pick<Vault, "place" | "passing" | "lockPlace">;

/** How a job ends, and for which finding. A job that did its work names none; a dry run names what the exchange would do. */
export interface End {
  readonly result: Result;
  readonly because?: Finding | undefined;
}

/** A step that could not do its work, and the finding that says why. */
export interface Failed<Kind extends string> {
  readonly kind: Kind;
  readonly because: Finding | undefined;
}

/** The best token that was given. An initial token is of use only with a platform to present. */
export type Given =
  | { readonly kind: "none" }
  | { readonly kind: "initial-token"; readonly token: InitialToken; readonly sender: Sender }
  | { readonly kind: "hub-token"; readonly token: HubToken; readonly capsule: undefined }
  /** Out of a recovery capsule, and not stored yet. */
  | { readonly kind: "capsule"; readonly token: HubToken; readonly capsule: string };

/** What the look found, as far as it decides what may follow. */
export interface Seen {
  /** The hub, as it shows itself to the token that was given; undefined without one. */
  readonly hub: HubSeen | undefined;
  readonly vault: VaultSeen;
  /** A registration works beside a lock that was left behind, and it is at another hub than was meant. */
  readonly otherHub: Finding | undefined;
  /** What of the hub or the platform is in the way of a POST, PUT or DELETE. */
  readonly unfit: Failed<"unfit"> | undefined;
}

/** What the hub made of a token, and how it shows itself to it. */
export interface HubSeen {
  readonly status: HubStatus;
  readonly token: CredentialStatus;
}

/** What the hub made of a token. */
export type CredentialStatus = { readonly kind: "accepted" } | Failed<"refused" | "inconclusive">;

/** The vault as it was read: whether the token's secret is there, and the lock. */
export type VaultSeen =
  | { readonly kind: "read"; readonly secret: "absent" | "present"; readonly lock: LockSeen }
  /** It could not be read. */
  | Failed<"unread">;

/** The lock as it was read. */
export type LockSeen =
  | { readonly kind: "absent" }
  /** Another run's. It may be taken over at that time. */
  | { readonly kind: "held"; readonly freeAt: Date }
  /** A run that took it at that time left it behind: something of that run is not settled. */
  | { readonly kind: "abandoned"; readonly at: Date };

/** A hub of which it is known where it takes credentials. */
export interface RegistrableHub extends HubStatus {
  readonly credentialsUrl: string;
}

/** The initial token, with the hub as it shows itself to it, and the platform that is to be registered. */
export interface Initial {
  readonly token: InitialToken;
  readonly sender: Sender;
  readonly hub: RegistrableHub;
}

/** A hub token that this run has, with the hub as it shows itself to it. */
export interface Held<Hub extends HubStatus = HubStatus> {
  readonly token: HubToken;
  readonly hub: Hub;
  /** Its capsule, as long as nothing else keeps the token. */
  readonly capsule: string | undefined;
}

/** The lock, which this run holds. */
export interface Lock {
  readonly kind: "locked";
  /** When the run took it that left it behind; undefined where none did. It notes that run's doubt until this one settles it. */
  readonly abandonedAt: Date | undefined;
  /** When this run asked for it, in milliseconds since the epoch. */
  readonly askedAt: number;
  /** The token's secret, looked at once more under the lock. */
  readonly secret: { readonly kind: "absent" | "present" } | Failed<"unread">;
}

/**
 * `held`: another run was faster. `unanswered`: it may be there or not, and be this run's until `freeAt`. `unavailable`: the vault
 * did not give it.
 */
export type NotLocked =
  | { readonly kind: "held" }
  | { readonly kind: "unanswered"; readonly freeAt: Date }
  | Failed<"unavailable">;

/** A token of the hub's. */
interface Issued {
  readonly kind: "issued";
  readonly token: Held;
  /** That the hub is another one than was meant: the token is stored, because it is issued once, and then nothing more is done. */
  readonly otherHub: Finding | undefined;
}

/** What became of an exchange whose answer is not known. */
export type Reconciled =
  /** The hub showed the token that it had issued. */
  | Issued
  /** Most likely nothing was registered: one more POST is allowed. */
  | {
      readonly kind: "resend";
      readonly initial: Initial;
      /** The hub's credentials show a token that is none of ours, and could not be proven. */
      readonly showsToken: boolean;
    }
  | Failed<"lost">;

/** What came of a POST. */
export type Posted =
  /** A token is in hand, and its capsule in the durable state. */
  | Issued
  /** The hub certainly did nothing. */
  | Failed<"refused" | "not-sent">
  /** Its effect is not known; `crash`: how the hub itself failed at it. */
  | (Failed<"lost"> & { readonly crash: Crash | undefined })
  /**
   * Its effect is not known, and the hub cannot be asked: a success without a token, or a refusal after which the initial token
   * does not open what it opened.
   */
  | Failed<"stuck">;

/** How the hub itself, and no gateway before it, failed at a request: HTTP 500, or code 3000. */
export interface Crash {
  readonly httpStatus: number;
  readonly statusCode: number | undefined;
}

/** A POST before this one, whose effect is not known. `crash`: how the hub failed at it, where this run sent it. */
export interface EarlierPost {
  readonly crash: Crash | undefined;
}

/** Whether a token is in the vault. */
export type Stored = { readonly kind: "stored"; readonly token: Held } | Failed<"unstored">;

/** Whether a token opens the hub. */
export type Proven =
  | { readonly kind: "proven"; readonly token: Held }
  /** Nothing of the hub is guarded: nothing that was asked could show it. */
  | { readonly kind: "unprovable"; readonly token: Held }
  | Failed<"unproven">;

/** In what state the registration is that is to be confirmed. */
export interface Confirming {
  /** An earlier run left the confirmation outstanding. */
  readonly outstanding: boolean;
  /** Hub and platform are fit for it. */
  readonly ready: boolean;
}

/** What came of a confirmation. */
export type Confirmed =
  /** Answered; or not needed; or refused by a hub at which the token works. */
  | { readonly kind: "confirmed"; readonly token: Held }
  /** Left for another run to send. */
  | { readonly kind: "later"; readonly token: Held }
  | NotConfirmed;

/** `lost`: the effect of the PUT is not known. The others are of a new token that its answer held. */
export type NotConfirmed = Failed<"lost" | "unproven" | "unstored">;

/** What came of an update. */
export type Updated =
  | { readonly kind: "updated"; readonly token: Held }
  | Failed<"refused" | "not-sent">
  | NotConfirmed;

/** What came of the end of a registration. */
export type Ended = { readonly kind: "ended" } | Failed<"refused" | "not-sent" | "lost">;
