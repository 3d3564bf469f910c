import type { TokenEncoding } from "../ocpi/token.ts";
import type { VaultFailure, VaultGrant } from "../ports.ts";

/**
 * Everything that a run can find out, as a code with its parameters. The rule behind each code stands in `rules.ts`,
 * its sentences in `report/messages.ts`.
 *
 * Texts that came from a peer are foreign: the renderers escape them, the run redacts them.
 */
export type Fact =
  | InputFact
  | ConfigFact
  | PayloadFact
  | HubFact
  | PlatformFact
  | VaultFact
  | RegistrationFact
  | PartyFact;

/** A place in `ocpi.yml`, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where a value was given: an input of the face, or a place in the file. */
export interface Source {
  /** `hub-url`, or `connections.chargeindia.hub.url`. */
  readonly name: string;
  readonly file?: string | undefined;
  readonly position?: Position | undefined;
}

/** What is wrong with what a pipeline gave the run. */
export type InputFact =
  | { readonly code: "input-missing"; readonly input: string; readonly secret: boolean; readonly hint?: MissingHint }
  | { readonly code: "input-blank"; readonly input: string }
  | {
      readonly code: "input-not-one-of";
      readonly input: string;
      readonly value: string;
      readonly allowed: readonly string[];
    }
  | { readonly code: "input-duration"; readonly input: string; readonly value: string }
  | { readonly code: "input-secret-name"; readonly input: string; readonly value: string }
  | { readonly code: "input-repository"; readonly value: string }
  | { readonly code: "party-incomplete"; readonly missing: readonly string[] }
  | { readonly code: "input-report-path"; readonly value: string }
  | { readonly code: "input-needs"; readonly input: string; readonly value: string; readonly needs: string }
  | { readonly code: "hub-twice"; readonly input: string; readonly file: string }
  | { readonly code: "event-refused"; readonly event: string; readonly command: string }
  /** Only the file names the hub, and on this event other people may have written the file. */
  | { readonly code: "event-needs-origin"; readonly event: string; readonly input: string; readonly named: string }
  | { readonly code: "event-ignores-origins"; readonly event: string; readonly origins: readonly string[] }
  /** The environment says that no certificate is to be verified. */
  | { readonly code: "tls-switch-ignored" }
  | { readonly code: "input-overrides-file"; readonly inputs: readonly string[] }
  | {
      readonly code: "config-missing";
      readonly path: string;
      readonly workspaceEmpty: boolean;
      readonly missing: readonly string[];
    }
  | { readonly code: "connection-unknown"; readonly name: string; readonly known: readonly string[] }
  | { readonly code: "connection-ambiguous"; readonly known: readonly string[] }
  | {
      readonly code: "capsule-differs";
      readonly what: "hub" | "parties" | "connection" | "secret";
      readonly sealed: string;
      readonly given: string;
    };

/** Why an input may be missing. */
export type MissingHint = "fork" | "no-connection";

export type ConfigFact =
  | { readonly code: "config-syntax"; readonly path: string; readonly position: Position; readonly detail: string }
  | {
      readonly code: "config-unknown-key";
      readonly path: string;
      readonly position: Position;
      readonly key: string;
      readonly nearest: string | undefined;
      readonly allowed: readonly string[];
    }
  | { readonly code: "config-size"; readonly path: string; readonly position: Position }
  | {
      readonly code: "config-more";
      readonly path: string;
      /** Where the first of them is. */
      readonly position: Position;
      /** How many findings are not told. */
      readonly count: number;
    }
  | { readonly code: "config-token"; readonly path: string; readonly position: Position; readonly key: string }
  | {
      readonly code: "config-value";
      readonly path: string;
      readonly position: Position;
      readonly key: string;
      readonly expected: string;
      /** The only values that it may have, where they are few. */
      readonly allowed?: readonly string[];
    };

