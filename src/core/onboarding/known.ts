/**
 * What a run knows that may change a registration, as far as it decides what comes next. Small and finite, so that the whole space can
 * be enumerated; the domains below are the space.
 */
export interface Known {
  /** `exchange` registers or only looks; `update` sends what is new of a working registration; `unregister` ends one. */
  readonly purpose: Purpose;
  /** The parallel look at hub, platform and vault is done. */
  readonly looked: boolean;
  /** The user wants the run to stop. */
  readonly cancelled: boolean;
  /** The token's secret in the vault. `unread`: the vault could not be read, or in a later step not be written. */
  readonly secret: (typeof domains.secret)[number];
  /** The pending marker beside it. `another`: of another run, or lost to one. `old`: abandoned. */
  readonly slot: (typeof domains.slot)[number];
  /** The one token that the hub was looked at with: the best that was given. */
  readonly presented: (typeof domains.presented)[number];
  /** What the hub made of it. */
  readonly verdict: (typeof domains.verdict)[number];
  /** The hub offers what the exchange needs. */
  readonly hub: (typeof domains.hub)[number];
  /** The platform is as the hub has to find it; `fit` too where it is not to be checked. */
  readonly platform: (typeof domains.platform)[number];
  /** An earlier run may have registered: what it left has to be found out before anything is sent. */
  readonly recovery: (typeof domains.recovery)[number];
  /** What this run has done to the registration. */
  readonly registration: (typeof domains.registration)[number];
  /** The connection was verified with the token that is current. */
  readonly verified: boolean;
}

export type Purpose = (typeof domains.purpose)[number];

export const domains = {
  purpose: ["exchange", "update", "unregister"],
  looked: [false, true],
  cancelled: [false, true],
  secret: ["unread", "absent", "present"],
  slot: ["unread", "absent", "ours", "another", "old"],
  // A hub token; one out of a recovery capsule, not stored yet; an initial token; none at all.
  presented: ["hub-token", "capsule", "initial-token", "none"],
  verdict: ["opens", "refused", "unclear"],
  hub: ["fit", "unfit"],
  platform: ["fit", "unfit"],
  recovery: ["none", "due", "done"],
  registration: [
    "none",
    // The POST did not leave this machine, or was definitely refused: nothing changed at the hub.
    "not-sent",
    "refused",
    // The POST left and its effect is not known: `lost` may still be recovered, `unreadable` is a success without a token.
    "lost",
    "unreadable",
    // A token is in hand, and its capsule in the durable state.
    "issued",
    "unstored",
    "stored",
    "unproven",
    "proven",
    // The confirmation is answered, refused or not needed; its effect is not known; or it is for another run to send.
    "confirmed",
    "confirm-lost",
    "confirm-later",
    // The end of the registration: the hub refuses the token, its secret is deleted, or the effect is not known.
    "ended",
    "forgotten",
    "end-unknown",
  ],
  verified: [false, true],
} as const;

/** Why a run ends as it does, where the findings do not say it already. */
export type EndReason =
  | "first-run-needs-initial-token"
  | "secret-exists"
  | "slot-held"
  | "recovery-needs-initial-token"
  | "recovery-initial-token-refused"
  | "stopped-in-doubt"
  | "cancelled";

/** The one next step. */
export type Step =
  | { readonly do: "look" | "take-slot" | "take-over-slot" | "recover" | "post" | "store" | "prove" | "confirm" }
  | { readonly do: "release-slot" | "verify" | "unregister" | "forget" }
  | { readonly do: "end"; readonly result: End; readonly because?: EndReason };

/** `verified`: connected or registered, by what the parties say. */
export type End =
  | "verified"
  | "registered"
  | "done"
  | "not-ready"
  | "refused"
  | "unreachable"
  | "in-doubt"
  | "unstored"
  | "cancelled"
  | "invalid";
