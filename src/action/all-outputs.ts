import { version } from "../core/findings/version.ts";
import {
  allDocument,
  allDocumentWithin,
  allHeadline,
  resultsWithin,
  worstResult,
  type AllReport,
  type KeptConnection,
} from "../core/report/all-report.ts";
import type { RunRecord } from "../core/record/record.ts";
import { allPage } from "../core/report/all-page.ts";
import { markdownReport } from "../core/report/markdown.ts";
import { allJunit, junitReport } from "../core/report/junit.ts";
import { clock } from "./clock.ts";
import { isReportPath, type Inputs } from "./inputs.ts";
import { conclude, endStep, writeOutputs, writeReportFiles } from "./outputs.ts";
import { hasSummary, SUMMARY_LIMIT, wordsFor, writeSummary } from "./step-summary.ts";

/** Sets the outputs, writes the summary and the reports, and ends the step: red where it would be for one of the connections. */
export async function reportAll(report: AllReport, inputs: Inputs, startedAt: Date): Promise<void> {
  const all = report.worstFirst;
  const { errors, warnings } = setAllOutputs(all, false);
  const frame = { tool, command: inputs.command, startedAt, finishedAt: clock.now() };
  if (hasSummary(inputs)) await writeSummary(allPage(all, frame, SUMMARY_LIMIT));
  await writeReportFiles(inputs.reportPath.filter(isReportPath), false, async (path) => {
    if (path.endsWith(".json")) return allDocument(all);
    return [path.endsWith(".xml") ? allJunit(all, frame) : allPage(all, frame)];
  });
  const fails = all.some(({ row }) => !row.passes);
  const beside = !fails && errors > 0 ? " The step passes because of fail-on: never." : "";
  endStep(allHeadline(all) + beside, fails ? "fails" : errors + warnings === 0 ? "well" : "passes");
}

/** The same where the inputs were wrong, and no connection was looked at: the report has the form of one for all. */
export async function reportTurnedDown(
  report: AllReport,
  record: RunRecord,
  inputs: Inputs,
  isTold: boolean,
): Promise<void> {
  const all = report.worstFirst;
  setAllOutputs(all, isTold);
  const page = markdownReport(record, wordsFor(inputs));
  if (hasSummary(inputs)) await writeSummary(page);
  await writeReportFiles(inputs.reportPath.filter(isReportPath), true, async (path) => {
    if (path.endsWith(".json")) return allDocument(all);
    return [path.endsWith(".xml") ? junitReport(record) : page];
  });
  conclude(record);
}

const tool = { name: "OCPI Onboarding", version };

function setAllOutputs(
  all: readonly KeptConnection[],
  isTold: boolean,
): { readonly errors: number; readonly warnings: number } {
  const sum = (of: "errors" | "warnings"): number => all.reduce((total, { row }) => total + row[of], 0);
  const [errors, warnings] = [sum("errors"), sum("warnings")];
  const outputs = {
    ...nothing,
    result: worstResult(all),
    "connection-status": all[0]?.row.connectionStatus ?? "UNKNOWN",
    errors: String(errors),
    warnings: String(warnings),
    report: allDocumentWithin(all),
    results: resultsWithin(all),
  };
  writeOutputs(outputs, isTold);
  return { errors, warnings };
}

/** What only one connection has: set, so that no later step reads what an earlier one left. */
const nothing: Readonly<Record<string, string>> = Object.fromEntries(
  [
    "hub-party",
    "hub-url",
    "ocpi-version",
    "token-encoding",
    "hub-token-stored-in",
    "endpoints",
    "receivers",
    "go-live",
    "handover",
    "recovery-capsule",
    "matrix",
    "count",
    "hub-token",
  ].map((name) => [name, ""]),
);
