import * as l10n from "@vscode/l10n";
import type { FlowContext } from "./flow-context.ts";
import { notify, reportIssueAction, showLogAction } from "./notification.ts";

/** A command met an error of ours: it is reported in plain words, and its details are in the log. */
export function notifyUnexpected(flow: Pick<FlowContext, "dialogs" | "execute">): void {
  const message = l10n.t("OCPI: something unexpected happened, and nothing more was sent. The log says what.");
  notify(flow, undefined, "error", message, [showLogAction(), reportIssueAction()]);
}
