import type { Secret } from "./ocpi/redaction.ts";
import type { HubToken } from "./ocpi/token.ts";

/** One HTTP request to a peer, as the core asks a face to send it. Redirects are never followed. */
export interface PeerRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The request changes something at the hub: it is sent once. */
  readonly unsafe: boolean;
  readonly signal: AbortSignal;
}

/** The headers of an answer, by their names in any case: as much of `Headers` as is read here. */
export interface AnswerHeaders {
  /** What came more than once is one value, with commas. */
  get(name: string): string | null;
  has(name: string): boolean;
}

/** What came back: as much of a `Response` as is read here. */
export interface PeerResponse {
  readonly status: number;
  readonly headers: AnswerHeaders;
  /** Throws where it breaks off. */
  readonly body: AsyncIterable<Uint8Array> | null;
}

/**
 * Sends a request and gives the answer as soon as its headers are there.
 * @throws TransportFailure when no answer came.
 */
export type PeerFetch = (request: PeerRequest) => Promise<PeerResponse>;

/** No answer came. */
export class TransportFailure extends Error {
  override readonly name = "TransportFailure";
  /** A code such as `ECONNREFUSED`, `ENOTFOUND`, `UND_ERR_CONNECT_TIMEOUT`, `DEPTH_ZERO_SELF_SIGNED_CERT`. */
  readonly code: string;
  /** The request certainly never left this machine: DNS, connection refused, connect timeout or TLS. */
  readonly notSent: boolean;

  constructor(code: string, notSent: boolean, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.notSent = notSent;
  }
}

/** Why the vault could not do what was asked. */
export interface VaultFailure {
  readonly kind: "forbidden" | "not-found" | "rejected" | "unavailable";
  /** The HTTP status, where there was an answer. */
  readonly status?: number | undefined;
  /** What became of the command, where one keeps the secrets. */
  readonly command?: CommandFault | undefined;
  /** What the vault said, in its own words; foreign text. */
  readonly detail: string;
}

/** A command that keeps secrets did not do what it was asked. What it printed is no part of this. */
export type CommandFault = {
  /** What it was asked: `look`, `put`. */
  readonly word: string;
} & (
  | { readonly how: "exit"; readonly code: number }
  | { readonly how: "signal"; readonly signal: string }
  | { readonly how: "timeout"; readonly seconds: number }
  /** The system did not start it, and says so with a code such as `ENOENT`. */
  | { readonly how: "unstartable"; readonly code: string }
  /** It ended well, and what it printed says nothing of secret and lock. */
  | { readonly how: "no-look" }
  /** This run was stopped, and with it the command. */
  | { readonly how: "stopped" }
);

/** What is in the vault, read live. */
export interface VaultView {
  readonly secret: "absent" | "present";
  readonly lock: "absent" | LockView;
}

/** A lock that is there. */
export interface LockView {
  /** How long ago it was written last, and first, in milliseconds. */
  readonly ageMs: number;
  readonly sinceMs: number;
  /** When it was written last, by the vault's clock; undefined where the vault does not say. */
  readonly writtenAt: Date | undefined;
}

/** The clock that dates a vault's lock. */
export interface VaultClock {
  /** Two clocks of one name are one clock. */
  readonly name: string;
  /** How far it is ahead of this machine's, in milliseconds; undefined until the taking of the lock has shown that. */
  readonly aheadMs: number | undefined;
}

/** What a vault answers: what was asked for, or why not. */
export type VaultAnswer<T> = { readonly ok: T } | { readonly failure: VaultFailure };

/**
 * Where the hub token is kept, with the lock beside it, which is a journal, too.
 * No method throws; a failure is an answer.
 */
export interface Vault {
  /** Where the hub token is kept, in words: `repository secret OCPI_HUB_TOKEN`. */
  readonly place: string;
  /**
   * Where the hub token is kept, so exactly that no other place is called the same: it is sealed in capsules. Undefined where
   * a capsule may go to any place.
   */
  readonly location?: string | undefined;
  /** Where the lock is, in words. */
  readonly lockPlace: string;
  /** Whether it keeps anything. One that does not leaves the token to the capsule, and to the person who takes it from there. */
  readonly isPersistent: boolean;
  /** Undefined where there is no lock to be dated. */
  readonly clock?: VaultClock;
  /** An abandoned lock becomes this run's in one act: there is no moment without a lock, and so no note to bring back. */
  readonly takesOverAtOnce?: boolean;
  /** It has printed the hub token that it was given to keep. This run shows it nowhere; another caller of the program may. */
  readonly hasPrintedToken?: boolean;
  /** The YAML by which the next run is given the hub token. */
  readonly passing: string;
  /** What to do about a failure: the permission's name, a link that asks for it, the YAML to paste. */
  readonly grant: VaultGrant;
  look(signal: AbortSignal): Promise<VaultAnswer<VaultView>>;
  /**
   * Takes the lock, which proves that the vault can be written. `lost`: another run has it. `unanswered`: it may be there
   * or not, and it cannot be known whose it is.
   */
  takeLock(): Promise<VaultAnswer<"taken" | "lost" | "unanswered">>;
  /**
   * Removes an abandoned lock, if it is still one when it is looked at once more. `lost`: another run was faster. Only an
   * answer that says so means that it is removed; after a failure that is `unavailable` it may be gone.
   */
  removeAbandonedLock(
    isAbandoned: (lock: LockView) => boolean,
    cancelled?: AbortSignal,
  ): Promise<VaultAnswer<"removed" | "lost">>;
  /**
   * Keeps the hub token, trying again after what may pass; once cancelled, only the try that is under way counts.
   * @param replaces the vault holds the token before this one.
   */
  store(token: HubToken, cancelled: AbortSignal, replaces: boolean): Promise<VaultAnswer<"stored">>;
  /** Removes the hub token, which is worth nothing any more. */
  forget(cancelled: AbortSignal): Promise<VaultAnswer<"forgotten">>;
  /** Gives the lock back, likewise. */
  releaseLock(cancelled: AbortSignal): Promise<VaultAnswer<"released">>;
}

