import type { AnsweredRequest } from "../../core/ports.ts";

/** How far a run is: enough to light its steps up one after the other. It holds nothing that a peer said. */
export interface LiveRun {
  /** The id of the step that it is at; undefined before it has begun. */
  readonly step: string | undefined;
  /** What was asked for and opened, or did not. */
  readonly versions: boolean | undefined;
  readonly details: boolean | undefined;
}

/** A run that has done nothing yet. */
export const begun: LiveRun = { step: undefined, versions: undefined, details: undefined };

/** The same run after an answer. What opened once has opened: a hub refuses one form of a token, and takes the other. */
export function afterAnswer(run: LiveRun, { peer, asks, opened }: AnsweredRequest): LiveRun {
  if (peer !== "hub" || (asks !== "versions" && asks !== "details")) return run;
  return { ...run, [asks]: run[asks] === true || opened };
}
