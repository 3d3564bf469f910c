import * as l10n from "@vscode/l10n";
import type { ConnectionKey } from "../state/connection-key.ts";
import type { FlowContext } from "./flow-context.ts";
import { notify, openReportAction, showConnectionsAction } from "./notification.ts";
import { someNames } from "./some-names.ts";

type Notifying = Pick<FlowContext, "connections" | "dialogs" | "execute">;

/** A connection that *Notify Me When CONNECTED* looked at is CONNECTED. */
export function notifyConnected(flow: Notifying, key: ConnectionKey): void {
  notify(flow, key, "info", l10n.t("{0} is CONNECTED.", flow.connections.titleOf(key)), [openReportAction()]);
}

/** Connections that were CONNECTED are OFFLINE now: one notification for all that were looked at together. */
export function notifyOffline(flow: Notifying, keys: readonly ConnectionKey[]): void {
  const { connections } = flow;
  const [only] = keys;
  if (only !== undefined && keys.length === 1) {
    const message = l10n.t(
      "{0} was CONNECTED and is OFFLINE now: the Hub cannot reach your platform.",
      connections.titleOf(only),
    );
    notify(flow, only, "warning", message, [openReportAction()]);
  } else if (only !== undefined) {
    const message = l10n.t(
      "{0} connections were CONNECTED and are OFFLINE now: {1}. The Hub cannot reach your platform.",
      keys.length,
      someNames(keys.map((key) => connections.titleOf(key))),
    );
    notify(flow, undefined, "warning", message, [showConnectionsAction()]);
  }
}
