import type { StepResult } from "../../src/sandbox/runner.ts";

/** A line of a rehearsal, and of the sheet. */
export interface Line {
  readonly step: string;
  readonly expected: string;
  readonly got: string;
  readonly verdict: string;
  readonly why?: string;
  readonly correlation_id?: string;
}

/** What of a report is about a rehearsal. */
export interface Report {
  readonly correlation_id: string;
  readonly findings: readonly { readonly check: string; readonly severity: string; readonly message: string }[];
  readonly rehearsal: readonly Line[];
}

/** Consent to test objects on the sandbox's platform. */
export const consent = { "allow-test-writes": "127.0.0.1" };
/** The inputs of a rehearsal beside those of the sandbox. */
export const given = { command: "rehearse", "initial-token": undefined, "github-token": undefined };

/** The output `go-live`. */
export function sheetOf(step: StepResult): { steps: Line[]; sign: { who: string; what: string }[] } {
  return JSON.parse(step.outputs["go-live"] ?? "") as ReturnType<typeof sheetOf>;
}

/** The output `report`. */
export function reportOf(step: StepResult): Report {
  return JSON.parse(step.outputs["report"] ?? "") as Report;
}

/** What was found that is more than a note: `RCV-09 error`. */
export function seriousBy(step: StepResult): string[] {
  return reportOf(step)
    .findings.filter(({ severity }) => severity !== "info")
    .map(({ check, severity }) => `${check} ${severity}`);
}
