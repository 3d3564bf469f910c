import type { Finding } from "./catalogue.ts";
import type { Rule, Severity } from "./entry.ts";
import type { Said } from "./sentence.ts";
import type { StepId } from "./steps.ts";

/** What was found, with its sentences, its rule and the step in which it was found. */
export interface ReportedFinding extends Rule, Omit<Said, "who"> {
  /** The code of its entry and its parameters, as data. */
  readonly finding: Finding;
  readonly step: StepId;
}

/** What a given run takes more or less seriously than the entry does. */
export type Graded = Partial<Pick<Rule, "severity">>;

/** Whether the fix is something to do, and not only good to know. */
export function isToDo({ toDo = true, fix }: Pick<Said, "toDo" | "fix">): boolean {
  return toDo && fix !== undefined;
}

const order: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** The findings: what is urgent, and then the most severe first; within a severity as they were found. */
export function bySeverity(findings: readonly ReportedFinding[]): ReportedFinding[] {
  const rank = ({ urgent = false, severity }: ReportedFinding): number => (urgent ? -1 : order[severity]);
  return findings.toSorted((a, b) => rank(a) - rank(b));
}
