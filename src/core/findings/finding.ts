import { catalogue, type Fact } from "./catalogue.ts";
import type { Entry, Rule, Severity, Telling } from "./entry.ts";
import type { Said, Sentence } from "./sentence.ts";
import type { StepId } from "./steps.ts";

/** What was found, with its sentences, its rule and the step in which it was found. */
export interface Finding extends Rule, Sentence {
  /** The code of its entry and its parameters, as data. */
  readonly fact: Fact;
  readonly step: StepId;
}

/** What a given run takes more or less seriously than the entry does. */
export type Graded = Partial<Pick<Rule, "severity" | "who">>;

/** The sentences of a fact, in the words of a face. */
export function sentence(fact: Fact, telling: Telling): Sentence {
  // Each entry says what its own parameters mean, and the code is its name.
  const { say } = catalogue[fact.code] as Entry<Fact>;
  return sentenceOf(say(fact, telling));
}

/** Puts the parts of a message together. */
function sentenceOf({ message, toDo = true, ...others }: Said): Sentence {
  const [headline, ...rest] = typeof message === "string" ? [message] : message;
  return { headline, message: [headline, ...rest].join(" "), toDo: toDo && others.fix !== undefined, ...others };
}

/** A finding by its entry. */
export function findingOf(fact: Fact, step: StepId, telling: Telling, as: Graded = {}): Finding {
  const { check, severity, who, source } = catalogue[fact.code];
  return { fact, check, severity, who, source, step, ...sentence(fact, telling), ...as };
}

/** Of what was found the first that is in the way, or else the first: what a run ends for that it stops. */
export function foremost(facts: readonly Fact[]): Fact | undefined {
  return firstError(facts) ?? facts[0];
}

/** Of what was found the first that is in the way, by its entry. */
export function firstError(facts: readonly Fact[]): Fact | undefined {
  return facts.find(({ code }) => catalogue[code].severity === "error");
}

const order: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** The findings, most severe first; within a severity as they were found. */
export function bySeverity(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => order[a.severity] - order[b.severity]);
}
