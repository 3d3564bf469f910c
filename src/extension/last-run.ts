import { reportDocument } from "../core/report/document.ts";
import { markdownReport } from "../core/report/markdown.ts";
import { headline } from "../core/report/messages.ts";
import type { ReportDocument, RunRecord } from "../core/report/report.ts";

/**
 * The last run of a connection as the editor keeps it: its report, which every face renders alike, with the headline and
 * the page to read. Plain data without any token, so that it survives a closed window.
 */
export interface LastRun {
  readonly report: ReportDocument;
  readonly headline: string;
  readonly markdown: string;
}

export function lastRunOf(record: RunRecord): LastRun {
  return { report: reportDocument(record), headline: headline(record), markdown: markdownReport(record) };
}

/** When the run ended. */
export function checkedAt({ report }: LastRun): Date {
  return new Date(report.finished_at);
}
