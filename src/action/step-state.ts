import { getState, saveState } from "@actions/core";
import type { CrashState } from "../core/onboarding/finish-crashed-run.ts";
import type { JournalEntry } from "../core/ports.ts";
import { capsuleLine } from "../core/record/log-lines.ts";

/** Where the hub token is to be kept, without the token that may write there: that one stays an input. */
export type SecretLocation =
  | { readonly store: "none" }
  | {
      readonly store: "command";
      /** The program, as it was given. */
      readonly command: string;
      readonly connection: string;
      readonly secretName: string;
    }
  | {
      readonly store: "repository" | "environment";
      readonly owner: string;
      readonly repo: string;
      /** Empty for a repository's secret. */
      readonly environment: string;
      readonly secretName: string;
    };

// The post step gets the state as environment variables. Linux takes none of 128 kB, and then no post step begins at all.
const CAPSULE_LIMIT = 100_000;

/**
 * Saves every entry of the state, as of a run that changed nothing. What a run does not save, its post step would take from
 * the environment, where an earlier step of the job can write (`STATE_…` by GITHUB_ENV).
 */
export function beginState(): void {
  // Where nothing keeps a state, no post step reads one.
  if (!process.env["GITHUB_STATE"]) return;
  try {
    for (const name of entries) saveState(name, "");
    saveState("phase", "ended");
  } catch {
    // A state that cannot be written is reported when there is something to keep in it.
  }
}

/** The step's durable state. `saveState` appends to the runner's file, and has done so when it returns. */
export class StepState {
  /** Whether the run has appended anything. */
  #isBegun = false;
  readonly #destination: SecretLocation;
  readonly #say: (line: string) => void;

  /** @param say shows a line in the log. */
  constructor(destination: SecretLocation, say: (line: string) => void) {
    this.#destination = destination;
    this.#say = say;
  }

  append(entry: JournalEntry): void {
    // Breakage: what arrives is not noted
    const isFirst = !this.#isBegun;
    // That it is begun must not depend on a file that cannot be written.
    this.#isBegun = true;
    if (isFirst) saveState("destination", this.#destination);
    // The phase comes last: a post step that reads it finds what belongs to it.
    if (entry.phase === "captured") this.#keepCapsule(entry.capsule);
    if (entry.phase === "posting") saveState("request", entry.request);
    if (entry.phase === "stored") saveState("kept", true);
    if (entry.phase === "marked") {
      if (entry.slot === "asked") saveState("marked-at", Date.now());
      saveState("slot", entry.slot);
      saveState("taken-over", entry.takenOver);
    }
    saveState("phase", entry.phase);
  }

  /** A capsule that no post step could be given goes to the log, at once: there it is durable, too. */
  #keepCapsule(capsule: string): void {
    const fits = capsule.length <= CAPSULE_LIMIT;
    // Breakage: what arrived is noted, and the capsule is not
    saveState("capsule", fits ? capsule : "");
    if (fits) return;
    this.#say(
      `What the hub answered is too long for the state of this step: only this log and the output recovery-capsule hold its recovery capsule. ${capsuleLine(capsule)}`,
    );
  }

  /** The run has come to its end and reported everything. */
  end(): void {
    try {
      if (this.#isBegun) saveState("told", true);
    } catch {
      // A state that cannot be written was reported when something was to be kept in it.
    }
  }
}

/** The state that a step finds, as far as it is one that our main run writes. */
export interface FoundState {
  readonly left: CrashState;
  /** The run stored a hub token, and was killed before it had told anyone. */
  readonly isKept: boolean;
  /** Where the hub token is to be kept; undefined where the state names none that the inputs can mean. */
  readonly destination: SecretLocation | undefined;
  /** The entries that hold what no main run writes, and which are left out. */
  readonly unfit: readonly (typeof entries)[number][];
}

/**
 * The state that this step's main run left, for its post step. It is read like foreign text: a run that was killed before
 * its first word has saved nothing, and then an earlier step of the job may have written what is found.
 * @param placeIn the place that was found, if it is one that the inputs name. The state only says which of them it was.
 */
export function readCrashState(placeIn: (found: unknown) => SecretLocation | undefined): FoundState {
  const unfit: (typeof entries)[number][] = [];
  const read = <T>(name: (typeof entries)[number], parse: (text: string) => T | undefined): T | undefined => {
    const text = getState(name);
    if (text === "") return undefined;
    const value = parse(text);
    if (value === undefined) unfit.push(name);
    return value;
  };
  const phase = read("phase", oneOf(phases)) ?? "ended";
  const destination = read("destination", (text) => placeIn(parsed(text)));
  const left: CrashState = {
    phase,
    slot: read("slot", oneOf(lockStates)) ?? "asked",
    takenOver: read("taken-over", oneOf(flags)) === "true",
    // Without a time no lock is known to be this run's.
    markedAt: read("marked-at", (text) => (/^\d{13}$/.test(text) ? Number(text) : undefined)) ?? Number.NaN,
    request: read("request", oneOf(requests)),
    capsule: read("capsule", (text) => (isCapsule(text) ? text : undefined)),
    reported: read("told", oneOf(flags)) === "true",
  };
  const isKept = read("kept", oneOf(flags)) === "true" && !left.reported;
  return { left, isKept, destination, unfit };
}

const entries = [
  "destination",
  "capsule",
  "request",
  "marked-at",
  "slot",
  "taken-over",
  "kept",
  "told",
  "phase",
] as const;
const phases = ["marked", "posting", "captured", "stored", "ended"] as const;
const lockStates = ["asked", "ours", "giving-back"] as const;
const requests = ["POST", "PUT", "DELETE"] as const;
const flags = ["true", "false"] as const;

function oneOf<T extends string>(values: readonly T[]): (text: string) => T | undefined {
  return (text) => values.find((value) => value === text);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether it is written as a capsule is. Whether it is one, only the platform token can tell. */
function isCapsule(text: string): boolean {
  return text.length <= CAPSULE_LIMIT && /^ocpi-capsule:v1:[\w-]{60,}$/.test(text);
}
