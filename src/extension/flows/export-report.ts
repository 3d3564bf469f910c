import * as l10n from "@vscode/l10n";
import { editorWords } from "../../core/findings/editor-words.ts";
import { jsonText } from "../../core/ocpi/escape.ts";
import type { ConnectionEntry } from "../state/connection-entry.ts";
import type { LastRun } from "../state/last-run.ts";
import type { FlowContext } from "./flow-context.ts";

/** *Copy Report as Markdown*: to paste into an e-mail, where nothing renders it, or into an issue. */
export async function copyReport(
  { dialogs }: FlowContext,
  { key }: ConnectionEntry,
  { record }: LastRun,
): Promise<void> {
  const { plainReport } = await import("../state/jobs.ts");
  const markdown = plainReport(record, editorWords);
  if (!(await dialogs.copy(markdown))) return;
  void dialogs.show("info", l10n.t("The report of {0} is on the clipboard. It holds no token.", key.name));
}

/** *Save Report as JSON…*: the same document that the Action writes to a `report-path`. */
export async function saveReport(
  { dialogs }: FlowContext,
  { key }: ConnectionEntry,
  { record }: LastRun,
): Promise<void> {
  const { reportDocument } = await import("../state/jobs.ts");
  try {
    await dialogs.save(`ocpi-${key.name}.json`, `${jsonText(reportDocument(record), 2)}\n`);
  } catch (error) {
    // Such as a folder that cannot be written.
    await dialogs.show("error", error instanceof Error ? error.message : "");
  }
}
