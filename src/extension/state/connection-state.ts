import type { PartyConnection, Result } from "../../core/record/result.ts";
import type { ConnectionKey } from "./connection-key.ts";
import type { LastRun } from "./last-run.ts";
import type { TokenFacts } from "./token-store.ts";

/** What a run does. */
export type Doing = "exchanging" | "verifying" | "rotating" | "updating" | "recovering";

/** What a connection is busy with. From `waiting` on, for the answer to a request that changes something, nothing stops it. */
export type Activity = Doing | "waiting";

/** What the sidebar says of a connection, in the order of precedence. */
export type ConnectionState =
  | { readonly kind: "running"; readonly doing: Activity }
  /** `ocpi.yml` has errors. */
  | { readonly kind: "invalid" }
  /** The stored token is for another host than the one that `ocpi.yml` names now. */
  | { readonly kind: "host-changed"; readonly from: string; readonly to: string }
  /** Another window is in the middle of an exchange. */
  | { readonly kind: "elsewhere" }
  /** A window was closed in the middle of an exchange. */
  | { readonly kind: "interrupted" }
  | { readonly kind: "token-needed" }
  | { readonly kind: "not-checked" }
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
export interface ConnectionFacts {
  readonly running: Activity | undefined;
  readonly valid: boolean;
  /** A sandbox's platform needs nothing of us. */
  readonly sandbox: boolean;
  readonly hubOrigin: string;
  readonly platformOrigin: string;
  readonly hubToken: TokenFacts;
  readonly initialToken: TokenFacts;
  readonly platformToken: TokenFacts;
  /** The lock of an exchange: `elsewhere` while the window that made it is alive. */
  readonly lock: "absent" | "elsewhere" | "abandoned";
  /** The last run that ended, in this window or a former one. */
  readonly last: LastRun | undefined;
}

/** Whether the user should look at it: what the view's badge counts. */
export function needsAttention(state: ConnectionState): boolean {
  switch (state.kind) {
    case "invalid":
    case "host-changed":
    case "interrupted":
    case "token-needed":
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
