import * as l10n from "@vscode/l10n";
import { jsonText } from "../../core/ocpi/escape.ts";
import type { Entry } from "../connections.ts";
import type { LastRun } from "../last-run.ts";
import type { Story } from "./story.ts";

/** *Copy Report as Markdown*: the page as it is read, to paste into an issue or an e-mail. */
export async function copyReport({ dialogs }: Story, { key }: Entry, { markdown }: LastRun): Promise<void> {
  if (!(await dialogs.copy(markdown))) return;
  void dialogs.tell("info", l10n.t("The report of {0} is on the clipboard. It holds no token.", key.name));
}

/** *Save Report as JSON…*: the same document that the Action writes to a `report-path`. */
export async function saveReport({ dialogs }: Story, { key }: Entry, { report }: LastRun): Promise<void> {
  try {
    await dialogs.save(`ocpi-${key.name}.json`, `${jsonText(report, 2)}\n`);
  } catch (error) {
    // Such as a folder in which nobody may write.
    await dialogs.tell("error", error instanceof Error ? error.message : "");
  }
}
