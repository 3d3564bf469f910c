import type { Description, Given } from "../../core/config/description.ts";
import type { Connection } from "../../core/onboarding/connection.ts";
import type { ConnectionKey } from "./connection-key.ts";
import type { Journal } from "./journal.ts";
import { kindOf, type LastRun } from "./last-run.ts";
import type { RunStore } from "./run-store.ts";
import type { SecretStorageVault } from "./secret-storage-vault.ts";
import type { TokenStore } from "./token-store.ts";

/** A connection that can be worked with. */
export interface ConnectionEntry {
  readonly key: ConnectionKey;
  /** Where it stands in its file, counted from 0. */
  readonly line: number;
  /** The name of its folder, for people. */
  readonly folder: string;
  /** `sandbox`: in memory only, gone with the window. */
  readonly source: "file" | "sandbox";
  /** Undefined when it names no hub, or when the file has errors by now. */
  readonly description: Description | undefined;
  readonly connection: Connection | undefined;
  /** What hub-side tokens are bound to: the hub's origin, with the others to which they may go. */
  readonly hubOrigin: string;
  /** What the platform token is bound to. */
  readonly platformOrigin: string;
  readonly tokens: TokenStore;
  readonly vault: SecretStorageVault;
  /** Undefined for the sandbox's: it is gone with the window, and what it issued with it. */
  readonly journal: Journal | undefined;
  readonly runs: RunStore;
}

/**
 * What tokens are bound to: the hub's with the other origins to which they may go, because a file that names one more must
 * not send a stored token there; and the platform's.
 */
export function originsOf(description: Description | undefined): Pick<ConnectionEntry, "hubOrigin" | "platformOrigin"> {
  const allowed = description?.allowedOrigins.map(originOf).toSorted() ?? [];
  return {
    hubOrigin: [originOf(description?.hubUrl), ...allowed].join(", "),
    platformOrigin: originOf(description?.platformUrl),
  };
}

function originOf(url: Given<string> | undefined): string {
  return URL.parse(url?.value ?? "")?.origin ?? "";
}

/** The hosts that its tokens are bound to, as one text. */
export function hostsOf({ hubOrigin, platformOrigin }: ConnectionEntry): string {
  return `${hubOrigin}, ${platformOrigin}`;
}

/** At which hub something is done for a connection. */
export function hubOf({ connection }: ConnectionEntry): string {
  return connection?.address.origin ?? "";
}

/** A run, if it was with the hub, or the platform, that the file names now: what it found says nothing of another one. */
export function runWithEntry(
  run: LastRun | undefined,
  { connection, description }: ConnectionEntry,
): LastRun | undefined {
  if (run === undefined || connection === undefined) return run;
  const isOf =
    kindOf(run.record) === "registration"
      ? run.record.hub.url === connection.address.origin
      : run.record.platformUrl === description?.platformUrl?.value;
  return isOf ? run : undefined;
}