/** What the vault's owner has to grant, and how. */
export interface VaultGrant {
  /** Whose secrets it writes: `repository owner/name`. */
  readonly where: string;
  readonly permission: string;
  readonly link: string;
  readonly yaml: string;
}

/** How a run shows that it goes on. All texts are finished sentences or log lines. */
export interface Progress {
  /** A new step begins: a group in a log, a line in a notification. */
  step(title: string): void;
  /** Something worth a line within the step. */
  line(text: string): void;
  /** The same, where it may never be shown: the line is made when it is. */
  later?(make: () => string): void;
}

/** The time, and how to wait. */
export interface Clock {
  now(): Date;
  /** Waits; ends early, without throwing, when the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** Randomness that is no secret: ids, jitter, and the letters of what opens nothing. */
export interface Random {
  uuid(): string;
  /** A number from 0 up to, not including, 1. */
  fraction(): number;
}

/** How this machine sees a host. */
export interface HostView {
  /** The addresses that the host's name has here; undefined where the name has none, or nothing says. */
  addresses(host: string): Promise<readonly string[] | undefined>;
  /** When the certificate ends that is presented there; undefined where none was seen. */
  certificateEnd(origin: string, signal: AbortSignal): Promise<Date | undefined>;
}

/** Whose turn it is at a host that several runs ask at the same time. */
export interface Turns {
  /** Waits for the turn of one request to this URL, and gives what ends it. A run that was stopped does not wait for long. */
  take(url: string, signal: AbortSignal): Promise<() => void>;
  /** The host asked for fewer requests: for so many milliseconds no run gets a turn there. */
  holdBack(url: string, ms: number): void;
}

/** Everything the core asks of a face. */
export interface Ports {
  readonly fetch: PeerFetch;
  /** Looks at the host of a platform. Without it nothing is said of addresses, and of a certificate only that it is refused. */
  readonly hosts?: HostView | undefined;
  /**
   * Sends what changes something at the hub, where the face has a way of its own for that: once, by HTTP/1.1, on a connection of
   * its own, so that no stale one loses it. Without one such a request goes by `fetch`.
   */
  readonly sendOnce?: PeerFetch | undefined;
  /**
   * Opens the connection for such a request while the answer before it is awaited, where the face can do that. Nothing is sent, and
   * no failure is told: a request opens a connection of its own where there is none that can be relied on.
   */
  readonly connectAhead?: ((url: string) => void) | undefined;
  /** Without it a run goes as fast as its peers answer. */
  readonly turns?: Turns | undefined;
  readonly progress: Progress;
  readonly clock: Clock;
  readonly random: Random;
  /** Hides a token in everything this process prints from now on. */
  readonly mask: (token: Secret) => void;
  /** Appends to the face's durable state. Synchronous: when it returns, a crash no longer loses the text. */
  readonly appendToJournal: (entry: JournalEntry) => void;
  /** The hub token works: a face that is to hand it on does so now, whatever happens later. */
  readonly proven: (token: HubToken) => void;
  /** Aborted when the user wants the run to stop. */
  readonly cancelled: AbortSignal;
}

/** How far a run is with the lock. */
export type LockState = "asked" | "ours" | "giving-back";

/**
 * What the durable state holds, written before each act that it names: enough for the post step, or the next run, to finish
 * what can be finished.
 */
export type JournalEntry =
  /**
   * The lock is asked for, it is ours, or it is given back. One that was taken over notes another run's doubt, and must not
   * vanish before that is settled.
   */
  | { readonly phase: "marked"; readonly slot: LockState; readonly takenOver: boolean }
  /** A request that changes something at the hub leaves. */
  | { readonly phase: "posting"; readonly request: "POST" | "PUT" | "DELETE" }
  /** What the hub issued, sealed, and not in the vault yet. */
  | { readonly phase: "captured"; readonly capsule: string }
  /** What the hub issued is in the vault. */
  | { readonly phase: "stored" }
  /** Nothing is outstanding any more, or the run has reported what is. */
  | { readonly phase: "ended" };
