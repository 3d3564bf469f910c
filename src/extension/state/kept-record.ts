import { editorWords } from "../../core/findings/editor-words.ts";
import { bySeverity } from "../../core/findings/finding.ts";
import { reportDocument } from "../../core/report/document.ts";
import { sendOnlyIf } from "../../core/report/handover.ts";
import { markdownReport } from "../../core/report/markdown.ts";
import { headline } from "../../core/report/headline.ts";
import type { RunRecord } from "../../core/record/record.ts";
import { isFailed, type Asked } from "../../core/record/request.ts";
import type { LastRun, Looked } from "./last-run.ts";

/** What a run did and found, as the editor keeps it. */
export function lastRunOf(record: RunRecord): LastRun {
  return {
    report: reportDocument(record),
    headline: headline(record),
    markdown: markdownReport(record, editorWords),
    looked: { ...looked(record, "versions"), ...looked(record, "details") },
    ...platformFault(record),
    sendOnlyIf: sendOnlyIf(record),
  };
}

/** What came of asking the hub for this, by its name; nothing where it was not asked. */
function looked({ requests }: RunRecord, asks: Asked): { readonly [A in Asked]?: Looked } {
  const asked = requests.filter((request) => request.asks === asks);
  const opening = asked.findLast((request) => !isFailed(request));
  const request = opening ?? asked.at(-1);
  if (request === undefined) return {};
  const { url, httpStatus, statusCode, error } = request;
  const answer = {
    ...(httpStatus === undefined ? {} : { httpStatus }),
    ...(statusCode === undefined ? {} : { statusCode }),
    ...(error === undefined ? {} : { error }),
  };
  return { [asks]: { url, opened: opening !== undefined, ...answer } };
}

function platformFault({ findings }: RunRecord): Pick<LastRun, "platformFault"> {
  for (const { who, severity, message, fix } of bySeverity(findings)) {
    if (who !== "platform" || severity === "info") continue;
    return {
      platformFault: {
        severity,
        headline: message[0],
        message: message.join(" "),
        ...(fix === undefined ? {} : { fix }),
      },
    };
  }
  return {};
}
