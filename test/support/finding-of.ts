import { entryFor, severityOf, type Finding } from "../../src/core/findings/catalogue.ts";
import type { Telling } from "../../src/core/findings/entry.ts";
import type { ReportedFinding } from "../../src/core/findings/finding.ts";

/** A finding as a run records it in its look. */
export function findingOf(finding: Finding, telling: Telling): ReportedFinding {
  const { check, who, source, say } = entryFor(finding);
  return { finding, step: "look", check, severity: severityOf(finding), who, source, ...say(finding, telling) };
}
