import type { AnyToken, TokenEncoding } from "../ocpi/token.ts";
import type { Vault, VaultFailure, VaultGrant, VaultView } from "../ports.ts";
import type { Advice, Said } from "./sentence.ts";
import type { Position } from "./source.ts";
import type { StepId } from "./steps.ts";

/** What is done with a vault, as the log says it. */
export type VaultAct = "looked" | "lock-taken" | "stored" | "forgotten" | "lock-released";

/** The vault does not let a run use a place. */
export interface VaultRefusal {
  readonly place: string;
  readonly failure: VaultFailure;
  readonly grant: VaultGrant;
}

/** A hub token that was issued and could not be stored. */
export interface UnstoredToken {
  readonly place: string;
  readonly failure: VaultFailure;
  /** There is a former token at the place. */
  readonly replaces: boolean;
}

/** A token is stored where one was to be stored. */
export interface StoredSecret {
  readonly place: string;
  /** The YAML by which a run is given it. */
  readonly passing: string;
  /** The token of a recovery capsule was to be stored, and works. */
  readonly capsule: boolean;
}

/** What an exchange would do that was only tried, by what it would do first. */
export interface NextOfExchange {
  /** `try`: the POST, of which it is not certain that the hub takes its token; `ask`: nothing before there is a token. */
  readonly next: "post" | "try" | "ask" | "recover" | "confirm" | "store" | "verify";
  /** Empty where there is no lock. */
  readonly lockPlace: string;
  /** Another run left the lock behind: this one did not touch it. */
  readonly isLeftBehind: boolean;
}

/** Why a dry run delivers nothing to the platform. */
export interface NoRehearsal {
  readonly why: "hidden" | "given" | "stored" | "doubt" | "stopped";
}

/** How dry runs are spoken of. */
export interface DryRunWords {
  would(would: NextOfExchange): Said;
  delivers(): Said;
  deliversNothing(none: NoRehearsal): Said;
}

/**
 * How a face speaks: what its readers call things, and how they do what a sentence asks of them. What a hub, a platform or
 * the account team did is said in the same words everywhere; these words are only what differs, each phrase named by what it
 * means. A phrase fits into the middle of a sentence unless it is said to be whole.
 */
export interface Words {
  // What things are called
  readonly stepTitles: Readonly<Record<StepId, string>>;
  /** The hub's address and the platform's, where they are given. */
  readonly hubUrl: string;
  readonly platformUrl: string;
  /** A kind of token, after an article or a `no`; and the token of this kind that is in use. */
  tokenName(kind: AnyToken["kind"]): string;
  theToken(kind: AnyToken["kind"]): string;
  /** Something that was given, by the name of its input, and two of them: what a sentence begins with. */
  given(name: string): string;
  givenBoth(one: string, other: string): string;
  /** Where this runs, as one in mind and as the one at hand. */
  readonly theMachine: string;
  readonly thisMachine: string;
  readonly thisLog: string;
  /** Where a run writes what has to survive it. */
  readonly state: string;
  /** Who else of one's own may have registered. */
  readonly otherPlace: string;

  // To do it again
  /** Whatever it was that ran. */
  readonly rerun: string;
  readonly exchange: string;
  readonly verify: string;
  /** When a run may take over the lock of one that was stopped; follows what is to be run, and begins with a space. */
  readonly afterLease: string;
  /** What a rerun needs, once there is a hub token; follows `exchange`. */
  readonly withStoredToken: string;
  /** The exchange after a run of another kind. */
  readonly exchangeWithStoredToken: string;
  readonly rotate: string;
  /** The command that sends the platform's URL and roles again. */
  readonly update: string;
  /** To allow test objects on the platform at this host. */
  consentTo(host: string): string;

  // To send the message for the account team
  readonly findMessage: string;

  // To describe a connection
  /** What is wrong with what a pipeline gave the run, and only a pipeline gives. */
  ofPipeline(said: Said): Said;
  readonly dryRun: DryRunWords;
  /** Whole. */
  otherParty(party: string, known: string): Said["message"];
  /** Whole. */
  readonly giveParty: string;
  /** The same, where a role is enough; whole. */
  readonly giveRole: string;
  /** What else gives this field of a role, beside the file. */
  inputOfRole(field: string): string | undefined;
  readonly relaxPlatformCheck: string;
  /** To have a run look at the platform, too, where it looks at the hub. */
  readonly lookAtPlatform: string;
  /** To say by hand how the hub takes the token in the header, where it is known in which encoding. */
  settleEncoding(encoding?: TokenEncoding): string;

