import type { PartyConnection, Result } from "../../core/record/result.ts";
import type { ConnectionKey } from "./connection-key.ts";
import { lastKnownStatusOf, warningsOf, type LastRuns } from "./last-run.ts";
import type { Confirmed } from "./run-store.ts";
import type { LiveRun } from "./live-run.ts";
import type { TokenFacts } from "./token-store.ts";
import { unsettledOf, type Left, type Unsettled } from "./unsettled.ts";

/** What a run does that may change a registration. */
export type Changing = "exchanging" | "rotating" | "updating" | "recovering";

/** What a run does. */
export type Doing = Changing | "verifying" | "preflighting" | "rehearsing";

/** What a connection is busy with. From `waiting` on, for the answer to a request that changes something, nothing stops it. */
export type Activity = Doing | "waiting";

/** What the sidebar says of a connection, in the order of precedence. */
export type ConnectionState =
  | {
      readonly kind: "running";
      readonly doing: Activity;
      /** The user has cancelled it: it ends with what it does now. */
      readonly stopping: boolean;
    }
  /** `ocpi.yml` has errors. */
  | { readonly kind: "invalid" }
  /** The stored token is for another host than the one that `ocpi.yml` names now. */
  | { readonly kind: "host-changed"; readonly from: string; readonly to: string }
  /** Another window is in the middle of an exchange. */
  | { readonly kind: "elsewhere" }
  | Unsettled
  | { readonly kind: "token-needed" }
  | { readonly kind: "not-checked" }
  /** The hub token is stored, and no run is known that saw whether it works: as after a window was closed in the middle of an exchange. */
  | { readonly kind: "unverified"; readonly handedOn: boolean }
  | {
      readonly kind: "status";
      readonly status: PartyConnection;
      readonly checkedAt: Date;
      /** How many warnings the look had that found it so. */
      readonly warnings: number;
    }
  | {
      readonly kind: "failed";
      readonly result: Failure;
      /** The headline of the finding for which the run ended. */
      readonly reason: string;
      readonly checkedAt: Date;
    };

const failures = ["not-ready", "refused", "unreachable", "in-doubt", "unstored", "invalid"] as const;

/** The results of a run that found out why it came to nothing. */
export type Failure = (typeof failures)[number];

/** Whether a run came to nothing, and knows why. */
export function isFailure(result: Result): result is Failure {
  return failures.some((failure) => failure === result);
}

/** What is known of a connection in the editor. */
export interface ConnectionFacts extends LastRuns {
  readonly running: Activity | undefined;
  /** *Notify Me When CONNECTED* is on. */
  readonly watched: boolean;
  /** The user has cancelled what goes on. */
  readonly stopping: boolean;
  /** How far it is; undefined for one of many runs, and for one that is not shown. */
  readonly live: LiveRun | undefined;
  readonly valid: boolean;
  /** Whether it is known what is in the stores: a keyring may be slow, or locked. */
  readonly read: boolean;
  /** A sandbox's platform needs nothing of us. */
  readonly sandbox: boolean;
  readonly hubOrigin: string;
  readonly platformOrigin: string;
  readonly hubToken: TokenFacts;
  readonly initialToken: TokenFacts;
  readonly platformToken: TokenFacts;
  /** The lock of an exchange: `elsewhere` while the window that made it is alive. */
  readonly lock: "absent" | "elsewhere" | "abandoned";
  /** What the run left whose lock is abandoned; undefined where none is, or nothing is known of it. */
  readonly left: Left | undefined;
  /** What a person has said is done, by the lines of the checklist. */
  readonly confirmed: Confirmed;
}

/** The one state that the sidebar shows, of all that is known: what has to be settled first comes first. */
export function stateOf(facts: ConnectionFacts): ConnectionState {
  const { running, stopping, valid, read, hubToken, initialToken, platformToken, lock, last } = facts;
  if (running !== undefined) return { kind: "running", doing: running, stopping };
  if (!valid) return { kind: "invalid" };
  if (!read) return { kind: "not-checked" };
  for (const token of [hubToken, initialToken, platformToken]) {
    // A platform that the file does not name gets nothing.
    if (token.state === "other-origin" && token.to !== "")
      return { kind: "host-changed", from: token.origin, to: token.to };
  }
  if (lock === "elsewhere") return { kind: "elsewhere" };
  const unsettled = unsettledOf(facts);
  if (unsettled !== undefined) return unsettled;
  if (hubToken.state === "absent" && initialToken.state === "absent") return { kind: "token-needed" };
  const unseen: ConnectionState =
    hubToken.state === "stored" ? { kind: "unverified", handedOn: hubToken.handedOn } : { kind: "not-checked" };
  if (last === undefined) return unseen;
  const known = lastKnownStatusOf(last);
  if (known !== undefined) {
    const { status, at } = known;
    return { kind: "status", status, checkedAt: at, warnings: warningsOf(last).length };
  }
  const { result, reason, finishedAt: checkedAt } = last.record;
  if (!isFailure(result)) return unseen;
  return { kind: "failed", result, reason: reason?.message[0] ?? "", checkedAt };
}

/** Whether the user has to decide before anything goes on: what the status bar warns of. */
export function isUrgent({ kind }: ConnectionState): boolean {
  return kind === "host-changed" || kind === "interrupted";
}

/** Whether the user should look at it: what the view's badge counts. */
export function needsAttention(state: ConnectionState): boolean {
  switch (state.kind) {
    case "invalid":
    case "host-changed":
    case "interrupted":
    case "token-needed":
    case "unverified":
    case "failed":
      return true;
    case "status":
      return state.status !== "CONNECTED" && state.status !== "PLANNED";
    case "elsewhere":
    case "running":
    case "not-checked":
      return false;
  }
}

/** What is known of the connections, for what shows them. */
export interface ConnectionStates {
  /** Undefined for a connection that is not known (any more). */
  stateOf(key: ConnectionKey): ConnectionState | undefined;
  factsOf(key: ConnectionKey): ConnectionFacts | undefined;
  /** Calls back after each change; the key says which connection, undefined that several may have changed. */
  onDidChange(listener: (key: ConnectionKey | undefined) => void): { dispose(): void };
}