export type PayloadFact =
  | { readonly code: "token-whitespace"; readonly input: string; readonly where: "start" | "end" }
  | { readonly code: "token-scheme"; readonly input: string }
  | { readonly code: "token-capsule"; readonly input: string }
  | { readonly code: "token-length"; readonly input: string }
  | { readonly code: "token-characters"; readonly input: string }
  | { readonly code: "token-placeholder"; readonly input: string }
  | { readonly code: "token-same"; readonly input: string; readonly other: string }
  | { readonly code: "token-weak"; readonly input: string }
  | { readonly code: "url-malformed"; readonly source: Source; readonly value: string; readonly expected: string }
  | {
      readonly code: "hub-url-path";
      readonly source: Source;
      readonly value: string;
      readonly versionsPath: string | undefined;
    }
  | { readonly code: "url-insecure"; readonly source: Source; readonly value: string }
  | { readonly code: "url-length"; readonly source: Source; readonly length: number }
  | { readonly code: "url-credentials"; readonly source: Source }
  | { readonly code: "roles-empty"; readonly source: Source }
  | {
      readonly code: "role-unknown";
      readonly source: Source;
      readonly value: string;
      readonly allowed: readonly string[];
    }
  | { readonly code: "role-hub"; readonly source: Source }
  | { readonly code: "party-id"; readonly source: Source; readonly value: string }
  | { readonly code: "country-code"; readonly source: Source; readonly value: string }
  | { readonly code: "country-foreign"; readonly source: Source; readonly value: string; readonly expected: string }
  | { readonly code: "lower-case"; readonly source: Source; readonly value: string }
  | { readonly code: "party-twice"; readonly source: Source; readonly party: string; readonly role: string }
  | { readonly code: "party-other-than-assigned"; readonly party: string; readonly assigned: readonly string[] }
  | { readonly code: "party-is-hub"; readonly source: Source; readonly party: string }
  | { readonly code: "business-details"; readonly source: Source }
  | { readonly code: "business-name"; readonly source: Source; readonly length: number };

/** What a peer answered instead of what was asked for. */
export interface OddAnswer {
  readonly url: string;
  readonly method: string;
  readonly httpStatus: number | undefined;
  readonly statusCode: number | undefined;
  readonly statusMessage: string | undefined;
  /** The error code where there was no answer. */
  readonly error: string | undefined;
  readonly body: "envelope" | "json" | "html" | "empty" | "text" | "none" | "cut";
}

export type HubFact =
  | { readonly code: "hub-no-answer"; readonly odd: OddAnswer }
  | { readonly code: "hub-odd-answer"; readonly odd: OddAnswer }
  | { readonly code: "hub-redirects"; readonly odd: OddAnswer }
  | { readonly code: "initial-token-refused"; readonly odd: OddAnswer }
  | { readonly code: "hub-token-refused"; readonly odd: OddAnswer }
  | { readonly code: "hub-token-limited"; readonly odd: OddAnswer }
  | { readonly code: "tokens-swapped" }
  | { readonly code: "hub-wants-other-encoding"; readonly encoding: "plain" | "base64" }
  | { readonly code: "hub-version-missing"; readonly offered: readonly string[]; readonly wanted: string }
  | { readonly code: "hub-versions-unreadable"; readonly url: string }
  | { readonly code: "hub-versions-wrapped"; readonly url: string }
  | { readonly code: "hub-details-unreadable"; readonly url: string }
  | { readonly code: "hub-details-version"; readonly version: string; readonly wanted: string }
  | { readonly code: "hub-entries-unreadable"; readonly url: string; readonly count: number }
  | { readonly code: "hub-url-elsewhere"; readonly what: string; readonly url: string; readonly origin: string }
  | { readonly code: "hub-module-elsewhere"; readonly module: string; readonly url: string; readonly origin: string }
  | { readonly code: "hub-endpoint-missing"; readonly module: string; readonly documented: string | undefined }
  | {
      readonly code: "hub-endpoint-undocumented";
      readonly module: string;
      readonly url: string;
      readonly documented: string;
    }
  | { readonly code: "hub-content-type"; readonly url: string; readonly contentType: string }
  | { readonly code: "hub-no-timestamp"; readonly url: string }
  | { readonly code: "hub-timestamp"; readonly url: string; readonly value: string };

export type PlatformFact =
  | { readonly code: "platform-no-answer"; readonly odd: OddAnswer }
  | {
      readonly code: "platform-refuses-token";
      readonly odd: OddAnswer;
      /** Whose token it is: of a first registration, of one that works, or the new one of a rotation. */
      readonly of: "exchange" | "registration" | "rotation";
    }
  | { readonly code: "platform-redirects"; readonly odd: OddAnswer }
  | { readonly code: "platform-odd-answer"; readonly odd: OddAnswer }
  | {
      readonly code: "platform-version-missing";
      readonly url: string;
      readonly offered: readonly string[];
      readonly wanted: string;
    }
  | { readonly code: "platform-shape"; readonly url: string }
  | { readonly code: "platform-details-url"; readonly url: string }
  | { readonly code: "platform-other-encoding"; readonly url: string; readonly takes: TokenEncoding };

export type VaultFact =
  | {
      readonly code: "vault-forbidden";
      readonly place: string;
      readonly failure: VaultFailure;
      readonly grant: VaultGrant;
    }
  | { readonly code: "vault-failed"; readonly place: string; readonly failure: VaultFailure }
  | { readonly code: "vault-unread"; readonly place: string; readonly failure: VaultFailure }
  | {
      readonly code: "secret-exists";
      readonly place: string;
      readonly passing: string;
      /** The token of a recovery capsule was to be stored, and works. */
      readonly capsule: boolean;
    }
  | { readonly code: "slot-held"; readonly slotPlace: string; readonly freeAt: Date | undefined }
  | { readonly code: "slot-left"; readonly slotPlace: string; readonly failure: VaultFailure };

