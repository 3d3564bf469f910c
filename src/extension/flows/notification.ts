import * as l10n from "@vscode/l10n";
import type { ConnectionKey } from "../state/connection-key.ts";
import type { FlowContext, FlowCommand } from "./flow-context.ts";

/** A button of a notification, and the command that it runs. */
export interface NotificationAction {
  readonly button: string;
  readonly command: FlowCommand;
}

/**
 * Tells something, and what leads further. A notification waits for its button; no caller waits for the notification.
 * @param key the connection that it is about, if it is about one.
 */
export function notify(
  { dialogs, execute }: Pick<FlowContext, "dialogs" | "execute">,
  key: ConnectionKey | undefined,
  severity: "info" | "warning" | "error",
  message: string,
  actions: readonly NotificationAction[],
): void {
  void dialogs.show(severity, message.replaceAll("`", ""), ...actions.map(({ button }) => button)).then((pressed) => {
    const chosen = actions.find(({ button }) => button === pressed);
    if (chosen !== undefined) execute(chosen.command, key);
    return undefined;
  });
}

/** To the report of the connection's last run. */
export function openReportAction(): NotificationAction {
  return { button: l10n.t("Open Report"), command: "ocpi.openReport" };
}

/** What the account team has to be sent, to the clipboard. */
export function copyMessageAction(): NotificationAction {
  return { button: l10n.t("Copy Message"), command: "ocpi.copyMessage" };
}

/** To the sidebar, which shows each of many. */
export function showConnectionsAction(): NotificationAction {
  return { button: l10n.t("Show Connections"), command: "ocpi.connections.focus" };
}

/** To the log, where the details are. */
export function showLogAction(): NotificationAction {
  return { button: l10n.t("Show Log"), command: "ocpi.showLog" };
}

/** To the form for a new issue. */
export function reportIssueAction(): NotificationAction {
  return { button: l10n.t("Report Issue"), command: "ocpi.reportIssue" };
}
