import type { Fact } from "./fact.ts";
import { rules, type Severity, type Who } from "./rules.ts";

/** The steps of a run, in their order: design of the exchange. */
export const stepTitles = {
  read: "Read the inputs",
  look: "Look at the hub, the platform and the vault",
  mark: "Mark the exchange as under way",
  recover: "Find out what became of the exchange",
  post: "Exchange the credentials (POST)",
  keep: "Keep the hub token",
  prove: "Prove the hub token",
  confirm: "Confirm the registration (PUT)",
  unregister: "End the registration (DELETE)",
  forget: "Forget the hub token",
  release: "Remove the mark",
  verify: "Verify the connection",
} as const;

export type StepId = keyof typeof stepTitles;

/** What came of a check: the fact with its rule and the step in which it was found. */
export interface Finding {
  readonly fact: Fact;
  readonly check: string;
  readonly severity: Severity;
  readonly who: Who;
  readonly source: string;
  readonly step: StepId;
}

/** A finding by the fact's rule; what a given run takes more or less seriously is given in `as`. */
export function findingOf(fact: Fact, step: StepId, as: Partial<Pick<Finding, "severity" | "who">> = {}): Finding {
  return { fact, ...rules[fact.code], step, ...as };
}

const order: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** The findings, most severe first; within a severity as they were found. */
export function bySeverity(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => order[a.severity] - order[b.severity]);
}