  /** A place in a file, as a sentence begins with it. */
  placeIn(path: string, position: Position): string;
  /** A key at its place, likewise. */
  keyIn(path: string, position: Position | undefined, key: string): string;
  /** Whole; nothing for readers who have the line before them. */
  correctLine(path: string, position: Position): Pick<Said, "fix">;

  // To give tokens
  readonly giveInitialToken: string;
  readonly passInitialToken: string;
  readonly giveHubToken: string;
  /** Where the first one comes from; whole. */
  readonly firstInitialToken: Pick<Said, "fix" | "snippet">;
  /** One that was given already, and wrongly. */
  readonly giveAgain: string;
  /** The same, without the spaces around it; whole. */
  readonly giveAgainWithoutSpace: string;
  /** Whole. */
  passRealToken(kind: string): string;
  /** One that stood in `ocpi.yml`. */
  readonly keepReplacedToken: string;
  /** What makes a token that cannot be guessed. */
  readonly tokenMaker: string;
  /** Whole. */
  readonly makePlatformToken: string;
  readonly thePlatformToken: string;
  /** To give another platform token in place of a wrong one. */
  readonly correctPlatformToken: string;
  readonly restorePlatformToken: string;
  /** Which token a rotation leaves to be kept, and where. */
  readonly keepAfterRotation: string;
  /** The hub token of the exchange, and no other, was presented. */
  readonly rightHubToken: string;
  /** What comes first where the hub refuses the hub token: to check it, or to ask the account team; whole. */
  onRefusedHubToken(check: string, ask: string): string;
  /** How the hub token gets to the platform; whole. */
  deliver(exposed: boolean): Advice;

  // To register anew
  /** After the account team has reset a registration whose exchange was interrupted. */
  onceReset(lockPlace: string): string;
  /** With a hub token in the way; whole. */
  readonly replaceHubToken: string;
  /** Whole. */
  readonly forgetRefusedToken: string;
  readonly forgetHubToken: string;
  /** After the registration has ended; whole. */
  forgetLeftToken(place: string): string;
  forgetEnded(place: string, lockPlace: string): string;

  // Capsules
  readonly findCapsule: string;
  /** For who gave one where a token was asked for; whole. */
  readonly capsuleIsNoToken: string;
  /** For who gave the token of a dry run; whole. */
  readonly rehearsalIsNoToken: string;
  /** With no hub token in the way. */
  readonly useCapsule: string;
  readonly recoverFromCapsule: string;
  tokenUnstored(unstored: UnstoredToken): Said;

  // The vault
  readonly vault: string;
  /** Its name in a diagram. */
  readonly vaultTitle: string;
  /** What is kept at a place of the vault. */
  keptAt(place: string): string;
  /** What the vault answered. */
  vaultAnswer(failure: VaultFailure): string;
  /** What to look at when it failed again; whole. */
  lookAtVault(failure: VaultFailure): string;
  vaultForbidden(refusal: VaultRefusal): Said;
  secretExists(stored: StoredSecret): Said;
  /** A line of the log. */
  vaultLine(act: VaultAct, vault: Pick<Vault, "place" | "lockPlace">, view?: VaultView): string;
  /** How a lock is taken over before its time; whole. */
  takeOverAtOnce(lockPlace: string): string;
  /** What becomes of a lock that could not be given back; whole. */
  leaveLock(lockPlace: string): string;

  // The sandbox
  /** With what its user plays the account team. */
  readonly sandboxDesk: string;
  /** To begin with a real hub, once there is an initial token. */
  readonly realHub: Advice;

  // What is in the way
  readonly trustAuthority: string;
  /** Where the user tells this face which proxy to take, and where it gets the proxy's login from. */
  readonly checkProxy: string;
  readonly signInAtProxy: string;
  readonly comeFromElsewhere: string;
  /** What is gained by calling a platform on a private address from within its network; whole. */
  readonly fromInside: string;
  openIssue(url: string): string;
}
