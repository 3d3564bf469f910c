import { entryFor, type Fact } from "../../src/core/findings/catalogue.ts";
import type { Telling } from "../../src/core/findings/entry.ts";
import type { Finding } from "../../src/core/findings/finding.ts";

/** A finding as a run records it in its look. */
export function findingOf(fact: Fact, telling: Telling): Finding {
  const { check, severity, who, source, say } = entryFor(fact);
  return { fact, step: "look", check, severity, who, source, ...say(fact, telling) };
}
