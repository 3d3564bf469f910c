import { getState, info, saveState } from "@actions/core";
import type { Leftover } from "../core/onboarding/rescue.ts";
import type { JournalEntry } from "../core/ports.ts";
import { capsuleLine } from "../core/report/messages.ts";

/** Where the hub token is to be kept, without the token that may write there: that one stays an input. */
export type Destination =
  | { readonly store: "none" }
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

/** The step's durable state. `saveState` appends to the runner's file, and has done so when it returns. */
export class StepState {
  /** The last act that was begun. */
  phase: JournalEntry["phase"] | undefined;
  /** What the hub issued and the vault does not hold yet. */
  capsule: string | undefined;
  readonly #destination: Destination;

  constructor(destination: Destination) {
    this.#destination = destination;
  }

  append(entry: JournalEntry): void {
    const isFirst = this.phase === undefined;
    // What is known here must not depend on a file that cannot be written.
    this.phase = entry.phase;
    if (entry.phase === "captured") this.capsule = entry.capsule;
    if (entry.phase === "stored") this.capsule = undefined;
    if (isFirst) saveState("destination", this.#destination);
    // The phase comes last: whoever reads it finds what belongs to it.
    if (entry.phase === "captured") this.#keepCapsule(entry.capsule);
    if (entry.phase === "posting") saveState("request", entry.request);
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
    saveState("capsule", fits ? capsule : "");
    if (fits) return;
    info(
      `What the hub answered is too long for the state of this step: only this log and the output recovery-capsule hold its recovery capsule. ${capsuleLine(capsule)}`,
    );
  }

  /** The run has come to its end and told what there was to tell. */
  end(): void {
    try {
      if (this.phase !== undefined) saveState("told", true);
    } catch {
      // A state that cannot be written was told of when something was to be kept in it.
    }
  }
}

/** The state that this step's main run left, for its post step. */
export function readLeftover(): { left: Leftover; destination: Destination } | undefined {
  const phase = getState("phase");
  const destination = getState("destination");
  if (!isPhase(phase) || destination === "") return undefined;
  return {
    left: {
      phase,
      slot: slotMarks.find((mark) => mark === getState("slot")) ?? "asked",
      takenOver: getState("taken-over") === "true",
      markedAt: Number(getState("marked-at")),
      request: requests.find((request) => request === getState("request")),
      capsule: getState("capsule") || undefined,
      told: getState("told") === "true",
    },
    destination: JSON.parse(destination) as Destination,
  };
}

/** The inputs that name a destination, as YAML. */
export function inputsFor(destination: Destination): string[] {
  if (destination.store === "none") return ["store: none", "expose-hub-token: true"];
  const environment =
    destination.store === "environment"
      ? ["store: environment", `store-environment: ${JSON.stringify(destination.environment)}`]
      : [];
  return [...environment, `hub-token-secret: ${destination.secretName}`];
}

const slotMarks = ["asked", "ours", "giving-back"] as const;
const requests = ["POST", "PUT", "DELETE"] as const;

function isPhase(text: string): text is JournalEntry["phase"] {
  return ["marked", "posting", "captured", "stored", "ended"].includes(text);
}