/** An exchange that was interrupted. */
interface Interrupted {
  readonly slotPlace: string;
  /** When the earlier run took the slot, if it was an earlier one. */
  readonly interruptedAt: Date | undefined;
}

export type RegistrationFact =
  | { readonly code: "first-run-needs-initial-token" }
  | { readonly code: "post-not-sent"; readonly odd: OddAnswer }
  | { readonly code: "post-unauthorised"; readonly odd: OddAnswer }
  | { readonly code: "post-already-registered"; readonly odd: OddAnswer }
  | { readonly code: "post-platform-unusable"; readonly odd: OddAnswer }
  | { readonly code: "post-version"; readonly odd: OddAnswer }
  | { readonly code: "post-endpoints"; readonly odd: OddAnswer }
  | { readonly code: "post-refused"; readonly odd: OddAnswer }
  | { readonly code: "post-lost"; readonly odd: OddAnswer }
  | { readonly code: "post-in-doubt"; readonly odd: OddAnswer; readonly slotPlace: string }
  | { readonly code: "post-unreadable"; readonly odd: OddAnswer; readonly slotPlace: string }
  | ({ readonly code: "recovery-needs-initial-token" } & Interrupted)
  | ({ readonly code: "recovery-initial-token-refused" } & Interrupted)
  | ({ readonly code: "recovery-not-possible" } & Interrupted)
  | ({ readonly code: "stopped-in-doubt" } & Interrupted)
  | { readonly code: "capsule-unopened"; readonly why: "malformed" | "wrong-token" | "no-token" }
  | { readonly code: "recovered"; readonly how: "get" | "post" | "put" }
  | { readonly code: "token-in-error-answer"; readonly odd: OddAnswer }
  | { readonly code: "token-in-broken-answer"; readonly method: string }
  | { readonly code: "token-unusual" }
  | {
      readonly code: "token-unstored";
      readonly place: string;
      readonly failure: VaultFailure;
      readonly replaces: boolean;
    }
  | { readonly code: "token-unproven"; readonly odd: OddAnswer }
  | { readonly code: "token-untried" }
  | { readonly code: "hub-other-party"; readonly got: string; readonly expected: string }
  | { readonly code: "hub-not-alone"; readonly roles: number }
  | { readonly code: "hub-no-business-details" }
  | { readonly code: "confirm-refused"; readonly odd: OddAnswer }
  | { readonly code: "confirm-not-possible"; readonly odd: OddAnswer }
  | { readonly code: "confirm-unreadable"; readonly odd: OddAnswer; readonly slotPlace: string }
  | {
      readonly code: "confirm-in-doubt";
      readonly odd: OddAnswer;
      readonly by: "exchange" | "update" | "rotate";
      readonly successor?: boolean;
    }
  | { readonly code: "confirm-changed-token" }
  | { readonly code: "confirm-token-not-working" }
  | {
      readonly code: "confirmation-outstanding";
      readonly why: "no-platform" | "not-ready" | "late" | "not-sent";
      readonly slotPlace: string;
    }
  | { readonly code: "slot-outlived" }
  | { readonly code: "not-verified" }
  | { readonly code: "update-refused"; readonly odd: OddAnswer }
  | { readonly code: "not-unregistered"; readonly odd: OddAnswer }
  | { readonly code: "still-registered"; readonly odd: OddAnswer }
  | { readonly code: "unregister-in-doubt"; readonly odd: OddAnswer }
  | {
      readonly code: "nothing-to-unregister";
      readonly odd: OddAnswer;
      readonly place: string;
      readonly slotPlace: string;
    }
  | { readonly code: "secret-left"; readonly place: string; readonly failure: VaultFailure }
  | { readonly code: "unregister-not-offered" }
  | { readonly code: "cancelled" }
  | { readonly code: "state-unwritable"; readonly detail: string }
  | { readonly code: "unexpected"; readonly detail: string };

export type PartyFact =
  | { readonly code: "no-party-given" }
  | {
      readonly code: "party-not-connected";
      readonly party: string;
      readonly role: string;
      readonly status: NotConnected;
    }
  | { readonly code: "parties-unreadable"; readonly odd: OddAnswer }
  | { readonly code: "party-other-role"; readonly party: string; readonly role: string; readonly listed: string };

export type NotConnected = "SUSPENDED" | "NOT_LISTED" | "OFFLINE" | "PLANNED" | "UNKNOWN";
