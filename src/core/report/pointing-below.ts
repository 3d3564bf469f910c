import type { Words } from "../findings/words.ts";
import type { RunRecord } from "../record/record.ts";
import { isInSummary } from "./handover.ts";

/** The run with advice that finds the message for the account team below, where the text that shows this advice has it. */
export function pointingBelow(run: RunRecord, { findMessage }: Words): RunRecord {
  if (!isInSummary(run)) return run;
  const findings = run.findings.map((finding) =>
    finding.fix === undefined ? finding : { ...finding, fix: finding.fix.replaceAll(findMessage, "below") },
  );
  return { ...run, findings };
}
