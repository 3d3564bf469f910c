import type { StepId } from "../../core/findings/steps.ts";
import type { RunSoFar } from "../../core/record/record.ts";
import { isFailed, type Asked } from "../../core/record/request.ts";

/** How far a run is: enough to light its steps up one after the other. It holds nothing that a peer said. */
export interface LiveRun {
  /** What it does now. */
  readonly step: StepId;
  /** What was asked for and opened, or did not; undefined while nothing came back. */
  readonly versions: boolean | undefined;
  readonly details: boolean | undefined;
}

/** How far a run is. What opened once has opened: a hub refuses one form of a token, and takes the other. */
export function liveRunOf({ current, requests }: Pick<RunSoFar, "current" | "requests">): LiveRun {
  const opened = (what: Asked): boolean | undefined => {
    const asked = requests.filter(({ peer, asks }) => peer === "hub" && asks === what);
    return asked.length === 0 ? undefined : asked.some((request) => !isFailed(request));
  };
  return { step: current, versions: opened("versions"), details: opened("details") };
}
