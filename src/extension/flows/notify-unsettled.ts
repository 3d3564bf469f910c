import * as l10n from "@vscode/l10n";
import type { ConnectionKey } from "../state/connection-key.ts";
import { latestOf } from "../state/last-run.ts";
import { nextCommands, unsettledOf, unsettledWords, type NextStep } from "../state/unsettled.ts";
import type { FlowContext } from "./flow-context.ts";
import { copyMessageAction, notify, openReportAction, type NotificationAction } from "./notification.ts";

/**
 * Tells what is not settled about a connection, in the words of its row, with the one step that goes on.
 * @returns whether there was something to tell.
 */
export async function notifyUnsettled(flow: FlowContext, key: ConnectionKey): Promise<boolean> {
  // What another window left, or finished, since the last look.
  await flow.connections.refresh(key);
  const facts = flow.connections.factsOf(key);
  const unsettled = facts && unsettledOf(facts);
  if (facts === undefined || unsettled === undefined) return false;
  const hasReport = latestOf(facts) !== undefined;
  const actions = [...nextAction(unsettled.next), ...(hasReport ? [openReportAction()] : [])];
  const severity = unsettled.what === "in-doubt" ? "error" : "warning";
  notify(flow, key, severity, unsettledWords(key.name, unsettled), actions);
  return true;
}

function nextAction(next: NextStep): NotificationAction[] {
  switch (next) {
    case "exchange":
      return [{ button: l10n.t("Exchange Credentials"), command: nextCommands.exchange }];
    case "rotate":
      return [{ button: l10n.t("Rotate Token…"), command: nextCommands.rotate }];
    case "account-team":
      return [copyMessageAction()];
    case "report":
      return [];
  }
}
