import type { PartyConnection } from "../core/report/result.ts";
import type { RunRecord } from "../core/report/report.ts";
import { headline } from "../core/report/messages.ts";

/** What the sidebar says of a connection, in the order of precedence. */
export type ConnectionState =
  | { readonly kind: "running"; readonly doing: "exchanging" | "verifying" }
  /** The stored token is for another host than the one that `ocpi.yml` names now. */
  | { readonly kind: "host-changed"; readonly from: string; readonly to: string }
  /** A window was closed in the middle of an exchange. */
  | { readonly kind: "interrupted" }
  | { readonly kind: "token-needed" }
  | { readonly kind: "not-checked" }
  | { readonly kind: "status"; readonly status: PartyConnection; readonly checkedAt: Date }
  | { readonly kind: "failed"; readonly reason: string; readonly checkedAt: Date };

/** What is known of a connection in the editor. */
export interface ConnectionFacts {
  readonly running: "exchanging" | "verifying" | undefined;
  readonly hubOrigin: string;
  readonly hubToken: "absent" | "stored" | { readonly otherOrigin: string };
  readonly initialToken: "absent" | "stored" | { readonly otherOrigin: string };
  readonly slot: "absent" | "present";
  /** The last run that ended, in this window or a former one. */
  readonly last: RunRecord | undefined;
}

export function stateOf({ running, hubOrigin, hubToken, initialToken, slot, last }: ConnectionFacts): ConnectionState {
  if (running !== undefined) return { kind: "running", doing: running };
  for (const token of [hubToken, initialToken]) {
    if (typeof token === "object") return { kind: "host-changed", from: token.otherOrigin, to: hubOrigin };
  }
  if (slot === "present") return { kind: "interrupted" };
  if (hubToken === "absent" && initialToken === "absent") return { kind: "token-needed" };
  if (last === undefined) return { kind: "not-checked" };
  const checkedAt = last.finishedAt;
  if (last.result === "connected" || last.result === "registered") {
    return { kind: "status", status: last.connectionStatus, checkedAt };
  }
  return last.result === "done" ? { kind: "not-checked" } : { kind: "failed", reason: headline(last), checkedAt };
}

/** Whether somebody should look at it: what the view's badge counts. */
export function needsAttention(state: ConnectionState): boolean {
  switch (state.kind) {
    case "host-changed":
    case "interrupted":
    case "token-needed":
    case "failed":
      return true;
    case "status":
      return state.status !== "CONNECTED" && state.status !== "PLANNED";
    case "running":
    case "not-checked":
      return false;
  }
}
