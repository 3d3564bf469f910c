import { reportDocument } from "../core/report/document.ts";
import { sendOnlyIf } from "../core/report/handover.ts";
import { markdownReport } from "../core/report/markdown.ts";
import { headline } from "../core/report/headline.ts";
import type { RunRecord } from "../core/record/record.ts";
import type { LastRun } from "./last-run.ts";

/** What a run did and found, as the editor keeps it. */
export function lastRunOf(record: RunRecord): LastRun {
  return {
    report: reportDocument(record),
    headline: headline(record),
    markdown: markdownReport(record),
    sendOnlyIf: sendOnlyIf(record),
  };
}
