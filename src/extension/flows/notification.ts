import * as l10n from "@vscode/l10n";
import type { ConnectionKey } from "../state/connection-key.ts";
import type { FlowContext, FlowCommand } from "./flow-context.ts";

/** A button of a notification, and the command that it runs. */
export interface NotificationAction {
  readonly button: string;
  readonly command: FlowCommand;
}

/** Tells something of a connection, and what leads further. A notification waits for its button; nobody waits for it. */
export function notify(
  { dialogs, execute }: Pick<FlowContext, "dialogs" | "execute">,
  key: ConnectionKey,
  severity: "info" | "warning" | "error",
  message: string,
  actions: readonly NotificationAction[],
): void {
  void dialogs.tell(severity, message.replaceAll("`", ""), ...actions.map(({ button }) => button)).then((pressed) => {
    const chosen = actions.find(({ button }) => button === pressed);
    if (chosen !== undefined) execute(chosen.command, key);
    return undefined;
  });
}

/** To the report of the connection's last run. */
export function openReportAction(): NotificationAction {
  return { button: l10n.t("Open Report"), command: "ocpi.openReport" };
}
